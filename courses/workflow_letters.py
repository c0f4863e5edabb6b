"""The e-mails of the workflow, in the language that is active when they are written."""

from django.utils.translation import gettext as _

from people.letters import Letter
from safeguarding.letters import absolute


def waits_for_review(title: str, sender: str, module_pk: int) -> Letter:
    return Letter(
        subject=_("A module waits for your review"),
        opening=_("%(name)s has sent “%(title)s” to review.") % {"name": sender, "title": title},
        link_label=_("Read it:"),
        link=absolute("module_review", module_pk),
    )


def waits_for_checklist(title: str, module_pk: int) -> Letter:
    return Letter(
        subject=_("A module waits for the safeguarding checklist"),
        opening=_("“%(title)s” is about children. It is published when you have ticked the checklist.")
        % {"title": title},
        link_label=_("Read it:"),
        link=absolute("module_review", module_pk),
    )


def changes_wanted(title: str, reviewer: str, text: str, module_pk: int) -> Letter:
    return Letter(
        subject=_("Changes are asked for: %(title)s") % {"title": title},
        opening=_("%(name)s has read “%(title)s” and asks for changes:") % {"name": reviewer, "title": title},
        link_label=_("Open the module:"),
        link=absolute("module_review", module_pk),
        closing=(f"“{text}”", _("Nothing was lost. Change it, then send it to review again.")),
    )


def approved(title: str, module_pk: int, *, is_public: bool, text: str = "") -> Letter:
    opening = (
        _("“%(title)s” is approved and published.")
        if is_public
        else _("“%(title)s” is approved. It goes on to its next step, or is published on its date.")
    )
    return Letter(
        subject=_("Approved: %(title)s") % {"title": title},
        opening=opening % {"title": title},
        link_label=_("See where it stands:"),
        link=absolute("module_review", module_pk),
        closing=(f"“{text}”",) if text else (),
    )
