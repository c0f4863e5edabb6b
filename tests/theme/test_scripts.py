"""The scripts lose nothing a person wrote, send nothing twice, and forget when asked."""

import pytest
from playwright.sync_api import Page

from tests.theme.stand_in import ADDRESS, StandIn


@pytest.fixture
def server(page: Page) -> StandIn:
    """The stand-in with its page open."""
    stand_in = StandIn(page)
    stand_in.open()
    return stand_in


def test_what_is_typed_is_saved_and_said_to_be_saved(server):
    server.type("Curfew")

    server.until("saved")

    assert server.texts() == ["Curfew"]
    assert server.page.locator(".save-state").inner_text() == "Saved"
    assert server.kept_here() == 0


def test_what_was_typed_before_the_script_came_is_saved_too(page):
    server, held = StandIn(page), []
    page.route("**/auto-save.js", lambda route: held.append(route))
    page.goto(f"{ADDRESS}/")
    server.type("Curfew")

    server.answer(held[0])
    server.until("saved")

    assert server.texts() == ["Curfew"]


def test_a_failed_save_is_tried_again_under_the_same_key(server):
    server.status = 503
    server.type("Curfew")
    server.until("waiting")

    server.status = 200
    server.until("saved")

    assert server.texts() == ["Curfew", "Curfew"]
    assert len(set(server.keys())) == 1


def test_each_new_text_has_a_key_of_its_own(server):
    server.type("One")
    server.until("saved")

    with server.page.expect_request("**/reflection"):
        server.type(" two")
    server.until("saved")

    assert server.texts() == ["One", "One two"]
    assert len(set(server.keys())) == 2


def test_unsaved_text_comes_back_after_a_reload(server):
    server.status = 503
    server.type("Curfew")
    server.until("waiting")
    server.status = 200

    server.open()

    assert server.page.locator("textarea").input_value() == "Curfew"
    server.until("saved")


def test_a_shared_device_keeps_no_draft(page):
    server = StandIn(page, attributes="data-shared-device")
    server.open()
    server.status = 503

    server.type("Curfew")
    server.until("waiting")

    assert server.kept_here() == 0


def test_a_refusal_is_shown_in_the_words_of_the_server(server):
    server.status, server.body = 400, {"error": "This text is too long."}

    server.type("Curfew")
    server.until("refused")

    assert server.page.locator(".save-state").inner_text() == "This text is too long."


def test_a_second_tap_sends_nothing(server):
    press = "document.querySelector('#done button').click()"

    with server.page.expect_navigation():
        server.page.evaluate(f"() => {{ {press}; {press} }}")

    assert [path for path, _ in server.posts] == ["/done"]


def test_signing_out_clears_what_the_browser_kept(page):
    server = StandIn(page, done="data-clear-local")
    server.open()
    page.evaluate("sessionStorage.setItem('draft:x', 'Curfew')")

    with page.expect_navigation():
        page.locator("#done button").click()

    assert server.kept_here() == 0


def test_the_quick_exit_leaves_clears_and_takes_the_page_out_of_back(server):
    server.page.goto(f"{ADDRESS}/second")
    server.page.evaluate("localStorage.setItem('a', '1'); sessionStorage.setItem('b', '2')")
    before = server.page.evaluate("history.length")

    server.page.locator("[data-quick-exit]").click()
    server.page.wait_for_url(f"{ADDRESS}/elsewhere")

    assert server.kept_here() == 0
    assert "/exit" in server.asked
    assert server.page.evaluate("history.length") == before
