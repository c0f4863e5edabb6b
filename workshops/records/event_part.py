"""What the record adds to the page of its event, and to the event's home for those who run it."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from workshops.models import Event
from workshops.records import shelf
from workshops.running import Link


def record_part(event: Event, person) -> dict:
    """The published record, and the way to write it for those who do."""
    reading = shelf.published(event.slug)
    may_write = person.is_authenticated and Event.objects.recorded_by(person).filter(pk=event.pk).exists()
    return {"record": {"reading": reading, "may_write": may_write} if reading or may_write else None}


def record_links(event: Event, user) -> Iterator[Link]:
    """The way to write the record; everybody on the team does."""
    address = reverse("teach_events:record", args=[event.slug])
    yield Link(_("Record"), address, _("What was said, and what was promised"))
