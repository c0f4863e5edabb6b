"""The list of devices on which somebody is signed in: kept, shown, ended."""

from datetime import datetime

from django.contrib.auth import update_session_auth_hash
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from people.browsers import browser_family, device_kind
from people.models import SignIn, User
from people.sessions import is_first_use


def record_sign_in(request: HttpRequest, user: User) -> None:
    """Add this session to the devices of `user`, or renew what is known of it."""
    if request.session.session_key is None:
        request.session.create()
    today = timezone.now().date()
    is_first_use(request, today)
    said = request.headers.get("User-Agent", "")
    SignIn.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={
            "user": user,
            "standing": user.get_session_auth_hash(),
            "device": device_kind(said),
            "browser": browser_family(said),
            "last_used_date": today,
        },
    )


def note_day(request: HttpRequest) -> None:
    """Once a day, remember that this session is in use."""
    today = timezone.now().date()
    if not is_first_use(request, today):
        return
    mine = SignIn.objects.filter(session_key=request.session.session_key)
    if not mine.update(last_used_date=today) and request.user.is_authenticated:
        record_sign_in(request, request.user)


def devices_of(user: User, now: datetime) -> list[SignIn]:
    """Where `user` is signed in now, the one used last first."""
    mine = SignIn.objects.visible_to(user).live(now).filter(standing=user.get_session_auth_hash())
    return list(mine.order_by("-last_used_date", "-signed_in_at"))


@transaction.atomic
def end_sessions(sign_ins) -> int:
    """Sign out the devices of a queryset; how many there were."""
    keys = list(sign_ins.values_list("session_key", flat=True))
    Session.objects.filter(session_key__in=keys).delete()
    SignIn.objects.filter(session_key__in=keys).delete()
    return len(keys)


def keep_this_session(request: HttpRequest, user: User) -> None:
    """After a change that ends a person's sessions: let the one they made it in go on."""
    SignIn.objects.filter(session_key=request.session.session_key).delete()
    update_session_auth_hash(request, user)
    record_sign_in(request, user)


def forget_ended_sessions(now: datetime) -> int:
    """Drop the devices whose sessions are over; how many there were."""
    over = SignIn.objects.exclude(pk__in=SignIn.objects.live(now).values("pk"))
    return over.delete()[0]
