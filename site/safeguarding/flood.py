"""How many reports one network may send, so that nobody drowns those who read them."""

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from safeguarding.audit import client_address

# A training room sits behind one address.
MOST_BY_ADDRESS, MOST_IN_ALL, WINDOW = 20, 300, 3600


def is_flood(request: HttpRequest) -> bool:
    """Count one more report of this hour, and say whether it is one too many."""
    address = salted_hmac("safeguarding.flood", client_address(request)).hexdigest()[:20]
    return counted(f"concerns-{address}") > MOST_BY_ADDRESS or counted("concerns-all") > MOST_IN_ALL


def counted(key: str) -> int:
    cache.add(key, 0, WINDOW)
    try:
        return cache.incr(key)
    except ValueError:
        # It ran out between the two steps.
        return 1
