"""Text that exists in every language at once, and admits where it does not."""

from collections.abc import Iterator, Mapping

from django.utils.translation import get_language

from base.enums import Language


class Translated(Mapping):
    """An immutable mapping from language code to text; blank texts count as missing.

    `Translated(es="Puente", en="Bridge")["es"]` is `"Puente"`. Nothing is borrowed from the other
    language except by `or_other()`, which says so.
    """

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, str] | None = None, **by_language: str):
        merged = {**(texts or {}), **by_language}
        self._texts = {code: merged[code] for code in Language.values if (merged.get(code) or "").strip()}

    def __getitem__(self, language: str) -> str:
        return self._texts[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __hash__(self) -> int:
        return hash(tuple(sorted(self._texts.items())))

    def __repr__(self) -> str:
        return f"Translated({self._texts!r})"

    def __str__(self) -> str:
        """The text in the active language, else in the other: for lists in the admin and for logs.

        Pages use the template tag `{% translated %}`, which shows a notice instead of hiding the loss.
        """
        return self.or_other(get_language())[0]

    def in_language(self, language: str) -> str:
        """The text in `language`, or an empty string."""
        return self._texts.get(language, "")

    def or_other(self, language: str | None) -> tuple[str, str]:
        """`(text, its language)`: the text in `language`, else in the other language, else `("", language)`."""
        for code in (language, *Language.values):
            if code in self._texts:
                return self._texts[code], code
        return "", language or ""

    def missing(self) -> list[str]:
        """The languages that have no text."""
        return [code for code in Language.values if code not in self._texts]

    def as_dict(self) -> dict[str, str]:
        return dict(self._texts)
