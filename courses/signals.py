"""Facts announced to the apps above, always after commit."""

from django.dispatch import Signal

# Sent with enrolment_id.
enrolment_completed = Signal()
# Sent with user_id and path_key.
path_completed = Signal()
