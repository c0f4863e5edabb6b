"""Figures written inside text follow their corrections."""

import pytest
from django.core.exceptions import ValidationError

from base import generation
from base.translated import Translated
from reference.figures import fill_figures, with_figures
from reference.glossary import validate_glossary_markup
from reference.models import Statistic
from tests.reference.builders import a_statistic

pytestmark = pytest.mark.django_db


@pytest.fixture
def detained():
    made = a_statistic(code="detained", value=35700, precision="at_least")
    generation.bump()
    return made


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "In 2015 more than 35,700 children"), ("es", "In 2015 más de 35,700 children")],
)
def test_a_marked_figure_is_written_out_in_the_readers_language(detained, language, words):
    assert fill_figures("In 2015 [[=detained]] children", language) == words


def test_a_correction_shows_in_the_text(detained):
    fill_figures("[[=detained]]", "en")
    row = Statistic.objects.get()
    row.value = 35701
    row.save()

    assert fill_figures("[[=detained]]", "en") == "more than 35,701"


def test_a_figure_that_does_not_exist_shows_no_number(detained):
    assert fill_figures("[[=gone]] children", "en") == "… children"


def test_every_language_of_a_text_is_filled(detained):
    filled = with_figures(Translated(es="([[=detained]])", en="([[=detained]])"))

    assert filled.as_dict() == {"es": "(más de 35,700)", "en": "(more than 35,700)"}


def test_editors_are_told_about_a_figure_that_does_not_exist(detained):
    validate_glossary_markup("<p>[[=detained]]</p>")

    with pytest.raises(ValidationError, match="gone"):
        validate_glossary_markup("<p>[[=gone]]</p>")


def test_the_note_of_a_figure_follows_the_corrections_of_another(client, detained):
    share = a_statistic(
        code="share", note=Translated(en="Of [[=detained]] children.", es="De [[=detained]].")
    )
    generation.bump()

    page = client.get(f"/en/figures/{share.code}/").content.decode()

    assert "Of more than 35,700 children." in page
