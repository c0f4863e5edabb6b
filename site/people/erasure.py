"""Erasing a person: asked for, taken back, done after two weeks, and done again after a restore.

Everything personal is removed. A nameless row stays where the person was, so that counts of the past stay
right and what they published keeps an owner. Rooms above say with `register` what to remove of theirs.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import make_password
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.admin.models import EditingSession
from wagtail.models import ModelLogEntry, PageSubscription
from wagtail.users.models import UserProfile

from people import ledger
from people.enums import AccountAct, LedgerAct, Purpose
from people.errors import SoleKeeperError
from people.links import make_link
from people.models import Deletion, MailedLink, User
from people.signals import announce
from people.signed_in import end_sessions

logger = logging.getLogger(__name__)

GRACE = timedelta(days=14)
Handler = Callable[[User, datetime], None]
_handlers: dict[str, Handler] = {}


def register(name: str, handler: Handler) -> None:
    """Let `handler(user, now)` remove what a room holds about a person, inside the erasing transaction.

    The row of the user stays, so a reference to it may stay too; what is written about or by the person
    must go.
    """
    _handlers[name] = handler


def refuse_sole_keeper(user: User) -> None:
    """Raises `SoleKeeperError` for the last one who could let anybody else in."""
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    if user.is_superuser and not others.exists():
        raise SoleKeeperError


@transaction.atomic
def ask(user: User, *, now: datetime, request: HttpRequest | None = None) -> tuple[Deletion, str]:
    """Close the account and set the day; returns it with the secret of the link that takes it back.

    Every session ends. Raises `SoleKeeperError`.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    refuse_sole_keeper(user)
    deletion, _is_new = Deletion.objects.get_or_create(
        user=user, defaults={"asked_at": now, "due_at": now + GRACE}
    )
    user.is_active = False
    user.save(update_fields=["is_active"])
    end_sessions(user.sign_ins.all())
    MailedLink.objects.filter(user=user, purpose=Purpose.KEEP_ACCOUNT).delete()
    token = make_link(user, Purpose.KEEP_ACCOUNT, now=now, kept=deletion.due_at - now)
    ledger.note(user, LedgerAct.ASKED, now=now, due_at=deletion.due_at)
    announce(AccountAct.DELETION_ASKED, user=user, actor=user, request=request)
    return deletion, token


@transaction.atomic
def take_back(user: User, *, now: datetime, request: HttpRequest | None = None) -> bool:
    """Open the account again; False when it was not waiting to be erased."""
    user = User.objects.select_for_update().get(pk=user.pk)
    waiting, _by_model = Deletion.objects.filter(user=user).delete()
    if not waiting:
        return False
    MailedLink.objects.filter(user=user, purpose=Purpose.KEEP_ACCOUNT).delete()
    user.is_active = True
    user.save(update_fields=["is_active"])
    ledger.note(user, LedgerAct.KEPT, now=now)
    announce(AccountAct.DELETION_UNDONE, user=user, actor=user, request=request)
    return True


@transaction.atomic
def erase(user: User, *, now: datetime, by: User | None = None) -> User:
    """Remove everything personal, at once and for good. Safe to repeat.

    Raises `SoleKeeperError`.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.erased_at:
        return user
    refuse_sole_keeper(user)
    for handler in _handlers.values():
        handler(user, now)
    _forget_ways_in(user)
    _forget_in_admin(user)
    _make_nameless(user, now)
    ledger.note(user, LedgerAct.ERASED, now=now)
    announce(AccountAct.ERASED, user=user, actor=by)
    return user


def erase_due(now: datetime) -> int:
    """Erase those whose two weeks are over; how many there were."""
    erased = 0
    for user in User.objects.filter(deletion__due_at__lte=now):
        try:
            erase(user, now=now)
            erased += 1
        except SoleKeeperError:
            logger.error("Somebody is not erased: nobody else is left to keep the site.")
    return erased


def reapply(now: datetime, path=None) -> dict[str, int]:
    """Do again what the ledger says and this database does not know of: counts by act."""
    done = {LedgerAct.ERASED.value: 0, LedgerAct.ASKED.value: 0}
    words = ledger.last_words(path)
    for user in User.objects.filter(erased_at=None):
        word = words.get(ledger.hash_of(user))
        if word is None or word.act == LedgerAct.KEPT:
            continue
        if word.act == LedgerAct.ERASED or word.due_at <= now:
            erase(user, now=now)
            done[LedgerAct.ERASED.value] += 1
        elif not Deletion.objects.filter(user=user).exists():
            _ask_again(user, word)
            done[LedgerAct.ASKED.value] += 1
    return done


@transaction.atomic
def _ask_again(user: User, word: ledger.Note) -> None:
    Deletion.objects.create(user=user, asked_at=word.noted_at, due_at=word.due_at)
    user.is_active = False
    user.save(update_fields=["is_active"])


def _forget_ways_in(user: User) -> None:
    end_sessions(user.sign_ins.all())
    for model in (EmailAddress, Authenticator, MailedLink, Deletion):
        model.objects.filter(user=user).delete()


def _forget_in_admin(user: User) -> None:
    """What Wagtail keeps: roles, picture, subscriptions, and the person's name in its log of changes."""
    user.groups.clear()
    user.user_permissions.clear()
    profile = UserProfile.objects.filter(user=user).first()
    if profile and profile.avatar:
        storage, name = profile.avatar.storage, profile.avatar.name
        transaction.on_commit(lambda: storage.delete(name))
    UserProfile.objects.filter(user=user).delete()
    EditingSession.objects.filter(user=user).delete()
    PageSubscription.objects.filter(user=user).delete()
    about = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk)
    )
    about.update(label="", data={})


def _make_nameless(user: User, now: datetime) -> None:
    with override(user.language):
        user.display_name = _("Erased account")
    user.email = f"{user.public_id}@erased.invalid"
    user.password = make_password(None)
    user.organization_type = ""
    user.adult_declared_at = user.last_login = None
    user.is_active = user.is_staff = user.is_superuser = user.listed = user.saves_data = False
    user.erased_at = now
    user.save()
