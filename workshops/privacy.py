"""What workshops hold about a person: handed out on request, removed when they are erased."""

import uuid
from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from people.exports import Section
from people.models import User
from workshops.enums import STANDING
from workshops.models import AgendaFeed, Invitation, Registration, RegistrationQuestion
from workshops.programme import is_over
from workshops.registration_actions import cancel
from workshops.registration_forms import answers_in_words


def about_person(user: User) -> Iterator[Section]:
    yield from about_registrations(user)


def about_registrations(user: User) -> Iterator[Section]:
    """What somebody registered for, and every step of it."""
    columns = {
        "event": _("Event"),
        "status": _("Status"),
        "organization": _("Organization"),
        "organization_type": _("Type of organization"),
        "track": _("Track"),
        "registered_at": _("Registered"),
        "offer_ends_at": _("Seat kept until"),
        "accessibility": _("Needs to take part"),
        "answers": _("Answers"),
        "steps": _("Steps"),
        "reminders": _("Reminders"),
    }
    rows = Registration.objects.filter(person=user)
    related = ("changes", "reminders", "event__questions")
    found = rows.select_related("event", "organization", "track").prefetch_related(*related)
    yield Section("registrations", _("Your registrations for events"), columns, map(row_of, found))
    invited = Invitation.objects.filter(email=user.email) | Invitation.objects.filter(accepted_by=user)
    columns = {"event": _("Event"), "made_at": _("Sent"), "accepted_at": _("Accepted")}
    rows = ({name: value_of(one, name) for name in columns} for one in invited.select_related("event"))
    yield Section("invitations", _("Invitations to events"), columns, rows)
    feeds = AgendaFeed.objects.filter(person=user).values("made_at")
    yield Section("agenda", _("Private address of your calendar"), {"made_at": _("Made")}, feeds)


def value_of(one: Invitation, name: str) -> object:
    return str(one.event) if name == "event" else getattr(one, name)


def row_of(mine: Registration) -> dict[str, object]:
    questions: list[RegistrationQuestion] = list(mine.event.questions.all())
    return {
        "event": str(mine.event),
        "status": mine.get_status_display(),
        "organization": str(mine.organization or mine.organization_name),
        "organization_type": mine.organization_type,
        "track": str(mine.track or ""),
        "registered_at": mine.registered_at,
        "offer_ends_at": mine.offer_ends_at,
        "accessibility": mine.accessibility,
        "answers": [f"{asked}: {answer}" for asked, answer in answers_in_words(questions, mine.answers)],
        "steps": [f"{one.at:%Y-%m-%d %H:%M} {one.get_status_display()}" for one in mine.changes.all()],
        "reminders": [f"{one.at:%Y-%m-%d}" for one in mine.reminders.all()],
    }


def forget_person(user: User, now: datetime) -> None:
    forget_registrations(user, now)


def forget_registrations(user: User, now: datetime) -> None:
    """Seats of events to come fall free; of what is over the nameless row stays, so that counts stay right."""
    for mine in Registration.objects.filter(person=user).select_related("event", "person").order_by("event"):
        if mine.status in STANDING and is_over(mine.event, now) is not True:
            cancel(registration=mine, key=uuid.uuid4(), now=now, by=None)
    Registration.objects.filter(person=user).update(
        answers={}, accessibility="", organization=None, organization_name=""
    )
    Invitation.objects.filter(accepted_by=user).delete()
    Invitation.objects.filter(email=user.email).delete()
    AgendaFeed.objects.filter(person=user).delete()
