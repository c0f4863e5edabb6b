"""Which pages and rows wait for a second person."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils.text import capfirst
from wagtail.models import Page, RevisionMixin

from safeguarding import publication
from safeguarding.after_ticks import comes_first
from safeguarding.models import PublicationReview, ReviewRequest


@dataclass(frozen=True)
class WaitingPage:
    """A text that nobody has reviewed; `asked_at` is None when it is public without a review.

    `page` may be a row that is no page. `first` says what comes before its checklist.
    """

    page: models.Model
    asked_at: datetime.datetime | None
    asked_by: str
    first: str = ""

    @property
    def url(self) -> str:
        return review_address(type(self.page), self.page.pk)

    @property
    def language(self) -> str:
        """The language of a page, in words; empty for a row, which holds its text in all of them."""
        return str(self.page.locale) if isinstance(self.page, Page) else ""

    @property
    def kind(self) -> str:
        """What a row is, in words; empty for a page."""
        return "" if isinstance(self.page, Page) else str(capfirst(self.page._meta.verbose_name))


def review_address(model: type[models.Model], pk: int | str) -> str:
    """Where the checklist of a page or row is."""
    if issubclass(model, Page):
        return reverse("safeguarding_review", args=[pk])
    return reverse("safeguarding_row_review", args=[model._meta.model_name, pk])


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
            first = comes_first(draft) if isinstance(draft, Page) else ""
            yield WaitingPage(draft, request.asked_at, name, first)


def draft_of(kind: ContentType, pk: str) -> models.Model | None:
    """The newest text of a page or row; None once it is gone."""
    found = kind.model_class()._default_manager.filter(pk=pk).first()
    return newest_text(found) if found else None


def newest_text(subject: models.Model) -> models.Model:
    """Its latest draft, where its kind has drafts; else what is stored."""
    return subject.get_latest_revision_as_object() if isinstance(subject, RevisionMixin) else subject


def is_waiting(draft: models.Model) -> bool:
    return publication.concerns_children(draft) and publication.review_of(draft) is None


def unreviewed_public_pages() -> Iterator[WaitingPage]:
    """Public pages of which no version was ever reviewed: published before there was a gate."""
    for model in publication.registered_models():
        reviewed = PublicationReview.objects.of_model(model).values_list("subject_id", flat=True)
        numbers = [int(key) for key in reviewed if key.isdigit()]
        for page in model._default_manager.filter(live=True).exclude(pk__in=numbers):
            if is_waiting(page):
                yield WaitingPage(page, None, "")
