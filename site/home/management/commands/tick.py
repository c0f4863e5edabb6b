"""`manage.py tick`: what is due, once a minute. Safe to repeat, and to miss.

Each duty stands alone: one that fails does not keep the others from being done, and is tried again a
minute later.
"""

import logging
from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from wagtail.models import Site

from base import generation
from courses.retention import remove_stale_anonymous
from credentials.duties import look_after_certificates
from home.loading.tree import ensure_site
from media.actions import erase_withdrawn, follow_renewals
from people.actions import forget_unconfirmed
from people.erasure import erase_due
from people.links import forget_old_links
from people.signed_in import forget_ended_sessions
from safeguarding.retention import forget_old_reports, remind_of_overdue
from workshops.commitments.duties import ask_owners
from workshops.duties import follow_programmes
from workshops.evaluation_actions import ask_later
from workshops.registration_duties import look_after_registrations

logger = logging.getLogger("tick")


def publish_scheduled(now: datetime) -> None:
    """Publish and take down the pages whose time has come."""
    call_command("publish_scheduled", verbosity=0)


def forget_sessions(now: datetime) -> None:
    """Sessions that ended, and results of tasks nobody will ask for."""
    call_command("clearsessions", verbosity=0)
    forget_ended_sessions(now)
    if settings.TASKS["default"]["BACKEND"].startswith("django_tasks_db"):
        call_command("prune_db_task_results", verbosity=0)


def forget_strangers(now: datetime) -> None:
    """Work without an account that nobody came back to, and sign-ups that nobody confirmed."""
    remove_stale_anonymous(now)
    forget_unconfirmed(now=now)
    forget_old_links(now)


def erase_people(now: datetime) -> None:
    """Those who asked for it two weeks ago."""
    erase_due(now)


def begin_the_day(now: datetime) -> None:
    """Some notices depend on the date ("review is due"), so kept pages live for a day at most."""
    generation.bump_if_older_than(now.replace(hour=0, minute=0, second=0, microsecond=0))


def follow_address(now: datetime) -> None:
    """The site may be served at another address than the last time."""
    if Site.objects.exists():
        ensure_site()


def follow_consents(now: datetime) -> None:
    """Renewals that come into force, and what is blocked for good and still lies on the disk."""
    follow_renewals(on=now.date())
    erase_withdrawn(now=now)


def look_after_concerns(now: datetime) -> None:
    """Reports of concern that wait too long, and words of old ones."""
    remind_of_overdue(now)
    forget_old_reports(now)


DUTIES: tuple[Callable[[datetime], None], ...] = (
    follow_address,
    publish_scheduled,
    forget_sessions,
    forget_strangers,
    erase_people,
    begin_the_day,
    look_after_concerns,
    follow_consents,
    look_after_certificates,
    follow_programmes,
    ask_later,
    ask_owners,
    look_after_registrations,
)


class Command(BaseCommand):
    help = "Does what is due this minute."

    def handle(self, *args, **options) -> None:
        now = timezone.now()
        failed = [duty.__name__ for duty in DUTIES if not is_done(duty, now)]
        if failed:
            raise CommandError(f"Not done, to be tried again: {', '.join(failed)}.")


def is_done(duty: Callable[[datetime], None], now: datetime) -> bool:
    """Do one duty; an error is logged, never raised."""
    try:
        duty(now)
    except Exception:  # one failing duty must not keep the others from being done
        logger.exception("%s failed", duty.__name__)
        return False
    return True
