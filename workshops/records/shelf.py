"""Published records, put together once for each content generation; and the draft of one, made each time."""

from base.per_generation import PerGeneration
from workshops.models import Commitment, Event, ForumRecord, RecordEdition
from workshops.records.changes import differences, since_earlier
from workshops.records.content import content_of
from workshops.records.reading import Reading, reading_of

_readings = PerGeneration(most=200)


def published(slug: str) -> Reading | None:
    """The newest edition of this event's record, if everybody may read it."""
    return _readings.get_or_none(slug, lambda: newest_edition(slug))


def newest_edition(slug: str) -> Reading | None:
    rows = RecordEdition.objects.filter(record__live=True, record__event__live=True, record__event__slug=slug)
    editions = list(rows.select_related("record__event__series", "record__event__place")[:2])
    if not editions:
        return None
    edition, event = editions[0], editions[0].record.event
    return reading_of(
        event,
        edition.content,
        commitments=promises(event).public(),
        number=edition.number,
        published_at=edition.published_at,
        changes=differences(editions[1].content, edition.content) if len(editions) > 1 else None,
        history=since_earlier(event, edition.content),
    )


def draft(record: ForumRecord) -> Reading:
    """The record as it would be published now."""
    event, content = record.event, content_of(record)
    last = record.editions.first()
    return reading_of(
        event,
        content,
        commitments=promises(event).standing(),
        changes=differences(last.content, content) if last else None,
        history=since_earlier(event, content),
    )


def promises(event: Event):
    return Commitment.objects.filter(event=event).select_related("owner", "finding").order_by("order", "pk")
