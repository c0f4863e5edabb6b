"""What differs between a draft and what is public, as readers would notice it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page

from reference.fields import TermCodesField
from reference.terms import term_labels
from safeguarding import publication


@dataclass(frozen=True)
class Difference:
    """One field: in words, or as Wagtail's marked text; neither when only rows moved."""

    label: str
    words: str = ""
    marked: str = ""


def differences(public: Page, draft: Page, request: HttpRequest) -> list[Difference]:
    """Field by field, without what changed in form only; then what the page holds."""
    panel = public.get_edit_handler().get_bound_panel(instance=public, request=request, form=None)
    found = (comparison(public, draft) for comparison in panel.get_comparison())
    own = [one for comparison in found if comparison.has_changed() for one in noticed(comparison)]
    gate = publication.gate_for(draft)
    held = gate.held.changes(draft) if gate else ()
    return own + [Difference(label, words=words) for label, words in held]


def noticed(comparison) -> Iterator[Difference]:
    label = comparison.field_label()
    field = getattr(comparison, "field", None)
    if isinstance(field, TermCodesField):
        words = terms_in_words(field.vocabulary, comparison.val_a, comparison.val_b)
        if words:
            yield Difference(label, words=words)
    elif not comparison.is_field:
        yield Difference(label)
    else:
        marked = comparison.htmldiff()
        if "addition" in marked or "deletion" in marked:
            yield Difference(label, marked=marked)


def terms_in_words(vocabulary: str, before: list[str], after: list[str]) -> str:
    """Which terms came and which went; empty when they only changed places."""
    labels = term_labels(vocabulary)
    added = [str(labels.get(code, code)) for code in after if code not in before]
    removed = [str(labels.get(code, code)) for code in before if code not in after]
    parts = [_("Added: %(terms)s.") % {"terms": ", ".join(added)}] if added else []
    parts += [_("Removed: %(terms)s.") % {"terms": ", ".join(removed)}] if removed else []
    return " ".join(parts)
