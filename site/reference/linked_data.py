"""Reference rows in the words of schema.org, for search engines."""

from collections.abc import Iterable

from django.utils.translation import get_language

from reference.enums import LegalForce
from reference.models import GlossaryTerm, Provision, Statistic

LEGAL_FORCE = {
    LegalForce.IN_FORCE: "https://schema.org/InForce",
    LegalForce.PARTIALLY_IN_FORCE: "https://schema.org/PartiallyInForce",
    LegalForce.NOT_IN_FORCE: "https://schema.org/NotInForce",
}


def said(data: dict) -> dict:
    """`data` without what is not known: search engines get no guess."""
    return {name: value for name, value in data.items() if value}


def term_set(name: str, url: str, terms: Iterable[GlossaryTerm]) -> dict:
    """The glossary as a `DefinedTermSet`."""
    return {
        "@context": "https://schema.org",
        "@type": "DefinedTermSet",
        "name": name,
        "url": url,
        "inLanguage": get_language(),
        "hasDefinedTerm": [_term(term, f"{url}{term.code}/") for term in terms],
    }


def defined_term(term: GlossaryTerm, url: str, set_url: str) -> dict:
    """One entry as a `DefinedTerm`."""
    return {"@context": "https://schema.org", **_term(term, url), "inDefinedTermSet": set_url}


def _term(term: GlossaryTerm, url: str) -> dict:
    language = get_language()
    return said(
        {
            "@type": "DefinedTerm",
            "termCode": term.code,
            "name": term.term.in_language(language),
            "description": term.definition.in_language(language),
            "url": url,
        }
    )


def legislation(provision: Provision, url: str) -> dict:
    """A provision as a part of its `Legislation`; a text that is only ours is never given as law."""
    instrument, language = provision.instrument, get_language()
    whole = {
        "@type": "Legislation",
        "name": instrument.name.in_language(language),
        "legislationType": str(instrument.instrument_type),
        "legislationJurisdiction": instrument.jurisdiction and instrument.jurisdiction.code,
        "legislationDate": instrument.date and instrument.date.isoformat(),
        "legislationLegalForce": LEGAL_FORCE.get(LegalForce(instrument.legal_force)),
        "sameAs": instrument.url,
    }
    return said(
        {
            "@context": "https://schema.org",
            "@type": "Legislation",
            "name": provision.heading(),
            "url": url,
            "legislationIdentifier": provision.number,
            "legislationDateVersion": provision.as_of_date.isoformat(),
            "abstract": provision.summary.in_language(language),
            "isPartOf": said(whole),
        }
    )


def observation(statistic: Statistic, url: str) -> dict:
    """A figure as an `Observation`."""
    language = get_language()
    return said(
        {
            "@context": "https://schema.org",
            "@type": "Observation",
            "name": statistic.indicator.in_language(language),
            "value": format(statistic.value.normalize(), "f"),
            "description": statistic.display_value().phrase,
            "observationDate": statistic.period.in_language(language),
            "observationAbout": {"@type": "Place", "name": str(statistic.place)},
            "url": url,
            "isBasedOn": statistic.source.url,
        }
    )
