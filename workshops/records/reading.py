"""A record as it is read: the content of an edition (or of the draft), with what only the present day knows.

Made once for each content generation. Small numbers and hidden organizations are masked here, for every way of reading.
"""

import datetime
from collections import Counter
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from base.dates import format_partial_date
from base.enums import FactStatus
from base.translated import Translated
from organizations.models import Organization
from reference.terms import term_labels
from workshops.enums import DONE, FindingKind, SessionKind
from workshops.models import Commitment, Event
from workshops.records.changes import Differences, SinceEarlier
from workshops.records.reading_parts import FindingView, NamedOne, PartView, PhaseView, SessionView

# Fewer people than these are not counted in public.
FEWEST = 5
# The order in which types are read: what was agreed comes before what stands in the way.
KIND_ORDER = (
    FindingKind.OBJECTIVE,
    FindingKind.CONSENSUS,
    FindingKind.OBSTACLE,
    FindingKind.OPPORTUNITY,
    FindingKind.CHALLENGE,
    FindingKind.BEST_PRACTICE,
    FindingKind.CONCLUSION,
)
# Statements shown beside a phase; the others are among the findings.
BESIDE_A_PHASE = 5


@dataclass(frozen=True)
class Reading:
    event: Event
    content: dict
    # None for a draft.
    number: int | None
    published_at: datetime.datetime | None
    findings: tuple[FindingView, ...]
    commitments: tuple[Commitment, ...]
    organizations: dict[str, NamedOne]
    changes: Differences | None = None
    history: SinceEarlier | None = None

    @property
    def is_draft(self) -> bool:
        return self.number is None

    @property
    def is_illustrative(self) -> bool:
        return self.content["fact_status"] == FactStatus.ILLUSTRATIVE

    @property
    def from_a_source(self) -> bool:
        return self.content["fact_status"] == FactStatus.SOURCE_DOCUMENT

    @property
    def fact_status(self) -> str:
        return self.content["fact_status"]

    def text(self, name: str) -> Translated:
        return Translated(self.content[name])

    @property
    def summary(self) -> Translated:
        return self.text("summary")

    @property
    def method(self) -> Translated:
        return self.text("method")

    @property
    def limitations(self) -> Translated:
        return self.text("limitations")

    @property
    def title(self) -> Translated:
        return Translated(self.content["event"]["title"])

    @property
    def objective(self) -> Translated:
        return Translated(self.content["event"]["objective"])

    def when(self) -> str:
        """The date of its event in words, no finer than it is known."""
        told = self.content["event"]
        first, last = (
            format_partial_date(
                datetime.date.fromisoformat(told[name]) if told[name] else None, told["date_precision"]
            )
            for name in ("start_date", "end_date")
        )
        return first if last in {"", first} else _("%(first)s to %(last)s") % {"first": first, "last": last}

    @property
    def place(self) -> Translated | None:
        code = self.content["event"]["place"]
        return Translated(self.content["places"][code]["name"]) if code else None

    def room(self) -> list[tuple[Translated, str]]:
        """Who was there: a type and how many, in words; fewer than five are not counted."""
        labels = term_labels("actor_type")
        return [
            (Translated(row["label"]) or labels.get(row["actor_type"], Translated()), how_many(row["number"]))
            for row in self.content["room"]
        ]

    def told_sessions(self) -> list[SessionView]:
        """Sessions of which something is told, working sessions left out: those are read by phase."""
        views = [
            self.session_view(row)
            for row in self.content["sessions"]
            if row["kind"] != SessionKind.WORKING_SESSION
        ]
        return [view for view in views if view.summary or view.parts]

    def session_view(self, row: dict) -> SessionView:
        notes = term_labels("content_note")
        return SessionView(
            SessionKind(row["kind"]),
            row["day"],
            Translated(row["title"]),
            Translated(row["summary"]),
            tuple(notes[code] for code in row["content_notes"] if code in notes and code != "none"),
            row["is_inferred"],
            tuple(self.part_view(part) for part in row["parts"] if part["contribution"]),
        )

    def part_view(self, part: dict) -> PartView:
        return PartView(
            self.organizations.get(part["organization"]),
            Translated(part["label"]),
            Translated(part["contribution"]),
            part["fact_status"],
        )

    def phases(self) -> list[PhaseView]:
        """Every phase of the protocol with what was said of it; an empty one is told, too."""
        return [self.phase_view(code, label) for code, label in term_labels("protocol_phase").items()]

    def phase_view(self, code: str, label: Translated) -> PhaseView:
        said = [one for one in self.findings if code in dict(one.phases)]
        counts = Counter(one.kind for one in said)
        working = [
            Translated(row["title"])
            for row in self.content["sessions"]
            if row["kind"] == SessionKind.WORKING_SESSION and code in row["phases"]
        ]
        return PhaseView(
            label,
            tuple(working),
            tuple((kind, counts[kind]) for kind in KIND_ORDER if counts[kind]),
            tuple(said[:BESIDE_A_PHASE]),
            max(0, len(said) - BESIDE_A_PHASE),
            sum(code in row.phases for row in self.commitments),
        )

    def is_sensitive(self) -> bool:
        """Whether it tells of what may be hard to read: then help stands beside it."""
        return any(set(row["content_notes"]) - {"none"} for row in self.content["sessions"])

    def working_sessions(self) -> int:
        return sum(row["kind"] == SessionKind.WORKING_SESSION for row in self.content["sessions"])

    def contributions(self) -> int:
        return sum(bool(part["contribution"]) for row in self.content["sessions"] for part in row["parts"])

    def figures(self) -> list[tuple[bool, int, int]]:
        """(is illustrative, how many commitments are done, how many there are): the fictional ones apart."""
        found = []
        for fictional in (False, True):
            rows = [row for row in self.commitments if row.is_illustrative == fictional]
            if rows:
                found.append((fictional, sum(row.status in DONE for row in rows), len(rows)))
        return found

    def sources(self) -> list[dict]:
        return [self.content["sources"][code] for code in self.content["source_codes"]]

    def named_sources(self) -> list[dict]:
        """Its sources as pages show them."""
        return [{**one, "citation": Translated(one["citation"])} for one in self.sources()]

    def new_commitments(self) -> int:
        """How many real ones were made here."""
        return sum(not row.is_illustrative for row in self.commitments)

    def without_illustrative(self) -> "Reading":
        """For exports: what is made up stays out unless somebody asks for it, or the whole record is made up."""
        if self.is_illustrative:
            return self
        return replace(
            self,
            findings=tuple(one for one in self.findings if not one.is_illustrative),
            commitments=tuple(row for row in self.commitments if not row.is_illustrative),
        )


