"""What the workflow hears: a ticked checklist lets a module go on; Wagtail's own letters are replaced."""

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver
from wagtail.models import Page, WorkflowState
from wagtail.signals import workflow_approved, workflow_rejected, workflow_submitted

from base.errors import RefusedError
from courses import workflow
from safeguarding.errors import NotReviewed
from safeguarding.models import PublicationReview


@receiver(post_save, sender=PublicationReview, dispatch_uid="workflow-after-tick")
def on_checklist_ticked(
    sender, instance: PublicationReview, created: bool, raw: bool = False, **_kwargs
) -> None:
    """Let the module of a ticked page go on once the checklist is ticked for all that waits for it."""
    if created and not raw and instance.reviewer_id:
        transaction.on_commit(lambda: go_on(instance))


def go_on(review: PublicationReview) -> None:
    page = review.subject
    if not isinstance(page, Page):
        return
    try:
        workflow.go_on_after_tick(page, by=review.reviewer)
    except (RefusedError, NotReviewed):
        # Something else stands in the way; whoever approves it on the review page is told what.
        return


def said_by_our_letters(sender, **_kwargs) -> None:
    """Stands where Wagtail would put its own letters: ours go out once for a whole module."""


# The same names as in `wagtail.admin.signal_handlers`: who connects first stays.
for signal, name in (
    (workflow_submitted, "submitted"),
    (workflow_rejected, "rejected"),
    (workflow_approved, "approved"),
):
    signal.connect(
        said_by_our_letters,
        sender=WorkflowState,
        dispatch_uid=f"workflow_state_{name}_email_notification",
    )
