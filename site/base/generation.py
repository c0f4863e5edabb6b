"""The content generation: one number in the database that is part of every cache key and ETag.

Whoever changes public content calls `bump()` inside the same transaction. Every worker asks the
database for the number at most once a second, so nobody is served older content for longer.
"""

import datetime
import time

from django.db import models, transaction

from base.models import ContentGeneration

FRESH_SECONDS = 1.0
_ROW = 1
_known: dict[str, float] = {"number": 0, "read_at": -FRESH_SECONDS}


def read() -> int:
    """The number as the database has it now."""
    number = ContentGeneration.objects.filter(pk=_ROW).values_list("number", flat=True).first()
    return number or _first_row().number


def _first_row() -> ContentGeneration:
    return ContentGeneration.objects.get_or_create(pk=_ROW, defaults={"number": time.time_ns()})[0]


def current() -> int:
    """The number, at most a second old in this process."""
    now = time.monotonic()
    if now - _known["read_at"] >= FRESH_SECONDS:
        _known.update(number=read(), read_at=now)
    return int(_known["number"])


def forget() -> None:
    """Make this process ask the database again."""
    _known["read_at"] = -FRESH_SECONDS


def bump(*_args, **_kwargs) -> None:
    """Declare that public content changed; takes any arguments, so it can listen to signals.

    The number is the time, not the old number plus one: after a rollback one plus one would come again
    for other content, and pages made inside the lost transaction would be taken for it.
    """
    if not ContentGeneration.objects.filter(pk=_ROW).update(number=time.time_ns()):
        _first_row()
    forget()
    transaction.on_commit(forget)


def bump_if_older_than(moment: datetime.datetime) -> None:
    """Begin a new generation when the present one began before `moment`; its number is its birth."""
    if read() < moment.timestamp() * 1_000_000_000:
        bump()


def bumps_on_change(*changed: type[models.Model]) -> None:
    """Bump whenever a row of one of these models is saved or deleted."""
    for model in changed:
        models.signals.post_save.connect(bump, sender=model, dispatch_uid=f"bump-save-{model._meta.label}")
        models.signals.post_delete.connect(
            bump, sender=model, dispatch_uid=f"bump-delete-{model._meta.label}"
        )
