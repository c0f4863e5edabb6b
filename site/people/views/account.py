"""The pages of somebody who is signed in, and the way out."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from base.shell import ShellLink
from base.urls import in_languages
from people import actions
from people.device_cookies import forget_cookies
from people.forms import ProfileForm
from people.models import User
from people.sessions import mark_own, mark_shared, remember_language

PRIVACY = ShellLink(gettext_lazy("Privacy"), in_languages("privacy/", "privacidad/"))
# Not "cookies": the browser would also forget which language it was reading in.
EVERYTHING_LOCAL = '"cache", "storage"'
# Everybody knows it, and it says nothing about whoever opens it.
NEUTRAL_PAGE = "https://www.wikipedia.org/"
# Sec-Fetch-Site of a link or picture on another site.
OF_OTHERS = frozenset({"cross-site", "same-site"})
KEPT_BY_SCRIPTS = '"storage"'


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Everyone's own; there is no address for anybody else's."""
    # A form writes into the person it is given, even what it refuses: not into the one the page shows.
    form = ProfileForm(request.POST or None, instance=User.objects.get(pk=request.user.pk))
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "privacy_url": PRIVACY.url}
        return render(
            request, "people/profile.html", context, status=422 if request.method == "POST" else 200
        )
    user = actions.change_profile(user=request.user, **form.cleaned_data)
    with override(user.language):
        messages.success(request, _("Your profile is saved."))
        return remember_language(redirect("profile"), user.language)


@login_required
def shared_device(request: HttpRequest) -> HttpResponse:
    """Say that others use this device too, or take it back (`shared=no`); the forms stand with the devices."""
    if request.method != "POST":
        return redirect("devices")
    if request.POST.get("shared") == "no":
        mark_own(request)
        return redirect("devices")
    mark_shared(request)
    response = redirect("devices")
    response.headers["Clear-Site-Data"] = KEPT_BY_SCRIPTS
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out on POST; a plain visit asks first."""
    if request.method != "POST" and request.user.is_authenticated:
        return render(request, "account/sign_out.html")
    response = redirect("signed_out")
    if request.method == "POST":
        logout(request)
        response.delete_cookie(settings.START_COOKIE_NAME)
        response.headers["Clear-Site-Data"] = EVERYTHING_LOCAL
    return response


@never_cache
@require_safe
def quick_exit(request: HttpRequest) -> HttpResponse:
    """Leave for a harmless page and leave nothing behind: signed out, and all that was kept here is gone.

    A plain link, since it has to work on pages that hold nothing of a visitor. Other sites can send nobody
    through it, and the guesses of a browser are no exit.
    """
    response = HttpResponse(status=303, headers={"Location": NEUTRAL_PAGE})
    if request.headers.get("Sec-Fetch-Site") in OF_OTHERS or "Sec-Purpose" in request.headers:
        return response
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        logout(request)
    forget_cookies(request, response)
    response.headers["Clear-Site-Data"] = EVERYTHING_LOCAL
    return response


@never_cache
def signed_out(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(reverse("account_logout"))
    return render(request, "account/signed_out.html")
