"""Texts are found in Python and in templates, and what translators wrote is never lost or half-right."""

import gettext

import polib
import pytest

from tools import message_sources, messages
from tools.message_sources import Message, NotATextError, Text, texts_in_python, texts_in_template


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ('gettext("Save")', Text("Save")),
        ('_("One " "sentence.")', Text("One sentence.")),
        ('gettext_lazy("Save")', Text("Save")),
        ('translation.gettext_noop("Save")', Text("Save")),
        ('ngettext("One lesson", "%(n)s lessons", n)', Text("One lesson", "%(n)s lessons")),
        ('pgettext_lazy("month", "May")', Text("May", context="month")),
        ('npgettext("c", "One", "Many", n)', Text("One", "Many", "c")),
    ],
)
def test_every_translation_function_is_read(code, text):
    assert list(texts_in_python(code)) == [text]


@pytest.mark.parametrize("code", ["_(name)", '_(f"Hello {name}")', 'ngettext("One", n)'])
def test_a_value_in_place_of_a_text_is_refused_with_its_place(code):
    with pytest.raises(NotATextError, match=r"places\.py:1"):
        list(texts_in_python(code, "places.py"))


@pytest.mark.parametrize(
    ("template", "text"),
    [
        ('{% translate "Save" %}', Text("Save")),
        ("{% translate 'Save' as label %}", Text("Save")),
        ('{% translate "May" context "month" %}', Text("May", context="month")),
        ('{{ name|default:_("none yet") }}', Text("none yet")),
        ('{% include "field.html" with label=_("Name, (full)") only %}', Text("Name, (full)")),
        ("{% blocktranslate %}It's {{ day }}{% endblocktranslate %}", Text("It's %(day)s")),
        ("{% blocktranslate trimmed %}\n  Two\n  lines\n{% endblocktranslate %}", Text("Two lines")),
        (
            '{% blocktranslate count n=n context "c" %}One{% plural %}{{ n }} of them{% endblocktranslate %}',
            Text("One", "%(n)s of them", "c"),
        ),
    ],
)
def test_every_template_tag_is_read(template, text):
    assert list(texts_in_template(template)) == [text]


def test_what_looks_like_a_call_outside_the_tags_is_not_a_text():
    assert list(texts_in_template('<p>gettext("no") {# _("no") #} {% now "Y" %}</p>')) == []


def test_a_text_used_twice_is_collected_once_with_both_files(tmp_path):
    (tmp_path / "site" / "people" / "templates").mkdir(parents=True)
    (tmp_path / "site" / "people" / "forms.py").write_text('_("Save")\n_("Add")\n')
    (tmp_path / "site" / "people" / "templates" / "form.html").write_text('{% translate "Save" %}')
    (tmp_path / "site" / "people" / "migrations").mkdir()
    (tmp_path / "site" / "people" / "migrations" / "0001.py").write_text('_("Frozen")')

    found = message_sources.collect(tmp_path)

    assert found == [
        Message("Add", files={"site/people/forms.py"}),
        Message("Save", files={"site/people/forms.py", "site/people/templates/form.html"}),
    ]


@pytest.fixture
def locale(tmp_path, monkeypatch):
    """A catalogue folder of the test's own."""
    monkeypatch.setattr(messages, "LOCALE", tmp_path)
    messages.catalogue_path("es").parent.mkdir(parents=True)
    return tmp_path


@pytest.fixture
def source(monkeypatch):
    """The texts the source is said to hold; tests change the list."""
    texts = [Message("Save", files={"a.py"}), Message("One lesson", "%(n)s lessons", files={"b.html"})]
    monkeypatch.setattr(messages, "collect", lambda: texts)
    return texts


def translate(**forms) -> None:
    """Write a whole catalogue as translators would: text → translation."""
    catalogue = polib.pofile(str(messages.catalogue_path("es")))
    for entry in catalogue:
        if entry.msgid_plural:
            entry.msgstr_plural = {0: forms["one"], 1: forms["many"]}
        else:
            entry.msgstr = forms["save"]
    messages.catalogue_path("es").write_text(messages.as_text(catalogue), "utf-8")


def test_collecting_twice_changes_nothing_and_keeps_translations(locale, source, capsys):
    messages.main([])
    translate(save="Guardar", one="Una lección", many="%(n)s lecciones")
    before = messages.catalogue_path("es").read_text("utf-8")

    messages.main([])

    assert messages.catalogue_path("es").read_text("utf-8") == before
    assert messages.main(["--check"]) == 0


def test_a_text_that_left_the_source_leaves_the_catalogue(locale, source, capsys):
    messages.main([])
    source.pop(0)

    messages.main([])

    assert [entry.msgid for entry in polib.pofile(str(messages.catalogue_path("es")))] == ["One lesson"]


@pytest.mark.parametrize(
    ("forms", "fault"),
    [
        ({"save": "", "one": "Una lección", "many": "%(n)s lecciones"}, "not translated: 'Save'"),
        ({"save": "Guardar", "one": "Una lección", "many": ""}, "not translated: 'One lesson'"),
        ({"save": "Guardar", "one": "Una lección", "many": "lecciones"}, "other placeholders"),
        ({"save": "Guardar", "one": "Una lección", "many": "%(m)s lecciones"}, "other placeholders"),
        ({"save": "Guardar %(x)s", "one": "Una", "many": "%(n)s lecciones"}, "other placeholders"),
    ],
)
def test_the_check_names_what_a_reader_would_notice(locale, source, capsys, forms, fault):
    messages.main([])
    translate(**forms)

    assert messages.main(["--check"]) == 1
    assert fault in capsys.readouterr().out


def test_the_check_notices_a_text_that_was_not_collected(locale, source, capsys):
    messages.main([])
    translate(save="Guardar", one="Una lección", many="%(n)s lecciones")
    source.append(Message("Unseen", files={"c.py"}))

    assert messages.main(["--check"]) == 1
    assert "not up to date" in capsys.readouterr().out


def test_a_fragment_fills_what_is_empty_and_only_reports_what_differs(locale, source, tmp_path, capsys):
    messages.main([])
    fragment = tmp_path / "fragment.po"
    fragment.write_text('msgid "Save"\nmsgstr "Guardar"\n\nmsgid "Gone"\nmsgstr "Ido"\n')
    other = tmp_path / "other.po"
    other.write_text('msgid "Save"\nmsgstr "Salvar"\n')

    messages.main(["--merge-fragments", str(fragment), str(other)])

    told = capsys.readouterr().out
    assert messages.load(messages.catalogue_path("es"))[("Save", "", "")].msgstr == "Guardar"
    assert "not in the source: 'Gone'" in told
    assert "translated differently already: 'Save'" in told


def test_a_compiled_catalogue_is_read_by_pythons_gettext(locale, source, capsys):
    messages.main([])
    translate(save="Guardar", one="Una lección", many="%(n)s lecciones")

    [compiled] = messages.compile_catalogues(locale)

    with compiled.open("rb") as file:
        spanish = gettext.GNUTranslations(file)
    assert spanish.gettext("Save") == "Guardar"
    assert spanish.ngettext("One lesson", "%(n)s lessons", 3) == "%(n)s lecciones"
    assert messages.compile_catalogues(locale) == []
