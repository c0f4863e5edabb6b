"""What is done with things of the library when their consent ends."""

import datetime
import json

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.search import index
from wagtail_localize.models import TranslationSource

from base import generation
from base.storages import PrivateFiles
from base.translated import Translated
from media.models import ITEMS, LibraryImage, LibraryItem, LibraryMedia
from media.streams import choices_of, models_with_streams, stream_fields, strike, strike_serialized
from media.uses import matcher
from safeguarding.models import Consent


@transaction.atomic
def block_withdrawn(*, consent: Consent, now: datetime.datetime) -> None:
    """Take everything that rests on a consent out of reach: of pages, files, lists, choosers and search."""
    for model in ITEMS:
        model.with_withdrawn.filter(consent=consent, withdrawn_at__isnull=True).update(withdrawn_at=now)
    generation.bump()


@transaction.atomic
def follow_renewals(*, on: datetime.date) -> int:
    """Let what rests on a consent rest on its renewal, once that is in force; how many things that was."""
    moved = 0
    for renewal in Consent.objects.in_force(on).filter(renews__isnull=False, renews__withdrawn_at=None):
        moved += sum(
            model.objects.filter(consent_id=renewal.renews_id).update(consent=renewal) for model in ITEMS
        )
    if moved:
        generation.bump()
    return moved


def erase_withdrawn(*, now: datetime.datetime | None = None) -> int:
    """Erase whatever is blocked for good and still has files; how many things that was. Safe to repeat."""
    waiting = [
        item
        for model in ITEMS
        for item in model.with_withdrawn.filter(withdrawn_at__isnull=False, erased_at__isnull=True)
    ]
    for item in waiting:
        erase(item=item, now=now or timezone.now())
    return len(waiting)


def erase(*, item: LibraryItem, now: datetime.datetime) -> None:
    """Remove a thing from pages, drafts and older versions, then its files; an empty row stays.

    Files go outside the transaction: a file cannot come back when the database changes its mind.
    """
    with transaction.atomic():
        strike_from_pages(item)
    index.remove_object(item)
    delete_files(item)
    blank(item, now)


def delete_files(item: LibraryItem) -> None:
    storage = PrivateFiles()
    for name in [getattr(item, column).name for column in item.files]:
        if name:
            storage.delete(name)
    if isinstance(item, LibraryImage):
        for rendition in item.renditions.all():
            rendition.purge_from_cache()
            storage.delete(rendition.file.name)
    if isinstance(item, LibraryMedia):
        for captions in item.captions.all():
            storage.delete(captions.file.name)


def blank(item: LibraryItem, now: datetime.datetime) -> None:
    """Leave of the row what the log needs: that there was something, and that it is gone."""
    empty = {"title": "", "credit": "", "code": None, "erased_at": now, **dict.fromkeys(item.files, "")}
    if isinstance(item, LibraryImage):
        item.renditions.all().delete()
        empty |= {"alt_text": Translated(), "description": "", "file_hash": "", "width": 0, "height": 0}
    elif isinstance(item, LibraryMedia):
        item.captions.all().delete()
        empty |= {"transcript": Translated()}
    else:
        empty |= {"file_hash": ""}
    item.tags.clear()
    type(item).with_withdrawn.filter(pk=item.pk).update(**empty)


def strike_from_pages(item: LibraryItem) -> None:
    """Take a thing out of every page, every version of it, and every source of a translation."""
    is_gone = matcher([item])
    for model in models_with_streams():
        for page in model.objects.all().iterator():
            if any(is_gone(*choice) for choice in choices_of(page)):
                strike_from_page(page, is_gone)
    strike_from_versions(is_gone)
    strike_from_translations(is_gone)
    generation.bump()


def strike_from_page(page: Page, is_gone) -> None:
    """Written past `save`, which would ask for a review and send news of a publication."""
    values = {}
    for field in stream_fields(type(page)):
        raw = strike(field.stream_block, list(getattr(page, field.name).raw_data), is_gone)
        values[field.name] = field.to_python(json.dumps(raw))
    type(page).objects.filter(pk=page.pk).update(**values)
    fresh = type(page).objects.get(pk=page.pk)
    ReferenceIndex.create_or_update_for_object(fresh)
    index.insert_or_update_object(fresh)


def strike_from_versions(is_gone) -> None:
    types = {str(page_type_id(model)): model for model in models_with_streams()}
    versions = Revision.objects.filter(content_type_id__in=types)
    for version in versions.only("pk", "content", "content_type_id").iterator():
        if strike_serialized(types[str(version.content_type_id)], version.content, is_gone):
            Revision.objects.filter(pk=version.pk).update(content=version.content)


def page_type_id(model: type[Page]) -> int:
    return ContentType.objects.get_for_model(model).pk


def strike_from_translations(is_gone) -> None:
    """The originals from which translations are made again."""
    types = {page_type_id(model): model for model in models_with_streams()}
    for source in TranslationSource.objects.filter(specific_content_type_id__in=types):
        content = json.loads(source.content_json)
        if strike_serialized(types[source.specific_content_type_id], content, is_gone):
            TranslationSource.objects.filter(pk=source.pk).update(content_json=json.dumps(content))
