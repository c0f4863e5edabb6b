"""Promises of the content files that hold without a database."""

import re

import pytest

from tests.content.files import (
    ACTIVITIES,
    EVERYTHING,
    LANGUAGES,
    LESSONS,
    MARK,
    MODULES,
    ORGANIZATIONS,
    PAGES,
    REFERENCE,
    WRITTEN,
    Skeleton,
    blocks,
    codes,
    mappings,
    named_under,
    plain,
    rich_texts,
    terms,
    texts,
)

# Names, and the few words that both languages spell alike.
SAME_IN_BOTH = {"Chiapas", "Comitán", "Guatemala", "SIPINNA", "Tapachula"}
SAME_IN_BOTH |= {"Academia", "Audio", "Informal / ad hoc", "Municipal", "No", "Panel", "Video"}
SAME_IN_BOTH |= {
    "Casa Alianza",
    "DIF",
    "IDC",
    "INM",
    "KIND",
    "Kids in Need of Defense",
    "PFPNNA",
    "SOS",
    "UNICEF",
}
ALLOWED_TAGS = set("a em h2 h3 li ol p strong ul".split())
UNSOURCED = {"illustrative", "teaching_design"}
# Our language rules beyond the glossary: the person first, no drama, no verdicts.
UNWANTED = {
    "en": "beneficiar(y|ies)|flood|illegals?|minors?|rescued?|success story|voiceless|waves?|escaped?|shelters?",
    "es": "beneficiari[oa]s?|ilegal(es)?|menor(es)?|menas|oleadas?|rescat\\w+|caso de éxito|sin voz|fug\\w+|albergues?",
}
QUOTED = re.compile(r"“[^”]*”")


@pytest.mark.parametrize("name", EVERYTHING)
def test_every_text_is_written_in_both_languages(name):
    missing = [
        path for path, text in texts(EVERYTHING[name]) if not all(text.get(code) for code in LANGUAGES)
    ]

    assert missing == []


@pytest.mark.parametrize("name", EVERYTHING)
def test_no_text_was_cut_off_at_a_comma(name):
    # Without quotation marks, `{en: a, es: b, c}` holds a third key and half a text.
    torn = {
        path: set(mapping) - set(LANGUAGES)
        for path, mapping in mappings(EVERYTHING[name])
        if set(LANGUAGES) & set(mapping) and set(mapping) - set(LANGUAGES)
    }

    assert torn == {}


def test_no_other_name_was_cut_off_at_a_comma():
    names = [name for row in ORGANIZATIONS for names in row.get("aliases", {}).values() for name in names]

    assert [name for name in names if not name[0].isupper() or name.startswith(("Niñ", "y "))] == []


def test_a_body_that_is_only_named_says_by_which_source_and_has_no_contact():
    named = [row for row in ORGANIZATIONS if row.get("mention_only")]

    assert [row["code"] for row in named if not (row.get("sources") and row.get("fact_status"))] == []
    assert [row["code"] for row in named if {"website", "contact_email"} & set(row)] == []
    assert [
        row["code"] for row in ORGANIZATIONS if bool(row.get("is_demo")) == bool(row.get("mention_only"))
    ] == []


def test_organizations_use_terms_and_places_that_exist():
    types = {code for row in ORGANIZATIONS for code in row["actor_types"]}

    assert types <= terms("actor_type")
    assert {row["level"] for row in ORGANIZATIONS if "level" in row} <= terms("jurisdiction_level")
    assert {row["place"] for row in ORGANIZATIONS if "place" in row} <= codes(REFERENCE["places"])


@pytest.mark.parametrize("name", EVERYTHING)
def test_no_text_repeats_one_language_in_the_other(name):
    repeated = {text["en"] for _path, text in texts(EVERYTHING[name]) if text.get("en") == text.get("es")}

    assert repeated <= SAME_IN_BOTH


@pytest.mark.parametrize("name", EVERYTHING)
def test_every_source_that_is_named_exists(name):
    named = named_under(EVERYTHING[name], "source", "sources")

    assert named - codes(REFERENCE["sources"]) == set()


def test_every_source_is_cited_somewhere():
    cited = set().union(*(named_under(data, "source", "sources") for data in EVERYTHING.values()))

    assert codes(REFERENCE["sources"]) - cited == set()


def test_every_claim_says_where_it_comes_from():
    claims = [fact for block in blocks("key_facts") for fact in block["facts"]]
    claims += [entry for block in blocks("timeline") for entry in block["entries"]]
    claims += [row for module in MODULES.values() for row in module["glance"]]
    claims += REFERENCE["statistics"]

    unfounded = [
        claim for claim in claims if not claim.get("source") and claim["fact_status"] not in UNSOURCED
    ]

    assert unfounded == []
    assert {claim["fact_status"] for claim in claims} <= terms("fact_status")


def test_every_text_block_says_where_it_comes_from():
    unfounded = [
        block["id"]
        for kind in ("text", "checklist", "drawn_sequence")
        for block in blocks(kind)
        if not block.get("sources") and block["fact_status"] not in UNSOURCED
    ]

    assert unfounded == []


