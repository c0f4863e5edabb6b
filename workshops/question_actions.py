"""The verbs of the questions on the registration form."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from workshops.errors import RegistrationRefusedError
from workshops.models import Event, Registration, RegistrationQuestion

MOST = 20


@transaction.atomic
def ask(question: RegistrationQuestion, *, event: Event) -> RegistrationQuestion:
    """Put a question on the form, or keep the changed one. Raises `RegistrationRefusedError` for too many."""
    Event.objects.select_for_update(no_key=True).get(pk=event.pk)
    asked = RegistrationQuestion.objects.filter(event=event, is_asked=True).exclude(pk=question.pk)
    if asked.count() >= MOST:
        raise RegistrationRefusedError(_("There are 20 questions on the form. Take one off first."))
    if question.pk is None:
        last = asked.aggregate(last=Max("order"))["last"] or 0
        question.event, question.order = event, last + 1
    question.is_asked = True
    question.save()
    return question


@transaction.atomic
def take_off(question: RegistrationQuestion) -> None:
    """Ask it no more; what was answered stays. A question nobody has answered is forgotten."""
    Event.objects.select_for_update(no_key=True).get(pk=question.event_id)
    key = str(question.key)
    answers = Registration.objects.filter(event=question.event_id).values_list("answers", flat=True)
    if any(key in one for one in answers):
        question.is_asked = False
        question.save(update_fields=["is_asked"])
    else:
        RegistrationQuestion.objects.filter(pk=question.pk).delete()
