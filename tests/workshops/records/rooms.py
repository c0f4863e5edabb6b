"""A forum with a rapporteur, and what is sent from the page on which its record is written."""

import uuid
from dataclasses import dataclass

from django.test import Client

from people.models import User
from tests.organizations.builders import an_organization, browser_of, somebody
from tests.reference.builders import a_term, both
from tests.workshops.builders import a_forum, a_session, on_team
from workshops.enums import SessionKind, TeamRole
from workshops.models import Event
from workshops.records import grid
from workshops.records.rows import commitment_values, finding_values, stamp

PHASES = ("identification_evaluation", "implementation")
LINES = """type | text | owner | date
obstacle | There is too little space | Casa Abierta |
Buena práctica | Joint work in court | plenaria
compromiso | Keep a list of contacts | CA | June 2027
"""


@dataclass
class Room:
    """The forum, its rapporteur, and her browser."""

    event: Event
    rapporteur: User
    browser: Client

    @property
    def address(self) -> str:
        return f"/en/teach/events/{self.event.slug}/record/"

    @property
    def public(self) -> str:
        return f"/en/events/{self.event.slug}/record/"

    def paste(self, text: str = LINES, do: str = "save", **fields):
        sent = {"uuid": uuid.uuid4(), "language": "en", "lines": text, "do": do, **fields}
        return self.browser.post(f"{self.address}lines/", sent)

    def save(self, sent: dict, browser: Client | None = None):
        return (browser or self.browser).post(f"{self.address}rows/", sent)

    def publish(self, do: str = "publish"):
        return self.browser.post(f"{self.address}publication/", {"do": do})


def a_room(slug: str = "chiapas", **fields) -> Room:
    """A forum that is not about children, with a working session on a phase, and an organization known by an alias."""
    for code in PHASES:
        a_term("protocol_phase", code)
    event = a_forum(slug=slug, **fields)
    a_session(event, kind=SessionKind.WORKING_SESSION, title=both("Table one"), phases=[PHASES[0]])
    if not Event.objects.exclude(pk=event.pk).exists():
        an_organization(code="casa", name=both("Casa Abierta"), acronym=both("CA"))
    rapporteur = on_team(event, somebody(f"Rosa{slug}"), TeamRole.RAPPORTEUR)
    return Room(event, rapporteur, browser_of(rapporteur))


def sent_finding(row, **typed) -> dict:
    """A finding as its row in the grid sends it, with what somebody typed."""
    links = grid.links_of(row.record.event)
    shown = {**grid.shown_finding(row, links), "position": row.number, "at": row.number, **typed}
    return sent_row("finding", row, stamp(finding_values(row)), shown)


def sent_commitment(row, **typed) -> dict:
    shown = grid.commitment_row(row, 1, grid.links_of(row.event)).shown
    return sent_row(
        "commitment", row, stamp(commitment_values(row)), {**shown, "position": 1, "at": 1, **typed}
    )


def sent_row(name: str, row, was: str, shown: dict) -> dict:
    filled = {f"{row.key}-{field}": value for field, value in shown.items() if value not in (None, False)}
    return {name: [str(row.key)], f"{row.key}-version": row.version, f"{row.key}-was": was, **filled}


def together(*rows: dict) -> dict:
    """Several rows in one form."""
    sent: dict = {"finding": [], "commitment": []}
    for row in rows:
        for name in ("finding", "commitment"):
            sent[name] += row.get(name, [])
        sent |= {name: value for name, value in row.items() if name not in {"finding", "commitment"}}
    return sent
