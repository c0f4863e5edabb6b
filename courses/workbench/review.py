"""Handing a module over to its reviewers, and what is closed while they have it."""

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.locks import WorkflowLock
from wagtail.models import Page, WorkflowState

from courses.models import ModulePage
from courses.workbench.errors import NoWorkflowError


def send_to_review(module: ModulePage, *, by) -> None:
    """Hand the module and its changed lessons to the reviewers. Safe to repeat.

    Raises `NoWorkflowError` when nobody has set up who reviews modules.
    """
    workflow = module.get_workflow()
    if workflow is None:
        raise NoWorkflowError
    with transaction.atomic():
        for page in changed_pages(module):
            state = page.current_workflow_state
            if state is None:
                workflow.start(page, by)
            elif state.status == WorkflowState.STATUS_NEEDS_CHANGES:
                state.resume(by)


def changed_pages(module: ModulePage) -> list[Page]:
    """The module and its lessons, as far as they hold something that is not public yet."""
    pages = own_tree(module).order_by("path").specific()
    return [page for page in pages if page.has_unpublished_changes or not page.live]


def own_tree(module: ModulePage):
    return Page.objects.descendant_of(module, inclusive=True).filter(locale_id=module.locale_id)


def is_in_review(module: ModulePage) -> bool:
    """True while reviewers have any page of the module."""
    return in_review(module).exists()


def in_review(module: ModulePage):
    pks = [str(pk) for pk in own_tree(module).values_list("pk", flat=True)]
    return WorkflowState.objects.filter(
        status=WorkflowState.STATUS_IN_PROGRESS,
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=pks,
    )


def why_closed(module: ModulePage, user) -> str:
    """Why this person cannot change the module now; empty when they can."""
    reviewed = list(in_review(module).values_list("object_id", flat=True))
    suspects = own_tree(module).filter(
        Q(locked=True) | Q(pk__in=reviewed) | Q(latest_revision__approved_go_live_at__isnull=False)
    )
    for page in suspects.specific():
        lock = page.get_lock()
        if lock and lock.for_user(user):
            return words_for(lock, page)
    return ""


def words_for(lock, page: Page) -> str:
    if isinstance(lock, WorkflowLock):
        return _("The module is with its reviewers. You can change it again when they send it back.")
    return _("“%(title)s” is locked. Its full editor says by whom and why.") % {"title": page.title}
