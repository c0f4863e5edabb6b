"""One view that answers `/<number>/` with so many bytes, the same each time."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.urls import path


@cache
def filler(size: int) -> bytes:
    return b"x" * size


def constant(request: HttpRequest, size: int) -> HttpResponse:
    return HttpResponse(filler(size))


urlpatterns = [path("<int:size>/", constant)]
