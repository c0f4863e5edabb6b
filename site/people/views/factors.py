"""Setting up a second step: an app, passkeys, recovery codes."""

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import get_totp_secret, validate_totp_code
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people import passkeys, setting_up
from people.enums import AccountAct
from people.errors import SignInError, WrongFactorError
from people.factor_forms import AppForm, NewPasskeyForm
from people.factors import Type, factors_of, must_have_second
from people.fresh import fresh_sign_in_required
from people.next_page import next_page, with_next
from people.notices import tell
from people.qr import as_svg


@login_required
@never_cache
@require_safe
def second_factor(request: HttpRequest) -> HttpResponse:
    """Why a second step, and which there are. Staff come here before anything else."""
    context = {
        "factors": factors_of(request.user),
        "must_have_second": must_have_second(request.user),
        "next": next_page(request),
        "app_url": with_next(reverse("app_set_up"), next_page(request)),
        "passkey_url": with_next(reverse("passkey_add"), next_page(request)),
    }
    return render(request, "people/second_factor.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@fresh_sign_in_required
def app_set_up(request: HttpRequest) -> HttpResponse:
    """Shows what an app has to know, and takes its first code."""
    if factors_of(request.user).app:
        return redirect("security")
    form = AppForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return app_page(request, form, status=422 if request.method == "POST" else 200)
    secret = get_totp_secret()
    if not validate_totp_code(secret, form.cleaned_data["code"]):
        form.add_error("code", str(WrongFactorError()))
        return app_page(request, form, status=422)
    if setting_up.add_app(request, secret):
        tell(request, request.user, AccountAct.FACTOR_ADDED)
    return after_adding(request)


def app_page(request: HttpRequest, form: AppForm, status: int) -> HttpResponse:
    secret = get_totp_secret()
    context = {
        "form": form,
        "secret": [secret[start : start + 4] for start in range(0, len(secret), 4)],
        "app_link": get_adapter().build_totp_url(request.user, secret),
        "next": next_page(request),
    }
    return render(request, "people/app_set_up.html", context, status=status)


@never_cache
@require_safe
@fresh_sign_in_required
def app_picture(request: HttpRequest) -> HttpResponse:
    """The QR code of the app that is being set up, for a phone to look at."""
    address = get_adapter().build_totp_url(request.user, get_totp_secret())
    return HttpResponse(as_svg(address), content_type="image/svg+xml")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@fresh_sign_in_required
def passkey_add(request: HttpRequest) -> HttpResponse:
    """Makes a passkey on this device; its browser does most of it."""
    if request.method == "POST" and "begin" in request.POST:
        return passkeys.options_to_make(request, request.user)
    form = NewPasskeyForm(request.POST or None)
    status = 200
    if request.method == "POST":
        try:
            if form.is_valid():
                credential = passkeys.made(form.cleaned_data["credential"])
                setting_up.add_passkey(request, form.cleaned_data["name"], credential)
                tell(request, request.user, AccountAct.FACTOR_ADDED)
                return after_adding(request)
        except SignInError as error:
            form.add_error(None, str(error))
        status = 422
    context = {"form": form, "next": next_page(request)}
    return render(request, "people/passkey_add.html", context, status=status)


def after_adding(request: HttpRequest) -> HttpResponse:
    """To the recovery codes, if some were made; else back."""
    if setting_up.shown_recovery_codes(request):
        return redirect(with_next(reverse("recovery_codes"), next_page(request)))
    messages.success(request, _("Done. You can sign in with it from now on."))
    return redirect(next_page(request) or reverse("security"))


@require_POST
@fresh_sign_in_required
def factor_remove(request: HttpRequest) -> HttpResponse:
    """Take one's own app or passkey away."""
    named = request.POST.get("factor", "")
    mine = Authenticator.objects.filter(user_id=request.user.pk, type__in=[Type.TOTP, Type.WEBAUTHN])
    factor = get_object_or_404(mine, pk=int(named) if named.isascii() and named.isdigit() else 0)
    try:
        setting_up.remove(request, factor)
    except SignInError as error:
        messages.error(request, str(error))
    else:
        tell(request, request.user, AccountAct.FACTOR_REMOVED)
        messages.success(request, _("It is taken away."))
    return redirect("security")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@fresh_sign_in_required
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """Shows new codes once; `make` makes ten new ones, `kept` hides them for good."""
    if request.method != "POST":
        codes = setting_up.shown_recovery_codes(request)
        context = {"codes": codes, "factors": factors_of(request.user), "next": next_page(request)}
        return render(request, "people/recovery_codes.html", context)
    if "kept" in request.POST:
        setting_up.hide_recovery_codes(request)
        return redirect(next_page(request) or reverse("security"))
    if factors_of(request.user).strong:
        setting_up.make_recovery_codes(request)
        tell(request, request.user, AccountAct.RECOVERY_CODES_MADE)
    return redirect("recovery_codes")


@never_cache
@require_safe
@fresh_sign_in_required
def recovery_download(request: HttpRequest) -> HttpResponse:
    """The codes as a text file, while they may be seen."""
    codes = setting_up.shown_recovery_codes(request)
    if not codes:
        return redirect("recovery_codes")
    words = _("Recovery codes of your account. Each works once. Keep them apart from your phone.")
    response = HttpResponse("\n".join([words, "", *codes, ""]), content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="puentes-recovery-codes.txt"'
    return response
