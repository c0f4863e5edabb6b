"""Certificates for everybody who completed a module, for those who run the programme; nobody else sees these."""

import uuid
from collections.abc import Callable
from functools import wraps

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from credentials import batches
from credentials.enums import BatchStatus
from credentials.errors import CertificateError
from credentials.forms import BatchForm
from credentials.models import Batch
from credentials.rules import may_manage_certificates
from credentials.tasks import print_batch
from people.fresh import is_fresh, to_fresh_sign_in
from safeguarding import audit

SHOWN = 20


def for_managers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Managers with a fresh sign-in only; to everybody else the address does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.is_known or not may_manage_certificates(request.user):
            raise Http404
        return view(request, *args, **kwargs) if is_fresh(request) else to_fresh_sign_in(request)

    return guarded


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@for_managers
def every(request: HttpRequest) -> HttpResponse:
    """The orders so far, and a new one."""
    form = BatchForm(request.POST or None)
    if request.method != "POST":
        return show_all(request, form)
    if not form.is_valid():
        return show_all(request, form, 422)
    try:
        batch = batches.order(
            subject=form.cleaned_data["subject"],
            by=request.user,
            address=request.build_absolute_uri(reverse("verify_form")),
            now=timezone.now(),
            request=request,
        )
    except CertificateError as error:
        form.add_error("subject", str(error))
        return show_all(request, form, 422)
    print_batch.enqueue(batch.pk)
    return HttpResponseRedirect(reverse("certificate_batches:one", args=[batch.public_id]))


def show_all(request: HttpRequest, form: BatchForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "batches": Batch.objects.visible_to(request.user)[:SHOWN]}
    return render(request, "credentials/batches.html", context, status=status)


@never_cache
@require_safe
@for_managers
def one(request: HttpRequest, batch_id: uuid.UUID) -> HttpResponse:
    """How far an order has come."""
    batch = get_object_or_404(Batch.objects.visible_to(request.user), public_id=batch_id)
    return render(request, "credentials/batch.html", {"batch": batch})


@never_cache
@require_safe
@for_managers
def file(request: HttpRequest, batch_id: uuid.UUID) -> HttpResponse:
    """The file with all certificates; fetching it is written into the audit log."""
    ready = Batch.objects.visible_to(request.user).filter(status=BatchStatus.READY)
    batch = get_object_or_404(ready, public_id=batch_id)
    audit.record(act="certificates.fetched", actor=request.user, subject=batch, request=request)
    response = FileResponse(batch.file.open("rb"), as_attachment=True, filename=batches.parcel_name(batch))
    response.headers["Cache-Control"] = "private, no-store"
    return response
