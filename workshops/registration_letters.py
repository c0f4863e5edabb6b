"""The e-mails about registering, in the language that is active when they are written."""

import datetime
from zoneinfo import ZoneInfo

from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from people.letters import Letter
from safeguarding.letters import absolute
from workshops.enums import RegistrationStatus
from workshops.models import Event, Registration


def page_of(event: Event) -> str:
    return absolute("registration", event.slug)


def local(event: Event, at: datetime.datetime) -> str:
    """A moment by the clocks of the event, which are named."""
    there = at.astimezone(ZoneInfo(event.time_zone))
    return _("%(time)s (%(zone)s)") % {
        "time": formats.date_format(there, "DATETIME_FORMAT"),
        "zone": event.get_time_zone_display(),
    }


def about(event: Event, **more: object) -> dict:
    return {"event": event, "when": event.when() or _("on a day that is not known yet"), **more}


def what_has_changed(registration: Registration, place: int) -> Letter:
    """The letter about where a registration stands now; `place` is the one in the waiting list."""
    writers = {
        RegistrationStatus.REGISTERED: registered,
        RegistrationStatus.REQUESTED: requested,
        RegistrationStatus.OFFERED: offered,
        RegistrationStatus.DECLINED: declined,
        RegistrationStatus.CANCELLED: cancelled,
        RegistrationStatus.LAPSED: lapsed,
    }
    if registration.status == RegistrationStatus.WAITLISTED:
        return waitlisted(registration.event, place)
    return writers[registration.status](registration.event, registration)


def registered(event: Event, registration: Registration) -> Letter:
    return Letter(
        subject=_("You are registered: %(event)s") % about(event),
        opening=_("You have a seat at “%(event)s”, %(when)s.") % about(event),
        link_label=_("Where it is, the programme, and how to cancel:"),
        link=page_of(event),
        closing=(
            _("If you cannot come, please cancel, so that somebody who waits gets your seat."),
            *calendar_line(event),
        ),
    )


def calendar_line(event: Event) -> tuple[str, ...]:
    return (_("The file with this letter puts it into your calendar."),) if event.has_days else ()


def requested(event: Event, registration: Registration) -> Letter:
    return Letter(
        subject=_("Your request has arrived: %(event)s") % about(event),
        opening=_("You asked for a seat at “%(event)s”. Its team decides and writes to you.") % about(event),
        link_label=_("Your registration:"),
        link=page_of(event),
    )


def waitlisted(event: Event, place: int) -> Letter:
    return Letter(
        subject=_("You are on the waiting list: %(event)s") % about(event),
        opening=_("All seats at “%(event)s” are taken. You are number %(place)s on the waiting list.")
        % about(event, place=place),
        link_label=_("Your registration:"),
        link=page_of(event),
        closing=(_("When a seat falls free and it is your turn, you get a letter and have 48 hours."),),
    )


def offered(event: Event, registration: Registration) -> Letter:
    return Letter(
        subject=_("A seat for you: %(event)s") % about(event),
        opening=_("A seat has fallen free at “%(event)s”. It is kept for you until %(until)s.")
        % about(event, until=local(event, registration.offer_ends_at)),
        link_label=_("Confirm it here, or let the next one have it:"),
        link=page_of(event),
        closing=(_("Opening this link confirms nothing: press the button on the page."),),
    )


def declined(event: Event, registration: Registration) -> Letter:
    return Letter(
        subject=_("You are not admitted: %(event)s") % about(event),
        opening=_("The team of “%(event)s” could not give you a seat.") % about(event),
        link_label=_("Other workshops and forums:"),
        link=absolute("workshops"),
        closing=(_("If you think that this is a mistake, answer this e-mail."),),
    )


def cancelled(event: Event, registration: Registration) -> Letter:
    return Letter(
        subject=_("Your registration is cancelled: %(event)s") % about(event),
        opening=_("You no longer have a seat or a place in the queue at “%(event)s”.") % about(event),
        link_label=_("You changed your mind? Register again, at the end of the queue:"),
        link=page_of(event),
    )


def lapsed(event: Event, registration: Registration) -> Letter:
    return Letter(
        subject=_("The seat has gone to the next one: %(event)s") % about(event),
        opening=_("The seat that was kept for you at “%(event)s” was not confirmed in time.") % about(event),
        link_label=_("If you still want to come, register again, at the end of the queue:"),
        link=page_of(event),
    )


def reminder(event: Event, days_before: int) -> Letter:
    opening = (
        _("Tomorrow it begins: “%(event)s”, %(when)s.")
        if days_before == 1
        else _("In a week it begins: “%(event)s”, %(when)s.")
    )
    return Letter(
        subject=_("Soon: %(event)s") % about(event),
        opening=opening % about(event),
        link_label=_("Where it is, the programme, and how to cancel:"),
        link=page_of(event),
        closing=(_("If you cannot come, please cancel, so that somebody who waits gets your seat."),),
    )


def called_off(event: Event) -> Letter:
    reason = event.cancellation_reason
    text = reason.or_other(get_language())[0] if reason else ""
    return Letter(
        subject=_("Cancelled: %(event)s") % about(event),
        opening=_("“%(event)s”, %(when)s, will not take place.") % about(event),
        link_label=_("The page of the event:"),
        link=absolute("forum" if event.is_forum else "workshop", event.slug),
        closing=(text, *calendar_line(event)) if text else calendar_line(event),
    )


def invitation(event: Event, link: str) -> Letter:
    return Letter(
        subject=_("You are invited: %(event)s") % about(event),
        opening=_("The team of “%(event)s”, %(when)s, invites you.") % about(event),
        link_label=_("Accept the invitation here, within 7 days:"),
        link=link,
        closing=(
            _(
                "It is for this e-mail alone: sign in with it, or open an account with it. Opening the link "
                "accepts nothing."
            ),
        ),
    )
