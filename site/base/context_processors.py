"""What every template may use."""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from base.shell import footer, language_links, menu


def known_person(request: HttpRequest) -> dict:
    """`user` for known people only: asking for it would read the session of a stranger."""
    if not getattr(request, "is_known", True):
        return {}
    return {"user": getattr(request, "user", None)}


def shell(request: HttpRequest) -> dict:
    """What the frame around every page shows."""
    if request.path_info.startswith("/admin/"):
        return {}
    return {
        "site_name": settings.SITE_NAME,
        "menu": menu(request.path_info),
        "footer_links": footer(),
        "language_links": language_links(request),
        "language_code": get_language(),
        "demo_sign_ins": settings.DEMO_SIGN_INS,
    }
