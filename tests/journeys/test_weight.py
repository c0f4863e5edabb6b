"""What a first visit weighs on a phone with a slow line: 360 × 640, 400 kbit/s, 400 ms, nothing cached."""

import pytest

from tests.journeys.addresses import (
    CATALOGUES,
    HOMES,
    LESSONS,
    LONGEST_LESSONS,
    MODULES,
    PATHS,
    PICTURED_LESSONS,
)
from tests.journeys.weight import Weight, weigh

KB = 1024
MOST_BYTES = 60 * KB
MOST_BYTES_OF_TEXT = 35 * KB
MOST_BYTES_OF_SCRIPT = 10 * KB
MOST_REQUESTS = 4
MOST_MILLISECONDS = 3000

# Spanish says the same with more letters; these are the lessons with the most drawings, with a scenario, with
# the most text and with a picture.
PAGES = [HOMES["es"], CATALOGUES["es"], MODULES["es"], LESSONS["es"][2], LESSONS["es"][3], PATHS["es"]]
PAGES += [LONGEST_LESSONS["es"], PICTURED_LESSONS["es"], HOMES["en"], LESSONS["en"][0]]


def waited_for(weight: Weight) -> list[str]:
    """What was asked for before the page could be read; the icon of the tab comes when nothing else is left."""
    return [url for url in weight.before_readable if "/favicon." not in url]


def over_budget(weight: Weight) -> dict[str, object]:
    """Everything above its limit, with what was measured."""
    text = weight.of("Document", "Stylesheet")
    limits = {
        "bytes in all": (weight.total, MOST_BYTES),
        "bytes of HTML and CSS": (text, MOST_BYTES_OF_TEXT),
        "bytes of script": (weight.of("Script"), MOST_BYTES_OF_SCRIPT),
        "milliseconds until it can be read": (round(weight.readable_ms), MOST_MILLISECONDS),
        "requests before it can be read": (len(waited_for(weight)), MOST_REQUESTS),
    }
    return {name: measured for name, (measured, most) in limits.items() if measured > most}


@pytest.mark.parametrize("url", PAGES)
def test_a_first_visit_stays_within_its_budget(page_at, url):
    page = page_at(360, language=url[1:3])

    weight = weigh(page, url)

    assert over_budget(weight) == {}, waited_for(weight)
