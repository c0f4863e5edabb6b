"""The admin's doors, led to ours."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from people.next_page import next_page, with_next
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


admin_account = require_admin_access(AccountView.as_view())
