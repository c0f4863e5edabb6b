"""Reference rows with little ceremony: what a test does not name is there, and unremarkable."""

import datetime
import itertools

from base.translated import Translated
from reference.models import (
    GlossaryTerm,
    LegalInstrument,
    Place,
    Provision,
    Source,
    Statistic,
    Term,
    Vocabulary,
)

_numbers = itertools.count(1)


def both(text: str) -> Translated:
    """The same words marked by language."""
    return Translated(en=f"{text} (en)", es=f"{text} (es)")


def a_code(word: str) -> str:
    return f"{word}-{next(_numbers)}"


def a_source(**fields) -> Source:
    code = fields.pop("code", None) or a_code("report")
    values = {"citation": both("Annual report"), "url": f"https://example.org/{code}", "language": "en"}
    return Source.objects.create(code=code, **{**values, **fields})


def a_place(**fields) -> Place:
    found = Place.objects.filter(code="MX").first()
    return found or Place.objects.create(
        **{"code": "MX", "name": Translated(en="Mexico", es="México"), "level": "country", **fields}
    )


def a_term(vocabulary: str, code: str, **fields) -> Term:
    home, _made = Vocabulary.objects.get_or_create(code=vocabulary, defaults={"label": both(vocabulary)})
    found = Term.objects.of(vocabulary).filter(code=code).first()
    return found or Term.objects.create(
        vocabulary=home, code=code, **{"label": both(code.capitalize()), **fields}
    )


def a_statistic(**fields) -> Statistic:
    values = {
        "code": fields.pop("code", None) or a_code("figure"),
        "indicator": both("Children detained"),
        "value": 35700,
        "precision": "at_least",
        "unit": a_term("statistic_unit", "children"),
        "period": Translated(en="2015", es="2015"),
        "place": a_place(),
        "statistic_term": a_term("statistic_term", "detained"),
        "source": fields.pop("source", None) or a_source(),
        "fact_status": "source_document",
    }
    return Statistic.objects.create(**{**values, **fields})


def an_instrument(**fields) -> LegalInstrument:
    values = {
        "code": fields.pop("code", None) or a_code("regulations"),
        "name": both("Regulations"),
        "instrument_type": a_term("legal_instrument_type", "regulations"),
        "jurisdiction": a_place(),
        "date": datetime.date(2015, 12, 2),
    }
    return LegalInstrument.objects.create(**{**values, **fields})


def a_provision(**fields) -> Provision:
    values = {
        "code": fields.pop("code", None) or a_code("article"),
        "instrument": fields.pop("instrument", None) or an_instrument(),
        "number": "111",
        "text": Translated(en="No child shall be held."),
        "translation_status": Translated(en="unofficial"),
        "summary": both("Our summary"),
        "as_of_date": datetime.date(2015, 12, 2),
        "source": fields.pop("source", None) or a_source(),
    }
    return Provision.objects.create(**{**values, **fields})


def a_glossary_term(**fields) -> GlossaryTerm:
    code = fields.pop("code", None) or a_code("word")
    values = {"term": both(code), "definition": both(f"What {code} means")}
    return GlossaryTerm.objects.create(code=code, **{**values, **fields})
