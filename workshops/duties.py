"""What is due for events, minute by minute."""

import datetime

from base import generation
from workshops.models import Event
from workshops.programme import turning_points

ONE_DAY = datetime.timedelta(days=1)


def follow_programmes(now: datetime.datetime) -> None:
    """Pages say which session is under way: they are made anew when one begins or ends."""
    around = Event.objects.public().filter(
        date_precision="day", start_date__lte=now.date() + ONE_DAY, start_date__gte=now.date() - 31 * ONE_DAY
    )
    passed = [at for at in turning_points(around.prefetch_related("sessions")) if at <= now]
    if passed:
        generation.bump_if_older_than(passed[-1])
