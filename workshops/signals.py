"""Facts that workshops announce, after commit."""

from django.dispatch import Signal

# Sent with session_id.
attendance_confirmed = Signal()
