"""What templates know about the device."""

from django.http import HttpRequest

from people.sessions import is_shared


def device(request: HttpRequest) -> dict:
    """`shared_device`, for known people only: a stranger's session is never read."""
    return {
        "shared_device": getattr(request, "is_known", True)
        and hasattr(request, "session")
        and is_shared(request)
    }
