"""Answers with a stored file: whole, the part that was asked for, or nothing new (RFC 9110)."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO
from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase

from base.storages import PrivateFiles
from media.addresses import readable_name
from media.enums import CONTENT_TYPES

KEPT_FOR_AN_HOUR = "public, max-age=3600"
NEVER_KEPT = "private, no-store"
SIGNED_FOR = 60
CHUNK = 64 * 1024
ONE_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
# What browsers show inside a page; everything else is saved.
SHOWN = ("image/", "video/", "audio/", "text/vtt")


class NoSuchPartError(Exception):
    """A range that begins behind the end."""


def answer(request: HttpRequest, name: str, title: str, cache_control: str) -> HttpResponseBase:
    """The file `name` for a request that was found to have a right to it."""
    headers = headers_of(name, title, cache_control)
    storage = PrivateFiles()
    if not is_in_folder(storage, name):
        return from_bucket(storage, name, headers)
    if settings.PUENTES_ACCEL:
        return HttpResponse(headers=headers | {"X-Accel-Redirect": f"/private/{quote(name)}"})
    try:
        size = storage.size(name)
    except FileNotFoundError:
        return HttpResponse(status=404, headers={"Cache-Control": NEVER_KEPT})
    return from_folder(request, storage, name, size, headers)


def headers_of(name: str, title: str, cache_control: str) -> dict[str, str]:
    """What every answer says about a file. It is inert: it runs nothing, and other sites cannot embed it."""
    content_type = CONTENT_TYPES.get(PurePosixPath(name).suffix, "application/octet-stream")
    disposition = "inline" if content_type.startswith(SHOWN) else "attachment"
    return {
        "Content-Type": content_type,
        "Content-Disposition": f'{disposition}; filename="{readable_name(title, name)}"',
        "Cache-Control": cache_control,
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
        "X-Content-Type-Options": "nosniff",
    }


def is_in_folder(storage: PrivateFiles, name: str) -> bool:
    try:
        return bool(storage.path(name))
    except NotImplementedError:
        return False


def from_bucket(storage: PrivateFiles, name: str, headers: dict[str, str]) -> HttpResponseBase:
    """A link that lives for a minute. Captions come through us: players read them from this site only."""
    if headers["Content-Type"].startswith("text/vtt"):
        with storage.open(name) as file:
            return HttpResponse(file.read(), headers=headers)
    told = {
        "ResponseContentType": headers["Content-Type"],
        "ResponseContentDisposition": headers["Content-Disposition"],
        "ResponseCacheControl": NEVER_KEPT,
    }
    address = storage.url(name, parameters=told, expire=SIGNED_FOR)
    return HttpResponseRedirect(address, headers={"Cache-Control": NEVER_KEPT})


def from_folder(
    request: HttpRequest, storage: PrivateFiles, name: str, size: int, headers: dict[str, str]
) -> HttpResponseBase:
    # A stored file never changes: another one has another name.
    etag = f'"{PurePosixPath(name).stem}-{size}"'
    headers = headers | {"ETag": etag, "Accept-Ranges": "bytes"}
    if has_it_already(request, etag):
        return HttpResponse(status=304, headers=headers)
    try:
        part = wanted_part(request, size, etag)
    except NoSuchPartError:
        return HttpResponse(status=416, headers=headers | {"Content-Range": f"bytes */{size}"})
    first, last = part or (0, size - 1)
    headers |= {"Content-Length": str(last - first + 1)}
    if part:
        headers |= {"Content-Range": f"bytes {first}-{last}/{size}"}
    body = iter(()) if request.method == "HEAD" else pieces(storage.open(name), first, last)
    response = StreamingHttpResponse(body, status=206 if part else 200, headers=headers)
    response.as_stored = True
    return response


def has_it_already(request: HttpRequest, etag: str) -> bool:
    known = {one.strip().removeprefix("W/") for one in request.headers.get("If-None-Match", "").split(",")}
    return etag in known or "*" in known


def wanted_part(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """First and last byte of the one part that is asked for; None when the whole is the answer.

    Several parts at once, and what cannot be read, are answered with the whole, as RFC 9110 §14.2 allows.
    Raises `NoSuchPartError`.
    """
    asked = ONE_RANGE.fullmatch(request.headers.get("Range", "").strip())
    if asked is None or asked.groups() == ("", "") or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = (int(place[:18]) if place else None for place in asked.groups())
    if first is None:
        first, last = max(size - last, 0) if last else size, size - 1
    elif last is not None and last < first:
        return None
    if first >= size:
        raise NoSuchPartError
    return first, min(size - 1 if last is None else last, size - 1)


def pieces(file: BinaryIO, first: int, last: int) -> Iterator[bytes]:
    """The bytes from `first` to `last`, a little at a time."""
    with file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (piece := file.read(min(CHUNK, left))):
            left -= len(piece)
            yield piece
