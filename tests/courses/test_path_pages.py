"""One real request for every page that shows a path, as a stranger and as somebody known."""

import json
import re
import uuid

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from base import generation
from courses.models import Enrolment, PathCompletion, PathFollowing
from courses.path_records import follow
from tests.courses.builders import act, learner, lessons_of, module, person, site_tree
from tests.courses.builders_paths import finish, path, refresh

pytestmark = pytest.mark.django_db
NOT_COUNTED = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


@pytest.fixture(scope="module")
def catalogues(arranged):
    return site_tree()


@pytest.fixture(scope="module")
def modules(catalogues):
    return [module(catalogues, lessons=2, slug=f"m{number}", code=f"M{number}") for number in (1, 2, 3)]


@pytest.fixture(scope="module")
def whole(catalogues, modules):
    return path(catalogues, modules, advice="Nothing is locked.", audience=["advocacy"])


def words(html: str) -> str:
    """What the main part of a page says."""
    main = re.search(r"<main.*?</main>", html, re.DOTALL)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def read(client, page) -> str:
    response = client.get(page.url)
    assert response.status_code == 200
    return response.content.decode()


def address(name: str, pages, language: str = "en") -> str:
    with override(language):
        return reverse(f"courses:{name}", args=[pages["en"].translation_key])


def queries(call) -> int:
    """How many queries a warm call costs besides those that open and close transactions."""
    generation.current()
    call()
    with CaptureQueriesContext(connection) as captured:
        call()
    return len([one for one in captured if not one["sql"].startswith(NOT_COUNTED)])


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_stranger_reads_the_path_and_is_offered_a_start_without_a_form(client, whole, modules, language):
    response = client.get(whole[language].url)
    html = response.content.decode()

    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert not response.cookies
    assert [html.index(f'href="{pages[language].url}"') for pages in modules] == sorted(
        html.index(f'href="{pages[language].url}"') for pages in modules
    )
    assert f"Reason 2 ({language})." in html
    assert f'rel="nofollow" href="{address("path_start", whole, language)}"' in html
    assert ("csrf" in html, "<form" in html.split("<main")[1].split("</main")[0]) == (False, False)


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_list_of_paths_leads_to_each(client, whole, language):
    index = whole[language].get_parent()

    html = read(client, index)

    assert (index.slug, f'href="{whole[language].url}"' in html) == (
        {"en": "paths", "es": "itinerarios"}[language],
        True,
    )


def test_a_list_without_paths_says_so(client, catalogues, whole):
    for page in whole.values():
        page.unpublish()
    refresh()

    assert "No path yet" in read(client, whole["en"].get_parent())


@pytest.mark.parametrize("page", [lambda whole: whole["en"], lambda whole: whole["en"].get_parent()])
def test_a_kept_page_costs_one_query_at_most(client, whole, page):
    url = page(whole).url
    client.get(url)
    generation.forget()

    with CaptureQueriesContext(connection) as captured:
        client.get(url)

    assert len(captured) == 1


def test_a_stranger_who_starts_is_known_and_leaves_no_row(client, whole, modules):
    response = client.get(address("path_start", whole))

    assert (response.status_code, response.headers["Location"]) == (302, lessons_of(modules[0]["en"])[0].url)
    assert settings.START_COOKIE_NAME in response.cookies
    assert (Enrolment.objects.count(), PathFollowing.objects.count()) == (0, 0)


def test_a_browsers_guess_is_not_a_start(client, whole):
    response = client.get(address("path_start", whole), headers={"sec-purpose": "prefetch"})

    assert (response.status_code, dict(response.cookies)) == (204, {})


def test_starting_follows_the_path_and_enrols_on_its_first_module(client, whole, modules):
    ana = person("ana")
    client.force_login(ana)
    html = read(client, whole["en"])
    assert f'action="{address("path_start", whole)}"' in html

    answers = [client.post(address("path_start", whole)) for _time in range(2)]

    assert {answer.headers["Location"] for answer in answers} == {lessons_of(modules[0]["en"])[0].url}
    assert [row.module_key for row in Enrolment.objects.all()] == [modules[0]["en"].translation_key]
    assert PathFollowing.objects.get().user == ana


