"""Letters that ask what became of an event."""

from django.utils.translation import gettext as _
from django_tasks import task

from people.letters import Letter
from safeguarding.letters import absolute, send
from workshops.models import EvaluationLetter


@task()
def ask(pk: int) -> int:
    row = (
        EvaluationLetter.objects.select_related("questionnaire__event", "registration__person")
        .filter(pk=pk)
        .first()
    )
    if row is None or not row.registration.person.is_active:
        return 0
    return send([row.registration.person], lambda: letter(row))


def letter(row: EvaluationLetter) -> Letter:
    title = str(row.questionnaire.event)
    return Letter(
        subject=_("What did you use of it? %(title)s") % {"title": title},
        opening=_("Three months ago you took part in “%(title)s”. A few questions, five minutes.")
        % {"title": title},
        link_label=_("Answer here:"),
        link=absolute("evaluation", row.questionnaire.key),
        closing=(_("Your answers are kept without your name."),),
    )
