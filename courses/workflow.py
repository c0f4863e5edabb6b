"""From draft to review to publication, and back.

A module travels as one: sent together with its changed lessons, sent back together, withdrawn together.
Raised errors carry a sentence for the person. Every verb can be called twice.
"""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision, Task, TaskState, Workflow, WorkflowState

from courses import content_checks
from courses.drafts import anything_waits
from courses.models import LessonPage, ModulePage
from courses.models.workflow_tasks import RoleTask
from courses.workflow_errors import (
    AlreadyDecidedError,
    NotASecondPersonError,
    NothingToReviewError,
    NotReadyError,
    NotTickedError,
    NoWorkflowError,
)
from courses.workflow_mail import tell_reviewers, tell_trainer
from safeguarding import audit, publication
from safeguarding.actions import ask_for_review
from safeguarding.enums import Act

ACTIVE = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)


# --- Which pages, which rows


def module_of(page: Page) -> ModulePage | None:
    """The module a page is, or belongs to; None for other pages."""
    page = page.specific
    if isinstance(page, ModulePage):
        return page
    return ModulePage.objects.ancestor_of(page).first() if isinstance(page, LessonPage) else None


def own_tree(module: ModulePage):
    return Page.objects.descendant_of(module, inclusive=True).filter(locale_id=module.locale_id)


def changed_pages(module: ModulePage) -> list[Page]:
    """The module and its lessons, as far as they hold something that is not public yet."""
    pages = own_tree(module).order_by("path").specific()
    return [page for page in pages if page.has_unpublished_changes or not page.live or has_waiting(page)]


def has_waiting(page: Page) -> bool:
    """Whether publishing a page would let its activities say something new."""
    return isinstance(page, LessonPage) and anything_waits(page)


def draft_of(page: Page) -> Page:
    """What the newest draft of a page says."""
    return page.get_latest_revision_as_object() if page.latest_revision_id else page.specific


def states_of(pages: Iterable[Page], *statuses: str):
    """The workflow states of pages that have one of these statuses."""
    return WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=[str(page.pk) for page in pages],
        status__in=statuses,
    )


def waiting_rows(module: ModulePage):
    """The steps at which pages of a module wait for somebody now, the module itself first."""
    active = states_of(own_tree(module), WorkflowState.STATUS_IN_PROGRESS)
    return TaskState.objects.filter(workflow_state__in=active, status=TaskState.STATUS_IN_PROGRESS).order_by(
        "pk"
    )


def is_in_review(module: ModulePage) -> bool:
    """True while reviewers have any page of the module."""
    return states_of(own_tree(module), WorkflowState.STATUS_IN_PROGRESS).exists()


def waits_for(module: ModulePage, user) -> list[TaskState]:
    """The steps of a module that this person may do, the module itself first."""
    rows = waiting_rows(module).select_related("task", "workflow_state")
    return [row for row in rows if row.task.specific.user_can_access_editor(module, user)]


def reviewed_by(user):
    """The pages that wait at a step of this person's role: theirs to open, and no other."""
    steps = [task for task in Task.objects.filter(active=True).specific() if isinstance(task, RoleTask)]
    mine = [task.pk for task in steps if task.user_can_access_editor(None, user)]
    rows = TaskState.objects.filter(task_id__in=mine, status=TaskState.STATUS_IN_PROGRESS)
    keys = rows.filter(workflow_state__base_content_type=ContentType.objects.get_for_model(Page))
    return {int(key) for key in keys.values_list("workflow_state__object_id", flat=True)} if mine else set()


# --- What the steps ask


def concerns_children(page: Page) -> bool:
    """Whether the newest draft of a page, or of its module, is about children; unsaid counts as yes."""
    module = module_of(page)
    drafts = [draft_of(page), *([draft_of(module)] if module else [])]
    unsaid = any(isinstance(draft, ModulePage) and not draft.population for draft in drafts)
    return unsaid or any(publication.concerns_children(draft) for draft in drafts)


def unticked(page: Page) -> str:
    """Why the checklist is not enough for the newest draft of a page; empty when it is."""
    return publication.missing(draft_of(page)) or ""


def why_not_by(page: Page, user) -> str:
    """Why this person cannot be the second one for a page; empty when they can."""
    state = states_of([page], WorkflowState.STATUS_IN_PROGRESS).first()
    if state and user.pk in {state.requested_by_id, page.owner_id}:
        return _("You wrote this or sent it to review, so somebody else approves it.")
    return ""


# --- The trainer's verbs


@transaction.atomic
def send_to_review(module: ModulePage, *, by) -> None:
    """Hand the module and its changed lessons to the reviewers, in one go.

    Raises `NoWorkflowError`, `NotReadyError` (with every blocking check), `NothingToReviewError`.
    """
    module = locked(module)
    workflow = module.get_workflow()
    if workflow is None:
        raise NoWorkflowError
    refuse_unready(module)
    pages = changed_pages(module)
    if not pages:
        raise NothingToReviewError
    # All of them, so a list: `any` alone would stop at the first.
    handed_over = [is_handed_over(page, workflow, by) for page in pages]
    if any(handed_over):
        transaction.on_commit(lambda: tell_reviewers.enqueue(module.pk, by.pk))


def locked(module: ModulePage) -> ModulePage:
    """The module, held until the transaction ends, so that two acts on it take turns."""
    return ModulePage.objects.select_for_update(of=("self",)).order_by().get(pk=module.pk)


def refuse_unready(module: ModulePage) -> None:
    """Raise `NotReadyError` when the newest draft of a module cannot be published as it is."""
    blocking = content_checks.blocking(content_checks.checks_of(module))
    if blocking:
        raise NotReadyError(blocking)


