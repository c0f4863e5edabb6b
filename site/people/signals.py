"""What happened to an account, for other rooms to write down."""

from allauth.core import context as current
from django.dispatch import Signal
from django.http import HttpRequest

from people.enums import AccountAct

# Sent with `act` (an AccountAct), `user`, `actor` (None when nobody is signed in) and `request` (or None),
# inside the transaction of the act, so that both are kept or neither.
account_event = Signal()


def announce(act: AccountAct, *, user, actor=None, request: HttpRequest | None = None) -> None:
    """Say that `act` happened to `user`, done by `actor`: ids and codes, never an e-mail or a secret."""
    account_event.send(sender=AccountAct, act=act, user=user, actor=actor, request=request)


def whoever_asked() -> dict:
    """The request that is being answered, and who sent it; commands have neither."""
    request = current.request
    user = getattr(request, "user", None)
    return {"request": request, "actor": user if user and user.is_authenticated else None}
