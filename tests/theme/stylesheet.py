"""Reads the theme's files the way a browser would: tokens per colour scheme, rules, scripts."""

import re
from pathlib import Path

THEME = Path(__file__).resolve().parents[2] / "site" / "theme"
CSS = THEME / "static" / "css"
TOKEN = re.compile(r"--([\w-]+):\s*([^;]+);")
TWO_SCHEMES = re.compile(r"light-dark\((#\w+), (#\w+)\)")


def colour_tokens() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """Colours by token name: for browsers from before `light-dark()`, in light, in dark."""
    text = (CSS / "tokens.css").read_text(encoding="utf-8")
    plain_part, two_part = text.split("@supports", 1)
    plain = {name: value for name, value in TOKEN.findall(plain_part) if value.startswith("#")}
    pairs = {name: TWO_SCHEMES.fullmatch(value) for name, value in TOKEN.findall(two_part)}
    both = {name: pair.groups() for name, pair in pairs.items() if pair}
    return (
        plain,
        {name: pair[0] for name, pair in both.items()},
        {name: pair[1] for name, pair in both.items()},
    )


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb` (WCAG 2.2, definition of relative luminance)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def sources() -> dict[str, str]:
    """Every stylesheet file without its comments, by its path inside `css`."""
    files = sorted(CSS.rglob("*.css"))
    return {
        file.relative_to(CSS).as_posix(): strip_comments(file.read_text(encoding="utf-8")) for file in files
    }


def strip_comments(css: str) -> str:
    return re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
