"""Fills the databases of the benchmark; each part runs in a process of its own: `python -m tests.bench.data …`.

It prints one line of JSON that says what was made.
"""

import json
import sys
import uuid

from tools.prepare import set_up_django

set_up_django()


from django.db import connection, models, transaction
from django.utils import timezone, translation

from courses import actions
from courses.enums import LessonAct
from courses.learners import Learner
from courses.models import Enrolment, LessonFact
from courses.outline import Outline
from people.models import User
from tests.crowd import person, session_of, the_module

LESSONS = 6
DONE = 4
NEW_ID = "lower(hex(randomblob(16)))"


def read_all(user: User, outline: Outline, *, done: int = 0) -> Enrolment:
    """The enrolment of somebody who has opened every lesson and finished the first few."""
    learner = Learner(user_id=user.pk)
    steps = [(LessonAct.VISITED, lesson) for lesson in outline.lessons]
    steps += [(LessonAct.DONE, lesson) for lesson in outline.lessons[:done]]
    for act, lesson in steps:
        enrolment = actions.record_act(
            learner=learner, lesson_key=lesson.key, act=act, fact_id=uuid.uuid4(), now=timezone.now()
        )
    return enrolment


def copy_rows(model: type[models.Model], source: str, count: int, **changed: str) -> None:
    """Write each row that `source` picks `count` times more; `changed` are columns as SQL over `n` from 1."""
    columns = [field.column for field in model._meta.concrete_fields]
    values = [changed.get(column, f"t.{column}") for column in columns]
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {count}) "
            f"INSERT INTO {table} ({', '.join(columns)}) "
            f"SELECT {', '.join(values)} FROM numbers, {table} AS t WHERE {source}"
        )


def populate(outline: Outline, facts: int) -> None:
    """Bring the table of facts to so many rows: learners like one another, who finished four lessons."""
    user = person("many")
    enrolment = read_all(user, outline, done=DONE)
    count = (facts - LessonFact.objects.count()) // (LESSONS + DONE)
    first_user, first = User.objects.latest("pk").pk, Enrolment.objects.latest("pk").pk
    with transaction.atomic():
        email = "'many-' || n || '@example.org'"
        copy_rows(User, f"t.id = {user.pk}", count, id=f"{first_user} + n", public_id=NEW_ID, email=email)
        ids = {"id": f"{first} + n", "user_id": f"{first_user} + n"}
        copy_rows(Enrolment, f"t.id = {enrolment.pk}", count, public_id=NEW_ID, **ids)
        mine = f"t.enrolment_id = {enrolment.pk}"
        copy_rows(LessonFact, mine, count, id=NEW_ID, enrolment_id=f"{first} + n")


def make_site(learners: int, facts: int) -> dict:
    """Learners with sessions who have opened every lesson, among others who make up the facts."""
    outline = the_module()
    people = [person(f"learner-{number}") for number in range(learners)]
    for user in people:
        read_all(user, outline)
    populate(outline, facts)
    with translation.override("en"):
        lessons = [{"url": lesson.url, "key": str(lesson.key)} for lesson in outline.lessons]
    sessions = [session_of(user) for user in people]
    return {"lessons": lessons, "sessions": sessions}


def counts() -> dict:
    """How many rows there are of what mark-as-done writes."""
    done = Enrolment.objects.aggregate(total=models.Sum("lessons_done"))["total"]
    acts = LessonFact.objects.filter(act=LessonAct.DONE).count()
    return {"facts": LessonFact.objects.count(), "marked": acts, "lessons_done": done}


def make_bare_page() -> dict:
    from django.core.management import call_command
    from wagtail.models import Page

    from tests.bench.bare_page.content import checked_body
    from tests.bench.bare_page.models import BarePage

    call_command("migrate", "bare_page", verbosity=0)
    home = Page.objects.get(depth=2, locale__language_code="en", live=True)
    page = home.add_child(
        instance=BarePage(
            title="The bare page", slug="bare", locale=home.locale, body=json.dumps(checked_body())
        )
    )
    return {"url": page.url}


def main(arguments: list[str]) -> None:
    what, *numbers = arguments
    make = {"site": make_site, "counts": counts, "bare_page": make_bare_page}[what]
    print(json.dumps(make(*map(int, numbers))))


if __name__ == "__main__":
    main(sys.argv[1:])
