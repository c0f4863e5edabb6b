"""How somebody signs in, in one page: e-mail, password, passkeys, second step."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people import passwords
from people.enums import AccountAct
from people.factor_forms import NewPasswordForm
from people.factors import asks_for_second, factors_of, must_have_second
from people.fresh import fresh_sign_in_required
from people.notices import tell


@login_required
@never_cache
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Everything about signing in, and the ways to change it."""
    context = {
        "factors": factors_of(request.user),
        "two_steps": asks_for_second(request.user),
        "must_have_second": must_have_second(request.user),
    }
    return render(request, "people/security.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@fresh_sign_in_required
def password(request: HttpRequest) -> HttpResponse:
    """Set a password, or another one."""
    form = NewPasswordForm(request.POST or None, user=request.user)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "people/password.html", {"form": form}, status=status)
    passwords.set_password(request, form.cleaned_data["password"])
    tell(request, request.user, AccountAct.PASSWORD_SET)
    messages.success(request, _("Your password is set. Your other devices are signed out."))
    return redirect("security")


@require_POST
@fresh_sign_in_required
def password_remove(request: HttpRequest) -> HttpResponse:
    """Back to codes by e-mail."""
    passwords.set_password(request, None)
    tell(request, request.user, AccountAct.PASSWORD_REMOVED)
    messages.success(request, _("The password is taken away. You sign in with a code by e-mail."))
    return redirect("security")
