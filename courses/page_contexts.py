"""What the catalogue and a module show: named querysets and outlines, no rules."""

from django.http import HttpRequest
from django.utils.translation import get_language

from base.facets import chosen_filters, facets, matching
from courses.catalogue import cards_in, facet_kinds
from courses.checklist import checklist
from courses.claims import claim_url, unclaimed_modules
from courses.continuing import next_lesson, url_to_continue, words_to_continue
from courses.learners import learner_of
from courses.models import Enrolment, LearnIndexPage, ModulePage
from courses.module_data import course_data
from courses.outline import Outline, draft_module_outline, outline_of
from courses.path_contexts import module_paths_context
from courses.path_outline import all_paths, index_url
from courses.progress_view import outline_rows, progress_words, shown_done
from reference.terms import term_labels


def catalogue_context(request: HttpRequest, page: LearnIndexPage) -> dict:
    cards = cards_in(get_language())
    kinds = facet_kinds()
    chosen = chosen_filters(request.GET, kinds)
    every = facets(cards, chosen, kinds, page.url)
    return {
        "cards": matching(cards, chosen, kinds),
        "facets": every,
        "chosen": [option for facet in every for option in facet.options if option.is_on],
        "is_filtered": bool(chosen),
        "paths": list(all_paths().values()),
        "paths_url": index_url(),
        "total": len(cards),
    }


def module_context(request: HttpRequest, page: ModulePage) -> dict:
    is_preview = getattr(request, "is_preview", False)
    outline = draft_module_outline(page) if is_preview else outline_of(page.translation_key)
    context = {
        "outline": outline,
        "audience": labels("audience", page.audience),
        "phases": labels("protocol_phase", page.phases),
        "population": labels("population", page.population),
        "notes": labels("content_note", [code for code in page.content_notes if code != "none"]),
        "course_data": course_data(page, outline, request),
    }
    if outline is None:
        return context
    is_learner = request.is_known and not is_preview
    found = enrolment_of(request, outline) if is_learner else None
    enrolment = found if found and found.is_active else None
    if is_learner:
        context |= waiting_part(request, page, outline, None if enrolment else found)
    context |= {"rows": outline_rows(outline, enrolment), "checklist": checklist(outline, enrolment)}
    context |= module_paths_context(request, page, enrolment, is_preview=is_preview)
    return context | learner_part(outline, enrolment) if enrolment else context


def enrolment_of(request: HttpRequest, outline: Outline) -> Enrolment | None:
    """What the learner has of this module, the module they left included."""
    return Enrolment.objects.of(learner_of(request)).filter(module_key=outline.module_key).first()


def waiting_part(request: HttpRequest, page: ModulePage, outline: Outline, left: Enrolment | None) -> dict:
    """What is not forgotten: the progress of who left, and earlier work that nobody has claimed."""
    waits = str(outline.module_key) in unclaimed_modules(request)
    shown = {"unclaimed_url": claim_url(page.url) if waits else ""}
    return shown | {"left": left, "left_words": progress_words(outline, left)} if left else shown


def learner_part(outline: Outline, enrolment: Enrolment) -> dict:
    following = next_lesson(enrolment, outline)
    return {
        "enrolment": enrolment,
        "next_lesson": following,
        "continue_url": url_to_continue(enrolment, following) if following else "",
        "continue_words": words_to_continue(enrolment, following) if following else "",
        "progress_words": progress_words(outline, enrolment),
        "done": shown_done(outline, enrolment),
    }


def labels(vocabulary: str, codes: list[str]) -> list:
    known = term_labels(vocabulary)
    return [known[code] for code in codes if code in known]
