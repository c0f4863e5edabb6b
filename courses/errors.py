"""Named errors of learning; each carries a sentence for the person."""

from base.errors import RefusedError


class NotUndoneError(RefusedError):
    """A completed module stays complete."""


class NotThisModuleError(RefusedError):
    """The lesson or activity does not belong to a published module."""
