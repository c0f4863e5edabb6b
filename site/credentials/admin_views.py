"""Certificates in the Wagtail admin: found, looked at, revoked and issued anew; never edited."""

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views import generic
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button, HeaderButton

from credentials import actions
from credentials.codes import read_code
from credentials.enums import Kind, RevocationReason, Status
from credentials.errors import CertificateError
from credentials.forms import AnewForm, RevokeForm
from credentials.models import Certificate
from credentials.rules import may_manage_certificates

LABELS = {
    "grouped_code": _("Code"),
    "minutes": _("Estimated minutes"),
    "revoked_by": _("Revoked by"),
    "revocation_reason": _("Reason"),
    "revocation_note": _("Note"),
}


class IndexView(generic.IndexView):
    """Found by name, or by a code however it is typed."""

    def get_base_queryset(self):
        return Certificate.objects.visible_to(self.request.user).select_related("holder")

    def search_queryset(self, queryset: models.QuerySet) -> models.QuerySet:
        code = read_code(self.search_query or "")
        return queryset.with_code(code) if code else super().search_queryset(queryset)

    @cached_property
    def header_buttons(self) -> list[Button]:
        url = reverse("certificate_batches:all")
        return [HeaderButton(label=_("Certificates for everybody"), url=url, icon_name="download")]


class InspectView(generic.InspectView):
    """What one certificate says, and what became of it."""

    def get_object(self, queryset=None) -> Certificate:
        return found(self.request, self.pk)

    def get_page_subtitle(self) -> str:
        return self.object.grouped_code

    def get_fields(self) -> list[str]:
        """Nothing about a revocation where there was none."""
        fields, one = super().get_fields(), found(self.request, self.pk)
        return [name for name in fields if not name.startswith("revo") or getattr(one, name)]

    def get_field_label(self, field_name, field) -> str:
        return LABELS.get(field_name) or super().get_field_label(field_name, field)

    def get_holder_name_display_value(self) -> str:
        return self.object.holder_name or pgettext("certificate", "without a name yet")

    def get_titles_display_value(self) -> str:
        return " / ".join(self.object.titles.values())

    def get_grouped_code_display_value(self) -> str:
        return self.object.grouped_code

    @cached_property
    def header_buttons(self) -> list[Button]:
        """What can be done with it, in sight."""
        if self.object.is_valid:
            return [self.button(_("Revoke"), "revoke", "cross")]
        if self.object.status == Status.REVOKED:
            return [self.button(_("Issue anew"), "anew", "redirect")]
        return []

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        page = reverse("verify", args=[self.object.grouped_code])
        return [Button(_("Page where it is checked"), url=page, icon_name="view", priority=10)]

    def button(self, label: str, name: str, icon: str) -> Button:
        url = reverse(f"credentials_certificate:{name}", args=[self.object.pk])
        return HeaderButton(label, url=url, icon_name=icon, priority=20)


def found(request: HttpRequest, pk) -> Certificate:
    rows = Certificate.objects.visible_to(request.user).select_related("holder")
    return get_object_or_404(rows, pk=pk)


class ActView(WagtailAdminTemplateMixin, FormView):
    """Do one thing with a certificate, for those who run the programme."""

    header_icon = "clipboard-list"
    template_name = "credentials/admin/act.html"
    # The one standing in which this can be done, and what everybody else is told.
    only_for: Status
    too_late = ""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not may_manage_certificates(request.user):
            raise PermissionDenied
        self.certificate = found(request, kwargs["pk"])
        if self.certificate.status != self.only_for:
            messages.error(request, self.too_late)
            return redirect(self.inspect_url(self.certificate))
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict]:
        return [
            *self.breadcrumbs_items,
            {"url": reverse("credentials_certificate:index"), "label": _("Certificates")},
            {"url": self.inspect_url(self.certificate), "label": self.certificate.grouped_code},
            {"url": "", "label": self.page_title},
        ]

    def inspect_url(self, certificate: Certificate) -> str:
        return reverse("credentials_certificate:inspect", args=[certificate.pk])

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {
            "certificate": self.certificate,
            "sentences": self.sentences,
            "label": self.page_title,
        }

    def form_valid(self, form) -> HttpResponse:
        try:
            certificate = self.act(form)
        except CertificateError as error:
            messages.error(self.request, str(error))
            return redirect(self.inspect_url(self.certificate))
        messages.success(self.request, self.done)
        return redirect(self.inspect_url(certificate))


class RevokeView(ActView):
    page_title = _("Revoke")
    form_class = RevokeForm
    only_for = Status.VALID
    too_late = _("Only a certificate that is valid can be revoked; this one is not any more.")
    asked = _(
        "Whoever checks the code reads from now on that the certificate was revoked, and why. This cannot be"
        " undone; you can issue a new one with a new code. The completion itself stays."
    )
    of_a_module = _(
        "If this module is part of a path that the person completed, the certificate of the path stays valid:"
        " it certifies another fact. Revoke it too if it must not count any more."
    )
    done = _("The certificate is revoked.")

    @property
    def sentences(self) -> list[str]:
        return [self.asked, self.of_a_module] if self.certificate.kind == Kind.MODULE else [self.asked]

    def act(self, form: RevokeForm) -> Certificate:
        return actions.revoke(
            certificate=self.certificate,
            by=self.request.user,
            reason=RevocationReason(form.cleaned_data["reason"]),
            note=form.cleaned_data["note"],
            now=timezone.now(),
            request=self.request,
        )


class AnewView(ActView):
    page_title = _("Issue anew")
    form_class = AnewForm
    only_for = Status.REVOKED
    too_late = _("Only a revoked certificate can be issued anew.")
    sentences = (
        _(
            "The person gets a new certificate of the same completion, with a new code. The revoked one stays"
            " revoked."
        ),
    )
    done = _("A new certificate is issued.")

    def act(self, form: AnewForm) -> Certificate:
        return actions.issue_anew(
            certificate=self.certificate, by=self.request.user, now=timezone.now(), request=self.request
        )
