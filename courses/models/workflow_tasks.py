"""The two steps between a draft and its publication, as Wagtail's workflow knows them.

Each step belongs to a role: no page permission is given to reviewers anywhere, a page that waits at
their step is theirs to open, and nothing else is.
"""

from typing import ClassVar

from django import forms
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Task, TaskState

from people.enums import Role
from people.rules import has_role

APPROVE, ASK_FOR_CHANGES = "approve", "reject"


def verb(name: str):
    """An act of `courses.workflow`, which stands above models."""
    return import_string(f"courses.workflow.{name}")


class ChangesForm(forms.Form):
    """What is to be changed; the trainer reads it on the screen and by e-mail."""

    comment = forms.CharField(
        label=gettext_lazy("What should be changed?"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        help_text=gettext_lazy("The trainer reads this here and by e-mail."),
    )


class ApprovalForm(forms.Form):
    comment = forms.CharField(
        label=gettext_lazy("A word to the trainer"),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
    )


class RoleTask(Task):
    """A step that is done by everybody who carries one role."""

    role: ClassVar[Role]
    admin_form_fields: ClassVar = ["name"]

    class Meta:
        abstract = True

    def user_can_access_editor(self, obj, user) -> bool:
        return has_role(user, self.role)

    def locked_for_user(self, obj, user) -> bool:
        return not has_role(user, self.role)

    def user_can_lock(self, obj, user) -> bool:
        return False

    def user_can_unlock(self, obj, user) -> bool:
        return False

    def get_task_states_user_can_moderate(self, user, **kwargs):
        if has_role(user, self.role):
            return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        return TaskState.objects.none()

    def get_form_for_action(self, action: str) -> type[forms.Form]:
        return ChangesForm if action == ASK_FOR_CHANGES else ApprovalForm

    def get_actions(self, obj, user) -> list[tuple[str, str, bool]]:
        """What this person may do with a page at this step; its authors may only send it back."""
        if not has_role(user, self.role):
            return []
        actions = [(ASK_FOR_CHANGES, _("Ask for changes"), True)]
        if not self.why_not(obj, user):
            actions.append((APPROVE, _("Approve"), False))
        return actions

    def why_not(self, obj, user) -> str:
        """Why this person cannot approve this page, in words; empty when they can."""
        return verb("why_not_by")(obj, user)

    def on_action(self, task_state, user, action_name, comment="", **kwargs) -> None:
        if action_name == APPROVE:
            verb("approve")(state=task_state, by=user, comment=comment)
        elif action_name == ASK_FOR_CHANGES:
            verb("ask_for_changes")(state=task_state, by=user, text=comment)


class ReviewTask(RoleTask):
    """Somebody else reads what a trainer wrote."""

    role = Role.REVIEWER

    class Meta:
        verbose_name = gettext_lazy("review")
        verbose_name_plural = gettext_lazy("reviews")

    @classmethod
    def get_description(cls) -> str:
        return _("Everybody who is a reviewer can approve.")


class SafeguardingTask(RoleTask):
    """A safeguarding reviewer ticks the publication checklist. Skipped when no children are concerned."""

    role = Role.SAFEGUARDING_REVIEWER

    class Meta:
        verbose_name = gettext_lazy("safeguarding review")
        verbose_name_plural = gettext_lazy("safeguarding reviews")

    @classmethod
    def get_description(cls) -> str:
        return _("A safeguarding reviewer ticks the checklist; skipped when no children are concerned.")

    def start(self, workflow_state, user=None) -> TaskState:
        page = workflow_state.content_object
        if not verb("concerns_children")(page):
            return verb("skip")(self, workflow_state)
        verb("put_before_safeguarding")(page, by=workflow_state.requested_by)
        return super().start(workflow_state, user=user)

    def why_not(self, obj, user) -> str:
        return super().why_not(obj, user) or verb("unticked")(obj)
