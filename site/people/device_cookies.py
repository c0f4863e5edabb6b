"""The cookies this site sets, and how a device that others use too keeps none of them."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

STARTED = "started_here"


def own_cookies() -> set[str]:
    """The names of all cookies this site sets."""
    return {
        settings.SESSION_COOKIE_NAME,
        settings.START_COOKIE_NAME,
        settings.LANGUAGE_COOKIE_NAME,
        settings.DATA_SAVER_COOKIE_NAME,
        settings.CSRF_COOKIE_NAME,
        "messages",
    }


def forget_cookies(request: HttpRequest, response: HttpResponse) -> None:
    """Delete every cookie of ours by its name: browsers take "Clear-Site-Data: cookies" for the whole domain,
    which others may share.
    """
    response.cookies.clear()
    for name in own_cookies() & set(request.COOKIES):
        response.delete_cookie(name)


def end_with_browser(request: HttpRequest, response: HttpResponse) -> None:
    """Let no cookie outlive the browser: neither those of this answer, nor what the device kept before."""
    for name in {settings.LANGUAGE_COOKIE_NAME, settings.DATA_SAVER_COOKIE_NAME} & set(request.COOKIES):
        if name not in response.cookies:
            secure = settings.SESSION_COOKIE_SECURE
            response.set_cookie(name, request.COOKIES[name], secure=secure, httponly=True, samesite="Lax")
    for morsel in response.cookies.values():
        if morsel["max-age"] != 0:
            morsel["max-age"] = morsel["expires"] = ""


def bring_start(request: HttpRequest) -> None:
    """Give the request the start cookie that `hold_start` took."""
    held = request.session.get(STARTED)
    if held:
        request.COOKIES[settings.START_COOKIE_NAME] = held


def hold_start(request: HttpRequest, response: HttpResponse) -> None:
    """Move the start cookie into the session, so that whoever comes after this session is not asked about it."""
    answered = response.cookies.get(settings.START_COOKIE_NAME)
    if answered is not None:
        request.session.pop(STARTED, None)
    elif settings.START_COOKIE_NAME in request.COOKIES:
        if STARTED not in request.session:
            request.session[STARTED] = request.COOKIES[settings.START_COOKIE_NAME]
        response.delete_cookie(settings.START_COOKIE_NAME)
