"""What a load did, told page by page."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum


class Outcome(StrEnum):
    """What happened to a page in one language."""

    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    KEPT = "kept"


@dataclass
class LoadReport:
    """An outcome for every page and language, and lines that other loaders said about themselves."""

    pages: dict[tuple[str, str], Outcome] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def note(self, key: str, language: str, outcome: Outcome) -> None:
        self.pages[key, language] = outcome

    def lines(self) -> list[str]:
        """The report for a terminal."""
        counts = Counter(self.pages.values())
        told = ", ".join(f"{counts[outcome]} {outcome}" for outcome in Outcome)
        kept = [f"kept as a person left it: {key} ({language})" for key, language in self.names(Outcome.KEPT)]
        return [f"pages: {told}", *kept, *self.remarks]

    def names(self, outcome: Outcome) -> list[tuple[str, str]]:
        return [name for name, found in self.pages.items() if found == outcome]
