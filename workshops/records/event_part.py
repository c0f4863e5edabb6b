"""What the record adds to the page of its event."""

from workshops.models import Event
from workshops.records import shelf


def record_part(event: Event, person) -> dict:
    """The published record, and the way to write it for those who do."""
    reading = shelf.published(event.slug)
    may_write = person.is_authenticated and Event.objects.recorded_by(person).filter(pk=event.pk).exists()
    return {"record": {"reading": reading, "may_write": may_write} if reading or may_write else None}
