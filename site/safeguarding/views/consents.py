"""Consents in the admin: listed, recorded, confirmed by a second person, renewed, withdrawn. Never deleted."""

from functools import cached_property

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView, View
from wagtail.admin.widgets.button import HeaderButton

from safeguarding import audit
from safeguarding.actions import record_consent, review_consent, withdraw_consent
from safeguarding.enums import Act, ConsentStanding
from safeguarding.errors import ConsentRefusedError
from safeguarding.forms import ConsentFilterForm, ConsentForm, WithdrawalForm
from safeguarding.models import Consent
from safeguarding.uses import uses_of
from safeguarding.views.doors import AdminPage, ReviewersOnly

PER_PAGE = 30


class ConsentsView(ReviewersOnly, AdminPage, TemplateView):
    """All consents, or those that stand in one way."""

    page_title = gettext_lazy("Consents")
    header_icon = "clipboard-list"
    template_name = "safeguarding/admin/consents.html"

    @property
    def header_buttons(self) -> list[HeaderButton]:
        return [
            HeaderButton(
                label=_("Record a consent"), url=reverse("safeguarding_new_consent"), icon_name="plus"
            )
        ]

    def get_context_data(self, **kwargs) -> dict:
        form = ConsentFilterForm(self.request.GET)
        wanted = form.cleaned_data if form.is_valid() else {}
        today = timezone.localdate()
        rows = self.found(wanted, today)
        page = Paginator(rows, PER_PAGE).get_page(self.request.GET.get("p"))
        return super().get_context_data(**kwargs) | {
            "rows": [(row, row.standing_on(today)) for row in page],
            "page": page,
            "standings": standings(wanted.get("standing", ""), today),
            "wanted": wanted,
        }

    def found(self, wanted: dict, today):
        rows = Consent.objects.visible_to(self.request.user)
        if wanted.get("standing"):
            rows = rows.with_standing(wanted["standing"], today)
        if wanted.get("reference"):
            rows = rows.filter(reference__icontains=wanted["reference"].strip())
        return rows.order_by("-recorded_at")


def standings(chosen: str, today) -> list[dict]:
    """The ways to stand, with how many do; each a link."""
    return [
        {
            "value": one.value,
            "label": one.label,
            "number": Consent.objects.with_standing(one, today).count(),
            "is_chosen": one.value == chosen,
        }
        for one in ConsentStanding
    ]


class OneConsent:
    """Finds the consent that the address names, among those this person sees."""

    @cached_property
    def consent(self) -> Consent:
        rows = Consent.objects.visible_to(self.request.user)
        related = ("recorded_by", "reviewed_by", "withdrawn_by", "renews")
        return get_object_or_404(rows.select_related(*related), uuid=self.kwargs["uuid"])

    def trail(self) -> list[tuple[str, str]]:
        return [(reverse("safeguarding_consents"), _("Consents"))]


class ConsentView(ReviewersOnly, OneConsent, AdminPage, TemplateView):
    """One consent: what it says, what rests on it, and what may be done with it."""

    header_icon = "clipboard-list"
    template_name = "safeguarding/admin/consent.html"

    def get_page_title(self) -> str:
        return _("Consent %(reference)s") % {"reference": self.consent.reference}

    def get_context_data(self, **kwargs) -> dict:
        consent = self.consent
        return super().get_context_data(**kwargs) | {
            "consent": consent,
            "standing": consent.standing_on(timezone.localdate()),
            "uses": uses_of(consent),
            "renewals": consent.renewals.all(),
            "is_own": consent.recorded_by_id == self.request.user.pk,
        }

    def post(self, request: HttpRequest, **kwargs) -> HttpResponse:
        """Confirm it as a second person."""
        try:
            review_consent(consent=self.consent, by=request.user, now=timezone.now(), request=request)
        except ConsentRefusedError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("The consent is confirmed and counts from now on."))
        return redirect("safeguarding_consent", self.consent.uuid)


class NewConsentView(ReviewersOnly, OneConsent, AdminPage, FormView):
    """Record a consent; with `renews`, the next one of an older consent, filled with what that one says."""

    page_title = gettext_lazy("Record a consent")
    header_icon = "clipboard-list"
    form_class = ConsentForm
    template_name = "safeguarding/admin/new_consent.html"

    @cached_property
    def renewed(self) -> Consent | None:
        return self.consent if "uuid" in self.kwargs else None

    def get_page_title(self) -> str:
        if self.renewed:
            return _("Renew consent %(reference)s") % {"reference": self.renewed.reference}
        return str(self.page_title)

    def get_initial(self) -> dict:
        old = self.renewed
        if old is None:
            return {"languages": ["es", "en"], "channels": ["site"], "valid_from": timezone.localdate()}
        names = ("given_by", "scope", "channels", "languages")
        return {name: getattr(old, name) for name in names} | {"valid_from": timezone.localdate()}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"renewed": self.renewed}

    def form_valid(self, form: ConsentForm) -> HttpResponse:
        consent = record_consent(
            by=self.request.user,
            now=timezone.now(),
            renews=self.renewed,
            request=self.request,
            **form.cleaned_data,
        )
        messages.success(
            self.request, _("The consent is recorded. It counts once another reviewer has confirmed it.")
        )
        return redirect("safeguarding_consent", consent.uuid)

    def form_invalid(self, form: ConsentForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class WithdrawConsentView(ReviewersOnly, OneConsent, AdminPage, FormView):
    """What rests on the consent, why it ends, and one button."""

    header_icon = "clipboard-list"
    form_class = WithdrawalForm
    template_name = "safeguarding/admin/withdraw.html"

    def get_page_title(self) -> str:
        return _("Withdraw consent %(reference)s") % {"reference": self.consent.reference}

    def get_context_data(self, **kwargs) -> dict:
        return super().get_context_data(**kwargs) | {"consent": self.consent, "uses": uses_of(self.consent)}

    def form_valid(self, form: WithdrawalForm) -> HttpResponse:
        withdraw_consent(
            consent=self.consent,
            by=self.request.user,
            reason=form.cleaned_data["reason"],
            now=timezone.now(),
            request=self.request,
        )
        messages.success(
            self.request,
            _(
                "The consent is withdrawn. Its material is blocked now; its files are deleted within a minute."
            ),
        )
        return redirect("safeguarding_consent", self.consent.uuid)

    def form_invalid(self, form: WithdrawalForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class EvidenceView(ReviewersOnly, OneConsent, View):
    """The evidence, to a safeguarding reviewer, as a file; each time is logged."""

    def get(self, request: HttpRequest, **kwargs) -> HttpResponse:
        evidence = self.consent.evidence
        if not evidence:
            raise Http404
        try:
            file = evidence.open("rb")
        except FileNotFoundError as error:
            raise Http404 from error
        audit.record(act=Act.EVIDENCE_OPENED, actor=request.user, subject=self.consent, request=request)
        ending = evidence.name.rpartition(".")[2]
        name = f"consent-{self.consent.reference}.{ending}"
        response = FileResponse(file, as_attachment=True, filename=name)
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["X-Content-Type-Options"] = "nosniff"
        return response
