"""Certificates that a completion should have led to and did not, as after a power cut between the two."""

import datetime

from django.db.models import Exists, OuterRef

from courses.models import Enrolment, PathCompletion
from credentials.actions import everybody, issue_for_module, issue_for_path
from credentials.enums import Kind
from credentials.models import Certificate

AT_ONCE = 200


def issue_overdue(*, now: datetime.datetime, limit: int = AT_ONCE) -> int:
    """Issue what is missing, some at a time; how many were issued. Can be repeated."""
    made = [issue_for_module(enrolment_id=pk, now=now) for pk in modules_without(limit)]
    made += [
        issue_for_path(user_id=user_id, path_key=path_key, now=now)
        for user_id, path_key in paths_without(limit)
    ]
    return sum(one is not None for one in made)


def modules_without(limit: int) -> list[int]:
    """Completed enrolments of people for whom nothing was ever issued; whoever was erased is nobody now."""
    issued = Certificate.objects.filter(
        kind=Kind.MODULE, holder=OuterRef("user"), subject_key=OuterRef("module_key")
    )
    completed = Enrolment.objects.filter(completed_at__isnull=False, user__in=everybody())
    return list(completed.filter(~Exists(issued)).values_list("pk", flat=True)[:limit])


def paths_without(limit: int) -> list[tuple]:
    issued = Certificate.objects.filter(
        kind=Kind.PATH, holder=OuterRef("user"), subject_key=OuterRef("path_key")
    )
    completed = PathCompletion.objects.filter(user__in=everybody())
    return list(completed.filter(~Exists(issued)).values_list("user_id", "path_key")[:limit])
