"""Where something of the library is used: in pages as they stand, and as they were last drafted."""

import json
from collections.abc import Callable, Iterator

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from media.models import ITEMS, LibraryItem
from media.streams import choices_in, choices_of, models_with_streams, stream_fields
from safeguarding.models import Consent
from safeguarding.uses import Use

EDIT_VIEWS = {
    "libraryimage": "wagtailimages:edit",
    "librarydocument": "wagtaildocs:edit",
    "librarymedia": "wagtailmedia:edit",
}


def items_of(consent: Consent) -> list[LibraryItem]:
    """Everything in the library that rests on a consent and still has its files."""
    return [
        item
        for model in ITEMS
        for item in model.with_withdrawn.filter(consent=consent, erased_at__isnull=True).order_by("pk")
    ]


def edit_url(item: LibraryItem) -> str:
    return reverse(EDIT_VIEWS[item._meta.model_name], args=[item.pk])


def uses_of_consent(consent: Consent) -> list[Use]:
    """The things that rest on a consent, each followed by the pages that show it."""
    uses = []
    for item in items_of(consent):
        uses.append(Use(capfirst(str(item._meta.verbose_name)), item.title, edit_url(item)))
        uses += [use_in(page) for page in pages_with(item)]
    return uses


def use_in(page: Page) -> Use:
    # The page itself stays: what disappears is what stands on it.
    kind = _("From the page") if page.live else _("From the draft")
    url = page.url if page.live else reverse("wagtailadmin_pages:edit", args=[page.pk])
    return Use(kind, page.title if page.live else page.draft_title, url or "")


def pages_with(item: LibraryItem) -> list[Page]:
    """Every page that holds it, as it stands or as it was last drafted. Not asked of the reference index,
    which lags behind its worker and knows no drafts.
    """
    matches = matcher([item])
    pages = []
    for model in models_with_streams():
        drafts = set(drafts_with(model, matches))
        for page in model.objects.select_related("locale").order_by("path"):
            if page.pk in drafts or any(matches(*choice) for choice in choices_of(page)):
                pages.append(page)
    return pages


def matcher(items: list[LibraryItem]) -> Callable[[type, int], bool]:
    """Whether a choice in a stream is one of these."""
    wanted = {(type(item), item.pk) for item in items}
    return lambda model, key: (model, key) in wanted


def drafts_with(model: type[Page], matches) -> Iterator[int]:
    """The keys of pages whose latest draft holds what `matches`."""
    latest = model.objects.exclude(latest_revision=None).values("latest_revision_id")
    for content in Revision.objects.filter(pk__in=latest).values_list("content", flat=True).iterator():
        for field in stream_fields(model):
            raw = json.loads(content.get(field.name) or "[]")
            if any(matches(*choice) for choice in choices_in(field.stream_block, raw)):
                yield content["pk"]
