"""Named errors of events; each carries a sentence for the person."""

from base.errors import RefusedError


class ImpossibleTimeError(RefusedError):
    """The clocks are changed at this hour: on this day it does not exist."""


class TeamRefusedError(RefusedError):
    """The team cannot be changed like that."""


class NoSuchCodeError(RefusedError):
    """No session has this code now."""


class NotRegisteredError(RefusedError):
    """Whoever wants to check in has no seat at the event."""


class KeyUsedError(RefusedError):
    """The key of this form stands for something else that was stored already."""


class ChangedMeanwhileError(RefusedError):
    """Somebody else saved this row after it was opened; `row` is how it stands now."""

    def __init__(self, sentence: str, row=None):
        super().__init__(sentence)
        self.row = row


class WorksheetClosedError(RefusedError):
    """Nothing is written into this worksheet now."""


class RegistrationRefusedError(RefusedError):
    """Nobody can register, or this person cannot."""


class FullError(RegistrationRefusedError):
    """There is no seat, and the person has not been asked yet whether they want to wait for one."""


class OfferOverError(RegistrationRefusedError):
    """The offered seat has gone to the next one."""


class InvitationRefusedError(RefusedError):
    """The invitation is spent, over, or somebody else's."""


class CommitmentRefusedError(RefusedError):
    """This cannot be said of the commitment, or not by this person."""


class LinkOverError(RefusedError):
    """The link in the letter does not work, or no longer."""
