"""A completion becomes a certificate, without a step of the learner."""

import logging

from django.db import DatabaseError
from django.dispatch import receiver
from django.utils import timezone

from courses.signals import enrolment_completed, path_completed
from credentials import actions

log = logging.getLogger(__name__)


@receiver(enrolment_completed, dispatch_uid="credentials-module-completed")
def on_module_completed(sender, enrolment_id: int, **_kwargs) -> None:
    """The completion is stored by now: what fails here is caught up with later, never shown to the learner."""
    try:
        actions.issue_for_module(enrolment_id=enrolment_id, now=timezone.now())
    except DatabaseError:
        log.exception("the certificate of enrolment %s is overdue", enrolment_id)


@receiver(path_completed, dispatch_uid="credentials-path-completed")
def on_path_completed(sender, user_id: int | None, path_key, **_kwargs) -> None:
    try:
        actions.issue_for_path(user_id=user_id, path_key=path_key, now=timezone.now())
    except DatabaseError:
        log.exception("the certificate of path %s for user %s is overdue", path_key, user_id)
