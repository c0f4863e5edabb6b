"""HTML that people write: one door in, and the only module that imports bleach."""

import json

import bleach
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.html import strip_tags
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

# Deep nesting is slow to clean: 60 KB of it took two seconds.
MAX_LENGTH = 20_000

TAGS = frozenset("a abbr b blockquote br em h2 h3 h4 i li ol p strong ul".split())
ATTRIBUTES = {"a": ["href", "title"], "abbr": ["title"]}
PROTOCOLS = frozenset({"http", "https", "mailto"})


def clean_html(text: str) -> SafeString:
    """`text` with nothing but the allowed tags, safe to show.

    Call it when saving and again when showing. Raises `ValidationError` over 20,000 characters.
    """
    if len(text) > MAX_LENGTH:
        raise ValidationError(_("This text is too long: at most 20,000 characters."), code="too_long")
    cleaned = bleach.clean(text, tags=TAGS, attributes=ATTRIBUTES, protocols=PROTOCOLS, strip=True)
    return SafeString(cleaned)


def plain_text(html: str) -> str:
    """The words of `html` on one line, for descriptions and searches."""
    return " ".join(strip_tags(html.replace("><", "> <")).split())


def json_ld(data: dict) -> SafeString:
    """`data` as linked data for search engines; it cannot end its element, whatever its texts say."""
    text = json.dumps(data, ensure_ascii=False, cls=DjangoJSONEncoder)
    # The same three characters as Django's own json_script, which cannot write this media type.
    text = text.replace("&", "\\u0026").replace("<", "\\u003C").replace(">", "\\u003E")
    return SafeString(f'<script type="application/ld+json">{text}</script>')
