"""Content files fill the shelf, and never overwrite a person."""

import json
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command

from base.translated import Translated
from reference.keeping import Outcome, fingerprint, links_of
from reference.loading import load_reference
from reference.models import GlossaryTerm, Provision, Source, StageMatch, Statistic, Term

pytestmark = pytest.mark.django_db

SOURCE = {
    "code": "report",
    "citation": {"en": "Annual report", "es": "Informe anual"},
    "url": "https://example.org/report",
    "kind": "article",
    "language": "en",
    "published": "2016",
    "retrieved": "2026-11-22",
}
VOCABULARIES = {
    "vocabularies": {
        "statistic_unit": {
            "label": {"en": "Unit", "es": "Unidad"},
            "source": "report",
            "terms": [{"code": "children", "label": {"en": "Children", "es": "Niñas y niños"}, "order": 1}],
        },
        "statistic_term": {
            "label": {"en": "Word", "es": "Palabra"},
            "source": None,
            "terms": [{"code": "detained", "label": {"en": "Detained", "es": "Detenidas/os"}, "order": 1}],
        },
    }
}
PLACE = {"code": "MX", "name": {"en": "Mexico", "es": "México"}, "level": "country", "parent": None}
STATISTIC = {
    "code": "detained-2015",
    "indicator": {"en": "Children detained", "es": "Niñas y niños detenidos"},
    "value": 35700,
    "precision": "at_least",
    "unit": "children",
    "period": "2015",
    "place": "MX",
    "population": None,
    "term": "detained",
    "source": "report",
    "as_of": "2016-05",
    "fact_status": "source_document",
    "dispute_group": None,
}
GLOSSARY = {
    "terms": [
        {
            "code": code,
            "term": {"en": code, "es": code},
            "definition": {"en": "Meaning", "es": "Sentido"},
            "source": "report",
            "avoid": {"en": ["minors", "aliens"]},
            "related": [related],
        }
        for code, related in (("atd", "care"), ("care", "atd"))
    ]
}


def write(folder: Path, **files) -> Path:
    """A content folder with these files in place of the plain ones."""
    plain = {
        "sources": [SOURCE],
        "vocabularies": VOCABULARIES,
        "places": [PLACE],
        "statistics": [STATISTIC],
        "glossary": GLOSSARY,
    }
    for name, rows in {**plain, **files}.items():
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(rows, allow_unicode=True))
    return folder


def counts(report) -> dict[str, int]:
    return {outcome.name: report.count(outcome) for outcome in Outcome if report.count(outcome)}


def test_a_first_load_creates_every_row_with_all_it_says(tmp_path):
    report = load_reference(write(tmp_path))

    figure = Statistic.objects.with_facts().get()
    assert (counts(report), report.left_out) == ({"CREATED": 9}, {})
    assert figure.indicator == Translated(en="Children detained", es="Niñas y niños detenidos")
    assert (str(figure.value), figure.precision, figure.unit.code) == ("35700.00", "at_least", "children")
    assert (figure.source.code, figure.statistic_term.code) == ("report", "detained")
    assert (figure.as_of_date.isoformat(), figure.as_of_precision) == ("2016-05-01", "month")
    assert figure.period == Translated(en="2015", es="2015")
    assert Source.objects.get().published_precision == "year"
    assert GlossaryTerm.objects.get(code="atd").avoid["en"] == "minors\naliens"
    assert list(GlossaryTerm.objects.get(code="atd").related.all()) == [GlossaryTerm.objects.get(code="care")]


def test_a_second_load_changes_nothing(tmp_path):
    load_reference(write(tmp_path))

    report = load_reference(tmp_path)

    assert counts(report) == {"UNCHANGED": 9}


def test_a_row_follows_its_file_while_nobody_changed_it(tmp_path):
    load_reference(write(tmp_path))

    report = load_reference(write(tmp_path, statistics=[{**STATISTIC, "value": 35704}]))

    assert counts(report) == {"UPDATED": 1, "UNCHANGED": 8}
    assert Statistic.objects.get().value == 35704


