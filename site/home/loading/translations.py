"""Translations made the way translators make them, so that their editor opens filled and up to date."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import (
    SegmentOverride,
    StringSegment,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments import StringSegmentValue, TemplateSegmentValue
from wagtail_localize.segments.extract import extract_segments, quote_path_component

from home.loading.files import ContentError
from home.loading.reviews import publish_reviewed, vouch_for_translation


@dataclass
class Texts:
    """The translatable texts of a page by their path, and the shapes of its rich texts."""

    strings: dict[str, list[StringSegmentValue]] = field(default_factory=lambda: defaultdict(list))
    shapes: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, page: Page) -> "Texts":
        found = cls()
        for segment in extract_segments(page):
            if isinstance(segment, StringSegmentValue):
                found.strings[segment.path].append(segment)
            elif isinstance(segment, TemplateSegmentValue):
                found.shapes[segment.path] = segment.template
        return found


def translate(source_page: Page, wanted: Page, locale: Locale) -> Page:
    """The published translation of `source_page`, saying what the unsaved page `wanted` says.

    Raises `ContentError` when the two do not have the same shape.
    """
    source, _created = TranslationSource.update_or_create_from_instance(source_page)
    Translation.objects.update_or_create(source=source, target_locale=locale, defaults={"enabled": True})
    here, there = Texts.of(source_page), Texts.of(wanted)
    refuse_other_shape(here, there, source_page)
    write_strings(source, locale, there)
    write_addresses(source, locale, dict(changed_addresses(here, there)))
    vouch_for_translation(source, locale)
    source.create_or_update_translation(locale, publish=False)
    target = source.get_translated_instance(locale)
    publish_reviewed(target.get_latest_revision())
    return source.get_translated_instance(locale)


def refuse_other_shape(here: Texts, there: Texts, page: Page) -> None:
    """Both languages must have the same texts in the same places."""
    counts = [{path: len(texts) for path, texts in each.strings.items()} for each in (here, there)]
    for path in counts[0] | counts[1]:
        if counts[0].get(path) != counts[1].get(path) or here.shapes.get(path) != there.shapes.get(path):
            texts = here.strings.get(path) or there.strings[path]
            raise ContentError(
                f"{page}: {path} is built differently in the two languages, near {texts[0]!r}."
            )


def write_strings(source: TranslationSource, locale: Locale, texts: Texts) -> None:
    """Store the translation of every text of `source`."""
    wanted = dict(paired(source, texts))
    known = {
        (row.context_id, row.translation_of_id): row
        for row in StringTranslation.objects.filter(locale=locale, context__object_id=source.object_id)
    }
    new = {key: data for key, data in wanted.items() if key not in known}
    for key, data in wanted.items():
        if key in known and known[key].data != data:
            known[key].data = data
            known[key].save()
    StringTranslation.objects.bulk_create(
        StringTranslation(
            context_id=context,
            translation_of_id=string,
            locale=locale,
            data=data,
            translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
        )
        for (context, string), data in new.items()
    )
    source.translations.filter(target_locale=locale).update(translations_last_updated_at=timezone.now())


def paired(source: TranslationSource, texts: Texts) -> Iterator[tuple[tuple[int, int], str]]:
    """`((context, string), translation)` for every text, paired by its path and its order there."""
    waiting = {path: iter(segments) for path, segments in texts.strings.items()}
    for row in StringSegment.objects.filter(source=source).select_related("context").order_by("order"):
        yield (row.context_id, row.string_id), next(waiting[row.context.path]).string.data


def changed_addresses(here: Texts, there: Texts) -> Iterator[tuple[str, str]]:
    """`(path, address)` for every link that leads elsewhere in the translation."""
    for path, segments in here.strings.items():
        for one, other in zip(segments, there.strings[path], strict=True):
            for name, attributes in (one.attrs or {}).items():
                address = (other.attrs or {}).get(name, {}).get("href", "")
                if address and address != attributes.get("href"):
                    yield f"{path}.{quote_path_component(attributes['href'])}", address


def write_addresses(source: TranslationSource, locale: Locale, wanted: dict[str, str]) -> None:
    rows = source.overridablesegment_set.filter(context__path__in=wanted).select_related("context")
    for row in rows:
        SegmentOverride.objects.update_or_create(
            locale=locale, context=row.context, defaults={"data_json": f'"{wanted[row.context.path]}"'}
        )


def translated_texts(page: Page) -> list[tuple[str, str]]:
    """What translators wrote for a page, published or not: `(path, text)`."""
    rows = StringTranslation.objects.filter(locale_id=page.locale_id, context__object_id=page.translation_key)
    return list(rows.order_by("context__path", "translation_of_id").values_list("context__path", "data"))
