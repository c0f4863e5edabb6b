"""Pages from content files pass the publication gate on the word of those who reviewed the files."""

from django.utils import timezone
from wagtail.models import Locale, Page, Revision
from wagtail_localize.models import TranslationSource

from courses.workflow import has_waiting
from safeguarding import publication
from safeguarding.actions import note_loaded


def publish_reviewed(revision: Revision) -> None:
    """Publish what the files say; where it concerns children, note that it comes from reviewed files."""
    vouch_for(revision.as_object())
    revision.publish()


def vouch_for(page: Page) -> None:
    """Note the review of the files, unless the page holds a draft that somebody wrote here."""
    if publication.concerns_children(page) and not has_waiting(page):
        note_loaded(subject=page, now=timezone.now())


def waits_for_a_person(page: Page) -> bool:
    """Whether what is drafted in a page about children is not from the files: then the page stays as it is."""
    return publication.concerns_children(page) and has_waiting(page)


def vouch_for_translation(source: TranslationSource, locale: Locale) -> None:
    """The same for a translation that is public: wagtail-localize saves new texts into the live row."""
    if source.as_instance().has_translation(locale):
        vouch_for(source.get_ephemeral_translated_instance(locale))


def vouch_for_older(page: Page) -> None:
    """The same for a page that stands as it was loaded: before there was a gate, or with other questions."""
    is_public = page.live and not page.has_unpublished_changes
    if is_public and publication.concerns_children(page) and publication.review_of(page) is None:
        vouch_for(page)
