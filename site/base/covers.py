"""Covers drawn as arches: the same key always gives the same picture."""

import hashlib

from django.utils.html import format_html, format_html_join

WIDTH, GROUND = 320, 140


def arches(key: str) -> list[tuple[int, int, int]]:
    """Arches as `(middle, radius, rings)` from left to right, drawn from the bytes of the key's hash."""
    noise = hashlib.sha256(key.encode()).digest()
    row, left, index = [], -8, 0
    while left < WIDTH:
        radius = (20, 30, 42, 62)[noise[index] % 4]
        row.append((left + radius, radius, 2 if radius < 30 else 3))
        left, index = left + 2 * radius, index + 1
    return row


def sun(key: str) -> tuple[int, int]:
    """Where the sun stands, high enough to clear the tallest arch."""
    noise = hashlib.sha256(key.encode()).digest()
    return 60 + noise[-1] % 200, 26 + noise[-2] % 14


def draw_cover(key: str) -> str:
    """The picture as an SVG element without text; decorative, so hidden from assistive technology."""
    rings = [
        (f"a{ring + 1}", middle - size, GROUND, size, size, middle + size, GROUND)
        for middle, radius, count in arches(key)
        for ring, size in enumerate(range(radius - 3, 0, -10)[:count])
    ]
    paths = format_html_join("", '<path class="{}" d="M{} {}A{} {} 0 0 1 {} {}"/>', rings)
    return format_html(
        '<svg class="cover-art" viewBox="0 0 320 140" preserveAspectRatio="xMidYMax slice" aria-hidden="true"'
        ' focusable="false"><circle class="sun" cx="{}" cy="{}" r="14"/>{}</svg>',
        *sun(key),
        paths,
    )
