"""Text in every language at once: nothing is borrowed silently."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.utils.translation import override

from base.fields import TranslatedField, TranslatedFormField, WebAddressField, as_translated
from base.translated import Translated

BOTH = Translated(es="Puente", en="Bridge")
SPANISH = Translated(es="Puente")


def test_each_language_gives_its_own_text():
    assert (BOTH["es"], BOTH["en"], dict(BOTH), len(BOTH)) == (
        "Puente",
        "Bridge",
        {"es": "Puente", "en": "Bridge"},
        2,
    )


def test_blank_texts_and_unknown_languages_count_as_missing():
    text = Translated({"es": "Puente", "en": "  ", "fr": "Pont"})

    assert (text, text.missing(), text.in_language("en")) == (SPANISH, ["en"], "")
    with pytest.raises(KeyError):
        text["en"]


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        (BOTH, "en", ("Bridge", "en")),
        (SPANISH, "en", ("Puente", "es")),
        (SPANISH, None, ("Puente", "es")),
        (Translated(), "en", ("", "en")),
        (Translated(), None, ("", "")),
    ],
)
def test_the_other_language_is_only_given_with_its_name(text, language, found):
    assert text.or_other(language) == found


def test_equal_texts_are_one_key():
    assert {BOTH: 1}[Translated(en="Bridge", es="Puente")] == 1


def shown(text: Translated, language: str) -> str:
    with override(language):
        return Template("{% load puentes %}{% translated text %}").render(Context({"text": text}))


def test_pages_mark_a_text_of_the_other_language_and_say_so():
    page = shown(SPANISH, "en")

    assert '<span lang="es">Puente</span>' in page
    assert "(only in Spanish)" in page
    assert shown(BOTH, "en") == "Bridge"
    assert shown(Translated(), "en") == ""


def test_texts_are_escaped_on_pages():
    assert shown(Translated(en="<b>&"), "en") == "&lt;b&gt;&amp;"
    assert "<b>" not in shown(Translated(es="<b>"), "en")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, Translated()),
        ("", Translated()),
        ({"es": "Puente"}, SPANISH),
        ('{"es": "Puente"}', SPANISH),
        (SPANISH, SPANISH),
    ],
)
def test_what_the_database_holds_becomes_a_text(value, text):
    assert as_translated(value) == text


@pytest.mark.parametrize("value", [3, ["es"], "[1]", "3"])
def test_what_is_no_text_by_language_is_refused(value):
    with pytest.raises(ValidationError):
        as_translated(value)


def test_a_form_asks_for_every_language():
    field = TranslatedFormField()

    assert field.clean([" Puente ", "Bridge"]) == BOTH
    with pytest.raises(ValidationError):
        field.clean(["Puente", ""])


def test_a_form_takes_one_language_where_none_is_required():
    assert TranslatedFormField(required=False).clean(["Puente", ""]) == SPANISH


@pytest.mark.parametrize("values", [["P\x00", "B"], ["x" * 11, "B"]])
def test_a_form_refuses_what_cannot_be_stored(values):
    with pytest.raises(ValidationError):
        TranslatedFormField(max_length=10).clean(values)


def test_each_input_says_which_language_it_is_for():
    class BridgeForm(forms.Form):
        name = TranslatedFormField(multiline=True)

    html = str(BridgeForm(initial={"name": BOTH})["name"])

    assert html.count("<textarea") == 2
    assert ('lang="es"' in html, 'lang="en"' in html, "Puente" in html, "Bridge" in html) == (True,) * 4


def test_an_unchanged_form_has_not_changed():
    field = TranslatedFormField()

    assert not field.has_changed(BOTH, ["Puente", "Bridge"])
    assert field.has_changed(BOTH, ["Puente", "Bridges"])


def test_a_text_that_lacks_a_language_is_not_complete():
    with pytest.raises(ValidationError):
        TranslatedField().validate(SPANISH, None)

    TranslatedField(blank=True).validate(SPANISH, None)


def test_an_address_without_a_scheme_is_taken_for_https():
    assert WebAddressField().formfield().clean("example.org") == "https://example.org"
