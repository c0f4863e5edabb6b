"""What the tick on a checklist does to the module of a page: told to the reviewer before and after it."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page, TaskState

from courses import workflow
from courses.models import ModulePage
from safeguarding import publication
from safeguarding.after_ticks import Outcome, register


def foresees(page: Page, by) -> str:
    """What this person's tick on a page does to its module; empty when the module does not wait for it."""
    module = workflow.module_of(page)
    rows = checklist_rows(module) if module else []
    pages = [row.workflow_state.content_object for row in rows]
    if page.pk not in {one.pk for one in pages} or any(workflow.why_not_by(one, by) for one in pages):
        return ""
    left = {row.pk for one in pages for row in publication.unreviewed(workflow.draft_of(one))} - {page.pk}
    if left:
        return others_wait(module, len(left))
    return publishes(module) if all(map(is_last_step, rows)) else ""


def is_last_step(row: TaskState) -> bool:
    return row.workflow_state.workflow.tasks.last().pk == row.task_id


def checklist_rows(module: ModulePage) -> list[TaskState]:
    rows = workflow.waiting_rows(module).select_related("task", "workflow_state")
    return [row for row in rows if workflow.asks_for_checklist(row)]


def others_wait(module: ModulePage, number: int) -> str:
    return ngettext(
        "The module “%(title)s” is not published yet with this tick: %(number)s other page of it waits for its"
        " checklist, too.",
        "The module “%(title)s” is not published yet with this tick: %(number)s other pages of it wait for their"
        " checklists, too.",
        number,
    ) % {"title": title_of(module), "number": number}


def publishes(module: ModulePage) -> str:
    """What the last tick does, by the date the trainer set and by what is public already."""
    title, opens_at = title_of(module), workflow.draft_of(module).go_live_at
    if opens_at and opens_at > timezone.now():
        words = _(
            "This is the last checklist of the module “%(title)s”. With this tick it is approved, and it is published"
            " with its lessons on %(date)s."
        )
        return words % {"title": title, "date": in_words(opens_at)}
    if module.live:
        words = _(
            "This is the last checklist of the module “%(title)s”. With this tick what has changed in it is"
            " published at once."
        )
        return words % {"title": title}
    words = _(
        "This is the last checklist of the module “%(title)s”. With this tick the module is published with its"
        " lessons at once."
    )
    return words % {"title": title}


def tells(page: Page) -> Outcome | None:
    """Whether the module of a page is public now, or when it will be; None while it still waits."""
    module = workflow.module_of(page)
    if module is None or workflow.is_in_review(module):
        return None
    page.refresh_from_db()
    module.refresh_from_db()
    waits_until = page.scheduled_revision and page.scheduled_revision.approved_go_live_at
    if waits_until:
        words = _("Thank you. The module “%(title)s” is approved. It is published on %(date)s.")
        return Outcome(words % {"title": title_of(module), "date": in_words(waits_until)})
    if not module.live or not page.live or page.has_unpublished_changes:
        return None
    words = _("Thank you. The module “%(title)s” is published.")
    return Outcome(words % {"title": title_of(module)}, module.url or "")


def title_of(module: ModulePage) -> str:
    return module.draft_title or module.title


def in_words(moment) -> str:
    return date_format(timezone.localtime(moment), "DATETIME_FORMAT")


def waits(page: Page) -> str:
    """Says that a module is still at an earlier step than the checklist."""
    module = workflow.module_of(page)
    rows = workflow.waiting_rows(module).select_related("task__content_type") if module else ()
    if not rows or any(map(workflow.asks_for_checklist, rows)):
        return ""
    return _(
        "It waits for its editorial review first. Its checklist comes after that: the text may change until then."
    )


register(foresees, tells, waits)
