"""What each kind of worksheet asks for in a row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from reference.terms import term_choices
from workshops.enums import Frequency, WorksheetKind

Choices = Callable[[], Sequence[tuple[str, str]]]
MOST_COLUMNS = 8


@dataclass(frozen=True)
class RowField:
    """One part of a row. With `choices` one of them, or `several`; else words of at most `longest` characters."""

    name: str
    label: object
    help_text: object = ""
    choices: Choices | None = None
    several: bool = False
    longest: int = 200
    is_required: bool = False
    is_date: bool = False


def of(vocabulary: str) -> Choices:
    return lambda: term_choices(vocabulary)


MAPPING = (
    RowField("activity", _("Activity"), _("What you do, without anything about a person."), is_required=True),
    RowField("frequency", _("How often"), choices=lambda: Frequency.choices),
    RowField("phases", _("Phases of the protocol"), choices=of("protocol_phase"), several=True),
    RowField("components", _("Components of the CAP model"), choices=of("cap_component"), several=True),
    RowField("formality", _("Formality"), choices=of("practice_formality")),
    RowField("keeps", _("It keeps a person out of detention because…"), longest=500),
    RowField("evidence", _("Evidence we have"), longest=500),
    RowField("advocacy", _("What advocacy could ask for, thanks to this"), longest=500),
)
PRIORITIES = (
    RowField("title", _("Priority"), is_required=True),
    RowField("type", _("Type"), choices=of("advocacy_priority_type")),
    RowField("problem", _("What the problem is"), longest=500),
    RowField("ask", _("What we ask for"), longest=500),
    RowField("target", _("Whom we ask"), choices=of("actor_type")),
)
STRATEGY = (
    RowField("title", _("Change we seek"), is_required=True),
    RowField("stage", _("Stage"), choices=of("advocacy_stage")),
    RowField("norm", _("Norm or practice to change"), longest=500),
    RowField("decides", _("Who decides, and what moves them"), longest=1000),
    RowField("allies", _("Allies"), longest=1000),
    RowField("evidence", _("Evidence we hold"), longest=1000),
    RowField("messages", _("Messages: three sentences without jargon"), longest=1000),
    RowField(
        "activities",
        _("Activities: what, who, when"),
        _("One on each line: what | who | when."),
        longest=2000,
    ),
    RowField("due", _("By when"), is_date=True),
    RowField("harm", _("Whom this could expose, and how we prevent it"), longest=1000),
    RowField("indicators", _("How we see that it works"), longest=1000),
    RowField("will_not", _("What each organization will not do"), longest=1000),
)
BY_KIND = {
    WorksheetKind.MAPPING: MAPPING,
    WorksheetKind.PRIORITIES: PRIORITIES,
    WorksheetKind.STRATEGY: STRATEGY,
}


def fields_of(worksheet) -> tuple[RowField, ...]:
    """The parts of a row of this worksheet; a free table has the columns its team wrote."""
    if worksheet.kind != WorksheetKind.TABLE:
        return BY_KIND[WorksheetKind(worksheet.kind)]
    names = [line.strip() for line in str(worksheet.columns).splitlines() if line.strip()][:MOST_COLUMNS]
    return tuple(
        RowField(f"c{number}", name, longest=500, is_required=number == 1)
        for number, name in enumerate(names, start=1)
    )


def words_in(field: RowField, value: object) -> str:
    """A stored value as people read it."""
    if field.choices is None:
        return str(value or "")
    labels = dict(field.choices())
    codes = value if isinstance(value, list) else [value]
    return ", ".join(str(labels[code]) for code in codes if code in labels)
