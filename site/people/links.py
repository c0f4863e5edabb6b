"""Links in letters that work once, without signing in."""

import hashlib
import secrets
from datetime import datetime, timedelta

from people.enums import Purpose
from people.models import MailedLink, User


def make_link(
    user: User, purpose: Purpose, *, now: datetime, kept: timedelta, earlier_email: str = ""
) -> str:
    """The secret part of a new link, which stands in the letter alone: the database keeps its hash."""
    token = secrets.token_urlsafe(32)
    MailedLink.objects.create(
        user=user,
        purpose=purpose,
        token_hash=hashed(token),
        earlier_email=earlier_email,
        made_at=now,
        expires_at=now + kept,
    )
    return token


def find_link(token: str, purpose: Purpose, *, now: datetime) -> MailedLink | None:
    """The link, while it works."""
    found = MailedLink.objects.filter(token_hash=hashed(token), purpose=purpose, expires_at__gt=now)
    return found.select_related("user").first()


def forget_old_links(now: datetime) -> int:
    """Delete links that no longer work, and the earlier e-mails they held; how many there were."""
    return MailedLink.objects.filter(expires_at__lte=now).delete()[0]


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
