"""Named errors of events; each carries a sentence for the person."""

from base.errors import RefusedError


class ImpossibleTimeError(RefusedError):
    """The clocks are changed at this hour: on this day it does not exist."""


class TeamRefusedError(RefusedError):
    """The team cannot be changed like that."""
