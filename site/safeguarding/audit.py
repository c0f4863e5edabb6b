"""Writing into the audit log."""

import ipaddress

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest

from people.signals import whoever_asked
from safeguarding.models import AuditEntry

# Names under which objects are known outside the database, the best first.
PUBLIC_KEYS = ("public_id", "uuid", "key")
# Enough of an address to notice a foreign one, too little to find a person.
KEPT_BITS = {4: 24, 6: 48}


def record(*, act: str, actor, subject, detail: dict | None = None, request: HttpRequest | None = None):
    """Append who did what with which object, in the transaction of the caller.

    `actor` is a person or nobody; `subject` a row or None; `detail` holds codes and identifiers only. Where the
    caller has no request, it is the one in which the actor does this; of nobody's acts no network is kept.
    """
    request = request or request_of(actor)
    return AuditEntry.objects.create(
        act=act,
        actor=getattr(actor, "public_id", None),
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_key=public_key(subject) if subject is not None else "",
        detail=detail or {},
        came_from=network_of(request),
    )


def request_of(actor) -> HttpRequest | None:
    """The request that is being answered, if this very person sent it."""
    asked = whoever_asked()
    return asked["request"] if actor is not None and asked["actor"] == actor else None


def public_key(subject: models.Model) -> str:
    """How an object is named in the log: by its public identifier, else by its number."""
    found = (getattr(subject, name, None) for name in PUBLIC_KEYS)
    return str(next((value for value in found if value), subject.pk))


def network_of(request: HttpRequest | None) -> str:
    """The network a request came from; empty when it cannot be told."""
    if request is None:
        return ""
    try:
        address = ipaddress.ip_address(client_address(request))
    except ValueError:
        return ""
    return str(ipaddress.ip_network((address, KEPT_BITS[address.version]), strict=False))


def client_address(request: HttpRequest) -> str:
    """The address of the browser, as far as the trusted proxies tell it; empty when they do not."""
    try:
        return get_adapter(request).get_client_ip(request)
    except PermissionDenied:
        return ""