def is_handed_over(page: Page, workflow: Workflow, by) -> bool:
    """Hand over one page; False when its reviewers have it already."""
    state = states_of([page], *ACTIVE).first()
    if state and state.status == WorkflowState.STATUS_IN_PROGRESS:
        return False
    if not page.latest_revision_id:
        page.save_revision(user=by)
    if state:
        state.resume(by)
    else:
        workflow.start(page, by)
    return True


@transaction.atomic
def withdraw(module: ModulePage, *, by) -> int:
    """Take the module back from its reviewers; how many of its pages were with them."""
    module = locked(module)
    states = list(states_of(own_tree(module), *ACTIVE))
    for state in states:
        state.cancel(user=by)
    return len(states)


# --- The reviewer's verbs


@transaction.atomic
def approve(*, state: TaskState, by, comment: str = "") -> None:
    """Approve a page at one step; a module takes with it all its lessons that wait at the same step.

    Raises `AlreadyDecidedError`, `NotASecondPersonError`, `NotTickedError`, and what publishing raises.
    """
    approve_rows(together(state), by=by, comment=comment)


@transaction.atomic
def approve_all(module: ModulePage, rows: Iterable[TaskState], *, by, comment: str = "") -> None:
    """Approve every one of these steps of a module, or none. Raises what `approve` raises."""
    locked(module)
    approve_rows([still_waiting(row) for row in rows], by=by, comment=comment)


def approve_rows(rows: list[TaskState], *, by, comment: str) -> None:
    for number, row in enumerate(rows):
        approve_one(row, by, "" if number else comment)
    log_decision(Act.MODULE_APPROVED, rows[0], by)
    transaction.on_commit(lambda: tell_trainer.enqueue(rows[0].pk))


def together(state: TaskState) -> list[TaskState]:
    """The steps that are done together with one, itself included. Raises `AlreadyDecidedError`."""
    page = state.workflow_state.content_object
    module = module_of(page)
    if module is None:
        return [still_waiting(state)]
    module = locked(module)
    own = still_waiting(state)
    if page.pk != module.pk:
        return [own]
    return list(waiting_rows(module).filter(task_id=own.task_id))


def still_waiting(state: TaskState) -> TaskState:
    """The row as it is now. Raises `AlreadyDecidedError` when somebody was faster."""
    row = TaskState.objects.select_for_update(of=("self",)).get(pk=state.pk)
    if row.status != TaskState.STATUS_IN_PROGRESS:
        raise AlreadyDecidedError(row)
    return row


def approve_one(row: TaskState, by, comment: str) -> None:
    page, task = row.workflow_state.content_object, row.task.specific
    reason = why_not_by(page, by)
    if reason:
        raise NotASecondPersonError(reason)
    reason = task.why_not(page, by)
    if reason:
        raise NotTickedError(reason)
    row.approve(user=by, comment=comment)


@transaction.atomic
def ask_for_changes(*, state: TaskState, by, text: str) -> None:
    """Send the whole module back to its trainer with a text that says why. Raises `AlreadyDecidedError`."""
    page = state.workflow_state.content_object
    module = module_of(page)
    if module:
        locked(module)
    own = still_waiting(state)
    others = waiting_rows(module).exclude(pk=own.pk) if module else ()
    own.reject(user=by, comment=text)
    for row in others:
        row.reject(user=by)
    log_decision(Act.CHANGES_WANTED, own, by)
    transaction.on_commit(lambda: tell_trainer.enqueue(state.pk))


def log_decision(act: Act, row: TaskState, by) -> None:
    """Note in the audit log what was decided about a module, and at which step."""
    page = row.workflow_state.content_object
    step = row.task.content_type.model
    audit.record(act=act, actor=by, subject=module_of(page) or page, detail={"step": step})


def go_on_after_tick(page: Page, *, by) -> bool:
    """Once every page of a module that waits for the checklist has it, approve them together."""
    module = module_of(page)
    if module is None:
        return False
    rows = [row for row in waiting_rows(module).select_related("task") if asks_for_checklist(row)]
    pages = [row.workflow_state.content_object for row in rows]
    if not rows or any(unticked(one) or why_not_by(one, by) for one in pages):
        return False
    approve_all(module, rows, by=by)
    return True


def asks_for_checklist(row: TaskState) -> bool:
    return row.task.content_type.model == "safeguardingtask"


def put_before_safeguarding(page: Page, *, by) -> None:
    """Let the page stand in the queue of the safeguarding reviewers, too; our one letter tells them."""
    draft = draft_of(page)
    if publication.unreviewed(draft):
        ask_for_review(subject=draft, by=by, now=timezone.now(), by_letter=False)


def skip(task, workflow_state: WorkflowState) -> TaskState:
    """A step that is not needed, noted as such."""
    page = workflow_state.content_object
    return TaskState.objects.create(
        workflow_state=workflow_state,
        task=task,
        revision=page.get_latest_revision(),
        status=TaskState.STATUS_SKIPPED,
        finished_at=timezone.now(),
    )


# --- What is published in the end


def revision_to_publish(page: Page) -> Revision:
    """The newest draft; a lesson of a module that has a date to come waits for that date, too."""
    module, draft = module_of(page), draft_of(page)
    revision = page.get_latest_revision()
    if not isinstance(draft, LessonPage) or module is None or module.live:
        return revision
    opens_at = draft_of(module).go_live_at
    if not opens_at or opens_at <= timezone.now() or (draft.go_live_at and draft.go_live_at >= opens_at):
        return revision
    draft.go_live_at = opens_at
    return draft.save_revision(clean=False)
