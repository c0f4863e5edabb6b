"""Pages kept for strangers: what is kept, for whom, and what never is."""

import gzip

import pytest
from django.contrib.auth.models import Group
from django.http import HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.test import RequestFactory
from wagtail.models import PageViewRestriction

from base import generation
from base.middleware import UnknownVisitors
from base.visitors import open_to_all
from tests.courses.builders import lessons_of, module, person, site_tree

pytestmark = pytest.mark.django_db
LONG = "Bridges for everybody. " * 40


class House:
    """Stands for everything below the middleware and counts how often it was asked."""

    def __init__(self, answer=lambda request: open_to_all(HttpResponse(LONG))):
        self.answer, self.asked = answer, 0
        self.door = UnknownVisitors(self)

    def __call__(self, request):
        self.asked += 1
        self.seen = request
        return self.answer(request)

    def get(self, path="/en/", **headers):
        return self.door(RequestFactory().get(path, **headers))

    def ask(self, method, path="/en/", **headers):
        return self.door(RequestFactory().generic(method, path, **headers))


def with_cookie(header: str) -> dict[str, str]:
    return {"HTTP_COOKIE": header}


def test_a_page_is_made_once_for_all_strangers():
    house = House()

    answers = [house.get().content for _visit in range(3)]

    assert (answers, house.asked) == ([LONG.encode()] * 3, 1)


def test_a_stranger_who_takes_gzip_gets_the_kept_page_compressed():
    house = House()
    house.get()

    packed = house.get(HTTP_ACCEPT_ENCODING="gzip, br")

    assert gzip.decompress(packed.content).decode() == LONG
    assert (packed["Content-Encoding"], house.asked) == ("gzip", 1)
    assert packed["Content-Length"] == str(len(packed.content))


def test_the_first_stranger_gets_what_the_next_one_gets():
    house = House()

    first, second = (house.get(HTTP_ACCEPT_ENCODING="gzip") for _visit in range(2))

    assert first.content == second.content
    assert dict(first.headers) == dict(second.headers)


def test_a_kept_page_asks_to_be_checked_at_every_visit():
    kept = House().get()

    assert kept["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert kept["Vary"] == "Accept-Encoding, Cookie, Save-Data"


@pytest.mark.parametrize("encoding", ["", "gzip"])
def test_whoever_has_the_page_already_is_told_so(encoding):
    house = House()
    tag = house.get(HTTP_ACCEPT_ENCODING=encoding)["ETag"]

    again = house.get(HTTP_ACCEPT_ENCODING=encoding, HTTP_IF_NONE_MATCH=f'"other", W/{tag}')

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)


def test_the_tag_of_one_encoding_is_not_taken_for_the_other():
    house = House()
    plain = house.get()["ETag"]

    packed = house.get(HTTP_ACCEPT_ENCODING="gzip", HTTP_IF_NONE_MATCH=plain)

    assert packed.status_code == 200
    assert packed["ETag"] != plain


@pytest.mark.parametrize(
    "cookies",
    [
        "puentes_session=abc",
        "puentes_start=abc",
        "theme=dark; puentes_session=abc",
        # Python's SimpleCookie gives up at such a name; Django reads on and finds the session.
        "bad[name]=1; puentes_session=abc",
        "puentes_session=",
    ],
)
def test_a_known_person_never_gets_a_kept_page(cookies):
    house = House()
    house.get()

    answer = house.get(**with_cookie(cookies))

    assert (house.asked, house.seen.is_known) == (2, True)
    assert answer["Cache-Control"] == "private, no-cache"
    assert "Cookie" in answer["Vary"]


def test_what_a_known_person_got_is_not_kept():
    house = House()

    house.get(**with_cookie("puentes_session=abc"))
    house.get()

    assert house.asked == 2


@pytest.mark.parametrize(
    "cookies",
    ["", "theme=dark", "puentes_sessions=1", "xpuentes_session=1", "puentes_language=es", "puentes_csrf=1"],
)
def test_other_cookies_make_nobody_known(cookies):
    house = House()
    house.get()

    house.get(**with_cookie(cookies))

    assert (house.asked, house.seen.is_known) == (1, False)


def set_cookie(request):
    response = open_to_all(HttpResponse(LONG))
    response.set_cookie("puentes_language", "es")
    return response


def use_token(request):
    return open_to_all(HttpResponse(get_token(request)))


@pytest.mark.parametrize(
    "answer",
    [
        lambda request: HttpResponse(LONG),
        set_cookie,
        use_token,
        lambda request: open_to_all(HttpResponse(LONG, status=404)),
        lambda request: open_to_all(HttpResponseRedirect("/es/")),
        lambda request: open_to_all(StreamingHttpResponse([LONG])),
    ],
    ids=["not declared open", "sets a cookie", "holds a token", "missing", "redirect", "streamed"],
)
def test_what_may_belong_to_one_visitor_is_never_kept(answer):
    house = House(answer)

    answers = [house.get() for _visit in range(2)]

    assert house.asked == 2
    assert {one["Cache-Control"] for one in answers} == {"private, no-cache"}
    assert not any("ETag" in one for one in answers)


def test_what_is_not_kept_is_compressed_all_the_same():
    page = House(lambda request: HttpResponse(LONG)).get(HTTP_ACCEPT_ENCODING="gzip")

    assert gzip.decompress(page.content).decode() == LONG
    assert "Accept-Encoding" in page["Vary"]


