"""Facts announced to the apps above, always after commit."""

from django.dispatch import Signal

# Sent with enrolment_id.
enrolment_completed = Signal()
