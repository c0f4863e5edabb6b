"""The instruments of the journeys notice what they are there to notice."""

import pytest

from tests.journeys.accessibility import assert_accessible, violations
from tests.journeys.pages import Complaints, new_page, sideways_overflow
from tests.journeys.steps import Steps
from tests.journeys.weight import weigh

PLAIN = "<!doctype html><html lang=en><title>Plain</title><main><h1>Plain</h1>{}</main></html>"


@pytest.fixture
def blank(browser):
    page = new_page(browser, "http://example.invalid", width=360, scheme="light", script=True, language="en")
    yield page
    page.context.close()


def serve(page, bodies: dict[str, str]) -> None:
    """Answer the page's requests with bodies by path."""
    page.route("**/*", lambda route: route.fulfill(body=bodies[route.request.url.partition("invalid")[2]]))


def test_a_picture_without_alternative_is_a_violation(blank):
    blank.set_content(PLAIN.format('<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'))

    assert [line.partition(":")[0] for line in violations(blank)] == ["image-alt"]


def test_a_plain_page_is_accessible(blank):
    blank.set_content(PLAIN.format("<p>Read me.</p>"))

    assert_accessible(blank)


def test_a_page_wider_than_its_window_is_measured(blank):
    blank.set_content(PLAIN.format('<div style="inline-size: 500px">Wide</div>'))

    assert sideways_overflow(blank) > 100


def test_only_activations_count_as_steps(blank):
    blank.set_content(PLAIN.format("<a href='#a'>First</a> <button>Second</button> <input id=t>"))
    steps = Steps(blank)

    steps.click(blank.get_by_role("link"))
    steps.activate(blank.get_by_role("button"), "Space")
    blank.locator("#t").fill("typed")
    steps.press("Tab")

    assert steps.count == 2


def test_an_element_the_keyboard_cannot_reach_is_noticed(blank):
    blank.set_content(PLAIN.format("<a href='#a'>Link</a><span onclick='1'>Not a button</span>"))

    with pytest.raises(AssertionError, match="keyboard does not reach"):
        Steps(blank).activate(blank.get_by_text("Not a button"))


def test_script_errors_and_other_hosts_are_heard(blank):
    complaints = Complaints("http://example.invalid")
    complaints.listen_to(blank)
    serve(blank, {"/": "<script>nothing()</script><img src=http://elsewhere.invalid/x>", "/x": ""})

    blank.goto("/")

    assert {line.partition(":")[0] for line in complaints.heard} == {
        "script error",
        "request to another host",
    }


def test_the_running_site_is_weighed_over_a_slow_line(site, page_at):
    weight = weigh(page_at(360, language="en"), "/en/")

    assert weight.of("Document") > 1000
    assert weight.total >= weight.of("Document") + weight.of("Stylesheet")
    assert weight.before_readable[0] == f"{site.url}/en/"
    assert weight.readable_ms > 400
