"""Who worked on a page, and so cannot be its second person."""

from wagtail.models import Page

from safeguarding import publication
from safeguarding.models import PublicationReview


def authors_of(page: Page) -> set[int]:
    """Everybody who saved a version of the page, or what it holds, since its text was last reviewed.

    A page that nobody ever reviewed has its owner among its authors, too.
    """
    last = last_review_at(page)
    revisions = page.revisions.filter(user__isnull=False)
    if last:
        revisions = revisions.filter(created_at__gt=last)
    found = set(revisions.values_list("user_id", flat=True))
    gate = publication.gate_for(page)
    if gate:
        found |= gate.held.authors(page.get_latest_revision_as_object(), last)
    if not last and page.owner_id:
        found.add(page.owner_id)
    return found


def last_review_at(page: Page):
    """When a version of this page was last reviewed; None when none ever was."""
    if publication.gate_for(page) is None:
        return None
    reviews = PublicationReview.objects.of_model(type(page)).filter(subject_id=str(page.pk))
    return reviews.order_by("-reviewed_at").values_list("reviewed_at", flat=True).first()
