"""Run `manage.py tick` at the start and then once a minute, in one process: `python -m tools.every_minute`.

A tick that fails is reported and tried again a minute later; it is idempotent, so nothing is lost.
"""

import logging
import time

from tools.prepare import set_up_django

logger = logging.getLogger("tick")
SECONDS = 60


def tick() -> None:
    """Run one tick; an error is logged and left to the next minute."""
    from django.core.management import call_command
    from django.db import close_old_connections

    try:
        call_command("tick", verbosity=0)
    except Exception:  # one bad minute must not end the site
        logger.exception("The minute's tick failed; it runs again in a minute.")
    finally:
        close_old_connections()


def main() -> None:
    """Tick for ever."""
    set_up_django()
    while True:
        started = time.monotonic()
        tick()
        time.sleep(max(1.0, SECONDS - (time.monotonic() - started)))


if __name__ == "__main__":
    main()
