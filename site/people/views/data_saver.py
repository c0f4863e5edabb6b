"""No pictures until asked: for everybody, with an account or without."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from people import actions
from people.data_saver import remember_data_saver
from people.next_page import next_page


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def data_saver(request: HttpRequest) -> HttpResponse:
    """Says what it does, and switches it on or off for this device (and for the person, if signed in)."""
    if request.method != "POST":
        return render(request, "people/data_saver.html", {"next": next_page(request)})
    wanted = request.POST.get("pictures") == "ask"
    if request.user.is_authenticated:
        actions.change_privacy(user=request.user, listed=request.user.listed, saves_data=wanted)
    return remember_data_saver(redirect(next_page(request) or "data_saver"), wanted)