def test_starting_skips_what_is_complete(client, whole, modules):
    ana = person("ana")
    finish(learner(ana), modules[0])
    client.force_login(ana)

    response = client.post(address("path_start", whole))

    assert response.headers["Location"] == lessons_of(modules[1]["en"])[0].url


def test_continue_leads_to_the_lesson_in_one_step(client, whole, modules):
    ana = person("ana")
    finish(learner(ana), modules[0])
    act(learner(ana), lessons_of(modules[1]["en"])[0])
    client.force_login(ana)

    html = read(client, whole["en"])

    link = re.search(r'<a class="btn big" href="([^"]+)">([^<]+)', html)
    assert (link[1], " ".join(link[2].split())) == (
        lessons_of(modules[1]["en"])[1].url,
        "Continue: module 2, lesson 2, 7 min",
    )
    assert re.findall(r'class="dot (\w*)"', html) == ["done", "in_progress", "not_started"]
    assert html.count('class="here"') == 1
    assert "1 of 3 modules complete" in html


def test_states_are_words_beside_their_marks(client, whole, modules):
    ana = person("ana")
    finish(learner(ana), modules[0])
    act(learner(ana), lessons_of(modules[1]["en"])[0])
    client.force_login(ana)

    html = read(client, whole["en"])

    found = re.findall(r'<span class="state">([^<]+)</span>', html.split('class="steps path-steps"')[1])
    assert found[:3] == ["Completed", "In progress, at lesson 2 of 2", "Not started"]


def test_following_and_not_following_undo_each_other(client, whole):
    ana = person("ana")
    client.force_login(ana)
    url = address("path_following", whole)

    client.post(url, {"following": "yes"})
    client.post(url, {"following": "yes"})
    html = read(client, whole["en"])
    assert (PathFollowing.objects.count(), "Stop following" in html) == (1, True)

    client.post(url, {"following": "no"})
    client.post(url, {"following": "no"})
    assert (PathFollowing.objects.count(), "Stop following" in read(client, whole["en"])) == (0, False)


@pytest.mark.parametrize("data", [{}, {"following": "maybe"}])
def test_a_form_that_says_nothing_changes_nothing(client, whole, data):
    client.force_login(person("ana"))

    response = client.post(address("path_following", whole), data)

    assert (response.headers["Location"], PathFollowing.objects.count()) == (whole["en"].url, 0)


def test_a_stranger_cannot_follow(client, whole):
    response = client.post(address("path_following", whole), {"following": "yes"})

    assert (response.status_code, PathFollowing.objects.count()) == (303, 0)


@pytest.mark.parametrize("name", ["path_start", "path_following"])
def test_an_unpublished_path_has_no_addresses(client, whole, name):
    for page in whole.values():
        page.unpublish()
    refresh()
    client.force_login(person("ana"))

    assert client.post(address(name, whole), {"following": "yes"}).status_code == 404


def test_my_learning_shows_ones_own_paths_and_where_they_go_on(client, whole, modules, catalogues):
    ana, berta = person("ana"), person("berta")
    other = path(catalogues, [modules[2]], slug="other", advice="")
    follow(learner=learner(berta), path_key=other["en"].translation_key, now=timezone.now())
    follow(learner=learner(ana), path_key=whole["en"].translation_key, now=timezone.now())
    act(learner(ana), lessons_of(modules[0]["en"])[0])
    client.force_login(ana)

    with override("en"):
        html = client.get(reverse("courses:my_learning")).content.decode()

    assert f'href="{whole["en"].url}"' in html
    assert "Continue: module 1, lesson 2" in html
    assert other["en"].url not in html


def test_the_first_page_leads_on_from_a_completed_module_to_the_next(client, whole, modules):
    ana = person("ana")
    follow(learner=learner(ana), path_key=whole["en"].translation_key, now=timezone.now())
    finish(learner(ana), modules[0])
    client.force_login(ana)

    html = client.get("/en/").content.decode()

    assert "Go on with your path" in html
    assert "Continue: module 2, lesson 1" in " ".join(html.split())
    assert f'action="{address("path_start", whole)}"' in html


