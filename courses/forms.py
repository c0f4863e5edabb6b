"""Everything that reaches the verbs of learning from outside passes one of these."""

import datetime
from uuid import UUID

from django import forms
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive

from courses.enums import LessonAct
from courses.outline import Outline

FROM_PEOPLE = [choice for choice in LessonAct.choices if choice[0] != LessonAct.VISITED]


class HappenedAtField(forms.Field):
    """A time by the browser's clock (ISO 8601 with an offset); anything unreadable counts as not given."""

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)

    def to_python(self, value: str | None) -> datetime.datetime | None:
        try:
            moment = parse_datetime((value or "")[:40])
        except ValueError:
            return None
        return None if moment is None or is_naive(moment) else moment


class ActForm(forms.Form):
    """What was done with a lesson. `uuid` is made with the form, so a second arrival is recognized."""

    uuid = forms.UUIDField()
    happened_at = HappenedAtField()
    act = forms.ChoiceField(choices=FROM_PEOPLE)
    block_id = forms.CharField(max_length=64, required=False)

    def clean(self) -> dict:
        """The words of `courses.actions.record_act`."""
        data = super().clean()
        if "uuid" in data:
            data["fact_id"] = data.pop("uuid")
        return data

    def where_next(self, outline: Outline, lesson_key: UUID) -> str:
        """After "done" the next lesson, at the end the module; otherwise back to the lesson."""
        lesson = outline.lesson(lesson_key)
        act = self.cleaned_data["act"]
        if act == LessonAct.DONE:
            following = outline.after(lesson)
            return following.url if following else outline.url
        anchor = f"#after-{self.cleaned_data['block_id']}" if act == LessonAct.SKIPPED else ""
        return lesson.url + anchor


class LeaveForm(forms.Form):
    """Sure about it?"""

    sure = forms.CharField(max_length=3)


class ClaimForm(forms.Form):
    answer = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
