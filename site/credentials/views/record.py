"""My record: one's own completions, certificates and what others may see of them."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from credentials import actions
from credentials.errors import CertificateError, PrintingError
from credentials.forms import HolderNameForm, PrintForm, SharingForm
from credentials.models import Certificate, HolderName
from credentials.printing import as_pdf
from credentials.record import record_of
from credentials.record_files import as_data, as_table
from people.fresh import fresh_sign_in_required


@login_required
@never_cache
@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """Everything the person completed and is on; there is no address for anybody else's."""
    return render(request, "credentials/record.html", {"record": record_of(request.user)})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def name(request: HttpRequest) -> HttpResponse:
    """Say once which name the certificates bear; then go on to the one that was asked for."""
    form = HolderNameForm(request.POST or None, initial=name_so_far(request))
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return render(request, "credentials/name.html", {"form": form}, status=status)
    actions.choose_name(user=request.user, name=form.cleaned_data["name"], now=timezone.now())
    wanted = mine(request).filter(public_id=form.cleaned_data["certificate"]).first()
    if wanted and wanted.is_valid:
        return on_to(wanted, form.cleaned_data["name"], request)
    messages.success(request, _("The name is saved."))
    return HttpResponseRedirect(reverse("credentials:record"))


def on_to(wanted: Certificate, name: str, request: HttpRequest) -> HttpResponse:
    """The document that was asked for; one that was issued with another name keeps it, which is said."""
    if wanted.holder_name == name:
        return HttpResponseRedirect(reverse("credentials:pdf", args=[wanted.public_id]))
    words = _("The name is saved. This certificate still bears “%(name)s”: issue it again to change that.")
    messages.warning(request, words % {"name": wanted.holder_name})
    return back_to(wanted)


def name_so_far(request: HttpRequest) -> dict:
    """What the form proposes: the name that was chosen before, else what others call the person."""
    chosen = HolderName.objects.filter(user=request.user).first()
    name = chosen.name if chosen else request.user.display_name
    return {"name": name, "certificate": request.GET.get("certificate", "")[:36]}


def mine(request: HttpRequest):
    return Certificate.objects.of(request.user)


@login_required
@never_cache
@require_safe
def pdf(request: HttpRequest, certificate_id: uuid.UUID) -> HttpResponse:
    """The certificate as a file; one without a name asks for it first."""
    certificate = get_object_or_404(Certificate.objects.visible_to(request.user), public_id=certificate_id)
    if not certificate.is_valid:
        return render(request, "credentials/not_in_force.html", {"certificate": certificate}, status=410)
    if not certificate.holder_name:
        return nameless(request, certificate)
    form = PrintForm(request.GET)
    language = form.cleaned_data.get("language", "") if form.is_valid() else ""
    try:
        body = as_pdf(certificate, address=check_address(request, certificate), language=language)
    except PrintingError as error:
        return render(request, "credentials/refused.html", {"sentence": str(error)}, status=503)
    return as_file(body, "application/pdf", file_name(certificate, language))


def nameless(request: HttpRequest, certificate: Certificate) -> HttpResponse:
    """Ask the holder; nobody else can say the name."""
    if certificate.holder_id == request.user.pk:
        address = reverse("credentials:name")
        return HttpResponseRedirect(f"{address}?certificate={certificate.public_id}")
    sentence = _("Its holder has not said yet which name it bears, so it cannot be printed.")
    return render(request, "credentials/refused.html", {"sentence": sentence}, status=409)


def check_address(request: HttpRequest, certificate: Certificate) -> str:
    return request.build_absolute_uri(reverse("verify", args=[certificate.grouped_code]))


def file_name(certificate: Certificate, language: str = "") -> str:
    language = language or certificate.language
    with override(language):
        title = slugify(certificate.titles.or_other(language)[0])[:60]
        return f"{slugify(_('certificate'))}-{title or certificate.code[:4].lower()}.pdf"


def as_file(body: bytes | str, content_type: str, filename: str) -> HttpResponse:
    """A download that is one person's own: no cache keeps it."""
    response = HttpResponse(body, content_type=content_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, filename)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@login_required
@require_POST
def sharing(request: HttpRequest, certificate_id: uuid.UUID) -> HttpResponse:
    """Agree that whoever has the code sees the name, or take it back."""
    certificate = get_object_or_404(mine(request).in_force(), public_id=certificate_id)
    form = SharingForm(request.POST)
    if not form.is_valid():
        return back_to(certificate)
    shown = form.cleaned_data["shown"]
    try:
        actions.show_name(certificate=certificate, shown=shown, now=timezone.now())
    except CertificateError as error:
        messages.error(request, str(error))
        return back_to(certificate)
    words = _("Whoever has the code sees your name now.") if shown else _("Your name is not shown any more.")
    messages.success(request, words)
    return back_to(certificate)


@login_required
@require_POST
def replacement(request: HttpRequest, certificate_id: uuid.UUID) -> HttpResponse:
    """Issue the certificate again with the name the person bears now; the old code says it was replaced."""
    certificate = get_object_or_404(mine(request), public_id=certificate_id)
    try:
        new = actions.issue_with_new_name(certificate=certificate, now=timezone.now())
    except CertificateError as error:
        messages.error(request, str(error))
        return back_to(certificate)
    messages.success(request, _("The certificate was issued again. The old code says that it was replaced."))
    return back_to(new)


def back_to(certificate: Certificate) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('credentials:record')}#certificate-{certificate.public_id}")


@fresh_sign_in_required
@never_cache
@require_safe
def as_json(request: HttpRequest) -> HttpResponse:
    """The whole record for machines, with what is needed to check the signatures."""
    response = JsonResponse(
        as_data(record_of(request.user)), json_dumps_params={"ensure_ascii": False, "indent": 2}
    )
    response.headers["Content-Disposition"] = content_disposition_header(True, "puentes.json")
    return response


@fresh_sign_in_required
@never_cache
@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """What was completed, for spreadsheets."""
    return as_file(as_table(record_of(request.user)), "text/csv; charset=utf-8", "puentes.csv")