def test_what_a_person_changed_is_kept_and_reported(tmp_path):
    load_reference(write(tmp_path))
    figure = Statistic.objects.get()
    figure.value = 36000
    figure.save()

    report = load_reference(write(tmp_path, statistics=[{**STATISTIC, "value": 35704}]))

    assert Statistic.objects.get().value == 36000
    assert report.names(Outcome.KEPT) == ["reference.statistic detained-2015"]


def test_links_that_a_person_changed_are_kept(tmp_path):
    load_reference(write(tmp_path))
    GlossaryTerm.objects.get(code="atd").related.clear()

    report = load_reference(tmp_path)

    assert list(GlossaryTerm.objects.get(code="atd").related.all()) == []
    assert report.names(Outcome.KEPT) == ["reference.glossaryterm atd"]


def test_a_row_that_comes_to_say_what_its_file_says_follows_it_again(tmp_path):
    load_reference(write(tmp_path))
    Statistic.objects.update(value=36000)
    load_reference(write(tmp_path, statistics=[{**STATISTIC, "value": 36000}]))

    report = load_reference(write(tmp_path, statistics=[{**STATISTIC, "value": 36001}]))

    assert counts(report) == {"UPDATED": 1, "UNCHANGED": 8}


def test_a_row_that_a_person_deleted_stays_deleted(tmp_path):
    load_reference(write(tmp_path))
    GlossaryTerm.objects.get(code="care").delete()

    report = load_reference(tmp_path)

    assert not GlossaryTerm.objects.filter(code="care").exists()
    assert report.names(Outcome.KEPT) == ["reference.glossaryterm care"]
    assert report.left_out == {}


def test_a_row_that_a_person_made_first_is_theirs(tmp_path):
    Source.objects.create(code="report", citation=Translated(en="Mine", es="Mía"))

    report = load_reference(write(tmp_path))

    assert Source.objects.get().citation == Translated(en="Mine", es="Mía")
    assert report.names(Outcome.KEPT) == ["reference.source report"]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"source": "nowhere"}, "MissingRowError: source 'nowhere' does not exist"),
        ({"unit": "goats"}, "MissingRowError: statistic_unit has no term 'goats'"),
        ({"indicator": {"en": "Children detained"}}, "indicator"),
        ({"precision": "roughly"}, "precision"),
        ({"as_of": "soon"}, "ValueError"),
        ({"value": "many"}, "value"),
    ],
)
def test_a_row_that_cannot_be_read_is_left_out_with_its_reason(tmp_path, change, reason):
    report = load_reference(write(tmp_path, statistics=[{**STATISTIC, **change}]))

    assert list(report.left_out) == ["statistics detained-2015"]
    assert reason in report.left_out["statistics detained-2015"]
    assert not Statistic.objects.exists()


def test_empty_values_change_no_fingerprint(tmp_path):
    load_reference(write(tmp_path))
    figure = Statistic.objects.get()
    before = fingerprint(figure, links_of(figure))

    figure.note, figure.population = Translated(), None

    assert fingerprint(figure, links_of(figure)) == before


def test_a_relative_that_does_not_exist_is_reported(tmp_path):
    glossary = {"terms": [{**GLOSSARY["terms"][0], "related": ["typo"]}]}

    report = load_reference(write(tmp_path, glossary=glossary))

    assert report.left_out == {"glossary atd": "MissingRowError: glossary term 'typo' does not exist"}


def test_json_files_are_read_as_well(tmp_path):
    (tmp_path / "sources.json").write_text(json.dumps([SOURCE]))

    assert counts(load_reference(tmp_path)) == {"CREATED": 1}


def test_a_folder_without_files_loads_nothing(tmp_path):
    assert counts(load_reference(tmp_path)) == {}


def test_the_content_of_the_repository_loads_completely_and_is_bilingual(capsys):
    call_command("load_reference")
    report = load_reference(settings.ROOT / "content" / "reference")

    assert "left out" not in capsys.readouterr().out
    assert (set(report.outcomes.values()), report.left_out) == ({Outcome.UNCHANGED}, {})
    assert [
        row.code for row in GlossaryTerm.objects.all() if row.term.missing() or row.definition.missing()
    ] == []
    assert StageMatch.objects.exists()
    assert not Term.objects.of("cap_step_2011").get(code="step5_last_resort").applies_to_children
    assert Provision.objects.get(code="article-111").text.missing() == ["es"]