def how_many(number: int | None) -> str:
    """A number of people in words for the public; empty when nobody counted."""
    if number is None:
        return ""
    return f"<{FEWEST}" if number < FEWEST else str(number)


def reading_of(
    event: Event,
    content: dict,
    *,
    commitments,
    number: int | None = None,
    published_at: datetime.datetime | None = None,
    **more,
) -> Reading:
    """Put together what the pages and files of a record show. Two queries beside those of `commitments`."""
    organizations = shown_organizations(content)
    findings = finding_views(content, organizations)
    shown = tuple(row for row in commitments if row.owner.code in organizations or not row.owner.is_hidden)
    return Reading(event, content, number, published_at, findings, shown, organizations, **more)


def shown_organizations(content: dict) -> dict[str, NamedOne]:
    """Those that are named, without the ones that are hidden today."""
    told = content["organizations"]
    hidden = set(
        Organization.objects.filter(code__in=told, is_hidden=True).values_list("code", flat=True)
        if told
        else ()
    )
    return {code: NamedOne(code, Translated(row["name"])) for code, row in told.items() if code not in hidden}


def finding_views(content: dict, organizations: dict[str, NamedOne]) -> tuple[FindingView, ...]:
    """Findings by type, each knowing which others it repeats."""
    sessions = {row["key"]: Translated(row["title"]) for row in content["sessions"]}
    phases = term_labels("protocol_phase")
    views = {
        row["key"]: finding_view(row, content, organizations, sessions, phases) for row in content["findings"]
    }
    plain = dict(views)
    repeated: dict[str, list[FindingView]] = {}
    for view in plain.values():
        if view.same_key in plain:
            repeated.setdefault(view.same_key, []).append(view)
    linked = [
        replace(view, same=plain.get(view.same_key), also=tuple(repeated.get(key, ())))
        for key, view in plain.items()
    ]
    return tuple(sorted(linked, key=lambda view: KIND_ORDER.index(view.kind)))


def finding_view(row: dict, content: dict, organizations, sessions, phases) -> FindingView:
    place = content["places"].get(row["place"])
    own = [code for code in row["source_codes"] if code not in content["source_codes"]]
    return FindingView(
        key=row["key"],
        number=row["number"] or 0,
        kind=FindingKind(row["kind"]),
        text=Translated(row["text"]),
        phases=tuple((code, phases.get(code, Translated())) for code in row["phases"]),
        session=sessions.get(row["session"], Translated()),
        raised_by=organizations.get(row["raised_by"]),
        by_plenary=row["raised_by_plenary"],
        place=NamedOne(row["place"], Translated(place["name"])) if place else None,
        fact_status=row["fact_status"],
        is_interpretation=row["is_interpretation"],
        sources=tuple(content["sources"][code] for code in own),
        same_key=row["same_as"],
    )
