"""The verb of reflections: write. What is written here belongs to its writer alone."""

import datetime
import uuid

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from courses.activity_errors import OlderTextError
from courses.frozen import FrozenReflection
from courses.learners import learner_for
from courses.models import ReflectionEntry
from courses.path_locks import require_open
from courses.rules import believed_time


def write_reflection(
    *,
    user,
    reflection: FrozenReflection,
    module_key: uuid.UUID,
    text: str,
    key: uuid.UUID,
    now: datetime.datetime,
    written_at: datetime.datetime | None = None,
) -> ReflectionEntry:
    """Keep the text in place of what the person wrote before; the text that was written last stays.

    The same form again changes nothing. Raises `OlderTextError` when a newer, different text is stored:
    an old tab must neither win nor believe that it was saved. Raises `ModuleLockedError` for a first text
    while a path keeps the module closed.
    """
    at = believed_time(written_at, now)
    values = {"text": text, "saved_key": key, "written_at": at, "saved_at": now}
    rows = ReflectionEntry.objects.filter(user=user, reflection_id=reflection.pk)
    with transaction.atomic():
        entry = rows.select_for_update().first()
        if entry is None:
            require_open(learner_for(user), module_key)
            entry = _first(user, reflection, values)
            if entry:
                return entry
            # Another tab was quicker: its text is there now.
            entry = rows.select_for_update().get()
        return _replace(entry, values)


def _first(user, reflection: FrozenReflection, values: dict) -> ReflectionEntry | None:
    """The first text; None when another tab was quicker."""
    try:
        with transaction.atomic():
            return ReflectionEntry.objects.create(user=user, reflection_id=reflection.pk, **values)
    except IntegrityError:
        return None


def _replace(entry: ReflectionEntry, values: dict) -> ReflectionEntry:
    is_older = values["written_at"] < entry.written_at
    if entry.text == values["text"] and is_older:
        return entry
    if is_older:
        raise OlderTextError(
            _("You saved a newer text from another window. Open the lesson again to see it.")
        )
    for name, value in values.items():
        setattr(entry, name, value)
    entry.save(update_fields=list(values))
    return entry
