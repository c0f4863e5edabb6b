"""Which pages wait for a second person."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from safeguarding import publication
from safeguarding.after_ticks import comes_first
from safeguarding.models import PublicationReview, ReviewRequest


@dataclass(frozen=True)
class WaitingPage:
    """A page whose newest text nobody has reviewed; `asked_at` is None when it is public without a review.

    `first` says what comes before its checklist.
    """

    page: Page
    asked_at: datetime.datetime | None
    asked_by: str
    first: str = ""


def waiting_pages() -> list[WaitingPage]:
    """Pages that are public without a review first, then those somebody asked about, the oldest on top."""
    asked = list(asked_pages())
    known = {one.page.pk for one in asked}
    public = [one for one in unreviewed_public_pages() if one.page.pk not in known]
    return [*public, *asked]


def asked_pages() -> Iterator[WaitingPage]:
    seen = set()
    for request in ReviewRequest.objects.select_related("asked_by", "subject_type").order_by("asked_at"):
        key = (request.subject_type_id, request.subject_id)
        draft = draft_of(request.subject_type, request.subject_id) if key not in seen else None
        seen.add(key)
        if draft is not None and is_waiting(draft):
            name = request.asked_by.display_name if request.asked_by else ""
            yield WaitingPage(draft, request.asked_at, name, comes_first(draft))


def draft_of(kind: ContentType, pk: str) -> Page | None:
    """The newest text of a page; None once it is gone."""
    page = kind.model_class()._default_manager.filter(pk=pk).first()
    return page.get_latest_revision_as_object() if page else None


def is_waiting(draft: Page) -> bool:
    return publication.concerns_children(draft) and publication.review_of(draft) is None


def unreviewed_public_pages() -> Iterator[WaitingPage]:
    """Public pages of which no version was ever reviewed: published before there was a gate."""
    for model in publication.registered_models():
        reviewed = PublicationReview.objects.of_model(model).values_list("subject_id", flat=True)
        numbers = [int(key) for key in reviewed if key.isdigit()]
        for page in model._default_manager.filter(live=True).exclude(pk__in=numbers):
            if is_waiting(page):
                yield WaitingPage(page, None, "")
