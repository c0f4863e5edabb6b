"""References that people can read to each other on the telephone."""

import secrets

# Without letters and digits that are taken for one another.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def new_reference() -> str:
    """Twelve random characters in three groups, such as `K7QM-2XHB-9TRW`."""
    return "-".join("".join(secrets.choice(ALPHABET) for _place in range(4)) for _group in range(3))


def is_reference(text: str) -> bool:
    """True for a text that is built like a reference."""
    groups = text.split("-")
    return [len(group) for group in groups] == [4, 4, 4] and set("".join(groups)) <= set(ALPHABET)
