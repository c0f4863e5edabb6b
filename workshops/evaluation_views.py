"""Evaluations: answering, and reading what was answered."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from courses.see_other import SeeOther
from workshops.addresses import address_of
from workshops.enums import RegistrationStatus
from workshops.errors import WorksheetClosedError
from workshops.evaluation_actions import add_standard, answer, mark_of
from workshops.evaluation_forms import AddForm, EvaluationForm
from workshops.evaluation_results import change_of, told_of
from workshops.models import Event, Questionnaire, Registration
from workshops.running import event_of
from workshops.standard_questions import standard_questions


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def evaluation(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A questionnaire, for those who have a seat at its event."""
    questionnaire, mine = found(request, key)
    earlier = questionnaire.responses.filter(mark=mark_of(mine)).first()
    initial = {"uuid": uuid.uuid4()}
    if earlier:
        initial |= {f"q-{code}": value for code, value in earlier.answers.items()}
    form = EvaluationForm(
        request.POST if request.method == "POST" else None, questionnaire=questionnaire, initial=initial
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return kept(request, questionnaire, mine, form)
            except WorksheetClosedError as error:
                form.add_error(None, str(error))
                status = 409
    context = {
        "questionnaire": questionnaire,
        "event": questionnaire.event,
        "form": form,
        "is_answered": earlier is not None,
    }
    return render(request, "workshops/evaluations/evaluation.html", context, status=status)


def found(request: HttpRequest, key: uuid.UUID) -> tuple[Questionnaire, Registration]:
    """The questionnaire and one's own registration; 404 for whoever has none."""
    if not (request.is_known and request.user.is_authenticated):
        raise Http404
    questionnaire = get_object_or_404(Questionnaire.objects.select_related("event"), key=key)
    mine = questionnaire.event.registrations.filter(person=request.user, status=RegistrationStatus.REGISTERED)
    registration = mine.first()
    if registration is None:
        raise Http404
    return questionnaire, registration


def kept(
    request: HttpRequest, questionnaire: Questionnaire, mine: Registration, form: EvaluationForm
) -> HttpResponse:
    answer(
        questionnaire=questionnaire,
        registration=mine,
        key=form.cleaned_data["uuid"],
        answers=form.answers(),
        today=timezone.localdate(),
    )
    messages.success(request, _("Thank you. Your answers are kept without your name."))
    return SeeOther(address_of(questionnaire.event))


@require_http_methods(["GET", "HEAD", "POST"])
def evaluations(request: HttpRequest, slug: str) -> HttpResponse:
    """The questionnaires of an event for its team, and what changed between before and after."""
    event = event_of(request, slug)
    form = AddForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        add_standard(
            event=event, kind=data["kind"], day_no=data["day_no"], rows=standard_questions(data["kind"])
        )
        return SeeOther(reverse("teach_events:evaluations", args=[slug]))
    context = {"event": event, "questionnaires": counted(event), "form": form, "change": change_of(event)}
    return render(
        request, "workshops/evaluations/evaluations.html", context, status=422 if form.errors else 200
    )


def counted(event: Event) -> list[tuple[Questionnaire, int]]:
    """The questionnaires with how many answered, and were asked."""
    rows = event.questionnaires.prefetch_related("responses")
    return [(one, len(one.responses.all())) for one in rows]


@require_POST
def opening(request: HttpRequest, slug: str, key: uuid.UUID) -> HttpResponse:
    """Open a questionnaire, or close it."""
    questionnaire = get_object_or_404(event_of(request, slug).questionnaires, key=key)
    questionnaire.is_open = "open" in request.POST
    questionnaire.save(update_fields=["is_open"])
    return SeeOther(reverse("teach_events:evaluations", args=[slug]))


@require_safe
def answers(request: HttpRequest, slug: str, key: uuid.UUID) -> HttpResponse:
    """What was answered, with n and distributions."""
    event = event_of(request, slug)
    questionnaire = get_object_or_404(event.questionnaires, key=key)
    context = {
        "event": event,
        "questionnaire": questionnaire,
        "told": told_of(questionnaire),
        "asked": event.registrations.filter(status=RegistrationStatus.REGISTERED).count(),
        "answered": questionnaire.responses.count(),
    }
    return render(request, "workshops/evaluations/answers.html", context)


def part_of_event(event: Event, person) -> dict:
    """What somebody with a seat can do now on the page of an event: exercises and questions that are open."""
    mine = (
        person.is_authenticated
        and event.registrations.filter(person=person, status=RegistrationStatus.REGISTERED).first()
    )
    if not mine:
        return {}
    mark = mark_of(mine)
    asked = event.questionnaires.filter(is_open=True).exclude(responses__mark=mark)
    return {
        "open_worksheets": list(event.worksheets.filter(is_open=True)),
        "open_questionnaires": list(asked),
    }
