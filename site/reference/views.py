"""The shelf that everybody may read: glossary, law and figures, with sources, flags and uses.

Nothing on these pages belongs to one reader, so all of them are open to all.
"""

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from base.visitors import open_to_all
from reference import linked_data
from reference.models import GlossaryTerm, LegalInstrument, Provision, Statistic
from reference.rules import first_letter, in_groups, sorting_key
from reference.usage import uses_of


def glossary(request: HttpRequest) -> HttpResponse:
    """Every entry, in the order of the reader's alphabet."""
    terms = sorted(GlossaryTerm.objects.all(), key=lambda term: sorting_key(str(term)))
    context = {
        "letters": in_groups(terms, lambda term: first_letter(str(term))),
        "linked_data": linked_data.term_set(_("Glossary"), here(request), terms),
    }
    return shown(request, "reference/glossary.html", context)


def glossary_term(request: HttpRequest, code: str) -> HttpResponse:
    """One entry, with where it is used."""
    term = get_object_or_404(GlossaryTerm.objects.with_facts(), code=code)
    related = {*term.related.all(), *term.related_from.all()}
    context = {
        "term": term,
        "related": sorted(related, key=lambda other: sorting_key(str(other))),
        "uses": uses_of(term),
        "crumbs": [(_("Glossary"), reverse("glossary"))],
        "linked_data": linked_data.defined_term(
            term, here(request), request.build_absolute_uri(reverse("glossary"))
        ),
    }
    return shown(request, "reference/glossary_term.html", context, edit="reference_glossary", row=term)


def law(request: HttpRequest) -> HttpResponse:
    """Every legal instrument with its provisions."""
    return shown(request, "reference/law.html", {"instruments": LegalInstrument.objects.with_provisions()})


def provision(request: HttpRequest, code: str) -> HttpResponse:
    """One provision: text, what that text is, summary, dates and force."""
    found = get_object_or_404(Provision.objects.with_facts(), code=code)
    context = {
        "provision": found,
        "instrument": found.instrument,
        "review_due": found.is_review_due(timezone.localdate()),
        "uses": uses_of(found),
        "crumbs": [(pgettext("menu", "Law"), reverse("law"))],
        "linked_data": linked_data.legislation(found, here(request)),
    }
    return shown(request, "reference/provision.html", context, edit="reference_provisions", row=found)


def figures(request: HttpRequest) -> HttpResponse:
    """Every figure; those that differ on the same thing stand together."""
    groups = in_groups(Statistic.objects.with_facts(), lambda figure: figure.dispute_group or figure.code)
    return shown(request, "reference/figures.html", {"groups": groups.values()})


def statistic(request: HttpRequest, code: str) -> HttpResponse:
    """One figure with its meaning, beside those that differ from it."""
    found = get_object_or_404(Statistic.objects.with_facts(), code=code)
    context = {
        "statistic": found,
        "together": Statistic.objects.with_facts().told_with([found]),
        "uses": uses_of(found),
        "crumbs": [(_("Figures"), reverse("figures"))],
        "linked_data": linked_data.observation(found, here(request)),
    }
    return shown(request, "reference/statistic.html", context, edit="reference_figures", row=found)


def here(request: HttpRequest) -> str:
    return request.build_absolute_uri(request.path)


def shown(request: HttpRequest, template: str, context: dict, *, edit: str = "", row=None) -> HttpResponse:
    """The page; people who may change `row` also get a link to its form under `edit`."""
    if row is not None and may_edit(request, row):
        context["edit_url"] = reverse(f"{edit}:edit", args=[row.pk])
    return open_to_all(render(request, template, context))


def may_edit(request: HttpRequest, row: Model) -> bool:
    """True for people who may change the row in the admin; strangers are not even looked up."""
    if not getattr(request, "is_known", False) or not request.user.is_staff:
        return False
    return request.user.has_perm(f"reference.change_{row._meta.model_name}")
