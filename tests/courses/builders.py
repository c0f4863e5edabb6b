"""Modules, lessons and learners that read like the real ones."""

import uuid

from django.utils import timezone
from wagtail.models import Collection, Locale, Page, Site

from base import generation
from base.translated import Translated
from courses import actions
from courses.enums import LessonAct
from courses.learners import Learner
from courses.models import Enrolment, LearnIndexPage, LessonPage, ModulePage
from home.models import HomePage
from people.models import User
from reference.models import Term, Vocabulary


def vocabulary(code: str, **labels: tuple[str, str]) -> None:
    """Terms as code=(Spanish, English)."""
    shelf, _made = Vocabulary.objects.get_or_create(
        code=code, defaults={"label": Translated(es=code, en=code)}
    )
    for order, (term, (es, en)) in enumerate(labels.items(), start=1):
        Term.objects.get_or_create(
            vocabulary=shelf, code=term, defaults={"label": Translated(es=es, en=en), "order": order}
        )


def roots() -> Page:
    """The root of all pages, and that of the library: tests that commit are flushed, and both with them."""
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    return Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")


def site_tree() -> dict[str, LearnIndexPage]:
    """Homes and catalogues in both languages; language → catalogue."""
    vocabulary("audience", advocacy=("Incidencia", "Advocacy"), donors=("Donantes", "Donors"))
    vocabulary("content_note", detention_experience=("Experiencia de detención", "Experience of detention"))
    spanish, _made = Locale.objects.get_or_create(language_code="es")
    english, _made = Locale.objects.get_or_create(language_code="en")
    root = roots()
    home = root.add_child(
        instance=HomePage(title="Puentes", slug="inicio", locale=spanish, headline="H", lead="L")
    )
    other = HomePage(
        title="Puentes",
        slug="start",
        locale=english,
        headline="H",
        lead="L",
        translation_key=home.translation_key,
    )
    root.add_child(instance=other)
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home, "site_name": "Puentes"}
    )
    learn = home.add_child(instance=LearnIndexPage(title="Aprender", slug="aprender", locale=spanish))
    translated = LearnIndexPage(
        title="Learn", slug="learn", locale=english, translation_key=learn.translation_key, intro="Modules."
    )
    other.add_child(instance=translated)
    return {"es": learn, "en": translated}


def module(
    catalogues: dict[str, LearnIndexPage], *, lessons: int = 3, languages=("en", "es"), slug="pilot", **fields
):
    """A published module; the first language is the source. Returns its pages by language."""
    key, lesson_keys = uuid.uuid4(), [uuid.uuid4() for _number in range(lessons)]
    pages = {}
    for language in languages:
        catalogue = catalogues[language]
        page = ModulePage(
            title=f"The pilot ({language})",
            slug=f"{slug}-{language}",
            summary=f"Twenty children ({language}).",
            locale=catalogue.locale,
            translation_key=key,
            source_language=languages[0],
            **fields,
        )
        pages[language] = catalogue.add_child(instance=page)
        for number, lesson_key in enumerate(lesson_keys, start=1):
            add_lesson(page, number=number, key=lesson_key)
    generation.bump()
    generation.forget()
    return pages


def add_lesson(page: ModulePage, *, number: int, key: uuid.UUID | None = None, body=()) -> LessonPage:
    lesson = LessonPage(
        title=f"Lesson {number} ({page.locale.language_code})",
        slug=f"lesson-{number}",
        duration_minutes=5 + number,
        locale=page.locale,
        translation_key=key or uuid.uuid4(),
        body=list(body),
    )
    made = page.add_child(instance=lesson)
    generation.bump()
    generation.forget()
    return made


def lessons_of(page: ModulePage) -> list[LessonPage]:
    return list(LessonPage.objects.child_of(page).order_by("path"))


def person(name: str = "ana", **fields) -> User:
    return User.objects.create_user(
        f"{name}@example.org",
        display_name=name.title(),
        language=fields.pop("language", "es"),
        organization_type=fields.pop("organization_type", "cso_direct_service"),
        adult_declared_at=timezone.now(),
        **fields,
    )


def learner(user: User) -> Learner:
    return Learner(user_id=user.pk, organization_type=user.organization_type)


def stranger() -> Learner:
    return Learner(anonymous_key=uuid.uuid4())


def act(who: Learner, lesson: LessonPage, what: LessonAct = LessonAct.DONE, **fields) -> Enrolment:
    """Record an act as a form would, with a key of its own unless one is given."""
    fields = {"fact_id": uuid.uuid4(), "now": timezone.now(), **fields}
    return actions.record_act(learner=who, lesson_key=lesson.translation_key, act=what, **fields)
