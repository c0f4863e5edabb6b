"""References that people can read to each other on the telephone."""

import secrets

# Without letters and digits that are taken for one another.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def new_reference() -> str:
    """Twelve random characters in three groups, such as `K7QM-2XHB-9TRW`."""
    return "-".join("".join(secrets.choice(ALPHABET) for _place in range(4)) for _group in range(3))
