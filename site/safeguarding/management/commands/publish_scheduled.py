"""Wagtail's command, except that one version that lacks its review keeps no other from being published.

It stands in place of Wagtail's, so that whatever calls it by name meets the gate in good order.
"""

import datetime
import logging

from django.utils import timezone
from wagtail.management.commands.publish_scheduled import Command as WagtailCommand
from wagtail.models import Revision

from safeguarding.errors import NotReviewed
from safeguarding.holding import hold

logger = logging.getLogger(__name__)


class Command(WagtailCommand):
    def handle(self, *args, **options) -> None:
        if not options.get("dryrun"):
            publish_due(timezone.now())
        try:
            # What expires; and what could not be published fails here once more, to be reported.
            super().handle(*args, **options)
        except NotReviewed:
            logger.info("A scheduled publication waits for its review.")


def publish_due(now: datetime.datetime) -> None:
    """Publish each version whose time has come, apart from the others."""
    due = Revision.objects.filter(approved_go_live_at__lt=now).order_by("approved_go_live_at")
    for revision in due:
        try:
            revision.publish(log_action="wagtail.publish.scheduled")
        except NotReviewed as refusal:
            hold(revision, refusal, now=now)
        except Exception:  # the command of Wagtail below raises it again
            logger.exception("A scheduled version could not be published.")
