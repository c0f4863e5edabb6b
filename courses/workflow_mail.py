"""Letters of the workflow, sent by a task: ids in, what is written is read when it is sent."""

from django.contrib.contenttypes.models import ContentType
from django_tasks import task
from wagtail.models import Page, TaskState

from courses import workflow_letters as letters
from courses.models import LessonPage, ModulePage
from people.enums import Role
from people.letters import Letter
from people.models import User
from safeguarding.letters import send


def carriers_of(role: str, *, but: int | None = None):
    return User.objects.filter(is_active=True, groups__name=role).exclude(pk=but).distinct()


def module_above(page: Page) -> Page:
    """The module of a page of a module, the page itself otherwise."""
    page = page.specific
    above = ModulePage.objects.ancestor_of(page).first() if isinstance(page, LessonPage) else None
    return above or page


def waiting_role(module: Page) -> str | None:
    """The role that the module waits for now; None when it waits for nobody."""
    pages = Page.objects.descendant_of(module, inclusive=True).values_list("pk", flat=True)
    row = (
        TaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS,
            workflow_state__base_content_type=ContentType.objects.get_for_model(Page),
            workflow_state__object_id__in=[str(pk) for pk in pages],
        )
        .select_related("task")
        .order_by("pk")
        .last()
    )
    return getattr(row.task.specific, "role", None) if row else None


@task()
def tell_reviewers(module_pk: int, sender_pk: int) -> int:
    """Tell those whom the module waits for now; how many were told."""
    module = ModulePage.objects.filter(pk=module_pk).first()
    role = waiting_role(module) if module else None
    if role is None:
        return 0
    title = module.draft_title or module.title
    if role == Role.SAFEGUARDING_REVIEWER:
        return send(carriers_of(role, but=sender_pk), lambda: letters.waits_for_checklist(title, module_pk))
    sender = User.objects.filter(pk=sender_pk).first()
    name = sender.display_name if sender else ""
    return send(carriers_of(role, but=sender_pk), lambda: letters.waits_for_review(title, name, module_pk))


@task()
def tell_trainer(state_pk: int) -> int:
    """Tell whoever sent it what was decided, and the next reviewers that it waits for them."""
    row = TaskState.objects.select_related("workflow_state", "finished_by").filter(pk=state_pk).first()
    if row is None or row.status == TaskState.STATUS_IN_PROGRESS:
        return 0
    module = module_above(row.workflow_state.content_object)
    sender = row.workflow_state.requested_by
    trainers = [sender] if sender and sender.is_active and sender.pk != row.finished_by_id else []
    told = send(trainers, lambda: decision_on(module, row))
    if row.status == TaskState.STATUS_APPROVED and waiting_role(module):
        told += tell_reviewers.call(module.pk, row.finished_by_id)
    return told


def decision_on(module: Page, row: TaskState) -> Letter:
    """The letter about what was decided at one step."""
    title = module.draft_title or module.title
    if row.status == TaskState.STATUS_REJECTED:
        reviewer = row.finished_by.display_name if row.finished_by else ""
        return letters.changes_wanted(title, reviewer, row.comment, module.pk)
    return letters.approved(title, module.pk, is_public=module.live, text=row.comment)
