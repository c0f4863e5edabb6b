"""Writing to some of the people of an event."""

import datetime
import uuid
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from safeguarding import audit
from workshops.errors import KeyUsedError
from workshops.message_tasks import send_message
from workshops.models import Event, EventMessage, Registration


@transaction.atomic
def write_to(
    *,
    event: Event,
    people: list[Registration],
    subject: str,
    text: str,
    key: uuid.UUID,
    by,
    now: datetime.datetime,
) -> EventMessage:
    """Send a letter to each of `people`, one by one; the same key again sends nothing more.

    Raises `KeyUsedError` for a key that stands for another message.
    """
    made, is_new = EventMessage.objects.get_or_create(
        pk=key, defaults={"event": event, "subject": subject, "text": text, "by": by, "sent_at": now}
    )
    if not is_new:
        if (made.event_id, made.by_id) != (event.pk, by.pk):
            raise KeyUsedError(_("This form has been used already. Open the page again."))
        return made
    made.recipients.set(people)
    audit.record(act="event.message_sent", actor=by, subject=event, detail={"people": len(people)})
    transaction.on_commit(partial(send_message.enqueue, str(made.pk)))
    return made
