"""Labels of vocabulary terms, read once for each content generation."""

from django.apps import apps
from django.utils.functional import lazy

from base.per_generation import PerGeneration
from base.translated import Translated

_labels = PerGeneration()
# A form takes a mapping for a group of choices, and a label is one: it gets words instead.
_words = lazy(str, str)


def term_labels(vocabulary: str) -> dict[str, Translated]:
    """Code → label of every term of the vocabulary, in display order."""

    def read() -> dict[str, Translated]:
        terms = apps.get_model("reference", "Term").objects.filter(vocabulary__code=vocabulary)
        return dict(terms.order_by("order", "code").values_list("code", "label"))

    return _labels.get(vocabulary, read)


def term_choices(vocabulary: str) -> list[tuple[str, str]]:
    """Choices for a form; labels show in the active language."""
    return [(code, _words(label)) for code, label in term_labels(vocabulary).items()]
