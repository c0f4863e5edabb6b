"""Calling an event off: it says so everywhere, and everybody on its list gets a letter."""

import datetime
from functools import partial

from django.db import transaction

from base.translated import Translated
from people.models import User
from safeguarding import audit
from workshops.calendar_entries import keep_entries
from workshops.models import Event
from workshops.registration_tasks import tell_called_off


@transaction.atomic
def call_off_event(*, event: Event, reason: Translated, now: datetime.datetime, by: User) -> Event:
    """Cancel the event. Safe to repeat: the first reason stays, and the letters go out once."""
    row = Event.objects.select_for_update(no_key=True).get(pk=event.pk)
    if row.is_cancelled:
        return row
    row.cancelled_at, row.cancellation_reason = now, reason
    row.save(update_fields=["cancelled_at", "cancellation_reason"])
    keep_entries(row, now=now)
    audit.record(act="event.cancelled", actor=by, subject=row)
    transaction.on_commit(partial(tell_called_off.enqueue, row.pk))
    return row
