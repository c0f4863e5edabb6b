"""What the bare page says. Fixed by a hash: with other words it would be another baseline."""

import hashlib
import json

HASH = "1529c98efd88e5a3"
SENTENCES = (
    "The river is wide here and the old ferry stopped running long ago, so people walk to the next town.",
    "Some carry letters, some carry fruit, and most of them carry news that nobody has written down yet.",
    "In spring the water rises over the lower road, and the walk takes an hour longer than it should.",
    "A bridge was drawn on paper three times; the fourth drawing was made by those who walk every day.",
)


def rich_text(number: int) -> str:
    """Two paragraphs and a list; the sentences move on with the number, so no two texts are alike."""
    lines = [SENTENCES[(number + step) % len(SENTENCES)] for step in range(4)]
    items = "".join(f"<li>{line.partition(',')[0]}</li>" for line in lines[:2])
    return f"<p>{lines[0]} <b>{lines[1]}</b></p><p>{lines[2]} <i>{lines[3]}</i></p><ul>{items}</ul>"


def callout(number: int) -> dict:
    return {"title": f"Remember {number}", "text": SENTENCES[number]}


BODY = [
    ("heading", "What the river is like"),
    *[("text", rich_text(number)) for number in range(3)],
    ("callout", callout(1)),
    ("heading", "What a bridge changes"),
    *[("text", rich_text(number)) for number in range(3, 6)],
    ("callout", callout(2)),
]


def fingerprint() -> str:
    return hashlib.sha256(json.dumps(BODY).encode()).hexdigest()[:16]


def checked_body() -> list[dict]:
    """The body as StreamField stores it; raises ValueError when anybody changed a word."""
    if fingerprint() != HASH:
        raise ValueError(f"The bare page changed: its hash is {fingerprint()}, not {HASH}.")
    return [{"type": kind, "value": value, "id": str(number)} for number, (kind, value) in enumerate(BODY)]
