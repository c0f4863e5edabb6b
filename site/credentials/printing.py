"""Certificates as documents: one page, tagged for assistive technology (PDF/UA-1), the same bytes every time.

What people wrote reaches the typesetter as data only (`sys_inputs`), never as part of its source.
"""

import json
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import typst
from django.utils.translation import gettext as _

from credentials.errors import NamelessError, PrintingError, UnprintableError
from credentials.faces import face_of
from credentials.models import Certificate

HERE = Path(__file__).resolve().parent
LONGEST_SECONDS = 20


def as_pdf(certificate: Certificate, *, address: str, language: str = "") -> bytes:
    """The certificate as a PDF in its own language or the one that is asked for.

    `address` is where its code is checked. Raises `NamelessError` while it has no name, `PrintingError`
    when it cannot be made now.
    """
    if not certificate.holder_name:
        raise NamelessError(_("Say first which name your certificates bear."))
    face = face_of(certificate, address=address, language=language or certificate.language)
    moment = int(certificate.issued_at.timestamp())
    job = _bench().submit(_typeset, _compiler(), {"data": json.dumps(face)}, moment)
    try:
        return job.result(timeout=LONGEST_SECONDS)
    except (TimeoutError, typst.TypstError) as error:
        raise PrintingError(_("The document could not be made just now. Try again in a minute.")) from error


def require_printable(name: str) -> None:
    """Raises `UnprintableError` with the letters for which we have no typeface."""
    if not _can_print(name):
        letters = [letter for letter in dict.fromkeys(name) if not _can_print(letter)]
        raise UnprintableError("".join(letters) or name)


def _can_print(text: str) -> bool:
    try:
        _typeset(_compiler("name"), {"name": text}, 0)
    except typst.TypstError:
        return False
    return True


def _typeset(compiler: typst.Compiler, inputs: dict[str, str], moment: int) -> bytes:
    return compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=["ua-1"], timestamp=moment)


@cache
def _bench() -> ThreadPoolExecutor:
    """One at a time: a document takes milliseconds, and one that hangs must not take the request with it."""
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="certificates")


@cache
def _compiler(template: str = "certificate") -> typst.Compiler:
    """Reads the typefaces once. Those of the machine stay out, so that every machine makes the same bytes."""
    return typst.Compiler(
        str(HERE / "typst" / f"{template}.typ"),
        root=str(HERE / "typst"),
        font_paths=[str(HERE / "fonts")],
        ignore_system_fonts=True,
    )
