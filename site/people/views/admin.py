"""The admin's doors, led to ours."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from wagtail.admin.auth import require_admin_access

from people import setting_up
from people.enums import AccountAct
from people.factors import factors_of
from people.fresh import fresh_sign_in_required
from people.models import User
from people.next_page import next_page, with_next
from people.notices import tell
from people.rules import may_manage_people
from people.viewsets import AccountView


@never_cache
def admin_login(request: HttpRequest) -> HttpResponse:
    """One way to sign in for everybody; those without a role in the admin are told so."""
    wanted = next_page(request) or reverse("wagtailadmin_home")
    if not request.user.is_authenticated:
        return redirect(with_next(reverse("account_login"), wanted))
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise PermissionDenied
    return redirect(wanted)


def password_reset(request: HttpRequest, **_kwargs) -> HttpResponse:
    """Nobody resets a password by a link here: a code by e-mail lets everybody in."""
    return redirect("security" if request.user.is_authenticated else "account_login")


@require_admin_access
@require_http_methods(["GET", "HEAD", "POST"])
@fresh_sign_in_required
def reset_second_factor(request: HttpRequest, public_id) -> HttpResponse:
    """For somebody who lost their phone and their recovery codes, and has convinced an administrator."""
    if not may_manage_people(request.user):
        raise PermissionDenied
    person = get_object_or_404(
        User.objects.visible_to(request.user).filter(erased_at=None), public_id=public_id
    )
    if person.is_superuser and not request.user.is_superuser:
        raise PermissionDenied
    if request.method != "POST":
        context = {"person": person, "factors": factors_of(person)}
        return render(request, "people/admin/reset_second_factor.html", context)
    setting_up.reset(person, by=request.user, request=request)
    tell(request, person, AccountAct.FACTORS_RESET)
    messages.success(request, _("The second step is reset, and the person is told by e-mail."))
    return redirect("wagtailusers_users:edit", person.pk)


admin_account = require_admin_access(AccountView.as_view())
