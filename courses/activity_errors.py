"""Named errors of activities; each carries a sentence for the person."""

from django.utils.translation import gettext as _

from base.errors import RefusedError


class NotSoundError(RefusedError):
    """An item or scenario cannot be published; `problems` says in words everything that is wrong."""

    def __init__(self, problems: list[str]):
        super().__init__(" ".join(problems))
        self.problems = problems


class KeyTakenError(RefusedError):
    """A form carries a key under which somebody else's answer, or another one, is stored."""


class UnansweredError(RefusedError):
    """A quiz was handed in without an answer to each of its questions."""


class NotAChoiceError(RefusedError):
    """A decision that this scenario does not offer at this place."""


class ChangedError(RefusedError):
    """The scenario changed after the page was made."""


class OlderTextError(RefusedError):
    """A newer text of the same reflection is stored already."""


def changed_story() -> ChangedError:
    return ChangedError(
        _("This story has changed since you opened it. Begin it again to see it as it is now.")
    )
