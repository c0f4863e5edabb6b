"""Whether a module is open to a learner. Reading is always open; this is about starting and recording.

A lock is a trainer's choice on a path: the module opens when the earlier ones are complete. It holds for
everybody, whichever way they come, until it is opened; with two paths, both locks have to be. It never
holds back who has begun already, nor who prepares the module.
"""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from courses.errors import ModuleLockedError
from courses.learners import Learner
from courses.models import Enrolment, ModulePage
from courses.outline import Outline, outline_of
from courses.path_outline import PathOutline, locks_on, path_of
from courses.path_rules import missing
from people.models import User


@dataclass(frozen=True)
class ClosedModule:
    """Why a module is closed to a learner: the modules to complete first, and the paths that ask for it."""

    module_key: str
    needed: tuple[str, ...]

    @property
    def modules(self) -> list[Outline]:
        return [outline for key in self.needed if (outline := outline_of(key))]

    @property
    def paths(self) -> list[PathOutline]:
        return [path for lock in locks_on(self.module_key) if (path := path_of(lock.path))]


def closed_to(learner: Learner, module_key: uuid.UUID | str) -> ClosedModule | None:
    """What keeps the module closed to this learner; None when it is open.

    No query for a module without locks, nor for strangers; one for everybody else.
    """
    key = str(module_key)
    if not locks_on(key):
        return None
    needed = closed_among([key], begun_by(learner, keys_with_needs([key])), learner)
    return ClosedModule(key, needed[key]) if key in needed else None


def closed_among(
    module_keys: Iterable[str], begun: Mapping[str, bool], learner: Learner
) -> dict[str, tuple[str, ...]]:
    """Those of the modules that are closed to the learner, each with what has to be complete first.

    `begun` says of every module the learner has begun whether it is complete.
    """
    complete = {key for key, is_complete in begun.items() if is_complete}
    needed = {key: missing(locks_on(key), complete) for key in module_keys if key not in begun}
    closed = {key: found for key, found in needed.items() if found}
    own = prepared_by(learner, closed) if closed else set()
    return {key: found for key, found in closed.items() if key not in own}


def keys_with_needs(module_keys: Iterable[str]) -> set[str]:
    """These modules, and all that locks on them wait for."""
    keys = set(module_keys)
    return keys.union(*(lock.needs for key in keys for lock in locks_on(key)))


def begun_by(learner: Learner, module_keys: Iterable[str]) -> dict[str, bool]:
    """Module key → complete, of those among these modules that the learner has begun."""
    if not learner.is_somebody:
        return {}
    rows = Enrolment.objects.of(learner).filter(module_key__in=list(module_keys))
    return {str(key): bool(at) for key, at in rows.values_list("module_key", "completed_at")}


def prepared_by(learner: Learner, module_keys: Iterable[str]) -> set[str]:
    """The modules among these that the learner may change in the admin: they try them before others do."""
    if not learner.is_staff:
        return set()
    user = User.objects.get(pk=learner.user_id)
    own = ModulePage.objects.editable_by(user).filter(translation_key__in=list(module_keys))
    return {str(key) for key in own.values_list("translation_key", flat=True)}


def require_open(learner: Learner, module_key: uuid.UUID | str) -> None:
    """Raise `ModuleLockedError` when a path keeps the module closed to this learner."""
    closed = closed_to(learner, module_key)
    if closed:
        raise ModuleLockedError(closed_sentence(closed), closed.needed)


def closed_sentence(closed: ClosedModule) -> str:
    """What opens the module, in words."""
    names = [f"“{module.titles}”" for module in closed.modules]
    if len(names) == 1:
        return _("This module opens when you have completed %(module)s.") % {"module": names[0]}
    return _("This module opens when you have completed these modules: %(modules)s.") % {
        "modules": ", ".join(names)
    }
