"""Asking people about an event, and keeping what they answer without their names."""

import datetime
import uuid
from functools import partial

from django.db import IntegrityError, transaction
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from workshops.enums import QuestionnaireKind, RegistrationStatus
from workshops.errors import WorksheetClosedError
from workshops.evaluation_tasks import ask
from workshops.models import (
    EvaluationLetter,
    EvaluationQuestion,
    EvaluationResponse,
    Event,
    Questionnaire,
    Registration,
)

LATER = datetime.timedelta(days=91)
# Whoever has not answered by then is not asked any more.
TOO_LATE = datetime.timedelta(days=120)


def mark_of(registration: Registration) -> str:
    """What joins a person's answers at one event; it cannot be turned back into the person without our key."""
    told = f"{registration.event_id}/{registration.public_id}"
    return salted_hmac("workshops.evaluation", told, algorithm="sha256").hexdigest()


@transaction.atomic
def answer(
    *,
    questionnaire: Questionnaire,
    registration: Registration,
    key: uuid.UUID,
    answers: dict,
    today: datetime.date,
) -> EvaluationResponse:
    """Keep what somebody answers; whoever answers again changes their answers while it is open.

    Raises `WorksheetClosedError`.
    """
    row = Questionnaire.objects.select_for_update().get(pk=questionnaire.pk)
    if not row.is_open:
        raise WorksheetClosedError(_("This questionnaire is closed."))
    made, _is_new = EvaluationResponse.objects.update_or_create(
        questionnaire=row,
        mark=mark_of(registration),
        defaults={"answers": answers, "given_on": today},
        create_defaults={"pk": key, "answers": answers, "given_on": today},
    )
    return made


@transaction.atomic
def add_standard(*, event: Event, kind: str, rows: list[dict], day_no: int = 0) -> Questionnaire:
    """A questionnaire of this kind with the questions of `rows`; there is one of each kind and day."""
    made, is_new = Questionnaire.objects.get_or_create(
        event=event, kind=QuestionnaireKind(kind), day_no=day_no, defaults={"is_open": False}
    )
    if is_new:
        EvaluationQuestion.objects.bulk_create(
            EvaluationQuestion(questionnaire=made, order=order, **row) for order, row in enumerate(rows)
        )
    return made


def ask_later(now: datetime.datetime) -> None:
    """Three months after an event its people are asked what they used; each once."""
    from_day, until = (now - TOO_LATE).date(), (now - LATER).date()
    due = Questionnaire.objects.filter(
        kind=QuestionnaireKind.LATER,
        event__date_precision="day",
        event__end_date__range=(from_day, until),
    ) | Questionnaire.objects.filter(
        kind=QuestionnaireKind.LATER,
        event__date_precision="day",
        event__end_date=None,
        event__start_date__range=(from_day, until),
    )
    for questionnaire in due.select_related("event"):
        open_and_ask(questionnaire)


@transaction.atomic
def open_and_ask(questionnaire: Questionnaire) -> int:
    """Open it, and write to everybody with a seat who was not written to yet; how many."""
    Questionnaire.objects.filter(pk=questionnaire.pk).update(is_open=True)
    asked = questionnaire.letters.values("registration")
    rest = questionnaire.event.registrations.filter(status=RegistrationStatus.REGISTERED).exclude(
        pk__in=asked
    )
    number = 0
    for row in rest:
        try:
            with transaction.atomic():
                letter = EvaluationLetter.objects.create(questionnaire=questionnaire, registration=row)
        except IntegrityError:
            continue
        transaction.on_commit(partial(ask.enqueue, letter.pk))
        number += 1
    return number
