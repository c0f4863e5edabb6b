"""Reports of concern: the queue and one report, in the admin and on a phone under /teach/."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from safeguarding import audit
from safeguarding.actions import close_concern, note_concern, take_concern
from safeguarding.enums import Act
from safeguarding.errors import ConcernRefusedError
from safeguarding.forms import ConcernActForm
from safeguarding.models import ConcernReport
from safeguarding.rules import may_safeguard
from safeguarding.views.doors import AdminPage, ReviewersOnly
from safeguarding.waiting import waiting_pages

PER_PAGE = 30


def queue_page(user, number: str | None):
    """One page of the queue, the most urgent first."""
    rows = ConcernReport.objects.visible_to(user).select_related("owner").in_order()
    return Paginator(rows, PER_PAGE).get_page(number)


def found(user, uuid) -> ConcernReport:
    return get_object_or_404(ConcernReport.objects.visible_to(user).select_related("owner"), uuid=uuid)


def report_context(report: ConcernReport, request: HttpRequest, form: ConcernActForm | None = None) -> dict:
    """What a reviewer sees of a report; that they saw it is logged."""
    audit.record(act=Act.CONCERN_OPENED, actor=request.user, subject=report, request=request)
    return {
        "report": report,
        "steps": report.steps.select_related("by"),
        "form": form or ConcernActForm(),
        "is_mine": report.owner_id == request.user.pk,
    }


def act_on(report: ConcernReport, request: HttpRequest) -> ConcernActForm | None:
    """Do what a reviewer sent; the form comes back when it could not be done, with the reason on it."""
    form = ConcernActForm(request.POST)
    if not form.is_valid():
        return form
    now, note = timezone.now(), form.cleaned_data["note"]
    try:
        if form.cleaned_data["act"] == ConcernActForm.TAKE:
            take_concern(report=report, by=request.user, now=now, request=request)
        elif form.cleaned_data["act"] == ConcernActForm.NOTE:
            note_concern(report=report, by=request.user, note=note, now=now, request=request)
        else:
            close_concern(report=report, by=request.user, note=note, now=now, request=request)
    except ConcernRefusedError as error:
        form.add_error("note", str(error))
        return form
    messages.success(request, _("Done."))
    return None


class QueueView(ReviewersOnly, AdminPage, TemplateView):
    """Reports of concern in the admin."""

    page_title = gettext_lazy("Reports of concern")
    header_icon = "warning"
    template_name = "safeguarding/admin/concerns.html"

    def get_context_data(self, **kwargs) -> dict:
        page = queue_page(self.request.user, self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {"page": page}


class ConcernView(ReviewersOnly, AdminPage, TemplateView):
    """One report in the admin."""

    header_icon = "warning"
    template_name = "safeguarding/admin/concern.html"

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.report = found(request.user, kwargs["uuid"]) if may_safeguard(request.user) else None
        return super().dispatch(request, *args, **kwargs)

    def get_page_title(self) -> str:
        return _("Report %(reference)s") % {"reference": self.report.reference}

    def trail(self) -> list[tuple[str, str]]:
        return [(reverse("safeguarding_queue"), _("Reports of concern"))]

    def get_context_data(self, **kwargs) -> dict:
        context = super().get_context_data(**kwargs)
        return context | report_context(self.report, self.request, kwargs.get("form"))

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        refused = act_on(self.report, request)
        if refused:
            return self.render_to_response(self.get_context_data(form=refused), status=422)
        return redirect("safeguarding_concern", self.report.uuid)


# --- Under /teach/


@require_safe
def teach_queue(request: HttpRequest) -> HttpResponse:
    """What waits for a safeguarding reviewer, for a phone; for everybody else the page does not exist."""
    refuse_others(request)
    context = {"page": queue_page(request.user, request.GET.get("p")), "waiting": waiting_pages()}
    return render(request, "safeguarding/teach/queue.html", context)


def teach_concern(request: HttpRequest, uuid) -> HttpResponse:
    """One report, for a phone."""
    refuse_others(request)
    report = found(request.user, uuid)
    refused = act_on(report, request) if request.method == "POST" else None
    if request.method == "POST" and refused is None:
        return HttpResponseRedirect(reverse("teach_concern", args=[report.uuid]))
    context = report_context(report, request, refused)
    return render(request, "safeguarding/teach/concern.html", context, status=422 if refused else 200)


def refuse_others(request: HttpRequest) -> None:
    if not request.is_known or not may_safeguard(request.user):
        raise Http404
