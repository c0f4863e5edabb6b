"""Certificates and their holders."""

import datetime
import uuid

from django.contrib.auth.models import Group
from django.utils import timezone

from base.translated import Translated
from courses import actions as learning
from courses.models import Enrolment
from credentials import actions
from credentials.enums import Kind
from credentials.models import Certificate
from credentials.subjects import Subject
from people.enums import Role
from people.models import User
from tests.courses.builders import act, learner, lessons_of, person

DAY = datetime.datetime(2026, 3, 14, 15, 9, 26, tzinfo=datetime.UTC)


def subject(title: str = "La visita", **fields) -> Subject:
    titles = Translated(es=title, en=f"{title} (en)")
    return Subject(**{"kind": Kind.MODULE, "key": uuid.uuid4(), "titles": titles, "minutes": 95, **fields})


def certificate(
    holder: User | None = None, *, name: str = "Ána Ñuño", about: Subject | None = None
) -> Certificate:
    """One that is in force; `name` empty for a holder who has not said which name it bears."""
    holder = holder or person()
    if name:
        actions.choose_name(user=holder, name=name, now=DAY)
    return actions.issue(holder=holder, subject=about or subject(), completed_at=DAY, now=DAY)


def finish(who, page) -> Enrolment:
    """Mark every lesson of a module page as done."""
    for lesson in lessons_of(page):
        enrolment = act(who, lesson)
    return enrolment


def finished_by(user: User, page) -> Enrolment:
    return finish(learner(user), page)


def with_role(role: Role, name: str = "") -> User:
    user = person(name or role.value)
    user.groups.add(Group.objects.get_or_create(name=role.value)[0])
    return User.objects.get(pk=user.pk)


def manager(name: str = "marta") -> User:
    return with_role(Role.PROGRAMME_MANAGER, name)


def claim(user: User, stranger) -> int:
    return learning.claim(user=user, anonymous_key=stranger.anonymous_key, now=timezone.now())
