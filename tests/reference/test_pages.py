"""The public shelf, read as a stranger reads it."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from base import generation
from base.translated import Translated
from reference import usage
from tests.reference.builders import (
    a_glossary_term,
    a_provision,
    a_source,
    a_statistic,
    a_term,
    an_instrument,
    both,
)

pytestmark = pytest.mark.django_db


def read(url: str) -> BeautifulSoup:
    """The page at `url` as a stranger gets it."""
    response = Client().get(url)
    assert response.status_code == 200, url
    assert "Set-Cookie" not in response.headers
    assert response.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    return BeautifulSoup(response.content, "html.parser")


def words(element) -> str:
    return " ".join(element.get_text(" ").split())


@pytest.mark.parametrize(
    ("url", "other"),
    [
        ("/en/glossary/", "/es/glosario/"),
        ("/en/glossary/atd/", "/es/glosario/atd/"),
        ("/en/law/", "/es/normas/"),
        ("/en/law/article-111/", "/es/normas/article-111/"),
        ("/en/figures/", "/es/cifras/"),
        ("/en/figures/detained-2015/", "/es/cifras/detained-2015/"),
    ],
)
def test_every_page_stands_in_both_languages_and_links_to_its_twin(url, other):
    a_glossary_term(code="atd")
    a_provision(code="article-111")
    a_statistic(code="detained-2015")

    english, spanish = read(url), read(other)

    assert (english.html["lang"], spanish.html["lang"]) == ("en", "es")
    assert len(english.select("h1")) == len(spanish.select("h1")) == 1
    assert english.select_one("link[rel=alternate][hreflang=es]")["href"].endswith(other)
    assert spanish.select_one("link[rel=alternate][hreflang=en]")["href"].endswith(url)


@pytest.mark.parametrize("url", ["/en/glossary/none/", "/es/normas/none/", "/en/figures/none/"])
def test_an_unknown_code_is_not_found(url):
    assert Client().get(url).status_code == 404


@pytest.mark.parametrize("url", ["/en/glossary/", "/es/normas/", "/en/figures/"])
def test_an_empty_shelf_says_so(url):
    assert read(url).select_one(".empty")


def test_the_glossary_lists_words_under_the_letters_of_the_reader():
    a_glossary_term(code="best", term=Translated(en="Best interests", es="Interés superior"))
    a_glossary_term(code="care", term=Translated(en="Care", es="Ámbito"), avoid=Translated(en="menaces"))

    page = read("/es/glosario/")

    assert [link.text for link in page.select(".letters a")] == ["A", "I"]
    assert [words(title) for title in page.select(".entries h3")] == ["Ámbito", "Interés superior"]
    assert page.select_one("#care .avoid [lang=en]").text == "menaces"


def test_an_entry_shows_sources_relatives_both_languages_and_uses():
    care = a_glossary_term(code="care")
    atd = a_glossary_term(code="atd", definition=both("Not locked up"))
    atd.sources.add(a_source(citation=both("Handbook"), url="https://example.org/handbook"))
    care.related.add(atd)

    page = read("/en/glossary/atd/")

    assert words(page.h1) == "atd (en)"
    assert page.select_one(".sources a")["href"] == "https://example.org/handbook"
    assert [link["href"] for link in page.select(".words a")] == ["/en/glossary/care/"]
    assert words(page.select_one("p[lang=es]")) == "atd (es) : Not locked up (es)"


def test_a_word_that_a_language_lacks_is_shown_with_a_notice():
    a_glossary_term(code="atd", definition=Translated(en="Only English"))

    page = read("/es/glosario/atd/")

    borrowed = page.select_one(".lead")
    assert borrowed.select_one("[lang=en]").text == "Only English"
    assert borrowed.select_one(".only-in")
    assert page.select_one("meta[name=description]")["content"] == ""


def test_a_provision_says_what_its_text_is():
    a_provision(code="article-111", note=both("A note"))

    page = read("/en/law/article-111/")

    assert page.blockquote.text == "No child shall be held."
    assert page.blockquote["lang"] == "en"
    flags = words(page.select_one(".provision .row"))
    assert flags == "Unofficial translation As of 2 December 2015 Legal force: To verify"
    assert "This is not legal advice." in words(page)


def test_a_text_that_is_pending_is_never_replaced_by_a_translation_of_ours():
    a_provision(code="article-111")

    page = read("/es/normas/article-111/")

    provision = page.select_one(".provision")
    assert words(provision.select_one(".row .chip")) == "Texto pendiente"
    assert "El texto en español está pendiente" in words(provision)
    assert "Our summary (es)" in words(provision)
    assert provision.select_one("details blockquote")["lang"] == "en"
    assert "Traducción no oficial" in words(provision.details.summary)


@pytest.mark.parametrize(
    ("age", "notices"), [(datetime.timedelta(days=10), 0), (datetime.timedelta(days=200), 1)]
)
def test_a_review_that_is_due_is_announced(age, notices):
    a_provision(code="article-111", reviewed_date=datetime.date.today() - age)

    assert len(read("/en/law/article-111/").select(".notice")) == notices


def test_the_law_lists_instruments_with_their_provisions():
    regulations = an_instrument(name=both("Regulations"))
    a_provision(code="article-111", instrument=regulations)

    page = read("/en/law/")

    assert [words(title) for title in page.select(".entries h2")] == ["Regulations (en)"]
    assert page.select_one(".entries li a")["href"] == "/en/law/article-111/"


@pytest.mark.parametrize(
    ("url", "value", "period"),
    [("/en/figures/f/", "more than 35,700", "2015"), ("/es/cifras/f/", "más de 35,700", "2015")],
)
def test_a_figure_is_told_with_its_words_and_its_meaning(url, value, period):
    a_statistic(code="f")

    page = read(url)

    facts = [words(fact) for fact in page.select(".facts dd")]
    assert words(page.select_one(".figure-num")) == value
    assert facts[0].startswith(value)
    assert period in facts


def test_figures_that_differ_are_always_shown_together():
    a_statistic(code="idc", dispute_group="children-2015")
    a_statistic(code="segob", dispute_group="children-2015", value=35704, precision="exact")
    a_statistic(code="other", value=20, precision="exact")

    alone, together, listed = read("/en/figures/other/"), read("/en/figures/idc/"), read("/en/figures/")

    assert [words(number) for number in alone.select(".figure-num")] == ["20"]
    assert [words(number) for number in together.select(".figure-num")] == ["more than 35,700", "35,704"]
    assert len(together.select(".statistic .flag")) == 2
    assert sorted(len(group.select(".statistic")) for group in listed.select(".entries > article")) == [1, 2]


def test_percentages_have_no_unit_beside_their_sign():
    a_statistic(code="share", value="52.2", precision="exact", unit=a_term("statistic_unit", "percent"))

    assert words(read("/en/figures/share/").select_one(".facts dd")) == "52.2%"


def test_pages_say_where_a_row_is_used_in_the_readers_language(monkeypatch):
    monkeypatch.setattr(usage, "_providers", [])
    usage.register(lambda row: [("Lección 1", "/es/1/", "es"), ("Lesson 1", "/en/1/", "en")])
    a_statistic(code="f")

    assert [link["href"] for link in read("/en/figures/f/").select(".used a")] == ["/en/1/"]
    assert [link["href"] for link in read("/es/cifras/f/").select(".used a")] == ["/es/1/"]


def test_hostile_text_cannot_leave_its_place():
    hostile = "</script><script>go()</script>\"'<b>"
    a_glossary_term(code="atd", term=both(hostile), definition=both(hostile))

    page = read("/en/glossary/atd/")

    assert [script.get("type") for script in page.select("script")] == ["module", "application/ld+json"]
    assert words(page.h1).startswith("</script>")


def test_linked_data_names_the_word_and_its_set():
    a_glossary_term(code="atd")

    text = read("/en/glossary/atd/").select_one("script[type='application/ld+json']").text

    assert '"@type": "DefinedTerm"' in text
    assert '"inDefinedTermSet": "http://testserver/en/glossary/"' in text


@pytest.mark.parametrize(
    "url", ["/en/glossary/", "/es/normas/", "/en/figures/", "/en/figures/f/", "/en/glossary/w/"]
)
def test_the_number_of_queries_does_not_grow_with_the_shelf(url):
    def queries() -> int:
        generation.current()
        with CaptureQueriesContext(
            connection,
        ) as seen:
            read(url)
        return len(seen)

    a_statistic(code="f", dispute_group="g")
    a_provision()
    a_glossary_term(code="w").related.add(a_glossary_term())
    few = queries()
    for _number in range(10):
        a_statistic(dispute_group="g")
        a_provision()
        a_glossary_term().related.add(a_glossary_term())

    assert queries() == few


def test_a_correction_shows_at_once_on_a_page_that_was_kept(django_capture_on_commit_callbacks):
    client = Client()
    figure = a_statistic(code="f")
    generation.forget()
    first = client.get("/en/figures/f/")
    kept = client.get("/en/figures/f/", headers={"if-none-match": first["ETag"]})

    with django_capture_on_commit_callbacks(execute=True):
        figure.value = 36000
        figure.save()

    corrected = client.get("/en/figures/f/", headers={"if-none-match": first["ETag"]})
    assert (first.status_code, kept.status_code, corrected.status_code) == (200, 304, 200)
    assert "36,000" in corrected.content.decode()


def test_other_links_and_deletions_are_corrections_too(django_capture_on_commit_callbacks):
    word, source = a_glossary_term(code="atd"), a_source()
    numbers = [generation.read()]

    word.sources.add(source)
    numbers.append(generation.read())
    word.delete()
    numbers.append(generation.read())

    assert numbers == sorted(set(numbers))
