"""What the library does when consents, pages and its own rows change."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page
from wagtail.signals import page_published

from base import generation
from base.generation import bumps_on_change
from media.actions import block_withdrawn, follow_renewals
from media.checks import reason_against, require_showable
from media.models import Captions, LibraryDocument, LibraryImage, LibraryItem, LibraryMedia
from media.streams import choices_of, stream_fields
from media.tasks import erase_withdrawn, make_image_ready_again, make_images_ready
from media.uses import uses_of_consent
from safeguarding import audit, publication, uses
from safeguarding.enums import Act
from safeguarding.signals import consent_changed, consent_withdrawn

bumps_on_change(LibraryImage, LibraryDocument, LibraryMedia, Captions)
uses.register(uses_of_consent)
publication.also(reason_against)


@receiver(consent_changed, dispatch_uid="library-follows-consent")
def on_consent_changed(sender, consent, **_kwargs) -> None:
    """In the transaction of the change: pages are made anew, and what was withdrawn is out of reach."""
    if consent.withdrawn_at is not None:
        block_withdrawn(consent=consent, now=timezone.now())
    follow_renewals(on=timezone.localdate())
    generation.bump()


@receiver(consent_withdrawn, dispatch_uid="library-erases-withdrawn")
def on_consent_withdrawn(sender, **_kwargs) -> None:
    erase_withdrawn.enqueue()


@receiver(pre_save, dispatch_uid="no-page-with-what-may-not-be-shown")
def refuse_unshowable(sender, instance, raw: bool = False, update_fields=None, **_kwargs) -> None:
    """No page is saved as public with something that may not be shown, by whatever way it is saved."""
    if isinstance(instance, Page) and instance.live and not raw and says_anew(instance, update_fields):
        require_showable(instance)


def says_anew(page: Page, update_fields) -> bool:
    """Whether a save writes what a page shows; one that notes a new draft does not."""
    shown = {"live", *(field.name for field in stream_fields(type(page)))}
    return update_fields is None or not shown.isdisjoint(update_fields)


@receiver(page_published, dispatch_uid="library-makes-images-ready")
def on_page_published(sender, instance, **_kwargs) -> None:
    keys = [key for model, key in choices_of(instance) if issubclass(model, LibraryImage)]
    if keys:
        transaction.on_commit(lambda: make_images_ready.enqueue(keys))


@receiver(post_save, dispatch_uid="audit-library-upload")
def on_item_uploaded(sender, instance, created: bool, raw: bool = False, **_kwargs) -> None:
    """Somebody put something in; what content files bring has no person behind it."""
    if created and not raw and isinstance(instance, LibraryItem) and instance.uploaded_by_user_id:
        audit.record(act=Act.ITEM_UPLOADED, actor=instance.uploaded_by_user, subject=instance)


@receiver(post_save, sender=LibraryImage, dispatch_uid="library-renews-sizes-of-image")
def on_image_saved(sender, instance: LibraryImage, created: bool, **_kwargs) -> None:
    """After the commit, because the form deletes the sizes of the file before once it has saved the new one."""
    if not created:
        transaction.on_commit(lambda: make_image_ready_again.enqueue(instance.pk))


@receiver(post_delete, sender=Captions, dispatch_uid="captions-take-their-file")
def on_captions_deleted(sender, instance: Captions, **_kwargs) -> None:
    name, storage = instance.file.name, instance.file.storage
    transaction.on_commit(lambda: storage.delete(name) if name else None)


@receiver(post_delete, sender=LibraryMedia, dispatch_uid="recordings-take-their-sound")
def on_recording_deleted(sender, instance: LibraryMedia, **_kwargs) -> None:
    name, storage = instance.audio_only.name, instance.audio_only.storage
    transaction.on_commit(lambda: storage.delete(name) if name else None)
