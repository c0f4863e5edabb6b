"""The form on which anybody reports a concern about this site."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_http_methods, require_safe

from base.visitors import open_to_all
from safeguarding.actions import report_concern
from safeguarding.flood import is_flood
from safeguarding.forms import ReportForm
from safeguarding.models.references import is_reference, new_reference
from safeguarding.paths import own_path
from safeguarding.rules import RESPONSE_TIME

TEMPLATE = "safeguarding/report.html"


class SeeOther(HttpResponseRedirect):
    """303: the form has been dealt with, look over there."""

    status_code = 303


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Show the form, or keep what it says. Nobody needs an account or a script for it."""
    if request.method == "POST":
        return receive(request)
    about = own_path(request.GET.get("about"), request.get_host())
    return show(request, ReportForm(initial={"about": about, "uuid": uuid.uuid4()}))


def receive(request: HttpRequest) -> HttpResponse:
    form = ReportForm(request.POST, host=request.get_host())
    if not form.is_valid():
        return show(request, form, status=422)
    if form.cleaned_data["website"]:
        # A program filled in what people do not see: it is thanked and forgotten.
        return thank(new_reference())
    if is_flood(request):
        form.add_error(
            None, gettext("Too many reports came from your network. Wait an hour, then send it again.")
        )
        return show(request, form, status=429)
    data = form.cleaned_data
    kept = report_concern(
        key=data["uuid"],
        kind=data["kind"],
        text=data["text"],
        about=data["about"],
        email=data["email"],
        language=get_language(),
        now=timezone.now(),
    )
    return thank(kept.reference)


def show(request: HttpRequest, form: ReportForm, status: int = 200) -> HttpResponse:
    return render(request, TEMPLATE, {"form": form, "days": RESPONSE_TIME.days}, status=status)


def thank(reference: str) -> HttpResponse:
    return SeeOther(reverse("concern_received", args=[reference]))


@require_safe
def received(request: HttpRequest, reference: str) -> HttpResponse:
    """Thanks, and the reference to keep; the page tells nobody whether such a report exists."""
    if not is_reference(reference):
        raise Http404
    context = {"reference": reference, "days": RESPONSE_TIME.days}
    return open_to_all(render(request, "safeguarding/received.html", context))
