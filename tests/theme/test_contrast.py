"""Every pair of colours that meets on a page can be told apart (WCAG 2.2 AA), in both schemes."""

import pytest

from tests.theme.stylesheet import colour_tokens, contrast

TINTS = ["brand", "coral", "leaf", "sky", "news", "plum"]
GROUNDS = ["paper", "surface", "sunk"] + [f"{name}-tint" for name in TINTS] + ["sun-tint"]
TEXT = (
    [("ink", ground) for ground in GROUNDS]
    + [("ink-soft", ground) for ground in GROUNDS]
    + [("brand", ground) for ground in GROUNDS]
    + [(name, f"{name}-tint") for name in TINTS]
    + [(name, "surface") for name in TINTS]
    + [(name, "paper") for name in TINTS]
    + [("sun-ink", "sun-tint"), ("sun-ink", "surface"), ("brand-ink", "brand"), ("brand-ink", "brand-deep")]
    + [("leaf-ink", "leaf"), ("leaf", "sky-tint"), ("news", "sky-tint"), ("coral", "sky-tint")]
)
SHAPES = [("edge", ground) for ground in ("paper", "surface", "brand-tint", "sky-tint", "plum-tint")] + [
    ("focus", ground) for ground in GROUNDS
]
_, LIGHT, DARK = colour_tokens()


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), TEXT)
def test_text_can_be_read_on_its_ground(scheme, front, ground):
    assert contrast(scheme[front], scheme[ground]) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("front", "ground"), SHAPES)
def test_edges_of_controls_and_focus_can_be_seen(scheme, front, ground):
    assert contrast(scheme[front], scheme[ground]) >= 3


def test_browsers_without_light_dark_get_exactly_the_light_colours():
    plain, light, _ = colour_tokens()

    assert plain == light
