"""Sends the letters about registering: ids in, what is written is read when it is sent."""

import secrets
from collections.abc import Callable, Iterable

from django.utils.translation import override
from django_tasks import task

from people.letters import Letter
from people.links import hashed
from safeguarding.letters import absolute
from workshops import registration_letters as letters
from workshops.calendars import calendar_file, entries_of
from workshops.enums import RegistrationStatus
from workshops.models import Event, Invitation, Registration, RegistrationChange
from workshops.registration_readers import reader_of


@task()
def tell(change_pk: str) -> int:
    """Tell a person where their registration stands; nothing once that has changed again."""
    change = RegistrationChange.objects.filter(pk=change_pk).first()
    if change is None:
        return 0
    mine = with_event([change.registration_id]).first()
    if mine is None or mine.changes.filter(number__gt=change.number).exists():
        return 0
    place = Registration.objects.ahead_of(mine).count() + 1
    carries_file = mine.status == RegistrationStatus.REGISTERED
    return post(mine, lambda: letters.what_has_changed(mine, place), with_file=carries_file)


@task()
def remind(pks: list[int], days_before: int) -> int:
    """Remind people of an event that comes."""
    rows = with_event(pks).filter(status=RegistrationStatus.REGISTERED)
    return post_all(rows, lambda event: letters.reminder(event, days_before))


@task()
def tell_called_off(event_pk: int) -> int:
    """Tell everybody who stands on the list of an event that it does not take place."""
    rows = with_event().standing().filter(event=event_pk, event__cancelled_at__isnull=False)
    return post_all(rows, letters.called_off, with_file=True)


@task()
def invite(public_id: str) -> int:
    """Send an invitation to an e-mail that may have no account yet: in the language of whoever invites."""
    token = secrets.token_urlsafe(32)
    Invitation.objects.filter(public_id=public_id, accepted_at=None).update(token_hash=hashed(token))
    found = Invitation.objects.select_related("event", "by").filter(public_id=public_id).first()
    if found is None or found.accepted_at:
        return 0
    with override(found.by.language if found.by else "es"):
        link = absolute("invitation", found.event.slug, token)
        return letters.invitation(found.event, link).addressed_to(found.email).send()


def with_event(pks: Iterable[int] | None = None):
    rows = Registration.objects.select_related("event__place", "person")
    return rows if pks is None else rows.filter(pk__in=pks)


def post_all(rows, write: Callable[[Event], Letter], *, with_file: bool = False) -> int:
    return sum(post(mine, lambda mine=mine: write(mine.event), with_file=with_file) for mine in rows)


def post(mine: Registration, write: Callable[[], Letter], *, with_file: bool = False) -> int:
    """Send a person a letter in their language, with the event for their calendar; how many were sent."""
    person, event = mine.person, mine.event
    if not person.is_active or person.erased_at:
        return 0
    with override(person.language):
        message = write().addressed_to(person.email)
        entries = entries_of(event, reader_of(mine)) if with_file else []
        if entries:
            content = calendar_file(str(event), entries).decode()
            message.attach(f"{event.slug}.ics", content, "text/calendar")
        return message.send()
