"""Why a module does not go on to its next step, in words for whoever asked."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import TaskState

from base.errors import RefusedError


class NoWorkflowError(RefusedError):
    """Nobody has set up who reviews modules."""

    def __init__(self):
        super().__init__(_("Nobody reviews modules on this site yet, so it stays a draft."))


class NothingToReviewError(RefusedError):
    """Everything is public as it is."""

    def __init__(self):
        super().__init__(_("Nothing has changed since it was published, so there is nothing to review."))


class NotReadyError(RefusedError):
    """Something has to be mended first; `checks` says what and where."""

    def __init__(self, checks: Sequence):
        sentence = ngettext(
            "It is saved as a draft. One thing is to be done before it can go on: %(first)s",
            "It is saved as a draft. %(number)s things are to be done before it can go on. The first: %(first)s",
            len(checks),
        )
        super().__init__(sentence % {"number": len(checks), "first": str(checks[0])})
        self.checks = list(checks)


class AlreadyDecidedError(RefusedError):
    """Another reviewer was faster, or the trainer took it back."""

    def __init__(self, row: TaskState):
        name = row.finished_by.display_name if row.finished_by else ""
        sentences = {
            TaskState.STATUS_APPROVED: _("%(name)s has already approved this. Nothing was done twice."),
            TaskState.STATUS_REJECTED: _("%(name)s has already asked for changes. Nothing was done twice."),
        }
        gone = _("This is no longer in review: it was taken back. Nothing was done.")
        super().__init__(sentences.get(row.status, gone) % {"name": name})


class NotASecondPersonError(RefusedError):
    """Nobody approves their own work."""


class NotTickedError(RefusedError):
    """The publication checklist of safeguarding is not ticked for the text as it is now."""
