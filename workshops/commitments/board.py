"""The public board: every commitment of every event, filtered, counted, told in figures."""

import datetime
from dataclasses import dataclass

from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _

from base.facets import FacetKind
from base.per_generation import PerGeneration
from base.translated import Translated
from reference.terms import term_labels
from workshops.commitments.rules import Figures, figures, group_of, quiet_since
from workshops.enums import CommitmentStatus
from workshops.models import Commitment

_boards = PerGeneration(most=4)
SOON = datetime.timedelta(days=90)


@dataclass(frozen=True)
class Card:
    """A commitment as lists show it."""

    key: str
    code: str
    text: Translated
    indicator: Translated
    owner: Translated
    owner_code: str
    owner_types: tuple[str, ...]
    event: Translated | None
    event_slug: str
    due_date: datetime.date | None
    phases: tuple[str, ...]
    status: str
    done_at: datetime.datetime | None
    last_news_at: datetime.datetime | None
    made_at: datetime.datetime
    updates: int
    is_illustrative: bool
    group: str
    quiet_since: datetime.date | None

    @property
    def status_words(self) -> str:
        return CommitmentStatus(self.status).label

    @property
    def quiet_words(self) -> str:
        """ "March 2027", as in "no news since March 2027"."""
        if self.quiet_since is None:
            return ""
        month = {"month": MONTHS[self.quiet_since.month], "year": self.quiet_since.year}
        return gettext("No news since %(month)s %(year)s") % month

    @property
    def due(self) -> str:
        """Which shelf of dates it stands on."""
        if self.due_date is None:
            return "none"
        if self.group == "late":
            return "late"
        return "soon" if self.due_date - timezone.localdate() <= SOON else "later"


def public_cards() -> list[Card]:
    """Everything that everybody may read, the nearest date first; read once for each generation."""
    return _boards.get("public", lambda: cards_of(Commitment.objects.public()))


def cards_of(rows) -> list[Card]:
    found = rows.select_related("owner", "event").prefetch_related("owner__actor_types", "updates")
    today = timezone.localdate()
    cards = [card_of(row, today) for row in found]
    return sorted(cards, key=lambda card: (card.due_date is None, card.due_date or today, card.code))


def card_of(row: Commitment, today: datetime.date) -> Card:
    return Card(
        key=str(row.key),
        code=row.code,
        text=row.text,
        indicator=row.indicator,
        owner=row.owner.name,
        owner_code=row.owner.code,
        owner_types=tuple(term.code for term in row.owner.actor_types.all()),
        event=row.event.title if row.event else None,
        event_slug=row.event.slug if row.event else "",
        due_date=row.due_date,
        phases=tuple(row.phases),
        status=row.status,
        done_at=row.done_at,
        last_news_at=row.last_news_at,
        made_at=row.made_at,
        updates=len(row.updates.all()),
        is_illustrative=row.is_illustrative,
        group=group_of(row.status, row.due_date, today),
        quiet_since=quiet_since(row.status, row.due_date, row.last_news_at, row.made_at, today),
    )


def facet_kinds(cards: list[Card]) -> list[FacetKind]:
    """What the board is filtered by."""
    groups = {"done": _("Done"), "open": _("Under way"), "late": _("Late"), "ended": _("Given up")}
    dates = {
        "late": _("Date has passed"),
        "soon": _("Within 90 days"),
        "later": _("Later"),
        "none": _("No date set"),
    }
    kinds = {"real": _("Real"), "illustrative": _("Illustrative (fictional)")}
    events = {card.event_slug: card.event for card in cards if card.event_slug}
    return [
        FacetKind("status", _("How it stands"), groups, lambda card: (card.group,)),
        FacetKind("due", _("Date"), dates, lambda card: (card.due,)),
        FacetKind(
            "phase", _("Phase of the protocol"), term_labels("protocol_phase"), lambda card: card.phases
        ),
        FacetKind("event", _("Event"), events, lambda card: (card.event_slug,)),
        FacetKind("owner", _("Type of owner"), term_labels("actor_type"), lambda card: card.owner_types),
        FacetKind(
            "kind", _("Kind"), kinds, lambda card: ("illustrative" if card.is_illustrative else "real",)
        ),
    ]


def board_figures(cards: list[Card]) -> Figures:
    """The figures of real commitments; illustrative ones stay out."""
    return figures([card for card in cards if not card.is_illustrative], timezone.localdate())


@dataclass(frozen=True)
class Share:
    """One part of the meter, in words and number."""

    group: str
    label: str
    number: int
    # How many of the bar's forty parts it takes.
    steps: range


def shares(cards: list[Card]) -> list[Share]:
    """How many are done, under way, late, and given up."""
    labels = {"done": _("done"), "open": _("under way"), "late": _("late"), "ended": _("given up")}
    counted = {group: sum(card.group == group for card in cards) for group in labels}
    parts = max(1, len(cards))
    return [
        Share(group, label, counted[group], range(max(1, 40 * counted[group] // parts)))
        for group, label in labels.items()
        if counted[group]
    ]


def as_rows(cards: list[Card]) -> list[list[object]]:
    """For a spreadsheet, with a line of headings."""
    language = get_language()
    head = [
        _("Code"),
        _("Commitment"),
        _("Owner"),
        _("Event"),
        _("Due"),
        _("Status"),
        _("Last news"),
        _("Kind"),
    ]
    lines = [
        [
            card.code,
            card.text.or_other(language)[0],
            card.owner.or_other(language)[0],
            card.event.or_other(language)[0] if card.event else "",
            card.due_date or _("No date set"),
            card.status_words,
            card.last_news_at.date() if card.last_news_at else "",
            _("Illustrative (fictional)") if card.is_illustrative else _("Real"),
            card.key,
        ]
        for card in cards
    ]
    return [[*head, _("Address")], *lines]
