"""Covers are drawn from the key alone."""

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from base.covers import GROUND, WIDTH, arches, draw_cover, sun


@given(st.text())
def test_a_key_always_gives_the_same_sound_picture(key):
    picture = draw_cover(key)

    assert picture == draw_cover(key)
    assert ElementTree.fromstring(picture).get("aria-hidden") == "true"


@given(st.text())
def test_the_row_of_arches_fills_the_width_and_the_sun_stands_above(key):
    row, (across, down) = arches(key), sun(key)

    assert row[0][0] - row[0][1] <= 0
    assert row[-1][0] + row[-1][1] >= WIDTH
    assert 0 < across < WIDTH
    assert down < GROUND - max(radius for _middle, radius, _rings in row)


def test_other_keys_give_other_pictures():
    assert len({draw_cover(f"module-{number}") for number in range(100)}) > 95
