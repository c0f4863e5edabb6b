import pytest
from django.core.exceptions import ValidationError

from base.html import clean_html
from reference.glossary import link_glossary, marked_codes, validate_glossary_markup
from tests.reference.builders import a_glossary_term

KNOWN = {"open_door", "atd"}


def test_marked_words_become_links_in_the_language_of_the_text():
    html = "<p>An [[open_door|open-door]] house, and [[atd|alternatives]], [[atd|again]].</p>"

    linked, used = link_glossary(html, "es", KNOWN)

    assert linked == (
        '<p>An <a class="word" href="/es/glosario/open_door/">open-door</a> house, and '
        '<a class="word" href="/es/glosario/atd/">alternatives</a>, '
        '<a class="word" href="/es/glosario/atd/">again</a>.</p>'
    )
    assert used == ["open_door", "atd"]


@pytest.mark.parametrize(
    ("html", "shown"),
    [
        ("<p>[[nothing|plain words]]</p>", "<p>plain words</p>"),
        ("<p>[[atd|]]</p>", "<p>[[atd|]]</p>"),
        ("<p>[[atd]]</p>", "<p>[[atd]]</p>"),
        ("<p>[[atd|a <strong>b]] c</strong></p>", "<p>[[atd|a <strong>b]] c</strong></p>"),
        ('<p>[[atd" onclick="go()|x]]</p>', '<p>[[atd" onclick="go()|x]]</p>'),
        ('<p title="[[atd|x]]">y</p>', '<p title="[[atd|x]]">y</p>'),
        ('<a href="/a" title="a>b [[atd|x]]">y</a>', '<a href="/a" title="a>b [[atd|x]]">y</a>'),
        ('<a href="/a">see [[atd|words]]</a>', '<a href="/a">see words</a>'),
        ("<abbr>[[nothing|x]]</abbr>", "<abbr>x</abbr>"),
        ("<p>[[../../admin|x]]</p>", "<p>[[../../admin|x]]</p>"),
    ],
)
def test_what_is_no_mark_or_names_nothing_stays_as_it_is_or_plain(html, shown):
    assert link_glossary(html, "en", KNOWN) == (shown, [])


def test_hostile_words_stay_as_harmless_as_cleaning_made_them():
    html = clean_html(
        "<p>[[atd|<img src=x onerror=go()>words]] [[atd|&lt;script&gt;go()&lt;/script&gt;]]</p>"
    )

    linked, _used = link_glossary(html, "en", KNOWN)

    assert "<img" not in linked
    assert "<script" not in linked


def test_a_link_after_a_closed_link_is_made_again():
    linked, used = link_glossary('<a href="/a">x</a> [[atd|y]]', "en", KNOWN)

    assert linked == '<a href="/a">x</a> <a class="word" href="/en/glossary/atd/">y</a>'
    assert used == ["atd"]


def test_codes_are_listed_once_in_order():
    assert marked_codes("[[b|x]] [[a|y]] [[b|z]]") == ["b", "a"]


@pytest.mark.django_db
def test_an_author_is_told_every_mark_that_leads_nowhere():
    a_glossary_term(code="atd")

    with pytest.raises(ValidationError) as refusal:
        validate_glossary_markup("<p>[[atd|fine]] [[adt|typo]] [[no words]] [[zzz|x]]</p>")

    assert refusal.value.messages == [
        "Write glossary words as [[code|words]]; this cannot be read: [[no words]]",
        "The glossary has no entry with the code “adt”.",
        "The glossary has no entry with the code “zzz”.",
    ]


@pytest.mark.django_db
def test_text_with_sound_marks_or_none_is_accepted():
    a_glossary_term(code="atd")

    validate_glossary_markup("<p>[[atd|alternatives]]</p>")
    validate_glossary_markup("<p>No marks, and a list[0][1].</p>")
