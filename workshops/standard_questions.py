"""The questions with which an evaluation begins, from `content/evaluation.yaml`."""

from functools import cache

from django.conf import settings

from base.translated import Translated
from reference.loading import read


@cache
def every_question() -> dict[str, list[dict]]:
    return read(settings.ROOT / "content", "evaluation") or {}


def standard_questions(kind: str) -> list[dict]:
    """What a questionnaire of this kind asks, as the columns of its questions."""
    return [columns_of(row) for row in every_question().get(kind, [])]


def columns_of(row: dict) -> dict:
    options = row.get("options", {})
    return {
        "code": row["code"],
        "asked_as": row["as"],
        "text": Translated(row["text"]),
        "options": Translated({language: "\n".join(lines) for language, lines in options.items()}),
        "right": row.get("right"),
    }
