"""How hard a text is to read, by the formula of its language.

Spanish: the perspicuity index of Szigriszt Pazos (Sistemas predictivos de legibilidad del mensaje escrito,
Universidad Complutense de Madrid, 1993) on the INFLESZ scale (Barrio-Cantalejo et al., Anales del Sistema
Sanitario de Navarra 31(2), 2008). English: the grade level of Flesch and Kincaid (Kincaid et al., US Naval
Air Station Memphis, Research Branch Report 8-75, 1975). Formulas count words; they do not understand them.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

import pyphen

from courses.enums import Readability

# Below this, one long sentence decides everything.
FEWEST_WORDS = 100
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SENTENCE_END = re.compile(r"[.!?…]+(?=\s|$)")
# Two strong vowels, or a stressed weak one beside a strong one, are two syllables that are never hyphenated.
HIATUS = re.compile(r"(?=[aeoáéó][aeoáéó]|[aeoáéó][íú]|[íú][aeoáéó])")
ENGLISH_VOWELS = re.compile(r"[aeiouy]+")
SILENT_E = re.compile(r"(?<=[^aeiouyl])e$")


@dataclass(frozen=True)
class ReadingLevel:
    """`score` on the scale of its language: Spanish 0 (hard) to 100, English grades of school."""

    score: float
    level: Readability


@cache
def hyphens(language: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=language, left=1, right=1)


def syllables_es(word: str) -> int:
    parts = hyphens("es").inserted(word.lower()).split("-")
    return sum(1 + len(HIATUS.findall(part)) for part in parts)


def syllables_en(word: str) -> int:
    """Hyphenation misses some syllables ("people"), vowels miss others ("being"): the larger count."""
    parts = hyphens("en").inserted(word.lower()).split("-")
    sounds = ENGLISH_VOWELS.findall(SILENT_E.sub("", word.lower()))
    return max(1, len(parts), len(sounds))


def szigriszt(words: int, sentences: int, syllables: int) -> float:
    return 206.835 - 62.3 * syllables / words - words / sentences


def flesch_kincaid(words: int, sentences: int, syllables: int) -> float:
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def inflesz(score: float) -> Readability:
    if score < 40:
        return Readability.HARD
    if score < 55:
        return Readability.RATHER_HARD
    return Readability.NORMAL if score <= 65 else Readability.EASY


def grade(score: float) -> Readability:
    if score > 13:
        return Readability.HARD
    if score > 10:
        return Readability.RATHER_HARD
    return Readability.NORMAL if score > 7 else Readability.EASY


Formula = tuple[Callable[[str], int], Callable[[int, int, int], float], Callable[[float], Readability]]
FORMULAS: dict[str, Formula] = {
    "es": (syllables_es, szigriszt, inflesz),
    "en": (syllables_en, flesch_kincaid, grade),
}


def reading_level(texts: Iterable[str], language: str) -> ReadingLevel | None:
    """The level of texts of which each ends a sentence; None when there is too little to say, or no formula."""
    if language not in FORMULAS:
        return None
    texts = [text for text in texts if WORD.search(text)]
    words = [word for text in texts for word in WORD.findall(text)]
    if len(words) < FEWEST_WORDS:
        return None
    count, formula, scale = FORMULAS[language]
    sentences = sum(max(1, len(SENTENCE_END.findall(text))) for text in texts)
    score = round(formula(len(words), sentences, sum(map(count, words))), 1)
    return ReadingLevel(score, scale(score))
