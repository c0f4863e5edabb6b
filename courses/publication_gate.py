"""Which pages of modules concern children: they pass the publication gate of safeguarding."""

from wagtail.models import Page

from courses.models import LessonPage, ModulePage
from reference.models import Term
from safeguarding import publication

POPULATION = "population"


def child_terms() -> set[str]:
    """The terms of the vocabulary "population" that mean children or adolescents."""
    return set(Term.objects.of(POPULATION).filter(is_child=True).values_list("code", flat=True))


def module_concerns_children(module: ModulePage) -> bool:
    """Whether one of those whom the module is about is a child; one query when it says whom."""
    return bool(module.population) and not child_terms().isdisjoint(module.population)


def lesson_concerns_children(lesson: LessonPage) -> bool:
    """Whether its module does."""
    parent = module_of(lesson)
    return parent is not None and module_concerns_children(parent)


def module_of(lesson: LessonPage) -> ModulePage | None:
    """The module above a lesson, also of one that is about to be stored under it."""
    if not lesson.path:
        return None
    above = ModulePage.objects.filter(path=lesson.path[: -Page.steplen])
    return above.first()


def public_lessons(module: ModulePage) -> list[LessonPage]:
    """What is public in a module, and so begins to concern children together with it."""
    return list(LessonPage.objects.child_of(module).live()) if module.pk else []


publication.register(ModulePage, module_concerns_children, parts=public_lessons)
publication.register(LessonPage, lesson_concerns_children)
