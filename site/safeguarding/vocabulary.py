"""Terms that are never an option for children cannot be attached to content on children (SG-10)."""

from django.db import models
from django.utils.translation import gettext as _

from reference.fields import TermCodesField
from reference.models import Term


def term_fields(subject: models.Model) -> list[TermCodesField]:
    return [field for field in subject._meta.get_fields() if isinstance(field, TermCodesField)]


def unfit_terms(subject: models.Model) -> dict[str, list[Term]]:
    """Field → the terms in it that may not stand on content about children; one query, none without terms."""
    chosen = {field.name: (field.vocabulary, getattr(subject, field.name)) for field in term_fields(subject)}
    named = [models.Q(vocabulary__code=code, code__in=terms) for code, terms in chosen.values() if terms]
    if not named:
        return {}
    query = models.Q()
    for one in named:
        query |= one
    found = list(Term.objects.filter(query, applies_to_children=False).select_related("vocabulary"))
    by_field = {
        name: [term for term in found if term.vocabulary.code == code and term.code in terms]
        for name, (code, terms) in chosen.items()
    }
    return {name: terms for name, terms in by_field.items() if terms}


def sentence(terms: list[Term]) -> str:
    labels = "”, “".join(str(term) for term in terms)
    return _(
        "“%(terms)s” is never an option for children, so content about children cannot carry it. Untick it, or"
        " say that this is not about children."
    ) % {"terms": labels}
