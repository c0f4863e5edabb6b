"""Pictures for phones to read."""

import io

import segno


def as_svg(text: str) -> bytes:
    """A QR code of `text`, dark on white in every colour scheme, with the margin that readers need."""
    picture = io.BytesIO()
    segno.make(text, error="m").save(picture, kind="svg", scale=6, border=4, dark="#000", light="#fff")
    return picture.getvalue()
