"""What a second person confirms before content on children is published."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class ChecklistItem:
    """One thing to confirm; `rule` is its number among the safeguarding rules."""

    code: str
    rule: str
    text: str | Promise


ITEMS: tuple[ChecklistItem, ...] = (
    ChecklistItem(
        "nobody_identifiable",
        "SG-02",
        _(
            "No child can be recognized: no name, initials, face, voice, exact age, family, case number, school"
            " or address, and never nationality, place and date together. Also when it is public elsewhere."
        ),
    ),
    ChecklistItem(
        "media_has_consent",
        "SG-03",
        _("Every picture, drawing or recording by or of a child has a recorded consent that is in force."),
    ),
    ChecklistItem(
        "places_of_care_hidden",
        "SG-05",
        _(
            "Places where children are looked after are named by municipality at most: no address, map or façade."
        ),
    ),
    ChecklistItem(
        "testimony_with_care",
        "SG-06",
        _(
            "Testimony is summarized, short, without graphic detail and with a reason. No question asks about the"
            " suffering of a real child, and nobody is asked to play a detained child."
        ),
    ),
    ChecklistItem(
        "content_note_and_skip",
        "SG-07",
        _("A content note stands before every part that may be hard to read, and the part can be skipped."),
    ),
    ChecklistItem(
        "words_with_dignity",
        "SG-09",
        _(
            "The words put the person first, and deprivation of liberty is called by its name, whatever the official"
            " word."
        ),
    ),
    ChecklistItem(
        "detention_never_an_option",
        "SG-10",
        _("Detention is never presented as care, as protection or as an option for children."),
    ),
    ChecklistItem(
        "fiction_is_labelled",
        "SG-11, SG-12",
        _(
            "Scenarios and invented figures are fictional and say so; no real place of care and no recognizable"
            " authority behaves badly in them."
        ),
    ),
    ChecklistItem(
        "figures_have_sources",
        "SG-13",
        _("Every figure and claim names its source and its period; figures that differ are shown together."),
    ),
    ChecklistItem(
        "law_is_dated",
        "SG-14",
        _("Legal texts say of which country and date they are, and whether the translation is official."),
    ),
)
CODES = tuple(item.code for item in ITEMS)


def unticked(answers: dict[str, bool]) -> list[ChecklistItem]:
    """The items that were not confirmed, in their order."""
    return [item for item in ITEMS if not answers.get(item.code)]
