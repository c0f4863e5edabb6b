"""How allauth speaks and writes in this house."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as current
from django.http import HttpRequest
from django.urls import reverse

from people import letters, next_page, post
from people.fresh import is_fresh
from people.models import User

WRITER = "letter_writer"


class AccountAdapter(DefaultAccountAdapter):
    def add_message(self, *args, **kwargs) -> None:
        """Say nothing: our pages tell what happened, and strangers must not collect messages in a cookie."""

    def is_safe_url(self, url: str) -> bool:
        return next_page.is_safe(current.request, url)

    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Write to `email` in the language of the account it belongs to, else in that of the page.

        Nobody chose a language for an administrator whom the command line made and who never signed in. Raises
        `MailNotSentError`.
        """
        user = User.objects.filter(email=email).first()
        write = choose_letter(current.request, user)
        code, request = context.get("code", ""), current.request
        is_chosen = user and (user.last_login or not user.is_superuser)
        # The addresses are made with the letter: they have its language, which need not be that of the page.
        post.send(email, lambda: write(code, links(request)), user.language if is_chosen else None)

    def get_login_stages(self) -> list[str]:
        ours = {"allauth.mfa.stages.AuthenticateStage": "people.stages.SecondStep"}
        return [ours.get(name, name) for name in super().get_login_stages()]

    def is_reauthentication_required(self, *, app: str, **kwargs) -> bool:
        return not is_fresh(current.request)

    def get_reauthentication_methods(self, user) -> list[dict]:
        return [{"id": "fresh_sign_in", "description": "", "url": reverse("fresh_sign_in")}]


def choose_letter(request: HttpRequest, user: User | None) -> letters.Writer:
    """What is true of the account, not what was asked for: only its owner reads it."""
    if user is None:
        return letters.unknown
    if not user.is_active:
        return letters.closed
    return getattr(request.allauth, WRITER, letters.sign_in)


def links(request: HttpRequest) -> dict[str, str]:
    return {
        "sign_in": request.build_absolute_uri(reverse("account_login")),
        "sign_up": request.build_absolute_uri(reverse("account_signup")),
    }