def test_figures_and_provisions_in_lessons_exist():
    figures = {code for block in blocks("statistic") for code in block["statistics"]}
    provisions = {block["provision"] for block in blocks("provision")}

    assert figures <= codes(REFERENCE["statistics"])
    assert provisions <= codes(REFERENCE["law"]["provisions"])


@pytest.mark.parametrize(
    ("kind", "plural"), [("quiz", "quizzes"), ("scenario", "scenarios"), ("reflection", "reflections")]
)
def test_every_activity_stands_in_a_lesson(kind, plural):
    written = {row["code"] for rows in ACTIVITIES.values() for row in rows[plural]}

    assert {block[kind] for block in blocks(kind)} == written


@pytest.mark.parametrize(
    ("key", "vocabulary"),
    [
        ("audience", "audience"),
        ("phases", "protocol_phase"),
        ("cap", "cap_component"),
        ("population", "population"),
        ("content_notes", "content_note"),
    ],
)
def test_modules_are_described_with_terms_that_exist(key, vocabulary):
    used = {code for module in MODULES.values() for code in module[key]}

    assert used <= terms(vocabulary)


def test_figures_and_law_use_terms_and_places_that_exist():
    places = codes(REFERENCE["places"])
    figures = REFERENCE["statistics"]

    assert {row["term"] for row in figures} <= terms("statistic_term")
    assert {row["unit"] for row in figures} <= terms("statistic_unit")
    assert {row["precision"] for row in figures} <= terms("precision")
    assert {row["population"] for row in figures} <= terms("population")
    assert {row["place"] for row in figures} <= places
    assert {row["type"] for row in REFERENCE["law"]["instruments"]} <= terms("legal_instrument_type")
    assert {row["parent"] for row in REFERENCE["places"]} - {None} <= places


def test_the_crosswalk_joins_stages_that_exist():
    frameworks = REFERENCE["frameworks"]["frameworks"]
    stages = {f"{row['code']}/{stage['code']}" for row in frameworks for stage in row["stages"]}
    ends = {match[end] for match in REFERENCE["frameworks"]["crosswalk"] for end in ("from", "to")}

    assert ends <= stages


def test_a_legal_text_stands_only_in_languages_that_are_not_pending():
    for provision in REFERENCE["law"]["provisions"]:
        written = {text["language"] for text in provision["texts"]}

        assert written | set(provision["pending"]) == set(LANGUAGES)
        assert written & set(provision["pending"]) == set()
        assert {text["translation_status"] for text in provision["texts"]} <= terms("translation_status")


def test_glossary_words_in_rich_text_exist_and_are_marked_alike_in_both_languages():
    glossary = codes(REFERENCE["glossary"]["terms"])

    for name, body in rich_texts():
        marked = {code: sorted(mark[0] for mark in MARK.findall(body[code])) for code in LANGUAGES}
        assert marked["en"] == marked["es"], name
        assert set(marked["en"]) <= glossary, name
        assert all(body[code].replace("[[=", "").count("[[") == len(marked[code]) for code in LANGUAGES), name


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_explains_two_to_five_words_and_is_neither_thin_nor_long(name):
    bodies = [block["text"]["body"] for block in LESSONS[name]["blocks"] if "text" in block]

    for code in LANGUAGES:
        text = " ".join(body[code] for body in bodies)
        assert 2 <= len(MARK.findall(text)) <= 5
        assert 250 <= len(plain(text).split()) <= 700


def test_rich_text_has_the_same_tags_in_the_same_order_in_both_languages():
    for name, body in rich_texts():
        english, spanish = Skeleton(body["en"]), Skeleton(body["es"])

        assert english.tags == spanish.tags, name
        assert english.open == spanish.open == [], name
        assert {tag.split()[0].lstrip("/") for tag in english.tags} <= ALLOWED_TAGS, name


def test_text_outside_rich_text_holds_no_markup():
    for name, data in WRITTEN.items():
        marked = [
            path
            for path, text in texts(data)
            if not path.endswith("/body") and re.search(r"<|\[\[(?!=)", str(text))
        ]

        assert marked == [], name


def unwanted_wordings(language: str) -> re.Pattern:
    """The glossary's wordings to avoid, without the remarks in brackets, and those of `UNWANTED`."""
    lines = [line for term in REFERENCE["glossary"]["terms"] for line in term["avoid"].get(language, [])]
    avoided = [re.escape(re.split(r" \(|,", line)[0]) for line in lines]
    return re.compile(rf"\b({'|'.join([*avoided, UNWANTED[language]])})\b", re.IGNORECASE)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", WRITTEN)
def test_our_own_words_keep_the_language_rules(name, language):
    unwanted = unwanted_wordings(language)

    found = {
        path: match[0]
        for path, text in texts(WRITTEN[name])
        if (match := unwanted.search(QUOTED.sub("", plain(text[language]))))
    }

    # An official word is allowed inside quotation marks, where it is explained.
    assert found == {}


