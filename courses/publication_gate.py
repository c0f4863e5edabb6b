"""Which pages of modules concern children: they pass the publication gate of safeguarding."""

import datetime
from collections.abc import Iterator

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _
from wagtail.models import ModelLogEntry, Page

from courses.drafts import Activity, frozen_draft, held_by, published_of, texts_in, words_print
from courses.models import LessonPage, ModulePage
from reference.models import Term
from safeguarding import publication

POPULATION = "population"


def child_terms() -> set[str]:
    """The terms of the vocabulary "population" that mean children or adolescents."""
    return set(Term.objects.of(POPULATION).filter(is_child=True).values_list("code", flat=True))


def says_children(population: list[str]) -> bool:
    """Whether one of those named is a child; one query when somebody is named."""
    return bool(population) and not child_terms().isdisjoint(population)


def module_says_children(module: ModulePage) -> bool:
    """Whether one of those whom the module is about is a child."""
    return says_children(module.population)


def module_concerns_children(module: ModulePage) -> bool:
    """Whether it says so, or did so until now.

    Who says that a module is not about children any more takes it, and everything in it, out of the gate. So the
    gate still asks for a second person then: while the module is public as one about children, in any language;
    and where it is not public, when it ever passed the gate.
    """
    if module_says_children(module):
        return True
    group = ModulePage.objects.filter(translation_key=module.translation_key)
    rows = {pk: (live, named) for pk, live, named in group.values_list("pk", "live", "population")}
    if says_children([code for live, named in rows.values() if live for code in named]):
        return True
    is_public = rows.get(module.pk, (False, []))[0]
    return not is_public and publication.was_judged(ModulePage, rows)


def lesson_says_children(lesson: LessonPage) -> bool:
    """Whether its module concerns children."""
    parent = module_of(lesson)
    return parent is not None and module_concerns_children(parent)


def lesson_concerns_children(lesson: LessonPage) -> bool:
    """Whether its module does, or the lesson itself came through the gate into a module that never did."""
    if lesson_says_children(lesson):
        return True
    if lesson.pk is None or not publication.was_judged(LessonPage, [lesson.pk]):
        return False
    parent = module_of(lesson)
    return parent is not None and not publication.was_judged(ModulePage, [parent.pk])


def module_of(lesson: LessonPage) -> ModulePage | None:
    """The module above a lesson, also of one that is about to be stored under it."""
    if not lesson.path:
        return None
    above = ModulePage.objects.filter(path=lesson.path[: -Page.steplen])
    return above.first()


def public_lessons(module: ModulePage) -> list[LessonPage]:
    """What is public in a module, and so begins to concern children together with it.

    Of a module that concerned them before, lessons that were reviewed wait for nothing: the drafts of their
    activities go public with the lessons, not with the module.
    """
    if not module.pk:
        return []
    lessons = list(LessonPage.objects.child_of(module).live())
    public = ModulePage.objects.filter(pk=module.pk, live=True).first()
    if public is None or not module_concerns_children(public):
        return lessons
    return [lesson for lesson in lessons if not publication.words_reviewed(lesson)]


# --- A lesson is reviewed together with the drafts of its activities


def lesson_fingerprint(lesson: LessonPage) -> str:
    """A checksum of what a lesson says, and of what publishing it would let its activities say."""
    held = held_by(lesson)
    words = publication.page_fingerprint(lesson)
    return publication.joined(words, words_print(held)) if held else words


def authors_of_activities(lesson: LessonPage, since: datetime.datetime | None) -> set[int]:
    """Everybody who saved an activity of the lesson since then."""
    held = held_by(lesson)
    types = ContentType.objects.get_for_models(*{type(one) for one in held}) if held else {}
    keys = {(types[type(one)].pk, str(one.pk)) for one in held}
    rows = ModelLogEntry.objects.filter(
        object_id__in=[pk for _type, pk in keys],
        content_type__in=types.values(),
        action__in=["wagtail.create", "wagtail.edit"],
        user_id__isnull=False,
    )
    rows = rows.filter(timestamp__gt=since) if since else rows
    found = rows.values_list("content_type_id", "object_id", "user_id")
    return {user for kind, pk, user in found if (kind, pk) in keys}


def activity_changes(lesson: LessonPage) -> Iterator[tuple[str, str]]:
    """What differs between the drafts of its activities and what learners read: name, and in words."""
    for activity in held_by(lesson):
        before, after = published_of(activity), frozen_draft(activity)
        if after is not None and after != before:
            yield f"{activity._meta.verbose_name} {activity.code}", change_in_words(activity, before, after)


def change_in_words(activity: Activity, before: dict | None, after: dict) -> str:
    old, new = list(texts_in(before)), list(texts_in(after))
    added, removed = [one for one in new if one not in old], [one for one in old if one not in new]
    parts = [_("Added: %(terms)s.") % {"terms": quoted(added)}] if added else []
    parts += [_("Removed: %(terms)s.") % {"terms": quoted(removed)}] if removed else []
    return " ".join(parts) or _("The same words, with other right answers, points, paths or another order.")


def quoted(texts: list[str]) -> str:
    return ", ".join(f"“{text}”" for text in dict.fromkeys(texts))


publication.register(
    ModulePage, module_concerns_children, parts=public_lessons, says_children=module_says_children
)
publication.register(
    LessonPage,
    lesson_concerns_children,
    fingerprint=lesson_fingerprint,
    held=publication.Held(authors_of_activities, activity_changes),
    says_children=lesson_says_children,
)
