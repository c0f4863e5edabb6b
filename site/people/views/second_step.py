"""The second half of signing in, and signing in with a passkey alone."""

from allauth.decorators import rate_limit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from people import passkeys, stages
from people.errors import SignInError
from people.factor_forms import FactorForm, PasskeyForm
from people.factors import check_code, factors_of
from people.next_page import next_page, with_next


@never_cache
@rate_limit(action="login")
@require_http_methods(["GET", "HEAD", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """Asks for a code of the app, a recovery code or a passkey."""
    stage = stages.waiting_for_second(request)
    if stage is None:
        return redirect("after_sign_in" if request.user.is_authenticated else "account_login")
    if request.method != "POST":
        return page(request, stage)
    try:
        return take(request, stage)
    except SignInError as error:
        return page(request, stage, refusal=error)


def take(request: HttpRequest, stage: stages.SecondStep) -> HttpResponse:
    """Try what was sent. Raises `SignInError`."""
    user = stage.login.user
    if request.POST.get("way") == "passkey":
        if "begin" in request.POST:
            return passkeys.options_to_use(request, user)
        form = PasskeyForm(request.POST)
        if not form.is_valid():
            return page(request, stage, status=422)
        return stages.finish(stage, passkeys.proved(user, form.cleaned_data["credential"]))
    form = FactorForm(request.POST)
    if not form.is_valid():
        return page(request, stage, form=form, status=422)
    return stages.finish(stage, check_code(request, user, form.cleaned_data["code"]))


def page(
    request: HttpRequest,
    stage: stages.SecondStep,
    *,
    form: FactorForm | None = None,
    refusal: SignInError | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "form": form or FactorForm(),
        "factors": factors_of(stage.login.user),
        "refusal": refusal,
    }
    return render(request, "people/second_step.html", context, status=refusal.status if refusal else status)


@never_cache
@require_POST
@rate_limit(action="login")
def passkey_sign_in(request: HttpRequest) -> HttpResponse:
    """`begin` asks what to ask the browser; a credential signs in."""
    if request.user.is_authenticated:
        return redirect(with_next(reverse("after_sign_in"), next_page(request)))
    if "begin" in request.POST:
        return passkeys.options_to_use(request)
    form = PasskeyForm(request.POST)
    wanted = next_page(request)
    if form.is_valid():
        try:
            return passkeys.sign_in(
                request, form.cleaned_data["credential"], with_next(reverse("after_sign_in"), wanted)
            )
        except SignInError:
            pass  # Said on the page where one can try again, or another way.
    return redirect(f"{with_next(reverse('account_login'), wanted)}{'&' if wanted else '?'}passkey=refused")
