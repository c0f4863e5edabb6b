"""The e-mails about accounts, in the language that is active when they are written."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from people.enums import AccountAct

LOOK = {
    "body": "margin:0;padding:24px 16px;font:17px/1.55 Figtree,'Segoe UI',Roboto,Helvetica,Arial,sans-serif",
    "page": "max-width:34em;margin:0 auto",
    "brand": "margin:0 0 20px;font-weight:700;color:#0b5a5c",
    "heading": "font-size:24px;line-height:1.25;margin:0 0 12px",
    "paragraph": "margin:0 0 14px",
    "code": "margin:0 0 16px;padding:16px;border:2px solid #0b5a5c;border-radius:12px;"
    "font-size:32px;font-weight:700;letter-spacing:.2em;text-align:center",
    "link": "color:#0b5a5c;font-weight:600",
}


def dressed(html: str) -> str:
    """`html` with the look of each element written on it, since mail programs read no stylesheet."""
    return re.sub(r'data-look="(\w+)"', lambda found: f'style="{LOOK[found[1]]}"', html)


@dataclass(frozen=True)
class Letter:
    """What an e-mail says; both its parts are made from this."""

    subject: str
    opening: str
    code: str = ""
    link_label: str = ""
    link: str = ""
    closing: tuple[str, ...] = ()

    def addressed_to(self, email: str) -> EmailMultiAlternatives:
        """The message, with a text and an HTML part."""
        context = {"letter": self, "site_name": settings.SITE_NAME, "language": get_language()}
        text = render_to_string("people/letters/letter.txt", context)
        message = EmailMultiAlternatives(self.subject, text, settings.DEFAULT_FROM_EMAIL, [email])
        html = dressed(render_to_string("people/letters/letter.html", context))
        message.attach_alternative(html, "text/html")
        return message


def not_you() -> str:
    return _("If you did not ask for this, you can forget this e-mail: nothing happens without the code.")


def validity() -> str:
    minutes = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60
    return _("The code works once, for %(minutes)s minutes, on the device where you asked for it.") % {
        "minutes": minutes
    }


def sign_in(code: str, urls: dict[str, str]) -> Letter:
    return Letter(
        subject=_("Your code to sign in"),
        opening=_("Write this code on the page where you asked for it."),
        code=code,
        closing=(validity(), not_you()),
    )


def confirmation(code: str) -> Letter:
    return Letter(
        subject=_("Your code to confirm that it is you"),
        opening=_(
            "You are about to do something that needs care. Write this code on the page where you asked."
        ),
        code=code,
        closing=(
            validity(),
            _(
                "If you did not ask for this, somebody else may be using your account: sign in and end all "
                "other sessions."
            ),
        ),
    )


def welcome(code: str, urls: dict[str, str]) -> Letter:
    return Letter(
        subject=_("Your code to open your account"),
        opening=_("Welcome. Write this code on the page where you signed up; then your account is open."),
        code=code,
        closing=(validity(), not_you()),
    )


def known_already(code: str, urls: dict[str, str]) -> Letter:
    return Letter(
        subject=_("You have an account already"),
        opening=_(
            "Somebody, probably you, asked for a new account with this e-mail. It has one already, and nothing "
            "in it was changed. This code signs you in: write it on the page where you asked."
        ),
        code=code,
        link_label=_("Or ask for another code here:"),
        link=urls["sign_in"],
        closing=(validity(), not_you()),
    )


def unknown(code: str, urls: dict[str, str]) -> Letter:
    return Letter(
        subject=_("There is no account with this e-mail"),
        opening=_(
            "Somebody, probably you, asked for a code to sign in with this e-mail. There is no account with it. "
            "Perhaps you signed up with another e-mail."
        ),
        link_label=_("To open an account with this e-mail:"),
        link=urls["sign_up"],
        closing=(_("If you did not ask for this, you can forget this e-mail."),),
    )


def closed(code: str, urls: dict[str, str]) -> Letter:
    return Letter(
        subject=_("Your account is closed"),
        opening=_(
            "Somebody, probably you, asked for a code to sign in with this e-mail. The account with it has been "
            "closed. To open it again, answer this e-mail."
        ),
        closing=(_("If you did not ask for this, you can forget this e-mail."),),
    )


def new_address(code: str) -> Letter:
    return Letter(
        subject=_("Your code to prove this e-mail"),
        opening=_(
            "Write this code on the page where you gave this e-mail. From then on you sign in with it."
        ),
        code=code,
        closing=(validity(), not_you()),
    )


def address_taken(code: str) -> Letter:
    """Has no code to show: the address belongs to another account."""
    return Letter(
        subject=_("This e-mail has an account already"),
        opening=_(
            "Somebody, probably you, wanted to move another account to this e-mail. It has an account already, "
            "so nothing was changed. Sign in with it, or choose another e-mail."
        ),
        closing=(_("If you did not ask for this, you can forget this e-mail."),),
    )


def address_left(link: str, days: int) -> Letter:
    return Letter(
        subject=_("Your account has another e-mail now"),
        opening=_("From now on you sign in with the new e-mail. This one is no longer used."),
        link_label=_("It was not you? Take your account back here, within %(days)s days:") % {"days": days},
        link=link,
        closing=(
            _("Taking it back signs out every device, and removes the password and passkeys set since then."),
        ),
    )


def goodbye(link: str, day: str) -> Letter:
    return Letter(
        subject=_("Your account is closed and will be erased"),
        opening=_(
            "As you asked, your account is closed and you are signed out everywhere. On %(day)s everything "
            "personal in it is erased for good."
        )
        % {"day": day},
        link_label=_("You changed your mind, or it was not you? Open it again here, until then:"),
        link=link,
        closing=(_("After that day nobody can bring it back, we neither."),),
    )


CHANGES = {
    AccountAct.PASSWORD_SET: gettext_lazy(
        "Your account has a new password. Your other devices were signed out."
    ),
    AccountAct.PASSWORD_REMOVED: gettext_lazy(
        "The password of your account was taken away. You sign in with a code by e-mail. "
        "Your other devices were signed out."
    ),
    AccountAct.FACTOR_ADDED: gettext_lazy("A passkey or an app for signing in was added to your account."),
    AccountAct.FACTOR_REMOVED: gettext_lazy(
        "A passkey or an app for signing in was taken away from your account."
    ),
    AccountAct.RECOVERY_CODES_MADE: gettext_lazy(
        "New recovery codes were made. The earlier ones no longer work."
    ),
    AccountAct.FACTORS_RESET: gettext_lazy(
        "An administrator reset the second step of your account, because you asked for it. "
        "Sign in with a code by e-mail; if you have a role, you are asked to set up a new second step."
    ),
}


def change_of_security(act: AccountAct, link: str) -> Letter:
    """A notice of what was done to the ways somebody signs in."""
    return Letter(
        subject=_("How you sign in was changed"),
        opening=str(CHANGES[act]),
        link_label=_("To look at it:"),
        link=link,
        closing=(
            _("If it was not you, sign in now, end all other sessions, and answer this e-mail: we help you."),
        ),
    )


Writer = Callable[[str, dict[str, str]], Letter]
