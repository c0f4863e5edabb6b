"""Questions about commitments that need no database and no clock."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from workshops.enums import DONE, ENDED, CommitmentStatus

BEFORE = datetime.timedelta(days=30)
# News within this time before the date is fresh enough not to speak of silence.
QUIET_AFTER = datetime.timedelta(days=60)


def may_verify(own: Iterable[int], owners: Iterable[int]) -> set[int]:
    """For which of their own organizations somebody may verify: those that do not own the commitment."""
    owners = set(owners)
    own = set(own)
    # Whoever belongs to an owner is no second eye, whatever else they belong to.
    return set() if own & owners else own


def group_of(status: str, due_date: datetime.date | None, today: datetime.date) -> str:
    """How a commitment stands in four words: done, ended, late, under way."""
    if status in DONE:
        return "done"
    if status in ENDED:
        return "ended"
    return "late" if due_date is not None and due_date < today else "open"


def quiet_since(
    status: str,
    due_date: datetime.date | None,
    last_news: datetime.datetime | None,
    made_at: datetime.datetime,
    today: datetime.date,
) -> datetime.date | None:
    """Since when a late commitment has had no news; None while it is on time, done, or spoken of lately."""
    if group_of(status, due_date, today) != "late":
        return None
    news = (last_news or made_at).date()
    return news if today - news >= QUIET_AFTER or news <= due_date else None


def occasion(due_date: datetime.date | None, today: datetime.date) -> str:
    """Which letter is due: thirty days before, on the day, and once a month after; empty for none."""
    if due_date is None or today < due_date - BEFORE:
        return ""
    if today < due_date:
        return "before"
    months = (today.year - due_date.year) * 12 + today.month - due_date.month - (today.day < due_date.day)
    return "due" if months <= 0 else f"after-{months}"


@dataclass(frozen=True)
class Figures:
    """ME13: what became of promises. What owners report and what others have verified are never added up."""

    n: int
    verified: int
    reported: int
    partly: int
    under_way: int
    late: int
    on_time: int
    median_delay_days: float | None

    @property
    def verified_percent(self) -> int | None:
        return round(100 * self.verified / self.n) if self.n else None


COUNTED = frozenset(CommitmentStatus) - {
    CommitmentStatus.PROPOSED,
    CommitmentStatus.WITHDRAWN,
    CommitmentStatus.NOT_FOLLOWED,
}


def figures(rows: Iterable, today: datetime.date) -> Figures:
    """The figures of commitments that were adopted (rows with `status`, `due_date`, `done_at`)."""
    counted = [row for row in rows if row.status in COUNTED]
    verified = [row for row in counted if row.status == CommitmentStatus.FULFILLED_VERIFIED]
    dated = [(row.done_at.date() - row.due_date).days for row in verified if row.done_at and row.due_date]
    late = [row for row in counted if group_of(row.status, row.due_date, today) == "late"]
    return Figures(
        n=len(counted),
        verified=len(verified),
        reported=sum(row.status == CommitmentStatus.FULFILLED_REPORTED for row in counted),
        partly=sum(row.status == CommitmentStatus.PARTIALLY_FULFILLED for row in counted),
        under_way=sum(
            row.status in {CommitmentStatus.ADOPTED, CommitmentStatus.IN_PROGRESS} for row in counted
        )
        - len([row for row in late if row.status != CommitmentStatus.PARTIALLY_FULFILLED]),
        late=len(late),
        on_time=sum(days <= 0 for days in dated),
        median_delay_days=median(dated) if dated else None,
    )
