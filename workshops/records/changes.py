"""What changed: from one edition of a record to the next, and from one forum of a series to the next."""

from collections.abc import Iterable
from dataclasses import dataclass

from base.translated import Translated
from workshops.enums import DONE, ENDED
from workshops.models import Commitment, Event, RecordEdition
from workshops.records.said import plain

WORDS = ("summary", "method", "limitations", "room", "sessions", "fact_status")


@dataclass(frozen=True)
class Differences:
    """From an older content to a newer one: texts that came, went, or are worded otherwise (before, after)."""

    added: tuple[Translated, ...]
    removed: tuple[Translated, ...]
    changed: tuple[tuple[Translated, Translated], ...]
    # Names of other parts that differ.
    parts: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.parts)


def differences(older: dict, newer: dict) -> Differences:
    before, after = lines_of(older), lines_of(newer)
    changed = [
        (Translated(before[key]["text"]), Translated(after[key]["text"]))
        for key in after
        if key in before and before[key] != after[key]
    ]
    return Differences(
        tuple(Translated(after[key]["text"]) for key in after if key not in before),
        tuple(Translated(before[key]["text"]) for key in before if key not in after),
        tuple(changed),
        tuple(name for name in WORDS if older[name] != newer[name]),
    )


def lines_of(content: dict) -> dict[str, dict]:
    return {row["key"]: row for row in (*content["findings"], *content["commitments"])}


@dataclass(frozen=True)
class SinceEarlier:
    """What became of the earlier forum of the series."""

    event: Event
    # Findings of the earlier one that are said again, and those that are said for the first time: how many.
    carried_on: tuple[Translated, ...]
    new: int
    # Commitments of the earlier one.
    done: tuple[Commitment, ...]
    open: tuple[Commitment, ...]
    ended: tuple[Commitment, ...]


def since_earlier(event: Event, content: dict) -> SinceEarlier | None:
    """Compared with the last forum of the series before this one; None when no record of one is public."""
    if event.series_id is None or event.ordinal is None:
        return None
    earlier = (
        RecordEdition.objects.filter(
            record__live=True,
            record__event__live=True,
            record__event__series=event.series_id,
            record__event__ordinal__lt=event.ordinal,
        )
        .select_related("record__event")
        .order_by("-record__event__ordinal", "-number")
        .first()
    )
    if earlier is None:
        return None
    again, new = compared(earlier.content["findings"], content["findings"])
    promises = list(
        Commitment.objects.public().filter(event=earlier.record.event_id).real().select_related("owner")
    )
    return SinceEarlier(
        earlier.record.event,
        tuple(again),
        new,
        tuple(row for row in promises if row.status in DONE),
        tuple(row for row in promises if row.status not in ENDED),
        tuple(row for row in promises if row.status in ENDED - DONE),
    )


def compared(earlier: Iterable[dict], now: Iterable[dict]) -> tuple[list[Translated], int]:
    """What is said again, by a link or in the same words, and how much is said for the first time."""
    keys = {row["key"] for row in earlier}
    words = {plain(text) for row in earlier for text in row["text"].values()}
    again, new = [], 0
    for row in now:
        if row["same_as"] in keys or any(plain(text) in words for text in row["text"].values()):
            again.append(Translated(row["text"]))
        else:
            new += 1
    return again, new
