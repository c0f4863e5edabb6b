"""The pages of a module as its reviewers go through them."""

from dataclasses import dataclass

from django.urls import reverse
from wagtail.models import Page, TaskState

from courses import workflow
from courses.models import ModulePage
from safeguarding import publication


@dataclass(frozen=True)
class PageRow:
    """One page: whether it waits now, and whether its checklist is ticked (None when it needs none)."""

    page: Page
    state: TaskState | None
    is_ticked: bool | None

    @property
    def title(self) -> str:
        return self.page.draft_title or self.page.title

    @property
    def preview_url(self) -> str:
        return reverse("wagtailadmin_pages:view_draft", args=[self.page.pk])

    @property
    def edit_url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    @property
    def compare_url(self) -> str:
        """What changed since it was published; empty for a page that never was."""
        if not self.page.live:
            return ""
        return reverse("wagtailadmin_pages:revisions_compare", args=[self.page.pk, "live", "latest"])

    @property
    def checklist_url(self) -> str:
        return reverse("safeguarding_review", args=[self.page.pk]) if self.is_ticked is not None else ""


def rows_of(module: ModulePage) -> list[PageRow]:
    """The module and its lessons that are in review; all of them when none is."""
    states = {int(row.workflow_state.object_id): row for row in workflow.waiting_rows(module)}
    pages = workflow.own_tree(module).select_related("latest_revision").order_by("path").specific()
    return [
        PageRow(page, states.get(page.pk), is_ticked(page))
        for page in pages
        if not states or page.pk in states
    ]


def is_ticked(page: Page) -> bool | None:
    """Whether the newest draft passed the checklist; None when it needs none."""
    draft = workflow.draft_of(page)
    if not publication.concerns_children(draft):
        return None
    return publication.review_of(draft) is not None
