"""The verbs of invitations: invite, accept, take back. Opening the link in the letter does none of them."""

import datetime
import secrets
from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from people.links import hashed
from people.models import User
from safeguarding import audit
from workshops.errors import InvitationRefusedError
from workshops.models import Event, Invitation
from workshops.registration_rules import INVITATION_LASTS
from workshops.registration_tasks import invite as send_letter


@transaction.atomic
def invite(*, event: Event, emails: Iterable[str], now: datetime.datetime, by: User) -> int:
    """Invite these e-mails; how many letters go out. Who has an invitation that lasts gets no second one."""
    row = Event.objects.select_for_update(no_key=True).get(pk=event.pk)
    known = {one.email: one for one in Invitation.objects.filter(event=row)}
    sent = 0
    for email in dict.fromkeys(email.lower() for email in emails):
        one = known.get(email)
        if one and (one.accepted_at or one.expires_at > now):
            continue
        send_new(one or Invitation(event=row, email=email), now, by)
        sent += 1
    return sent


def send_new(one: Invitation, now: datetime.datetime, by: User) -> None:
    """Its secret is made when the letter is written, and stands nowhere else: until then nothing opens it."""
    one.token_hash, one.made_at, one.expires_at, one.by = no_secret(), now, now + INVITATION_LASTS, by
    one.save()
    audit.record(act="invitation.sent", actor=by, subject=one, detail={"event": one.event.slug})
    transaction.on_commit(partial(send_letter.enqueue, str(one.public_id)))


def no_secret() -> str:
    return hashed(secrets.token_urlsafe(32))


@transaction.atomic
def accept(*, invitation: Invitation, person: User, now: datetime.datetime) -> Invitation:
    """Let `person` register by it. The same person may send it again; raises `InvitationRefusedError` else."""
    one = Invitation.objects.select_for_update(of=("self",), no_key=True).get(pk=invitation.pk)
    refuse_others(one, person)
    if one.accepted_by_id == person.pk:
        return one
    if one.accepted_at or one.expires_at <= now:
        raise InvitationRefusedError(
            _("This invitation no longer works. Ask the team of the event for a new one.")
        )
    one.accepted_by, one.accepted_at = person, now
    one.save(update_fields=["accepted_by", "accepted_at"])
    audit.record(act="invitation.accepted", actor=person, subject=one, detail={"event": one.event.slug})
    return one


def refuse_others(one: Invitation, person: User) -> None:
    """Raises `InvitationRefusedError` when the invitation was sent to another e-mail, which is not told."""
    if one.email != person.email:
        raise InvitationRefusedError(
            _(
                "This invitation was sent to another e-mail than the one you signed in with. Sign in with that "
                "one, or ask the team of the event to invite this one."
            )
        )


@transaction.atomic
def take_back(invitation: Invitation, *, by: User) -> bool:
    """Delete an invitation nobody has accepted; False when somebody has, or it was gone."""
    one = Invitation.objects.select_for_update(no_key=True).filter(pk=invitation.pk, accepted_at=None).first()
    if one is None:
        return False
    audit.record(act="invitation.taken_back", actor=by, subject=one, detail={"event": one.event.slug})
    one.delete()
    return True
