"""Pages under /teach/ for those who teach a module; for everybody else they do not exist."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courses.actions import override_completion
from courses.models import Enrolment, ModulePage
from courses.teaching import learners_of, learners_page, taught_module
from courses.teaching_forms import DeclareCompleteForm, PageForm


@require_safe
def learners(request: HttpRequest, module_key: uuid.UUID) -> HttpResponse:
    """Who is on the module, those who are stuck first."""
    module = found_module(request, module_key)
    return show(request, module)


@require_POST
def completion(request: HttpRequest, module_key: uuid.UUID, enrolment_id: uuid.UUID) -> HttpResponse:
    """Declare the module complete for one learner, with a reason."""
    module = found_module(request, module_key)
    enrolment = get_object_or_404(learners_of(module.translation_key), public_id=enrolment_id)
    form = DeclareCompleteForm(request.POST, auto_id=auto_id(enrolment))
    if not form.is_valid():
        return show(request, module, refused=(enrolment, form), status=422)
    override_completion(
        enrolment=enrolment, by=request.user, reason=form.cleaned_data["reason"], now=timezone.now()
    )
    messages.success(request, _("The module is declared complete for this learner."))
    address = reverse("teach:learners", args=[module.translation_key])
    page = PageForm(request.GET).number
    return HttpResponseRedirect(f"{address}?page={page}#{anchor(enrolment)}")


def found_module(request: HttpRequest, module_key: uuid.UUID) -> ModulePage:
    module = taught_module(request.user, module_key) if request.is_known else None
    if module is None:
        raise Http404
    return module


def show(
    request: HttpRequest,
    module: ModulePage,
    *,
    refused: tuple[Enrolment, DeclareCompleteForm] | None = None,
    status: int = 200,
) -> HttpResponse:
    """One page of learners; `refused` is the form that could not be taken, shown with what was typed."""
    page = learners_page(module.translation_key, PageForm(request.GET).number, timezone.now())
    if page is None:
        raise Http404
    entries = [entry(row, refused) for row in page.rows]
    context = {"module": module, "page": page, "entries": entries, "is_refused": refused is not None}
    return render(request, "courses/teaching/learners.html", context, status=status)


def entry(row, refused: tuple[Enrolment, DeclareCompleteForm] | None) -> dict:
    """A learner with their form: a fresh one, or the one that came back."""
    came_back = refused is not None and refused[0].pk == row.enrolment.pk
    form = refused[1] if came_back else DeclareCompleteForm(auto_id=auto_id(row.enrolment))
    return {"row": row, "form": form, "came_back": came_back, "anchor": anchor(row.enrolment)}


def anchor(enrolment: Enrolment) -> str:
    return f"learner-{enrolment.public_id}"


def auto_id(enrolment: Enrolment) -> str:
    """Ids of inputs that differ from form to form on one page."""
    return f"{anchor(enrolment)}-%s"
