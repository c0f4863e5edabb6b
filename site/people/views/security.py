"""How somebody signs in, in one page: e-mail, password, passkeys, second step."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from people.factors import factors_of, must_have_second


@login_required
@never_cache
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    context = {"factors": factors_of(request.user), "must_have_second": must_have_second(request.user)}
    return render(request, "people/security.html", context)
