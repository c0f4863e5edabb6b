"""People and pages for the tests of the front of the house."""

from pathlib import Path

from django.contrib.auth.models import Group
from wagtail.models import Page

from courses.models import LessonPage, ModulePage
from home.groups import trainers_of
from home.loading.specs import page_key
from people.enums import Role
from people.models import User


def page(key: str, language: str) -> Page:
    """The page that was loaded under this name."""
    return Page.objects.get(translation_key=page_key(key), locale__language_code=language).specific


def module(language: str = "en") -> ModulePage:
    return page("m1", language)


def lesson(number: int = 1, language: str = "en") -> LessonPage:
    return page(f"m1/lesson-{number}", language)


def person(name: str, *roles: Role) -> User:
    """Somebody with an account and these roles."""
    made = User.objects.create_user(f"{name}@example.org", display_name=name.title(), language="en")
    made.groups.add(*Group.objects.filter(name__in=[role.value for role in roles]))
    return User.objects.get(pk=made.pk)


def trainer_of(module_page: ModulePage, name: str = "tania") -> User:
    """A trainer who may change this module."""
    made = person(name, Role.TRAINER)
    made.groups.add(trainers_of(module_page.translation_key))
    return User.objects.get(pk=made.pk)


def replace_in(path: Path, old: str, new: str) -> None:
    """Change a text of a content file; it must be there."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
