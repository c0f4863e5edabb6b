"""The stylesheet and the scripts keep their promises: light, logical, from our own address."""

import gzip
import re

from base.storages import join_stylesheet
from tests.theme.stylesheet import CSS, THEME, sources

PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border)-(?:left|right|top|bottom)[\w-]*|(?:min-|max-)?(?:width|height)"
    r"|left|right|top|bottom)\s*:"
    r"|text-align:\s*(?:left|right)|float:\s*(?:left|right)"
)
AT_RULE = re.compile(r"@media[^{]*\{")
STYLESHEET_LIMIT = 11 * 1024
SCRIPT_LIMIT = 6 * 1024


def test_every_part_is_imported_once_into_a_layer():
    index = sources()["index.css"]

    imported = re.findall(r'@import url\("([^"]+)"\) layer\([a-z]+\);', index)

    # Those that stand alone: of the admin, and of the page behind the link in a letter.
    alone = {"index.css", "admin.css", "small.css"}
    assert sorted(imported) == sorted(sources().keys() - alone)


def test_only_logical_properties_are_used():
    found = {name: PHYSICAL.findall(AT_RULE.sub("{", css)) for name, css in sources().items()}

    assert {name: hits for name, hits in found.items() if hits} == {}


def test_nothing_is_asked_of_other_addresses():
    asked = [url for css in sources().values() for url in re.findall(r"url\(\"?([^\")]+)", css)]

    assert [url for url in asked if ":" in url] == []


def test_the_joined_stylesheet_stays_within_its_weight():
    joined = join_stylesheet((CSS / "index.css").read_text(encoding="utf-8"), CSS)

    assert len(gzip.compress(joined.encode())) <= STYLESHEET_LIMIT


def test_all_scripts_together_stay_within_their_weight():
    scripts = b"".join(gzip.compress(file.read_bytes()) for file in (THEME / "static" / "js").glob("*.js"))

    assert len(scripts) <= SCRIPT_LIMIT


def test_templates_hold_no_inline_script_style_or_handler():
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)")

    templates = (THEME / "templates").rglob("*.html")
    found = [file.name for file in templates if inline.search(file.read_text(encoding="utf-8"))]

    assert found == []


def test_icons_are_silent_and_drawn_on_one_grid():
    silent = 'viewBox="0 0 24 24" width="20" height="20" aria-hidden="true" focusable="false"'
    icons = [
        file for file in (THEME / "templates" / "components" / "icons").glob("*.svg") if file.stem != "mark"
    ]

    odd = [file.name for file in icons if silent not in file.read_text(encoding="utf-8")]

    assert odd == []