@pytest.mark.parametrize("name", EVERYTHING)
def test_quotation_marks_are_typographic(name):
    straight = [
        path
        for path, text in texts(EVERYTHING[name])
        if re.search(r"['\"]", plain(str(text["en"] + text["es"])))
    ]

    assert straight == []


def test_block_ids_are_used_once():
    ids = [block["id"] for lesson in LESSONS.values() for row in lesson["blocks"] for block in row.values()]

    assert len(ids) == len(set(ids))


def test_a_block_is_one_kind_with_one_content():
    assert {len(row) for lesson in LESSONS.values() for row in lesson["blocks"]} == {1}


def test_the_minutes_of_the_lessons_make_up_those_of_the_module():
    for name, module in MODULES.items():
        minutes = [lesson["duration_min"] for key, lesson in LESSONS.items() if key.startswith(f"{name}/")]
        assert sum(minutes) == module["duration_min"]


def test_addresses_are_short_and_differ_inside_a_module():
    for language in LANGUAGES:
        slugs = [row["slug"][language] for row in [*LESSONS.values(), *MODULES.values(), *PAGES.values()]]

        assert len(slugs) == len(set(slugs))
        assert all(re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) and len(slug) <= 60 for slug in slugs)


def test_timelines_tell_a_date_or_say_why_there_is_none():
    for block in blocks("timeline"):
        for entry in block["entries"]:
            assert (entry["date"] is None) == ("date_text" in entry)
            assert entry["date"] is None or re.fullmatch(r"\d{4}(-\d\d){0,2}", entry["date"])


def test_a_content_note_covers_blocks_that_follow_it():
    for lesson in LESSONS.values():
        for place, row in enumerate(lesson["blocks"], start=1):
            note = row.get("content_note", {"covers": 0, "topics": []})
            assert place + note["covers"] <= len(lesson["blocks"])
            assert set(note["topics"]) <= terms("content_note")


def test_the_glossary_refers_to_its_own_entries():
    entries = REFERENCE["glossary"]["terms"]

    assert len(entries) == 33
    assert {code for entry in entries for code in entry["related"]} <= codes(entries)


def test_the_vocabularies_are_complete():
    vocabularies = REFERENCE["vocabularies"]["vocabularies"]

    assert len(vocabularies) == 48
    assert sum(len(vocabulary["terms"]) for vocabulary in vocabularies.values()) == 316


def test_no_file_speaks_of_the_papers_it_was_made_from():
    speaking = [
        name for name, data in EVERYTHING.items() if re.search(r"source document|_\w{16}\.txt", str(data))
    ]

    assert speaking == []


def test_the_module_lists_every_source_its_lessons_cite():
    for name, module in MODULES.items():
        lessons = [lesson for path, lesson in LESSONS.items() if path.startswith(f"{name}/")]

        assert {code for lesson in lessons for code in sources_in(lesson)} <= set(module["sources"])


def sources_in(value) -> list[str]:
    """Every source code anywhere inside a lesson."""
    if isinstance(value, list):
        return [code for one in value for code in sources_in(one)]
    if not isinstance(value, dict):
        return []
    own = [value.get("source"), *(value.get("sources") or [])]
    return [code for code in own if code] + [code for one in value.values() for code in sources_in(one)]


def test_figures_inside_text_exist_and_are_the_same_in_both_languages():
    figures = codes(REFERENCE["statistics"])

    for name, data in WRITTEN.items():
        for _path, text in texts(data):
            marked = {
                language: sorted(re.findall(r"\[\[=([\w-]+)\]\]", words)) for language, words in text.items()
            }

            assert marked["en"] == marked["es"], name
            assert set(marked["en"]) <= figures, name


SOMEBODYS_AGE = r"\b(aged \d+|\d+[- ]year[s-]|\d+ años de edad|de \d+ años)\b"
KIN = r"\b(siblings?|brothers?|sisters?|herman[oa]s?)\b"


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_can_be_recognized_by_an_age_or_a_sibling(language):
    telling = re.compile(f"{SOMEBODYS_AGE}|{KIN}", re.IGNORECASE)
    allowed = {"de 18 años", "aged 18"}  # the line between adolescents and adults

    found = {
        f"{name}{path}": match[0]
        for name, data in WRITTEN.items()
        for path, text in texts(data)
        if (match := telling.search(text[language])) and match[0] not in allowed
    }

    assert found == {}


def test_what_the_sources_do_not_say_is_named_in_every_module():
    silent = {"en": "Not stated", "es": "No consta"}

    for name, module in MODULES.items():
        rows = [row for row in module["glance"] if row["label"] == silent]
        assert len(rows) == 1, name


def test_every_module_has_its_scenario_its_quiz_of_six_and_reflections():
    counts = {
        name: {kind: len(rows[kind]) for kind in ("scenarios", "quizzes", "items")}
        for name, rows in ACTIVITIES.items()
    }

    assert counts == {name: {"scenarios": 1, "quizzes": 1, "items": 6} for name in MODULES}
    assert all(len(rows["reflections"]) >= 2 for rows in ACTIVITIES.values())
