"""What can go wrong with a record, in words for whoever writes it."""

from base.errors import RefusedError


class RecordError(RefusedError):
    """Something about a record cannot be done now."""


class PasteKeyTakenError(RecordError):
    """The key of the form stands for other lines, which were saved before."""
