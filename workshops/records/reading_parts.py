"""The pieces of a record as pages and files show them: values alone, made once for each content generation."""

from dataclasses import dataclass

from base.enums import FactStatus
from base.translated import Translated
from workshops.enums import FindingKind, SessionKind


@dataclass(frozen=True)
class NamedOne:
    """An organization or place by its code and names."""

    code: str
    name: Translated


@dataclass(frozen=True)
class FindingView:
    key: str
    number: int
    kind: FindingKind
    text: Translated
    phases: tuple[tuple[str, Translated], ...]
    session: Translated
    raised_by: NamedOne | None
    by_plenary: bool
    place: NamedOne | None
    fact_status: str
    is_interpretation: bool
    sources: tuple[dict, ...]
    same_key: str
    # The finding that this one repeats, and those that repeat it.
    same: "FindingView | None" = None
    also: tuple["FindingView", ...] = ()

    @property
    def anchor(self) -> str:
        return f"f{self.number}"

    @property
    def words(self) -> Translated:
        """Its own text; of one that only points at another, the other's."""
        return self.text or (self.same.text if self.same else self.text)

    @property
    def is_illustrative(self) -> bool:
        return self.fact_status == FactStatus.ILLUSTRATIVE


@dataclass(frozen=True)
class PhaseView:
    """A phase of the protocol: who worked on it, what was said of it, and how much was promised."""

    label: Translated
    sessions: tuple[Translated, ...]
    counts: tuple[tuple[FindingKind, int], ...]
    statements: tuple[FindingView, ...]
    more: int
    promises: int

    @property
    def is_empty(self) -> bool:
        return not self.counts


@dataclass(frozen=True)
class PartView:
    organization: NamedOne | None
    label: Translated
    contribution: Translated
    fact_status: str


@dataclass(frozen=True)
class SessionView:
    kind: SessionKind
    day: int
    title: Translated
    summary: Translated
    content_notes: tuple[Translated, ...]
    is_inferred: bool
    parts: tuple[PartView, ...]
