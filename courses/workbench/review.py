"""What is closed on the workbench while reviewers have a module."""

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.locks import WorkflowLock
from wagtail.models import Page, WorkflowState

from courses.models import ModulePage
from courses.workflow import own_tree, states_of


def why_closed(module: ModulePage, user) -> str:
    """Why this person cannot change the module now; empty when they can."""
    pages = list(own_tree(module))
    reviewed = states_of(pages, WorkflowState.STATUS_IN_PROGRESS).values_list("object_id", flat=True)
    suspects = own_tree(module).filter(
        Q(locked=True)
        | Q(pk__in=[int(pk) for pk in reviewed])
        | Q(latest_revision__approved_go_live_at__isnull=False)
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
