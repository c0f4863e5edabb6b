"""Links in letters by which an owner reports without signing in. The database keeps their hashes alone."""

import datetime
import hashlib
import secrets

from django.utils.translation import gettext as _

from organizations.models import Organization
from workshops.errors import LinkOverError
from workshops.models import Commitment, CommitmentLink

LINK_KEPT = datetime.timedelta(days=60)


def make_link(*, commitment: Commitment, organization: Organization, now: datetime.datetime) -> str:
    """The secret part of a new link, which stands in the letter alone."""
    token = secrets.token_urlsafe(32)
    CommitmentLink.objects.create(
        token_hash=hashed(token),
        commitment=commitment,
        organization=organization,
        made_at=now,
        expires_at=now + LINK_KEPT,
    )
    return token


def find_link(token: str, *, now: datetime.datetime) -> CommitmentLink:
    """The link, while it works. Raises `LinkOverError`."""
    rows = CommitmentLink.objects.select_related("commitment__owner", "organization")
    found = rows.filter(token_hash=hashed(token), expires_at__gt=now, revoked_at=None).first()
    if found is None:
        raise LinkOverError(_("This link does not work, or no longer."))
    return found


def hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
