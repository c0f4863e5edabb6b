"""What people say of an event and what they take from it. Answers carry no name: a mark joins before and after."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from base.fields import TranslatedField
from workshops.enums import AskedAs, QuestionnaireKind
from workshops.models.events import Event
from workshops.models.registrations import Registration


class Questionnaire(models.Model):
    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="questionnaires")
    kind = models.CharField(_("when people are asked"), max_length=8, choices=QuestionnaireKind.choices)
    # For those at the end of a day.
    day_no = models.PositiveSmallIntegerField(_("day"), default=0)
    is_open = models.BooleanField(_("open"), default=False)
    made_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["event", "made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "kind", "day_no"], name="one_questionnaire_a_kind_and_day"
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


class EvaluationQuestion(models.Model):
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="questions")
    # The same in the two halves of a test.
    code = models.SlugField(_("code"), max_length=40)
    order = models.PositiveSmallIntegerField(default=0)
    asked_as = models.CharField(_("kind of answer"), max_length=10, choices=AskedAs.choices)
    text = TranslatedField(_("question"), multiline=True)
    options = TranslatedField(_("answers to choose from"), multiline=True, blank=True)
    # The place of the right one among the options, from 1.
    right = models.PositiveSmallIntegerField(_("right answer"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "code"], name="one_question_a_code_and_form")
        ]


class EvaluationResponse(models.Model):
    """A filled-in questionnaire. Its id is the key the form carried; `mark` tells people apart and names nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="responses")
    mark = models.CharField(max_length=64)
    answers = models.JSONField(default=dict)
    # A day, so that nobody reads from the minute who it was.
    given_on = models.DateField(default=timezone.localdate)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "mark"], name="one_response_a_form_and_mark")
        ]


class EvaluationLetter(models.Model):
    """Somebody was asked by e-mail to answer; once."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.CASCADE, related_name="letters")
    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="+")
    sent_at = models.DateTimeField(default=timezone.now)

    wagtail_reference_index_ignore = True

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "registration"], name="one_evaluation_letter_a_person"
            )
        ]
