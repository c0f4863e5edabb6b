"""Template tags that show things of the library, as far as they may be shown to this reader now."""

from django import template
from django.utils.translation import get_language

from base.enums import FactStatus
from media.checks import problems
from media.enums import Licence
from media.models import LibraryDocument, LibraryImage, LibraryItem, LibraryMedia
from media.pictures import Picture, alt_of, picture_of

register = template.Library()


@register.simple_tag
def showable(item: LibraryItem | None) -> bool:
    """Whether a thing may stand in a page in this language; asked whenever a page is made."""
    return item is not None and item.may_be_shown(language=get_language() or "")


@register.simple_tag
def why_closed(item: LibraryItem | None) -> list[str]:
    """For authors: why a thing is not shown."""
    return problems(item) if item else []


@register.simple_tag
def picture(item: LibraryImage, value, is_draft: bool = False) -> Picture | None:
    """An image with its sources; None while they are being made."""
    return picture_of(item, alt_of(item, value), is_draft=bool(is_draft))


@register.filter
def licence_words(item: LibraryItem) -> str:
    return str(Licence(item.licence).label) if item.licence in Licence.values else item.licence


@register.filter
def origin(item: LibraryItem) -> FactStatus | str:
    """The badge of illustrative material; nothing for all other."""
    return FactStatus.ILLUSTRATIVE if item.is_illustrative else ""


@register.filter
def showable_ones(items) -> list[LibraryDocument]:
    """The documents of a list that may stand in a page now."""
    return [item for item in items if item and showable(item)]


@register.filter
def minutes(seconds: float) -> str:
    """A length as players show it: 1:05, 1:02:03."""
    whole = round(seconds)
    hours, rest = divmod(whole, 3600)
    clock = f"{rest // 60}:{rest % 60:02}"
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else clock


@register.filter
def transcript_of(item: LibraryMedia) -> tuple[str, str]:
    """`(words, their language)` of a transcript, in the reader's language or else the other."""
    return item.transcript.or_other(get_language())
