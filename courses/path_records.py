"""The verbs of paths: follow, stop following, record a completion, claim.

Whether a path is complete follows from the enrolments; that it was completed, and when, is a fact of its
own. It is recorded once the completion of a module has been committed: of two modules that are completed
at the same moment, neither could see the other before.
"""

import datetime
import uuid

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from courses.errors import NoSuchPathError
from courses.learners import Learner
from courses.models import Enrolment, PathCompletion, PathFollowing
from courses.path_outline import PathOutline, path_of, paths_with
from courses.path_progress import enrolments_on, path_requirements_of
from courses.rules import is_complete
from courses.signals import path_completed


def follow(*, learner: Learner, path_key: uuid.UUID, now: datetime.datetime) -> PathFollowing:
    """Take the path into the learner's list; asked again, the first answer stands.

    Whoever has completed every module already has completed the path. Raises `NoSuchPathError` when no
    language of it is published.
    """
    path = path_of(path_key)
    if path is None:
        raise NoSuchPathError(_("This path is not published."))
    with transaction.atomic():
        following, _is_new = PathFollowing.objects.get_or_create(
            **owner(learner), path_key=path_key, defaults={"since": now}
        )
    record_completion(learner=learner, path=path, now=now)
    return following


def stop_following(*, learner: Learner, path_key: uuid.UUID) -> None:
    """Take the path out of the learner's list; progress and completion stay. Can be repeated."""
    PathFollowing.objects.of(learner).filter(path_key=path_key).delete()


def record_completion(*, learner: Learner, path: PathOutline, now: datetime.datetime) -> bool:
    """Record that the path is complete, if it is; True when this is the first time. Can be repeated."""
    found = path_requirements_of(path, enrolments_on(path.module_keys, learner))
    if not is_complete(found):
        return False
    values = {"at": now, "modules": [one.key for one in found]}
    try:
        with transaction.atomic():
            completion, is_new = PathCompletion.objects.get_or_create(
                **owner(learner), path_key=path.key, defaults=values
            )
            if is_new:
                announce(completion)
    except IntegrityError:
        # The learner claimed their earlier work, or deleted their account, in this moment.
        return False
    return is_new


def announce(completion: PathCompletion) -> None:
    """Tell the rooms above, after commit; what belongs to no account is told when it is claimed."""
    if completion.user_id:
        values = {"user_id": completion.user_id, "path_key": completion.path_key}
        transaction.on_commit(lambda: path_completed.send(sender=PathCompletion, **values))


def record_completions_after(enrolment_id: int, *, now: datetime.datetime) -> int:
    """The module of this enrolment was completed: record every path that is complete with it."""
    enrolment = Enrolment.objects.filter(pk=enrolment_id).first()
    paths = paths_with(enrolment.module_key) if enrolment else []
    return sum(record_completion(learner=learner_on(enrolment), path=path, now=now) for path in paths)


def record_missing(path: PathOutline, *, now: datetime.datetime) -> int:
    """Record the completions of followers that nothing has recorded yet; returns how many.

    A path may become complete without anybody doing anything: when a module is taken out of it.
    """
    rows = PathFollowing.objects.filter(path_key=path.key)
    return sum(record_completion(learner=learner_on(row), path=path, now=now) for row in rows)


def missing_completions() -> list[PathFollowing]:
    """The followers who have met everything without a completion on record; there should be none."""
    rows = PathFollowing.objects.all()
    return [row for row in rows if (path := path_of(row.path_key)) and _is_missing(row, path)]


def _is_missing(row: PathFollowing, path: PathOutline) -> bool:
    learner = learner_on(row)
    if PathCompletion.objects.of(learner).filter(path_key=path.key).exists():
        return False
    return is_complete(path_requirements_of(path, enrolments_on(path.module_keys, learner)))


def claim_paths(*, user, anonymous_key: uuid.UUID, now: datetime.datetime) -> None:
    """Make the paths of a start cookie the user's own, inside the transaction that claims the modules.

    Both may hold a path: the user's rows stay. What is complete only together is recorded now.
    """
    for model in (PathFollowing, PathCompletion):
        own = model.objects.filter(user=user).values("path_key")
        earlier = model.objects.filter(anonymous_key=anonymous_key)
        earlier.filter(path_key__in=own).delete()
        for row in earlier:
            row.user, row.anonymous_key = user, None
            row.save(update_fields=["user", "anonymous_key"])
            if isinstance(row, PathCompletion):
                announce(row)
    learner = Learner(user_id=user.pk)
    keys = PathFollowing.objects.of(learner).values_list("path_key", flat=True)
    for path in filter(None, map(path_of, keys)):
        record_completion(learner=learner, path=path, now=now)


def owner(learner: Learner) -> dict:
    """Whose a new row is."""
    return {"user_id": learner.user_id, "anonymous_key": learner.anonymous_key}


def learner_on(row: Enrolment | PathFollowing) -> Learner:
    """The learner a row belongs to."""
    return Learner(user_id=row.user_id, anonymous_key=row.anonymous_key)
