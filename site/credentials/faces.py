"""What stands on a printed certificate: its words in one language, and measures for what may be long."""

import io
import re
from textwrap import wrap

import segno
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from base import covers
from credentials.durations import in_hours
from credentials.enums import Kind
from credentials.models import Certificate

PAGE_WIDTH = 595.276
INK, WHITE = "#15242a", "#ffffff"
# Letters that fit at a size; the longest text gets the smallest.
NAME_SIZES = ((22, 30), (34, 24), (60, 19), (100, 14))
TITLE_SIZES = ((60, 17), (110, 14))
SMALLEST = 11
# Words longer than this may end a line after every few letters, so that none runs over the edge.
LONG_WORD, PIECE = 26, 8


def face_of(certificate: Certificate, *, address: str, language: str) -> dict:
    """Everything the template `certificate.typ` takes. `address` is where the code is checked."""
    with override(language):
        title, title_language = certificate.titles.or_other(language)
        return {
            "site": settings.SITE_NAME,
            "language": language,
            "words": words(certificate, title),
            "name": breakable(certificate.holder_name),
            "name_size": size_for(certificate.holder_name, NAME_SIZES),
            "title": breakable(title),
            "title_language": title_language,
            "title_size": size_for(title, TITLE_SIZES),
            "facts": facts(certificate),
            "code": certificate.grouped_code,
            "address": address,
            "shown_address": address.partition("://")[2].rpartition(certificate.grouped_code)[0].strip("/"),
            "qr": qr_code(address),
            **drawing(str(certificate.subject_key)),
        }


def words(certificate: Certificate, title: str) -> dict[str, str]:
    is_path = certificate.kind == Kind.PATH
    return {
        "kind": _("Learning path") if is_path else pgettext("certificate", "Module"),
        "heading": _("Certificate of completion"),
        "document_title": _("Certificate of completion: %(title)s") % {"title": title},
        "certifies": _("This certifies that"),
        "completed": _("completed the learning path") if is_path else _("completed the module"),
        "qr_alt": _("QR code that leads to the page where this certificate is checked"),
        "check": _("Check this certificate"),
        "code_label": pgettext("certificate", "Code"),
        "limits": _(
            "It certifies that the learning was completed. It is not a licence, and it does not certify"
            " legal competence or suitability for work with children."
        ),
    }


def facts(certificate: Certificate) -> list[tuple[str, str]]:
    return [
        (pgettext("certificate", "Completed on"), date_format(certificate.completed_at, "DATE_FORMAT")),
        (pgettext("certificate", "Estimated duration"), in_hours(certificate.minutes)),
        (pgettext("certificate", "Issued on"), date_format(certificate.issued_at, "DATE_FORMAT")),
    ]


def size_for(text: str, sizes: tuple[tuple[int, int], ...]) -> int:
    return next((size for letters, size in sizes if len(text) <= letters), SMALLEST)


def breakable(text: str) -> str:
    """`text` with places in its longest words where a line may end."""
    return re.sub(rf"\S{{{LONG_WORD},}}", lambda word: "\u200b".join(wrap(word[0], PIECE)), text)


def qr_code(address: str) -> str:
    """The address as a picture in SVG."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out, kind="svg", border=4, dark=INK, light=WHITE, xmldecl=False, svgclass=None, lineclass=None
    )
    return out.getvalue().decode()


def drawing(key: str) -> dict:
    """The arches of the cover of what was completed, as `(middle, radius, colour)`, and its sun."""
    arches = [
        (middle, size, ring)
        for middle, radius, rings in covers.arches(key)
        for ring, size in enumerate(range(radius - 3, 0, -10)[:rings])
    ]
    return {"arches": arches, "sun": sun(key), "unit": PAGE_WIDTH / covers.WIDTH}


def sun(key: str) -> tuple[int, int]:
    """Where the sun stands: across in units of the cover, and points below the top of the band."""
    across, down = covers.sun(key)
    return across, down + 8
