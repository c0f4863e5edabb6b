"""The code of a certificate: random, easy to read aloud, and it notices a slip of the finger.

130 random bits in Crockford's base 32 (https://www.crockford.com/base32.html: no I, L, O or U), then two
letters that follow from them. They are shown in seven groups of four.
"""

import hashlib
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_LETTERS, CHECK_LETTERS = 26, 2
LENGTH = RANDOM_LETTERS + CHECK_LETTERS
GROUP = 4
# The largest prime that two letters can hold: every single slip and every swap of neighbours shows.
CHECK_PRIME = 1021
# Longer texts are no code, whatever stands between their letters.
LONGEST_INPUT = 100
LOOK_ALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
SEPARATORS = " -‐‑‒–—_.\u00a0\u2009\u202f"


def new_code() -> str:
    """A code nobody can guess."""
    return with_check("".join(secrets.choice(ALPHABET) for _letter in range(RANDOM_LETTERS)))


def with_check(letters: str) -> str:
    rest = number_of(letters) % CHECK_PRIME
    return letters + ALPHABET[rest // len(ALPHABET)] + ALPHABET[rest % len(ALPHABET)]


def number_of(letters: str) -> int:
    value = 0
    for letter in letters:
        value = value * len(ALPHABET) + ALPHABET.index(letter)
    return value


def read_code(text: str) -> str | None:
    """The code that somebody typed, whatever its case, spaces and dashes; None for what cannot be one."""
    if len(text) > LONGEST_INPUT:
        return None
    letters = "".join(letter for letter in text if letter not in SEPARATORS).upper().translate(LOOK_ALIKES)
    if len(letters) != LENGTH or any(letter not in ALPHABET for letter in letters):
        return None
    return letters if with_check(letters[:RANDOM_LETTERS]) == letters else None


def grouped(code: str) -> str:
    """`code` as people read it: groups of four with dashes."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def digest(code: str) -> str:
    """What a code is looked up by: how long a search takes says nothing about the codes that exist."""
    return hashlib.sha256(code.encode("ascii")).hexdigest()