def test_the_first_page_says_on_which_path_a_module_stands(client, whole, modules):
    ana = person("ana")
    act(learner(ana), lessons_of(modules[0]["en"])[0])
    client.force_login(ana)
    before = client.get("/en/").content.decode()

    follow(learner=learner(ana), path_key=whole["en"].translation_key, now=timezone.now())
    after = client.get("/en/").content.decode()

    assert ["On your path:" in before, "On your path:" in after] == [False, True]


@pytest.mark.parametrize("url", ["/en/", "/en/learn/"])
def test_strangers_find_paths_from_the_first_page_and_the_catalogue(client, whole, url):
    assert f'href="{whole["en"].url}"' in client.get(url).content.decode()


def test_a_module_names_its_paths_and_what_to_take_before_it(client, whole, modules):
    first, second = modules[0]["en"], modules[1]["en"]
    second.refresh_from_db()
    second.advised_first = [{"type": "module", "id": "a", "value": str(first.translation_key)}]
    second.save()
    refresh()
    ana = person("ana")
    stranger_html = read(client, second)
    client.force_login(ana)
    before = words(read(client, second))
    finish(learner(ana), modules[0])

    after = words(read(client, second))

    assert f'href="{whole["en"].url}"' in stranger_html
    advice = "We advise to take first: The pilot (en)"
    assert f"{advice} It is advice" in words(stranger_html)
    assert f"{advice} Not started" in before
    assert f"{advice} Completed" in after


def test_a_completed_module_leads_on_along_its_path(client, whole, modules):
    ana = person("ana")
    finish(learner(ana), modules[0])
    client.force_login(ana)

    html = read(client, modules[0]["en"])

    assert "Next on your path:" in html
    assert f'<a href="{modules[1]["en"].url}">' in html


def test_a_completed_path_says_so_and_stays_readable(
    client, whole, modules, django_capture_on_commit_callbacks
):
    ana = person("ana")
    with django_capture_on_commit_callbacks(execute=True):
        finish(learner(ana), *modules)
    client.force_login(ana)

    html = read(client, whole["en"])

    assert PathCompletion.objects.count() == 1
    assert 'id="complete"' in html
    assert "See what is new" not in html
    assert "Follow this path" not in html
    follow(learner=learner(ana), path_key=whole["en"].translation_key, now=timezone.now())
    assert "Stop following" in read(client, whole["en"])


def test_a_module_that_is_not_published_is_announced_without_its_title(client, whole, modules):
    for page in modules[1].values():
        page.title = "SECRET TITLE"
        page.save()
        page.unpublish()
    refresh()

    html = read(client, whole["en"])

    assert "A module in preparation" in html
    assert "SECRET" not in html
    assert "Reason 2 (en)." in html


def test_a_module_of_the_other_language_says_so(client, catalogues, modules):
    english = module(catalogues, lessons=1, slug="only", languages=("en",))
    pages = path(catalogues, [modules[0], english], slug="both")

    html = read(client, pages["es"])

    row = html.split('class="steps path-steps"')[1].split("</li>")[1]
    assert '<span lang="en">The pilot (en)</span>' in row
    assert "(solo en inglés)" in row


def test_a_path_of_one_language_is_listed_in_the_other_with_a_notice(client, catalogues, modules):
    pages = path(catalogues, modules[:1], languages=("en",), slug="english")

    html = read(client, pages["en"].get_parent().get_translations().first().specific)

    assert f'href="{pages["en"].url}"' in html
    assert "(solo en inglés)" in html


def test_search_engines_read_the_modules_as_parts_of_the_path(client, whole, modules):
    html = read(client, whole["en"])

    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])

    assert data["@type"] == "Course"
    assert [part["url"] for part in data["hasPart"]] == [
        f"http://testserver{pages['en'].url}" for pages in modules
    ]


def test_the_sitemap_holds_paths_with_their_other_language(client, whole):
    text = client.get("/sitemap.xml").content.decode()

    assert all(f"<loc>http://testserver{page.url}</loc>" in text for page in whole.values())


