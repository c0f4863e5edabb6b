"""The shelf holds so many bytes and no more."""

import gzip

import pytest
from django.http import HttpResponse

from base.kept_pages import KeptPage, Shelf, keep


def page(text: str = "A page", generation: int = 1, **headers) -> KeptPage:
    return keep(HttpResponse(text, headers=headers), generation)


def test_a_page_is_found_while_its_generation_lasts():
    shelf, kept = Shelf(), page()
    shelf.put(("/en/",), kept)

    found = [shelf.find(("/en/",), 1), shelf.find(("/es/",), 1), shelf.find(("/en/",), 2)]

    assert found == [kept, None, None]
    assert (len(shelf), shelf.bytes) == (0, 0)


def test_the_page_nobody_asked_for_longest_leaves_first():
    shelf = Shelf(max_bytes=3 * page().size)
    for name in "abc":
        shelf.put((name,), page())

    shelf.find(("a",), 1)
    shelf.put(("d",), page())

    assert [name for name in "abcd" if shelf.find((name,), 1)] == ["a", "c", "d"]
    assert shelf.bytes == 3 * page().size


def test_a_page_put_twice_counts_once():
    shelf = Shelf()

    for _time in range(2):
        shelf.put(("/en/",), page())

    assert (len(shelf), shelf.bytes) == (1, page().size)


def test_a_page_larger_than_the_shelf_does_not_stay():
    shelf = Shelf(max_bytes=100)
    shelf.put(("small",), page("x"))

    shelf.put(("large",), page("y" * 1000))

    assert (len(shelf), shelf.bytes) == (0, 0)


def test_thousands_of_invented_addresses_stay_within_the_bound():
    shelf = Shelf(max_bytes=100_000)

    for number in range(2000):
        shelf.put((f"/en/{number}/",), page("x" * 1000))

    assert shelf.bytes <= 100_000
    assert shelf.bytes == sum(one.size for one in shelf._pages.values())


def test_both_encodings_say_the_same():
    kept = page("Bridges. " * 100)

    assert gzip.decompress(kept.packed.body) == kept.plain.body


def test_the_same_page_of_the_same_generation_has_the_same_tags_in_every_process():
    assert page().plain.etag == page().plain.etag
    assert page().packed.body == page().packed.body
    assert len({page().plain.etag, page("Other").plain.etag, page(generation=2).plain.etag}) == 3


@pytest.mark.parametrize(
    "name", ["Content-Security-Policy", "Content-Language", "X-Frame-Options", "Content-Type"]
)
def test_headers_that_belong_to_the_page_are_kept(name):
    kept = page(**{name: "something"})

    assert kept.answer("", "").headers[name] == "something"


@pytest.mark.parametrize("name", ["Set-Cookie", "X-Request-Id", "Location", "Age"])
def test_headers_that_belong_to_one_answer_are_not_kept(name):
    kept = page(**{name: "something"})

    assert name not in kept.answer("", "").headers
