"""What every template may use."""

from django.conf import settings
from django.contrib.auth.context_processors import auth
from django.contrib.messages.context_processors import messages
from django.http import HttpRequest
from django.utils.translation import get_language

from base.shell import footer, language_links, menu


def known_person(request: HttpRequest) -> dict:
    """`user`, `perms` and `messages` for known people only: asking for them reads the session."""
    if not getattr(request, "is_known", True):
        return {}
    return {**auth(request), **messages(request)} if hasattr(request, "user") else {}


def shell(request: HttpRequest) -> dict:
    """What the frame around every page of the site shows."""
    return {} if request.path_info.startswith("/admin/") else frame(request)


def frame(request: HttpRequest) -> dict:
    """Menu, footer and the way to the other language."""
    return {
        "site_name": settings.SITE_NAME,
        "menu": menu(request.path_info),
        "footer_links": footer(),
        "language_links": language_links(request),
        "language_code": get_language(),
        "data_saver": getattr(request, "data_saver", False),
        "demo_sign_ins": settings.DEMO_SIGN_INS,
    }
