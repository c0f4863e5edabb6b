"""The audit log in the admin: read, filtered, exported; never changed."""

import datetime

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView, View

from people.fresh import FreshSignInMixin
from people.models import User
from safeguarding import audit
from safeguarding.audit_objects import LoggedObject, objects_of
from safeguarding.enums import Act
from safeguarding.export import lines
from safeguarding.forms import AuditFilterForm
from safeguarding.models import AuditEntry
from safeguarding.rules import may_export_audit_log
from safeguarding.views.doors import AdminPage, AuditReadersOnly

PER_PAGE = 50


def filtered(entries: QuerySet, wanted: dict) -> QuerySet:
    """The entries that a filter asks for; days are whole days, their last one included."""
    if wanted.get("act"):
        entries = entries.filter(act=wanted["act"])
    if wanted.get("about"):
        entries = entries.filter(subject_key=wanted["about"].strip())
    if wanted.get("since"):
        entries = entries.filter(at__gte=midnight(wanted["since"]))
    if wanted.get("until"):
        entries = entries.filter(at__lt=midnight(wanted["until"] + datetime.timedelta(days=1)))
    return entries


def midnight(day: datetime.date) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time()))


class AuditLogView(AuditReadersOnly, AdminPage, TemplateView):
    """Who did what, newest first."""

    page_title = gettext_lazy("Audit log")
    header_icon = "history"
    template_name = "safeguarding/admin/audit_log.html"

    def get_context_data(self, **kwargs) -> dict:
        form = AuditFilterForm(self.request.GET)
        wanted = form.cleaned_data if form.is_valid() else {}
        entries = filtered(AuditEntry.objects.visible_to(self.request.user), wanted)
        page = Paginator(entries, PER_PAGE).get_page(self.request.GET.get("p"))
        query = self.request.GET.copy()
        query.pop("p", None)
        return super().get_context_data(**kwargs) | {
            "form": form,
            "rows": in_words(list(page), self.request.user),
            "page": page,
            "query": query.urlencode(),
            "may_export": may_export_audit_log(self.request.user),
        }


def in_words(entries: list[AuditEntry], reader: User) -> list[tuple[AuditEntry, str, LoggedObject | None]]:
    """Each entry with the present name of whoever acted, as long as they have an account, and its object."""
    people = User.objects.filter(public_id__in={entry.actor for entry in entries if entry.actor})
    names = {person.public_id: str(person) for person in people}
    objects = objects_of(entries, reader)
    return [
        (entry, names.get(entry.actor, ""), objects.get((entry.subject_type, entry.subject_key)))
        for entry in entries
    ]


class AuditExportView(AuditReadersOnly, FreshSignInMixin, View):
    """The filtered log as a file, after a fresh sign-in; that it was taken is logged first."""

    def get(self, request: HttpRequest) -> HttpResponse:
        # Whoever confirmed that it is them comes back here, and then asks again on the list.
        return HttpResponseNotAllowed(["POST"])

    def post(self, request: HttpRequest) -> HttpResponse:
        if not may_export_audit_log(request.user):
            raise PermissionDenied
        form = AuditFilterForm(request.POST)
        wanted = form.cleaned_data if form.is_valid() else {}
        told = {name: str(value) for name, value in wanted.items() if value}
        audit.record(
            act=Act.AUDIT_EXPORTED, actor=request.user, subject=None, detail={"filter": told}, request=request
        )
        entries = filtered(AuditEntry.objects.visible_to(request.user), wanted)
        response = StreamingHttpResponse(lines(entries), content_type="text/csv; charset=utf-8")
        name = f"audit-log-{timezone.localdate().isoformat()}.csv"
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
        response.headers["Cache-Control"] = "private, no-store"
        return response