def test_a_view_that_says_how_long_its_answer_lives_is_left_alone():
    def answer(request):
        return HttpResponse(LONG, headers={"Cache-Control": "no-store"})

    assert House(answer).get()["Cache-Control"] == "no-store"


def test_head_is_answered_from_the_shelf_and_never_fills_it():
    house = House()

    first = house.ask("HEAD")
    house.get()
    second = house.ask("HEAD")

    assert house.asked == 2
    assert first["ETag"] == second["ETag"]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_other_methods_pass_through(method):
    house = House()
    house.get()

    assert house.ask(method)["Cache-Control"] == "private, no-cache"
    assert house.asked == 2


@pytest.mark.parametrize("query", ["utm_source=mail", "fbclid=1&utm_term=x", "anything=else", "%00", "=&&"])
def test_tracking_parameters_change_nothing_and_reach_nobody(query):
    house = House(lambda request: open_to_all(HttpResponse(LONG + request.get_full_path())))

    first = house.get(f"/en/?{query}")
    second = house.get("/en/")

    assert (first.content, house.asked) == (second.content, 1)
    assert second.content.decode().endswith("/en/")


@pytest.mark.parametrize("query", ["audience=advocacy", "utm_source=mail&page=2", "q=", "next=/en/"])
def test_a_query_that_pages_answer_to_is_answered_afresh(query):
    house = House(lambda request: open_to_all(HttpResponse(request.get_full_path())))
    house.get("/en/")

    answers = [house.get(f"/en/?{query}") for _visit in range(2)]

    assert house.asked == 3
    assert {one.content.decode() for one in answers} == {f"/en/?{query}"}
    assert {one["Cache-Control"] for one in answers} == {"private, no-cache"}


def test_host_scheme_and_path_each_have_pages_of_their_own():
    house = House(
        lambda request: open_to_all(HttpResponse(f"{request.scheme} {request.get_host()} {request.path}"))
    )

    answers = {
        house.get(path, HTTP_HOST=host, **{"wsgi.url_scheme": scheme}).content.decode()
        for path in ("/en/", "/es/")
        for host in ("localhost", "127.0.0.1")
        for scheme in ("http", "https")
        for _twice in range(2)
    }

    assert (len(answers), house.asked) == (8, 8)


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/1/", "/static/css/index.css", "/uploads/x.pdf"])
def test_the_admin_and_files_are_never_kept(path):
    house = House()

    house.get(path)
    house.get(path)

    assert house.asked == 2


def test_published_content_shows_at_once_where_it_was_published():
    house = House()
    old = house.get()["ETag"]

    generation.bump()

    assert house.get()["ETag"] != old
    assert house.asked == 2


def test_a_page_made_while_content_changes_is_not_taken_for_the_new_one():
    def answer(request):
        generation.bump()
        return open_to_all(HttpResponse(LONG))

    house = House(answer)
    house.get()
    house.get()

    assert house.asked == 2


# --- The whole house


@pytest.fixture
def pilot():
    return module(site_tree(), lessons=2)


def addresses(pilot) -> list[str]:
    home = "/en/"
    return [home, "/en/learn/", pilot["en"].url, lessons_of(pilot["en"])[0].url, "/en/glossary/"]


def test_kept_pages_cost_no_query(client, pilot, django_assert_num_queries):
    for url in addresses(pilot):
        client.get(url)
        with django_assert_num_queries(0):
            assert client.get(url).status_code == 200


def test_pages_for_strangers_hold_no_token_no_form_and_no_cookie(client, pilot):
    for url in addresses(pilot):
        page = client.get(url)
        text = page.content.decode()
        assert "public" in page["Cache-Control"], url
        assert ("csrfmiddlewaretoken" in text, "<form" in text and 'method="post"' in text) == (
            False,
            False,
        ), url
        assert not page.cookies, url


def test_a_restricted_page_is_never_kept(client, pilot):
    url, lesson = pilot["en"].url, lessons_of(pilot["en"])[0]
    client.get(url)
    client.get(lesson.url)
    restriction = PageViewRestriction.objects.create(page=pilot["en"], restriction_type="groups")
    restriction.groups.add(Group.objects.create(name="The pilot's learners"))

    answers = [client.get(one) for one in (url, lesson.url)]

    assert [one.status_code for one in answers] == [302, 302]
    assert ["private" in one["Cache-Control"] for one in answers] == [True, True]


def test_an_unpublished_page_is_gone_at_once(client, pilot):
    lesson = lessons_of(pilot["en"])[0]
    client.get(lesson.url)

    lesson.unpublish()

    assert client.get(lesson.url).status_code == 404


def test_a_page_of_somebody_signed_in_is_theirs_alone(client, pilot):
    ana = person("ana")
    client.get(pilot["en"].url)
    client.force_login(ana)

    page = client.get(pilot["en"].url)
    client.logout()
    after = client.get(pilot["en"].url)

    assert (page["Cache-Control"], "Ana" in page.content.decode()) == ("private, no-cache", True)
    assert ("public" in after["Cache-Control"], "Ana" in after.content.decode()) == (True, False)


def test_an_address_under_a_wrong_host_is_refused_and_not_kept(client, pilot):
    answers = [client.get("/en/", HTTP_HOST="evil.example") for _visit in range(2)]

    assert [one.status_code for one in answers] == [400, 400]
    assert "evil.example" not in client.get("/en/").content.decode()
