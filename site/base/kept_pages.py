"""Pages kept in memory for unknown visitors: whole, compressed, with validators, bounded by bytes."""

import gzip
import hashlib
from collections import OrderedDict
from dataclasses import dataclass

from django.http import HttpResponse

MAX_BYTES = 48 * 1024 * 1024
# Asked for again at every visit, then mostly answered with 304.
CACHE_CONTROL = "public, max-age=0, must-revalidate"
VARY = "Accept-Encoding, Cookie, Save-Data"
COPIED_HEADERS = (
    "Content-Type",
    "Content-Language",
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Link",
    "Referrer-Policy",
    "Strict-Transport-Security",
    "X-Content-Type-Options",
    "X-Frame-Options",
)


@dataclass(frozen=True, slots=True)
class Variant:
    """One encoding of a page, with the headers that belong to it."""

    body: bytes
    etag: str
    headers: dict[str, str]

    def answer(self, if_none_match: str) -> HttpResponse:
        """The page, or 304 when the visitor has it already."""
        if self.etag in if_none_match:
            validators = {
                name: self.headers[name] for name in ("ETag", "Cache-Control", "Vary", "Content-Type")
            }
            return HttpResponse(status=304, headers=validators)
        return HttpResponse(self.body, headers=self.headers)


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page in both encodings, and the content generation it shows."""

    generation: int
    plain: Variant
    packed: Variant

    @property
    def size(self) -> int:
        return len(self.plain.body) + len(self.packed.body)

    def answer(self, accept_encoding: str, if_none_match: str) -> HttpResponse:
        variant = self.packed if "gzip" in accept_encoding else self.plain
        return variant.answer(if_none_match)


def keep(response: HttpResponse, generation: int) -> KeptPage:
    """`response`, which must not be compressed yet, as a page to keep."""
    shared = {name: response.headers[name] for name in COPIED_HEADERS if name in response.headers}
    shared |= {"Cache-Control": CACHE_CONTROL, "Vary": VARY}
    body = response.content
    stamp = f"{generation}-{hashlib.sha256(body).hexdigest()[:16]}"
    plain = _variant(body, f'"{stamp}"', shared)
    packed = _variant(gzip.compress(body, 9, mtime=0), f'"{stamp}-gz"', shared | {"Content-Encoding": "gzip"})
    return KeptPage(generation, plain, packed)


def _variant(body: bytes, etag: str, headers: dict[str, str]) -> Variant:
    return Variant(body, etag, headers | {"ETag": etag, "Content-Length": str(len(body))})


class Shelf:
    """The least recently used pages leave first when the shelf holds too many bytes."""

    def __init__(self, max_bytes: int = MAX_BYTES):
        self.max_bytes = max_bytes
        self.bytes = 0
        self._pages: OrderedDict[tuple, KeptPage] = OrderedDict()

    def __len__(self) -> int:
        return len(self._pages)

    def find(self, key: tuple, generation: int) -> KeptPage | None:
        """The page under `key` if it shows this generation."""
        page = self._pages.get(key)
        if page is None:
            return None
        if page.generation != generation:
            self._remove(key)
            return None
        self._pages.move_to_end(key)
        return page

    def put(self, key: tuple, page: KeptPage) -> None:
        self._remove(key)
        self._pages[key] = page
        self.bytes += page.size
        while self.bytes > self.max_bytes and self._pages:
            self._remove(next(iter(self._pages)))

    def _remove(self, key: tuple) -> None:
        page = self._pages.pop(key, None)
        if page is not None:
            self.bytes -= page.size
