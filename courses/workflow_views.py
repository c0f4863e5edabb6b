"""A module on its way: one page for its trainers, its reviewers and its safeguarding reviewers."""

import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page, TaskState

from base.errors import RefusedError
from courses import content_checks, workflow
from courses.enums import CheckLevel
from courses.models import ModulePage
from courses.standings import standings_of
from courses.workflow_errors import AlreadyDecidedError
from courses.workflow_forms import DecisionForm
from courses.workflow_rows import rows_of


class ModuleReviewView(WagtailAdminTemplateMixin, View):
    """What is in review, what the checks say, and the next step of whoever looks."""

    template_name = "courses/workflow/review.html"
    header_icon = "view"

    def dispatch(self, request: HttpRequest, page_id: int) -> HttpResponse:
        self.module = get_object_or_404(ModulePage, pk=page_id)
        self.is_trainer = ModulePage.objects.editable_by(request.user).filter(pk=page_id).exists()
        self.mine = workflow.waits_for(self.module, request.user)
        if not (self.is_trainer or self.mine or has_decided(self.module, request.user)):
            row = decided_by_another(self.module, request.user)
            if row:
                messages.info(request, str(AlreadyDecidedError(row)))
                return redirect("wagtailadmin_home")
            # Else Django would go on to look for a page of that address in the reader's language.
            request.urlconf = "wagtail.admin.urls"
            raise Http404
        return super().dispatch(request)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=DecisionForm()))

    def post(self, request: HttpRequest) -> HttpResponse:
        form = DecisionForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form), status=422)
        try:
            said = self.do(**form.cleaned_data)
        except RefusedError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, said)
        return redirect("module_review", self.module.pk)

    def do(self, do: str, text: str) -> str:
        """Do one act and say so. Raises `RefusedError`."""
        if do in {DecisionForm.WITHDRAW, DecisionForm.SEND}:
            return self.do_as_trainer(do)
        if not self.mine:
            row = decided_by_another(self.module, self.request.user)
            gone = RefusedError(_("This does not wait for you any more. Nothing was done."))
            raise AlreadyDecidedError(row) if row else gone
        if do == DecisionForm.CHANGES:
            workflow.ask_for_changes(state=self.mine[0], by=self.request.user, text=text)
            return _("Sent back to its trainer with your text.")
        workflow.approve_all(self.module, self.mine, by=self.request.user, comment=text)
        return _("Approved.")

    def do_as_trainer(self, do: str) -> str:
        if not self.is_trainer:
            raise Http404
        if do == DecisionForm.SEND:
            workflow.send_to_review(self.module, by=self.request.user)
            return _("Sent to review.")
        if not workflow.withdraw(self.module, by=self.request.user):
            raise RefusedError(_("It was not in review any more."))
        return _("Taken back. You can change it again.")

    def get_page_title(self) -> str:
        return _("Review: %(title)s") % {"title": self.module.draft_title or self.module.title}

    def get_breadcrumbs_items(self) -> list[dict]:
        modules = [{"url": reverse("own_modules"), "label": _("Modules")}] if self.is_trainer else []
        return [
            *super().get_breadcrumbs_items(),
            *modules,
            {"url": "", "label": self.module.draft_title or self.module.title},
        ]

    def get_context_data(self, **kwargs) -> dict:
        checks = content_checks.checks_of(self.module, with_weight=True)
        (found,) = standings_of([self.module])
        return super().get_context_data(
            module=self.module,
            found=found,
            rows=rows_of(self.module),
            groups=by_level(checks),
            is_trainer=self.is_trainer,
            is_mine=bool(self.mine),
            why_not=why_not(self.mine, self.request.user),
            needs_checklist=any(map(workflow.asks_for_checklist, self.mine)),
            **kwargs,
        )


def has_decided(module: ModulePage, user) -> bool:
    """Whether this person did a step of this module: they may come back and see what became of it."""
    pks = [str(pk) for pk in workflow.own_tree(module).values_list("pk", flat=True)]
    rows = TaskState.objects.filter(finished_by_id=user.pk, workflow_state__object_id__in=pks)
    return user.is_authenticated and rows.exists()


def decided_by_another(module: ModulePage, user) -> TaskState | None:
    """The last step of a module that this person could have done and somebody else did, within a day."""
    pks = [str(pk) for pk in workflow.own_tree(module).values_list("pk", flat=True)]
    rows = TaskState.objects.filter(
        workflow_state__object_id__in=pks,
        finished_by__isnull=False,
        finished_at__gte=timezone.now() - datetime.timedelta(days=1),
    ).select_related("task", "finished_by")
    could = (row for row in rows.order_by("-finished_at", "pk") if is_step_of(row, module, user))
    return next((row for row in could if row.finished_by_id != user.pk), None)


def is_step_of(row: TaskState, module: ModulePage, user) -> bool:
    return row.task.specific.user_can_access_editor(module, user)


def why_not(rows: list[TaskState], user) -> str:
    """Why this person cannot approve the first of these steps; empty when they can."""
    for row in rows[:1]:
        page: Page = row.workflow_state.content_object
        return row.task.specific.why_not(page, user)
    return ""


def by_level(checks: list) -> list[tuple[CheckLevel, list]]:
    """The checks, gravest first, as far as there are any."""
    groups = [(level, [check for check in checks if check.level == level]) for level in CheckLevel]
    return [(level, found) for level, found in groups if found]
