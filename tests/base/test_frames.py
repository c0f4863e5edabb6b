"""Markup with places, filled for each reader."""

import pytest
from django.template import Context, Engine

from base.frames import Frame, place


def test_a_frame_is_filled_with_what_belongs_to_one_reader():
    frame = Frame(f"<p>{place('name')}</p><input value='{place('token')}'>{place('name')}")

    filled = [frame.fill({"name": name, "token": "t"}) for name in ("Ana", "Berta")]

    assert frame.names == {"name", "token"}
    assert filled == [f"<p>{name}</p><input value='t'>{name}" for name in ("Ana", "Berta")]


def test_a_place_comes_through_a_template_as_it_is():
    template = Engine().from_string("<p title='{{ name }}'>{{ name|upper|lower }} {{ name }}</p>")

    frame = Frame(template.render(Context({"name": place("name")})))

    assert frame.fill({"name": "Ana"}) == "<p title='Ana'>Ana Ana</p>"


def test_what_a_reader_wrote_opens_no_place():
    frame = Frame(f"{place('text')} {place('token')}")

    filled = frame.fill({"text": f"[{'0' * 16}:token] {place('token')}", "token": "secret"})

    assert filled.count("secret") == 1


def test_a_place_without_a_value_is_an_error_and_not_a_hole():
    with pytest.raises(KeyError):
        Frame(place("name")).fill({})
