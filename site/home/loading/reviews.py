"""Pages from content files pass the publication gate on the word of those who reviewed the files."""

from django.utils import timezone
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import TranslationSource

from safeguarding import publication
from safeguarding.actions import note_loaded
from safeguarding.authors import last_review_at


def publish_reviewed(revision: Revision) -> None:
    """Publish what the files say; where it concerns children, note that it comes from reviewed files."""
    vouch_for(revision.as_object())
    revision.publish()


def vouch_for(page: Page) -> None:
    if publication.concerns_children(page):
        note_loaded(subject=page, now=timezone.now())


def vouch_for_translation(source: TranslationSource, locale: Locale) -> None:
    """The same for a translation that is public: wagtail-localize saves new texts into the live row."""
    if source.as_instance().has_translation(locale):
        vouch_for(source.get_ephemeral_translated_instance(locale))


def vouch_for_older(page: Page) -> None:
    """The same for a page that was loaded and published before there was a gate."""
    if page.live and not page.has_unpublished_changes and last_review_at(page) is None:
        vouch_for(page)
