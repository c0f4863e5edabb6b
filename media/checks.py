"""What keeps something of the library from being published, and what is missing in it, in words."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from base.enums import Language
from media.enums import ShowsChildren
from media.errors import NotShowable
from media.models import ITEMS, LibraryImage, LibraryItem, LibraryMedia
from media.streams import choices_of


def problems(item: LibraryItem) -> list[str]:
    """Why it may not be published now; empty when it may."""
    if item.may_be_shown():
        return []
    return [why_not(item) % {"title": item.title}]


def why_not(item: LibraryItem) -> str:
    if item.withdrawn_at is not None:
        return _("Its consent was withdrawn. Take it out of the page.")
    if item.shows_children == ShowsChildren.UNKNOWN:
        return _("“%(title)s”: say in the library whether children are in it, or whether a child made it.")
    if item.consent is None:
        return _(
            "“%(title)s” shows children or was made by a child, and has no consent on file."
            " Ask a safeguarding reviewer to add it in the library."
        )
    standing = item.consent.standing_on(timezone.localdate()).label
    reason = _("“%(title)s”: its consent does not allow this. State of the consent: %(state)s.")
    return reason.replace("%(state)s", str(standing).replace("%", "%%"))


def advice(item: LibraryItem) -> list[str]:
    """What is missing for some of its readers; it does not keep it from being published."""
    return [sentence % {"title": item.title} for sentence in shortcomings(item)]


def shortcomings(item: LibraryItem) -> Iterator[str]:
    if not item.credit:
        yield _("“%(title)s” does not say who made it.")
    if not item.licence:
        yield _("“%(title)s” does not say what others may do with it.")
    if isinstance(item, LibraryImage) and item.alt_text.missing():
        yield _("“%(title)s” has no words for those who cannot see it, in every language.")
    if isinstance(item, LibraryMedia):
        yield from shortcomings_of_recording(item)


def shortcomings_of_recording(item: LibraryMedia) -> Iterator[str]:
    captions = {row.language for row in item.captions.all()}
    if item.is_video and captions != set(Language.values):
        yield _("“%(title)s” has no captions in every language.")
    if item.transcript.missing():
        yield _("“%(title)s” has no transcript in every language.")


def items_in(page: Page) -> list[LibraryItem]:
    """Everything of the library in a page's streams; a query for each kind that is there."""
    choices = choices_of(page)
    found: list[LibraryItem] = []
    for model in ITEMS:
        keys = {key for chosen, key in choices if issubclass(chosen, model)}
        found += model.objects.with_consent().filter(pk__in=keys) if keys else []
    return found


def page_problems(page: Page) -> list[str]:
    """Everything in a page that may not be published, in words."""
    keys = {(model, key) for model, key in choices_of(page) if issubclass(model, LibraryItem)}
    items = items_in(page)
    gone = len(keys) - len(items)
    sentences = [_("Something in this page is no longer in the library. Take it out.")] if gone else []
    return sentences + [sentence for item in items for sentence in problems(item)]


def require_showable(page: Page) -> None:
    """Raise `NotShowable` when a page holds something that may not be published."""
    found = page_problems(page)
    if found:
        raise NotShowable(found, page)


def reason_against(page) -> str | None:
    """Why a page may not be published as it is, in one text; None when nothing of the library is against it."""
    found = page_problems(page) if isinstance(page, Page) else []
    return " ".join(found) or None
