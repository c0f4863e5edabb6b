"""How people write types and dates, in Spanish or English: pure questions about words."""

import calendar
import datetime
import re

from organizations.rules import words_of
from workshops.enums import FindingKind

COMMITMENT = "commitment"
# As people say them; the words of the vocabulary `forum_item_type` come in beside these.
KIND_WORDS = {
    FindingKind.OBJECTIVE: "objective, objectives, objetivo, objetivos",
    FindingKind.OBSTACLE: "obstacle, obstacles, obstaculo, obstaculos",
    FindingKind.OPPORTUNITY: "opportunity, opportunities, oportunidad, oportunidades",
    FindingKind.CONSENSUS: (
        "consensus, point of consensus, points of consensus, consenso, consensos, punto de consenso,"
        " puntos de consenso"
    ),
    FindingKind.CHALLENGE: "challenge, challenges, reto, retos, desafio, desafios",
    FindingKind.BEST_PRACTICE: (
        "best practice, best practices, best practice noted, best practices noted, good practice, good practices,"
        " buena practica, buenas practicas, buena practica destacada, buenas practicas destacadas"
    ),
    FindingKind.CONCLUSION: "conclusion, conclusions, conclusiones",
    COMMITMENT: "commitment, commitments, compromiso, compromisos",
}
KINDS = {words: str(kind) for kind, said in KIND_WORDS.items() for words in said.split(", ")}
NO_DATE = frozenset(
    {"", "no date", "no date set", "without date", "sin fecha", "sin fecha fijada", "none", "ninguna"}
)
PLENARY = frozenset(
    {"plenary", "the plenary", "plenaria", "la plenaria", "pleno", "el pleno", "everybody", "all", "todos"}
)
MONTHS = (
    "january enero jan ene, february febrero feb, march marzo mar, april abril apr abr, may mayo, june junio jun,"
    " july julio jul, august agosto aug ago, september septiembre setiembre sep sept set, october octubre oct,"
    " november noviembre nov, december diciembre dec dic"
)
MONTH_NUMBERS = {
    name: number for number, names in enumerate(MONTHS.split(", "), start=1) for name in names.split()
}
ORDINAL = re.compile(r"^(\d{1,2})(st|nd|rd|th|o|º|°)?$")
EARLIEST, LATEST = 1990, 2100


def plain(text: str) -> str:
    """The words of `text` one space apart, without accents, case and signs."""
    return " ".join(words_of(text.replace("_", " ")))


def kind_of(text: str, vocabulary: dict[str, str]) -> str | None:
    """The type that these words name, by our own words or by those of a vocabulary; None for other words.

    "Obstacle 3" and "Obstáculos:" are obstacles.
    """
    words = plain(re.sub(r"\d+\W*$", "", text))
    return KINDS.get(words) or vocabulary.get(words)


def is_no_date(text: str) -> bool:
    return plain(text) in NO_DATE


def is_plenary(text: str) -> bool:
    return plain(text) in PLENARY


def date_of(text: str) -> datetime.date:
    """A day; of a month or a year without a day, the last one that it covers.

    Numbers are year-month-day or day/month/year. Raises `ValueError` for anything else.
    """
    parts = [
        part
        for part in re.split(r"[\s,./-]+", plain_date(text))
        if part not in {"", "de", "del", "of", "the"}
    ]
    if not 1 <= len(parts) <= 3:
        raise ValueError(text)
    named = [MONTH_NUMBERS[part] for part in parts if part in MONTH_NUMBERS]
    numbers = [number_in(part) for part in parts if part not in MONTH_NUMBERS]
    year, month, day = in_order(numbers, named)
    if not EARLIEST <= year <= LATEST:
        raise ValueError(text)
    month = month or 12
    return datetime.date(year, month, day or calendar.monthrange(year, month)[1])


def plain_date(text: str) -> str:
    """Dates keep their signs: they part the numbers."""
    words = re.sub(r"[^\w\s,./-]+", " ", text)
    return " ".join(
        "".join(words_of(part)) if part.strip() else part for part in re.split(r"([\s,./-]+)", words)
    )


def number_in(part: str) -> int:
    found = ORDINAL.match(part)
    if found:
        return int(found[1])
    if len(part) != 4:
        raise ValueError(part)
    return int(part)


def in_order(numbers: list[int], named: list[int]) -> tuple[int, int, int]:
    """Year, month and day; 0 for what is not said. Raises `ValueError` when it cannot be told."""
    if len(named) > 1 or not numbers:
        raise ValueError(numbers)
    years = [number for number in numbers if number >= EARLIEST]
    if len(years) != 1:
        raise ValueError(numbers)
    others = [number for number in numbers if number < EARLIEST]
    if named:
        return one_of_named(years[0], named[0], others)
    if len(others) == 2:
        month, day = others if numbers[0] == years[0] else others[::-1]
        return years[0], checked(month, 12), checked(day, 31)
    return years[0], checked(others[0], 12) if others else 0, 0


def one_of_named(year: int, month: int, others: list[int]) -> tuple[int, int, int]:
    if len(others) > 1:
        raise ValueError(others)
    return year, month, checked(others[0], 31) if others else 0


def checked(number: int, most: int) -> int:
    if not 1 <= number <= most:
        raise ValueError(number)
    return number
