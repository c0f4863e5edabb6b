"""The e-mails about accounts, in the language that is active when they are written."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _

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


Writer = Callable[[str, dict[str, str]], Letter]
