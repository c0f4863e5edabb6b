"""What templates ask about materials and their blocks."""

from django import template
from django.utils.translation import get_language

from base.blocks import translated_value
from base.translated import Translated
from workshops.plain_words import passages

register = template.Library()


@register.filter
def by_language(value) -> Translated:
    """A text of a block by language."""
    return translated_value(value)


@register.inclusion_tag("workshops/materials/words.html")
def words_of(value) -> dict:
    """A longer text of a block as paragraphs and lists; in the other language with a notice."""
    texts = value if isinstance(value, Translated) else translated_value(value)
    text, language = texts.or_other(get_language())
    return {"passages": passages(text), "language": "" if language == get_language() else language}


@register.filter
def empty_rows(number: int | None) -> range:
    return range(number or 0)


@register.inclusion_tag("workshops/materials/block.html")
def material_block(block, for_facilitators: bool) -> dict:
    """A block of a material; what only those who teach may see is there for them alone."""
    name = f"workshops/materials/blocks/{block.block_type}.html"
    return {"template": name, "value": block.value, "for_facilitators": for_facilitators}
