"""Local times of a programme, in the named zone of its event."""

import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from django.utils.translation import gettext as _

from workshops.errors import ImpossibleTimeError

# Where most events are held, offered first.
NEARBY = (
    "America/Mexico_City",
    "America/Tijuana",
    "America/Ciudad_Juarez",
    "America/Hermosillo",
    "America/Cancun",
    "America/Guatemala",
    "America/El_Salvador",
    "America/Tegucigalpa",
    "America/Managua",
    "America/Costa_Rica",
    "America/Panama",
    "America/New_York",
    "America/Chicago",
    "UTC",
)


@lru_cache
def zone_choices() -> list[tuple[str, str]]:
    """Every named zone, those nearby first."""
    others = sorted(name for name in available_timezones() if "/" in name and name not in NEARBY)
    return [(name, name.replace("_", " ")) for name in (*NEARBY, *others)]


def moment(day: datetime.date, time: datetime.time, zone: str) -> datetime.datetime:
    """That local time on that day, as a moment; of an hour that comes twice, the first.

    Raises `ImpossibleTimeError` for an hour that is left out when clocks are put forward.
    """
    local = datetime.datetime.combine(day, time, ZoneInfo(zone))
    back = local.astimezone(datetime.UTC).astimezone(ZoneInfo(zone))
    if back.replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ImpossibleTimeError(
            _("On this day the clocks are put forward, so %(time)s does not exist. Choose another time.")
            % {"time": time.strftime("%H:%M")}
        )
    return local
