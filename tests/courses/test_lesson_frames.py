"""A lesson is made once and filled for each reader: nobody ever sees what belongs to another."""

import re

import pytest
from django.contrib.messages import SUCCESS
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse

from courses.enums import LessonAct
from courses.models import LessonFact
from tests.courses.activities.visits import read, write
from tests.courses.builders import act, learner, lessons_of, module, person, site_tree
from tests.courses.builders_activities import hold, reflection

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
KEY = re.compile(r'name="uuid" value="([\w-]+)"')


@pytest.fixture(scope="module")
def lesson(arranged):
    pages = module(site_tree(), lessons=2)
    hold([lessons_of(page)[0] for page in pages.values()], reflection())
    return lessons_of(pages["en"])[0]


def signed_in(name: str, **fields) -> Client:
    client = Client()
    client.user = person(name, **fields)
    client.force_login(client.user)
    return client


def test_two_readers_share_the_frame_and_nothing_of_their_own(lesson):
    ana, berta = signed_in("ana"), signed_in("berta")
    write(ana, lesson, "Only for Ana <b>")

    pages = [read(reader, lesson) for reader in (ana, berta, ana)]

    assert [("Ana" in page, "Berta" in page) for page in pages] == [
        (True, False),
        (False, True),
        (True, False),
    ]
    assert ["Only for Ana &lt;b&gt;" in page for page in pages] == [True, False, True]
    tokens = [set(TOKEN.findall(page)) for page in pages]
    assert len(set.union(*tokens)) == sum(map(len, tokens)) > 0


def test_every_form_of_every_answer_has_a_key_of_its_own(lesson):
    ana = signed_in("ana")

    keys = [key for _visit in range(3) for key in KEY.findall(read(ana, lesson))]

    assert len(keys) >= 6
    assert len(set(keys)) == len(keys)


def test_a_strangers_page_made_first_or_last_holds_nothing_of_a_reader(client, lesson):
    before = read(client, lesson)
    read(signed_in("ana"), lesson)
    after = read(Client(), lesson)

    assert before == after
    assert ("Ana" in after, TOKEN.findall(after)) == (False, [])


def test_a_name_is_shown_as_text(lesson):
    eva = signed_in("eva")
    eva.user.display_name = "<script>alert(1)</script>"
    eva.user.save()

    page = read(eva, lesson)

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_only_staff_find_the_way_to_the_editor(lesson):
    pages = [read(signed_in("trini", is_staff=True), lesson), read(signed_in("ana"), lesson)]

    assert [reverse("wagtailadmin_pages:edit", args=[lesson.pk]) in page for page in pages] == [True, False]


def test_the_outline_follows_each_reader(lesson):
    ana, berta = signed_in("ana"), signed_in("berta")
    act(learner(ana.user), lesson)
    act(learner(berta.user), lesson, LessonAct.VISITED)

    states = [
        re.findall(r'<span class="state">([^<]+)</span>', read(one, lesson))[:2] for one in (ana, berta, ana)
    ]

    assert states == [["Done", "Not started"], ["In progress", "Not started"], ["Done", "Not started"]]


def test_what_just_happened_is_told_once_and_to_nobody_else(lesson):
    ana, berta = signed_in("ana"), signed_in("berta")
    read(ana, lesson)
    ana.cookies["messages"] = CookieStorage(HttpRequest())._encode([Message(SUCCESS, "Well <done>")])

    pages = [read(berta, lesson), read(ana, lesson), read(ana, lesson)]

    assert ["Well &lt;done&gt;" in page for page in pages] == [False, True, False]


def test_no_place_is_left_open(lesson):
    for reader in (Client(), signed_in("ana")):
        assert re.findall(r"\[[0-9a-f]{16}:[\w-]+\]", read(reader, lesson)) == []


def test_a_published_change_shows_to_readers_at_once(lesson):
    ana = signed_in("ana")
    read(ana, lesson)

    lesson.title = "Another title"
    lesson.save_revision().publish()

    assert "Another title" in read(ana, lesson)


def test_a_preview_records_nothing_and_leaves_no_trace(lesson):
    lesson.title = "A draft"
    trini = signed_in("trini", is_staff=True)
    request = trini.get(lesson.url).wsgi_request

    drafts = [lesson.serve_preview(request, mode).content.decode() for mode in ("visitor", "participant")]

    assert ["A draft" in draft for draft in drafts] == [True, True]
    assert LessonFact.objects.count() == 0
    assert "A draft" not in read(trini, lesson)
