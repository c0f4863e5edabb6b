"""Where modules stand on their way to their readers, for many at once."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page, TaskState, WorkflowState

from courses.enums import Standing
from courses.models import ModulePage
from courses.workflow import ACTIVE, asks_for_checklist, module_of, reviewed_by

ICONS = {
    Standing.DRAFT: "edit",
    Standing.CHANGES_WANTED: "comment",
    Standing.IN_REVIEW: "view",
    Standing.IN_SAFEGUARDING: "lock",
    Standing.SCHEDULED: "calendar-check",
    Standing.PUBLISHED: "check",
    Standing.CHANGED: "edit",
}
WITH_REVIEWERS = frozenset({Standing.IN_REVIEW, Standing.IN_SAFEGUARDING})
UNDER_WAY = frozenset(
    {Standing.CHANGES_WANTED, Standing.IN_REVIEW, Standing.IN_SAFEGUARDING, Standing.SCHEDULED}
)


@dataclass
class ModuleStanding:
    """A module in one language. `since` and `by` are about the last step; `texts` are what reviewers asked for.

    `opens_at` is the date for which it waits.
    """

    module: ModulePage
    standing: Standing
    since: datetime.datetime | None = None
    by: str = ""
    texts: list[str] = field(default_factory=list)
    pages: int = 0
    opens_at: datetime.datetime | None = None

    @property
    def icon(self) -> str:
        return ICONS[self.standing]

    @property
    def title(self) -> str:
        return self.module.draft_title or self.module.title

    @property
    def is_with_reviewers(self) -> bool:
        return self.standing in WITH_REVIEWERS

    @property
    def is_under_way(self) -> bool:
        return self.standing in UNDER_WAY


def standings_of(modules: Iterable[ModulePage]) -> list[ModuleStanding]:
    """The standing of each module, in their order; a number of queries that does not grow with them."""
    modules = list(modules)
    pages = pages_by_module(modules)
    rows = rows_by_page([page for found in pages.values() for page in found])
    return [standing_of(module, pages[module.pk], rows) for module in modules]


def pages_by_module(modules: list[ModulePage]) -> dict[int, list[Page]]:
    """Module → itself and its lessons."""
    if not modules:
        return {}
    found: dict[int, list[Page]] = {module.pk: [] for module in modules}
    by_path = {module.path: module.pk for module in modules}
    below = Page.objects.none()
    for module in modules:
        below |= Page.objects.filter(path__startswith=module.path)
    for page in below.select_related("latest_revision").order_by("path"):
        found[by_path[page.path[: len(modules[0].path)]]].append(page)
    return found


def rows_by_page(pages: list[Page]) -> dict[int, TaskState]:
    """Page → the step it is at, or at which it was sent back."""
    rows = TaskState.objects.filter(
        workflow_state__base_content_type=ContentType.objects.get_for_model(Page),
        workflow_state__object_id__in=[str(page.pk) for page in pages],
        workflow_state__status__in=ACTIVE,
    ).select_related("task__content_type", "workflow_state__requested_by", "finished_by")
    return {int(row.workflow_state.object_id): row for row in rows.order_by("pk")}


def standing_of(module: ModulePage, pages: list[Page], rows: dict[int, TaskState]) -> ModuleStanding:
    own = [rows[page.pk] for page in pages if page.pk in rows]
    back = [row for row in own if row.workflow_state.status == WorkflowState.STATUS_NEEDS_CHANGES]
    here = [row for row in own if row not in back]
    if here:
        return in_review(module, here)
    if back:
        return sent_back(module, back)
    return at_rest(module, pages)


def in_review(module: ModulePage, rows: list[TaskState]) -> ModuleStanding:
    is_care = any(map(asks_for_checklist, rows))
    sender = rows[0].workflow_state.requested_by
    return ModuleStanding(
        module,
        Standing.IN_SAFEGUARDING if is_care else Standing.IN_REVIEW,
        since=min(row.started_at for row in rows),
        by=sender.display_name if sender else "",
        pages=len(rows),
    )


def sent_back(module: ModulePage, rows: list[TaskState]) -> ModuleStanding:
    reviewer = rows[0].finished_by
    return ModuleStanding(
        module,
        Standing.CHANGES_WANTED,
        since=max(row.finished_at or row.started_at for row in rows),
        by=reviewer.display_name if reviewer else "",
        texts=[row.comment for row in rows if row.comment],
        pages=len(rows),
    )


def at_rest(module: ModulePage, pages: list[Page]) -> ModuleStanding:
    """The standing of a module that no reviewer has."""
    revisions = [page.latest_revision for page in pages if page.latest_revision]
    dates = [one.approved_go_live_at for one in revisions if one.approved_go_live_at]
    is_changed = any(page.has_unpublished_changes or not page.live for page in pages)
    if dates:
        return ModuleStanding(module, Standing.SCHEDULED, pages=len(pages), opens_at=min(dates))
    if not module.live:
        return ModuleStanding(module, Standing.DRAFT, pages=len(pages))
    return ModuleStanding(module, Standing.CHANGED if is_changed else Standing.PUBLISHED, pages=len(pages))


def waiting_for(user) -> list[ModuleStanding]:
    """The modules that wait for a step of this person's role, the oldest first."""
    pages = Page.objects.filter(pk__in=reviewed_by(user)).order_by("path").specific()
    modules = {module.pk: module for module in map(module_of, pages) if module}
    return sorted(standings_of(modules.values()), key=lambda found: (found.since is None, found.since))
