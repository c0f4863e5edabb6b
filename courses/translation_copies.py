"""What translators did for a page, done for its copy: the editor of the copy's translation opens filled."""

from wagtail.models import Page
from wagtail_localize.models import (
    SegmentOverride,
    StringTranslation,
    Translation,
    TranslationContext,
    TranslationSource,
)

COPIED = ("data", "translation_type", "tool_name", "has_error", "field_error")


def copy_translation(old: Page, new: Page) -> None:
    """Let `new`, a copy of the translation `old`, be a translation of the copied original.

    A text that the copy changed waits for its translation. Does nothing for pages that were written by
    hand in both languages.
    """
    began = Translation.objects.filter(
        source__object_id=old.translation_key, target_locale_id=old.locale_id, enabled=True
    ).select_related("source")
    done = began.first()
    original = new.get_translations().filter(locale_id=done.source.locale_id).first() if done else None
    if original is None:
        return
    source, _created = TranslationSource.update_or_create_from_instance(original.specific)
    Translation.objects.create(source=source, target_locale_id=old.locale_id)
    contexts = dict(TranslationContext.objects.filter(object_id=source.object_id).values_list("path", "pk"))
    copy_texts(old, contexts)
    copy_overrides(old, contexts)


def copy_texts(old: Page, contexts: dict[str, int]) -> None:
    rows = StringTranslation.objects.filter(
        locale_id=old.locale_id, context__object_id=old.translation_key
    ).select_related("context")
    StringTranslation.objects.bulk_create(
        StringTranslation(
            translation_of_id=row.translation_of_id,
            context_id=contexts[row.context.path],
            locale_id=row.locale_id,
            **{name: getattr(row, name) for name in COPIED},
        )
        for row in rows
        if row.context.path in contexts
    )


def copy_overrides(old: Page, contexts: dict[str, int]) -> None:
    rows = SegmentOverride.objects.filter(
        locale_id=old.locale_id, context__object_id=old.translation_key
    ).select_related("context")
    SegmentOverride.objects.bulk_create(
        SegmentOverride(
            context_id=contexts[row.context.path], locale_id=row.locale_id, data_json=row.data_json
        )
        for row in rows
        if row.context.path in contexts
    )
