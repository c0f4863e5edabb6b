"""Why somebody cannot sign in, in words for that person."""

from django.utils.translation import gettext_lazy as _

from base.errors import RefusedError


class SignInError(RefusedError):
    """Something stands between a person and their account; `str(error)` says what to do."""

    status = 422
    sentence = ""

    def __str__(self) -> str:
        return str(self.sentence)


class WrongCodeError(SignInError):
    sentence = _(
        "This is not the code we sent. Look for the newest e-mail from us and write its six digits. "
        "If you asked for a code more than once, only the last one works."
    )


class CodeOverError(SignInError):
    """The code is too old, was used, belongs to another browser, or has been guessed at too often."""

    status = 410
    sentence = _("This code no longer works.")


class TooManyRequestsError(SignInError):
    status = 429
    sentence = _("Too many tries for this e-mail. Wait five minutes, then try again.")


class TooManyCodesError(SignInError):
    """Codes for many e-mails were asked for from one address."""

    status = 429
    sentence = _("Too many codes were asked for from your network. Wait ten minutes, then try again.")


class MailNotSentError(SignInError):
    status = 503
    sentence = _("We could not send the e-mail. Nothing is lost: wait a few minutes, then try again.")


class WrongPasswordError(SignInError):
    sentence = _(
        "This e-mail and this password do not belong together. If you are not sure, have a code sent instead."
    )


class WrongConfirmationError(SignInError):
    sentence = _("This is not your password. If you are not sure, have a code sent instead.")


class WrongFactorError(SignInError):
    sentence = _(
        "This code does not fit. Codes of an app change every half minute, and each code works once: "
        "wait for the next one, or use a recovery code."
    )


class PasskeyRefusedError(SignInError):
    sentence = _("This passkey could not be used. Try again, or choose another way.")


class LastFactorError(SignInError):
    sentence = _("Your role needs a second step. Add another one first, then take this one away.")


class EmailTakenError(SignInError):
    status = 409
    sentence = _("This e-mail cannot be used for your account. Choose another one.")


class LinkOverError(SignInError):
    status = 410
    sentence = _("This link no longer works. It may be too old, or used already.")


class SoleKeeperError(SignInError):
    status = 409
    sentence = _(
        "You are the only one who keeps this site. Give somebody else that place first, then close your account."
    )
