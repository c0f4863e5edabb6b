"""What the words of a text give away or get wrong. Pure: text in, findings out.

Hints, never verdicts: a person reads what they point at.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from reference.countries import NATIONALITIES

QUOTED = re.compile(r"“[^”]*”|«[^»]*»|\"[^\"]*\"")
SENTENCE = re.compile(r"[^.!?]+[.!?]*")
NUMBERS = {
    "es": "un uno una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis"
    " diecisiete".split(),
    "en": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen".split(),
}
UNDER_18 = r"(?:1[0-7]|[1-9])"
# How an age is written, and after which words and before which the same figures tell how long something lasts.
AGES = {
    "es": (
        r"(?:de|tiene|tenía|con|cumplió)\s+{n}\s+(?:años?|meses)",
        r"(?!un[oa]?\b){n}\s+años(?!\s+(?:en|más|que|para|entre)\b)",
    ),
    "en": (
        r"{n}[-\s](?:years?|months?)[-\s]old",
        r"aged?\s+{n}(?!\s*(?:-|–|to|and)\s*\d)|at\s+(?:the\s+)?age\s+of\s+{n}",
        r"(?:is|was|turned)\s+{n}(?=[,.;]|\s+years?\b)",
        r"(?<=[a-zà-ÿ],\s){n}(?:\s+years?)?(?=[,;)])|(?<=\(){n}(?:\s+years?)?(?=[,;)])",
    ),
}
LASTS_AFTER = {
    "es": (
        r"\b(?:pena|condena|sentencia|castigo|prisión|cárcel|programa|proyecto|plan|plazo|per[ií]odo|ciclo|contrato"
        r"|convenio|mandato|visa|permiso|vigencia|duración|estancia|espera|experiencia|antigüedad|estudio|lapso"
        r"|proceso|promedio|máximo|mínimo|total|límite)s?(?:\s+(?:máxim|mínim|promedi|total)\w*)?(?:\s+de)?\s*$"
        r"|\b(?:durante|hace|en|tras|dentro\s+de|después\s+de|antes\s+de|al\s+cabo\s+de|desde|cada|por|por\s+los"
        r"|últimos|primeros|próximos|siguientes|lleva\w*|pas(?:ó|a|aron|an)|esper(?:ó|aron)|viv(?:ió|ieron)"
        r"|dur(?:ó|a|aron|an)|estuv(?:o|ieron)|trabaj(?:ó|aron))\s+(?:(?:más|menos)\s+de\s+|casi\s+|unos\s+|otros\s+)?$"
        r"|\b(?:durante|hace|tras)\s+(?:más|menos)\s*$"
        r"|\b(?:\d+|entre\s+\w+)\s*(?:a|y|o|-|–)\s*$"
    ),
    "en": (
        r"\b(?:sentence|penalty|prison|term|program(?:me)?|project|plan|period|duration|stay|wait|contract|visa|permit"
        r"|maximum|minimum|limit|average|total|case)s?(?:\s+of)?\s*$"
        r"|\b(?:article|chapter|section|page|rule|step|lesson|module)s?\s*$"
    ),
}
LASTS_BEFORE = {
    "es": (
        r"\s+(?:después|antes|atrás|más\s+tarde|de\s+(?:trabajo|prisión|cárcel|condena|pena|encierro|detención|espera"
        r"|experiencia|duración|vigencia|antigüedad|estudios?|servicio|plazo|guerra|conflicto|lucha))\b"
    ),
    "en": (
        r"\s+(?:later|ago|before|after|in\s+prison|of\s+(?:prison|work|experience|war|detention)"
        r"|program(?:me)?|project|law|act|policy|plan|agreement|treaty|case|building|cent(?:re|er)|system|rule|war"
        r"|conflict|organi[sz]ation|dispute)s?\b"
    ),
}
MONTHS = (
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre january february"
    " march april may june july august september october november december".split()
)
DATE = re.compile(
    rf"\b\d{{1,2}}\s+(?:de\s+)?(?:{'|'.join(MONTHS)})\b|\b(?:{'|'.join(MONTHS)})\s+\d{{1,2}}\b", re.I
)
CASE_NUMBER = re.compile(
    r"\b(?:expediente|folio|caso\s+n[úu]m(?:ero|\.)|case\s+(?:no\.?|number|file)|file\s+no\.?)\s*[:#º°.]*\s*\w*\d[\w/-]*",
    re.I,
)


@dataclass(frozen=True)
class Avoided:
    """A wording that the glossary says to avoid, as it stands in a text; `term` is what to say instead."""

    wording: str
    term: str
    note: str = ""


@lru_cache(maxsize=512)
def pattern_of(wording: str) -> re.Pattern:
    """The wording as whole words, whatever its case, and in its plural."""
    words = r"\s+".join(map(re.escape, wording.split()))
    return re.compile(rf"(?<!\w){words}(?:e?s)?(?!\w)", re.IGNORECASE)


def bare(line: str) -> tuple[str, str]:
    """A line of the glossary as `(wording, note)`: what stands in brackets or after a comma explains it."""
    wording, note = re.match(r"([^(,]+)[(,]?\s*([^)]*)", line).groups()
    return wording.strip(), note.strip()


def avoided_in(text: str, terms: Mapping[str, Iterable[str]]) -> Iterator[Avoided]:
    """Every wording of `terms` (term → wordings to avoid) that a text uses outside quotation marks."""
    said = QUOTED.sub(" ", text)
    for term, lines in terms.items():
        # Where the term itself holds the wording, the term is no fault.
        rest = pattern_of(term).sub(" ", said)
        for line in lines:
            wording, note = bare(line)
            found = wording and pattern_of(wording).search(rest)
            if found:
                yield Avoided(found[0], term, note)


def identifying(text: str, language: str, places: Iterable[str]) -> Iterator[str]:
    """Sentences in which a child might be recognized: an exact age with an origin or place, an origin with
    a place and a day, or the number of a case (SG-02).
    """
    for sentence in SENTENCE.findall(text):
        has_age = says_age(sentence, language)
        has_place = any(pattern_of(place).search(sentence) for place in places)
        has_origin = any(pattern_of(word).search(sentence) for word in NATIONALITIES[language])
        has_day = bool(DATE.search(sentence))
        tells = (has_age and (has_place or has_origin)) or (has_origin and has_place and has_day)
        if tells or CASE_NUMBER.search(sentence):
            yield sentence.strip()


def says_age(sentence: str, language: str) -> bool:
    """Whether a sentence says how old a child is, and not only how long something lasts."""
    return any(
        not lasting(LASTS_AFTER[language]).search(sentence[: found.start()])
        and not lasting(LASTS_BEFORE[language]).match(sentence[found.end() :])
        for pattern in age_patterns(language)
        for found in pattern.finditer(sentence)
    )


@lru_cache
def lasting(words: str) -> re.Pattern:
    return re.compile(words, re.IGNORECASE)


@lru_cache
def age_patterns(language: str) -> list[re.Pattern]:
    number = f"(?:(?:{UNDER_18}|{'|'.join(NUMBERS[language])})\\b)"
    ways = (way.replace("{n}", number) for way in AGES[language])
    return [re.compile(rf"(?<!\w)(?:{way})(?!\w)", re.IGNORECASE) for way in ways]
