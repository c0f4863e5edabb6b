"""Confirming that it is you, with what you have."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from people import letters, passkeys, proofs
from people.confirming import Ways, confirm_by_demo, confirm_by_factor, confirm_by_password, ways_of
from people.enums import Purpose
from people.errors import SignInError
from people.factor_forms import CurrentPasswordForm, FactorForm, PasskeyForm
from people.forms import MailedCodeForm
from people.fresh import mark_fresh
from people.next_page import next_page, with_next

FORMS = {
    "mail": MailedCodeForm,
    "password": CurrentPasswordForm,
    "factor": FactorForm,
    "passkey": PasskeyForm,
}


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def fresh_sign_in(request: HttpRequest) -> HttpResponse:
    """One page for every way; `way` says which of its forms was sent."""
    ways = ways_of(request.user)
    way = request.POST.get("way", "")
    if request.method != "POST":
        return page(request, ways)
    if way == "passkey" and "begin" in request.POST and ways.passkey:
        return passkeys.options_to_use(request, request.user)
    try:
        return take(request, ways, way)
    except SignInError as error:
        return page(request, ways, refusal=error)


def take(request: HttpRequest, ways: Ways, way: str) -> HttpResponse:
    """Follow one way. Raises `SignInError`."""
    if way == "send" and ways.mail:
        proofs.mail_code(request, Purpose.FRESH_SIGN_IN, request.user.email, letters.confirmation)
        return redirect(with_next(reverse("fresh_sign_in"), next_page(request)))
    if way == "demo" and ways.demo:
        confirm_by_demo(request)
        return onwards(request)
    if way not in FORMS or not getattr(ways, way):
        return page(request, ways, status=422)
    form = FORMS[way](request.POST)
    if not form.is_valid():
        return page(request, ways, bound={way: form}, status=422)
    prove(request, way, form.cleaned_data)
    return onwards(request)


def prove(request: HttpRequest, way: str, given: dict) -> None:
    """Check what was given against what the person has. Raises `SignInError`."""
    if way == "mail":
        proofs.prove(request, Purpose.FRESH_SIGN_IN, given["code"])
    elif way == "password":
        confirm_by_password(request, given["password"])
    elif way == "factor":
        confirm_by_factor(request, given["code"])
    else:
        passkeys.confirm(request, given["credential"])


def onwards(request: HttpRequest) -> HttpResponse:
    mark_fresh(request)
    return redirect(next_page(request) or reverse("security"))


def page(
    request: HttpRequest,
    ways: Ways,
    *,
    bound: dict | None = None,
    refusal: SignInError | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page with the ways of this person; `bound` holds a form that was sent with faults."""
    context = {
        "ways": ways,
        "forms": {way: form() for way, form in FORMS.items()} | (bound or {}),
        "code_sent": proofs.awaited(request, Purpose.FRESH_SIGN_IN),
        "refusal": refusal,
        "next": next_page(request),
    }
    return render(request, "people/fresh.html", context, status=refusal.status if refusal else status)
