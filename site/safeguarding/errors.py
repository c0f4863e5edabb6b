"""Why something may not be done, in words for the person who asked for it."""

from collections.abc import Sequence

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from base.errors import RefusedError


class NotReviewed(ValidationError):
    """Content on children was to be published without its review; `subject` is what was refused."""

    def __init__(self, message, subject=None):
        # By field, as forms and wagtail-localize expect it of a row that cannot be saved.
        super().__init__({NON_FIELD_ERRORS: ValidationError(message, code="not_reviewed")})
        self.subject = subject

    def __str__(self) -> str:
        return " ".join(self.messages)


class ReviewRefusedError(RefusedError):
    """The checklist was not accepted; `left` are the items without a tick, where that is why."""

    def __init__(self, sentence: str, left: Sequence = ()):
        super().__init__(sentence)
        self.left = list(left)


class ConsentRefusedError(RefusedError):
    """A consent cannot be recorded, confirmed or withdrawn like this."""


class ConcernRefusedError(RefusedError):
    """A report of concern cannot be changed like this."""


class AppendOnlyError(TypeError):
    """A row that was written once was to be changed or deleted."""
