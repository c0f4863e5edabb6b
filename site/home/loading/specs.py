"""What the content files say, as pages to be kept: one specification for each page, with both languages."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from base.enums import Language
from base.models import BasePage
from home.loading.texts import stable_id

Values = dict[str, Any]


@dataclass(frozen=True)
class PageSpec:
    """A page in every language. `values` holds, by language, what each field gets; streams as JSON text."""

    key: str
    model: type[BasePage]
    parent: str
    values: dict[str, Values]
    source: str = Language.EN

    @property
    def translation_key(self) -> UUID:
        return page_key(self.key)

    @property
    def targets(self) -> list[str]:
        return [language for language in Language.values if language != self.source]

    @cached_property
    def fingerprint(self) -> str:
        """A checksum of everything the page is to say."""
        said = json.dumps(self.values, sort_keys=True, default=str)
        return hashlib.sha256(f"{self.parent}{self.source}{said}".encode()).hexdigest()


def page_key(key: str) -> UUID:
    """The translation key of the page with this name: the same on every site that loads these files."""
    return stable_id("page", key)
