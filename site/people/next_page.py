"""Where somebody wanted to go before they were asked to sign in."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

NEXT = "next"


def is_safe(request: HttpRequest, url: str) -> bool:
    """True for addresses of this very site."""
    return url_has_allowed_host_and_scheme(url, {request.get_host()}, require_https=request.is_secure())


def next_page(request: HttpRequest) -> str:
    """The address asked for in the form or the query; empty when there is none or it leads elsewhere."""
    url = request.POST.get(NEXT) or request.GET.get(NEXT) or ""
    return url if url and is_safe(request, url) else ""


def with_next(url: str, next_url: str) -> str:
    """`url`, carrying `next_url` along when there is one."""
    return f"{url}?{urlencode({NEXT: next_url})}" if next_url else url
