"""How many codes that do not exist one address may try.

Only misses are counted, and only misses are refused: whoever has a code reads what it is worth, whatever
others at the same address have tried. 130 random bits
need no such limit to stay secret; it keeps those who try anyway from being served.
"""

import ipaddress

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from safeguarding.audit import client_address

MISSES = 120
WINDOW_SECONDS = 10 * 60


def is_blocked(request: HttpRequest) -> bool:
    """True for an address that has tried too many codes of late."""
    return cache.get(_counter(request), 0) >= MISSES


def count_miss(request: HttpRequest) -> None:
    """Remember that this address asked for a code that does not exist; forgotten ten minutes after the first."""
    counter = _counter(request)
    if not cache.add(counter, 1, WINDOW_SECONDS):
        try:
            cache.incr(counter)
        except ValueError:
            # It ended between the two.
            cache.add(counter, 1, WINDOW_SECONDS)


def _counter(request: HttpRequest) -> str:
    """Named by a keyed hash: who looked up what is nobody's business."""
    return "verify-" + salted_hmac("credentials.attempts", _network(client_address(request))).hexdigest()


def _network(address: str) -> str:
    """One address of version 4; a whole network of version 6, since everybody has that many."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return ""
    bits = 32 if found.version == 4 else 64
    return str(ipaddress.ip_network((found, bits), strict=False))
