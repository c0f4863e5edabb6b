"""What reviewers see of the library besides what everybody does: what stands in a page that waits for them."""

from wagtail.models import Page

from courses.workflow import draft_of, reviewed_by
from media.access import register
from media.models import LibraryItem
from media.streams import choices_of


def reviews(item: LibraryItem, user) -> bool:
    """Whether a draft that waits for a step of this person shows it."""
    pages = Page.objects.filter(pk__in=reviewed_by(user)).select_related("latest_revision").specific()
    return any((type(item), item.pk) in choices_of(draft_of(page)) for page in pages)


register(reviews)
