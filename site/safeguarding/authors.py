"""Who worked on a text, and so cannot be its second person."""

import datetime

from django.db import models
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


def authors_of_row(row: models.Model) -> set[int]:
    """The same for a row of the gate that is no page."""
    says = publication.gate_for(row).row.authors
    if says:
        return says(row)
    last = last_review_at(row)
    revisions = row.revisions.filter(user__isnull=False)
    if last:
        revisions = revisions.filter(created_at__gt=last)
    return set(revisions.values_list("user_id", flat=True))


def last_review_at(subject: models.Model) -> datetime.datetime | None:
    """When a version of this was last reviewed; None when none ever was."""
    if publication.gate_for(subject) is None:
        return None
    reviews = PublicationReview.objects.of_model(type(subject)).filter(subject_id=str(subject.pk))
    return reviews.order_by("-reviewed_at").values_list("reviewed_at", flat=True).first()