@pytest.mark.parametrize(
    "url",
    [
        lambda whole, modules: whole["en"].url,
        lambda whole, modules: whole["en"].get_parent().url,
        lambda whole, modules: modules[0]["en"].url,
        lambda whole, modules: reverse("courses:my_learning"),
        lambda whole, modules: "/en/",
    ],
    ids=["path", "paths", "module", "my learning", "home"],
)
def test_ten_times_the_modules_and_paths_cost_no_query_more(client, whole, modules, catalogues, url):
    ana = person("ana")
    client.force_login(ana)
    follow(learner=learner(ana), path_key=whole["en"].translation_key, now=timezone.now())
    finish(learner(ana), modules[0])
    address_ = url(whole, modules)
    few = queries(lambda: client.get(address_))

    more = [module(catalogues, lessons=1, slug=f"more-{number}") for number in range(27)]
    longer = path(catalogues, [*modules, *more], slug="longer", locked=(5, 20))
    for number in range(8):
        one = path(catalogues, more[number : number + 3], slug=f"path-{number}")
        follow(learner=learner(ana), path_key=one["en"].translation_key, now=timezone.now())
    follow(learner=learner(ana), path_key=longer["en"].translation_key, now=timezone.now())
    finish(learner(ana), *more[10:14])
    many = queries(lambda: client.get(address_))

    assert many <= few


@pytest.mark.parametrize("mode", ["visitor", "participant"])
def test_a_draft_is_previewed_in_both_modes(rf, whole, mode):
    page = whole["en"]
    page.refresh_from_db()
    page.title = "A path being made"

    with override("en"):
        response = page.make_preview_request(preview_mode=mode)
    html = response.rendered_content if hasattr(response, "rendered_content") else response.content.decode()

    assert (response.status_code, "A path being made" in html) == (200, True)
    assert Enrolment.objects.count() == PathFollowing.objects.count() == 0


def test_the_checklist_names_each_module(client, whole, modules):
    client.force_login(person("ana"))

    checklist = read(client, whole["en"]).split('id="checklist"')[1].split("</section>")[0]

    for number, pages in enumerate(modules, start=1):
        assert f"Complete module {number}:" in checklist
        assert f'<a href="{pages["en"].url}">{pages["en"].title}</a>' in checklist


def test_a_stranger_who_started_finds_the_path_in_my_learning(client, whole):
    client.get(address("path_start", whole))

    html = client.get(reverse("courses:my_learning")).content.decode()

    assert whole["en"].title in html or whole["es"].title in html
    assert 'name="following"' not in html
    assert not PathFollowing.objects.exists()


def test_signing_in_before_doing_anything_leads_back_to_the_path_once_it_is_started(client, whole):
    ana = person("ana", language="en")
    client.get(address("path_start", whole))
    client.force_login(ana)

    first = client.get(reverse("after_sign_in"))
    elsewhere = client.get(reverse("after_sign_in"), {"next": "/en/learn/"})
    client.post(address("path_start", whole))
    afterwards = client.get(reverse("after_sign_in"))

    assert first.url == whole["en"].url
    assert elsewhere.url == "/en/learn/"
    assert PathFollowing.objects.get().user == ana
    assert afterwards.url == "/en/my-learning/"


@pytest.mark.parametrize(("answer", "followed"), [("yes", 1), ("no", 0)])
def test_claiming_what_was_done_follows_the_path_it_began_with(client, whole, modules, answer, followed):
    client.get(address("path_start", whole))
    lesson = lessons_of(modules[0]["en"])[0]
    client.post(
        reverse("courses:lesson_act", args=[lesson.translation_key]),
        {"uuid": str(uuid.uuid4()), "act": "done"},
    )
    client.force_login(person("ana"))

    assert "/claim" in client.get(reverse("after_sign_in")).url or Enrolment.objects.count() == 1
    client.post(reverse("courses:claim"), {"answer": answer})

    assert PathFollowing.objects.filter(user__isnull=False).count() == followed
