"""The verbs of learning: enrol, leave, record what was done with a lesson, claim, override.

Each is one transaction that locks the enrolment, and can be repeated: a form carries its own key,
and a second arrival is answered with the first result.
"""

import datetime
import logging
import uuid

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses import progress
from courses.enums import EnrolmentStatus, LessonAct
from courses.errors import FormUsedError, NoSuchPartError, NotThisModuleError, NotUndoneError
from courses.learners import Learner
from courses.models import Completion, CompletionOverride, Enrolment, LessonFact
from courses.outline import outline_of, outline_of_lesson
from courses.path_locks import require_open
from courses.path_records import claim_paths
from courses.rules import believed_time

log = logging.getLogger(__name__)


def locked_enrolment(*, learner: Learner, module_key: uuid.UUID, now: datetime.datetime) -> Enrolment:
    """The learner's enrolment, made when there is none, locked until the transaction ends.

    Raises `ModuleLockedError` when a path keeps the module closed: every way to begin one comes through here.
    SQLite has no row locks: its transactions begin as writers (IMMEDIATE), which locks as well.
    """
    rows = Enrolment.objects.of(learner).filter(module_key=module_key)
    found = rows.select_for_update().first()
    if found is None:
        require_open(learner, module_key)
        found, is_new = Enrolment.objects.get_or_create(
            user_id=learner.user_id,
            anonymous_key=learner.anonymous_key,
            module_key=module_key,
            defaults={"organization_type": learner.organization_type, "enrolled_at": now},
        )
        if not is_new:
            # Two first answers met: the other one made the row, and a third may be waiting for it.
            found = rows.select_for_update().get()
    return found


def enrol(*, learner: Learner, module_key: uuid.UUID, now: datetime.datetime) -> Enrolment:
    """Put the learner on the module, or back on it; whatever they did before is still there.

    Raises `NotThisModuleError` when no language of the module is published.
    """
    if outline_of(module_key) is None:
        raise NotThisModuleError(_("This module is not published."))
    with transaction.atomic():
        enrolment = locked_enrolment(learner=learner, module_key=module_key, now=now)
        come_back(enrolment)
    return enrolment


def come_back(enrolment: Enrolment) -> None:
    """Learning is being on the module: whoever had left it is on it again."""
    if not enrolment.is_active:
        enrolment.status, enrolment.left_at = EnrolmentStatus.ACTIVE, None
        enrolment.save(update_fields=["status", "left_at"])


def leave(*, learner: Learner, module_key: uuid.UUID, now: datetime.datetime) -> None:
    """Take the learner off the module; progress is kept for when they come back."""
    rows = Enrolment.objects.of(learner).active().filter(module_key=module_key)
    rows.update(status=EnrolmentStatus.LEFT, left_at=now)


def record_act(
    *,
    learner: Learner,
    lesson_key: uuid.UUID,
    act: LessonAct,
    fact_id: uuid.UUID,
    now: datetime.datetime,
    happened_at: datetime.datetime | None = None,
    block_id: str = "",
) -> Enrolment:
    """Record what the learner did with a lesson, and bring the summary up to date.

    The same `fact_id` again returns the enrolment unchanged. Raises `NotThisModuleError` for a lesson
    that no published module asks for, `NoSuchPartError` for skipping what is not there, `NotUndoneError`
    for undoing in a completed module, `FormUsedError` for a key that stands for something else.
    """
    outline = outline_of_lesson(lesson_key)
    if outline is None:
        raise NotThisModuleError(_("This lesson is not published."))
    if act == LessonAct.SKIPPED and block_id not in outline.lesson(lesson_key).notes:
        raise NoSuchPartError(_("This part is not in the lesson any more. Open the lesson again."))
    fact = LessonFact(
        pk=fact_id,
        lesson_key=lesson_key,
        act=act,
        block_id=block_id,
        happened_at=believed_time(happened_at, now),
    )
    try:
        with transaction.atomic():
            return _append(fact, learner=learner, module_key=outline.module_key, now=now)
    except IntegrityError:
        return _repeated(fact, learner=learner)


def _append(
    fact: LessonFact, *, learner: Learner, module_key: uuid.UUID, now: datetime.datetime
) -> Enrolment:
    enrolment = locked_enrolment(learner=learner, module_key=module_key, now=now)
    if fact.act == LessonAct.UNDONE and enrolment.is_completed:
        raise NotUndoneError(_("You have completed this module. What you finished stays finished."))
    fact.enrolment = enrolment
    # Only now, with the row locked: the order of these times is the order in which facts took effect.
    fact.recorded_at = timezone.now()
    fact.save(force_insert=True)
    come_back(enrolment)
    progress.apply_fact(enrolment, fact)
    progress.refresh(enrolment, now=now)
    return enrolment


def _repeated(fact: LessonFact, *, learner: Learner) -> Enrolment:
    """The enrolment of a fact that is stored already.

    A first visit is stored once whatever its key, since two tabs may open a lesson together. Raises
    `FormUsedError` when the key stands for another person's fact, or for another act.
    """
    mine = LessonFact.objects.filter(enrolment__in=Enrolment.objects.of(learner)).select_related("enrolment")
    same = mine.filter(lesson_key=fact.lesson_key, act=fact.act)
    if fact.act != LessonAct.VISITED:
        same = same.filter(pk=fact.pk, block_id=fact.block_id)
    found = same.first()
    if found is None:
        raise FormUsedError(_("This form has been used already. Open the lesson again."))
    return found.enrolment


def override_completion(*, enrolment: Enrolment, by, reason: str, now: datetime.datetime) -> Enrolment:
    """A trainer declares the module complete and says why; doing it twice keeps the first reason.

    Whether `by` may is asked before (`courses.teaching.taught_module`).
    """
    with transaction.atomic():
        row = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
        CompletionOverride.objects.get_or_create(
            enrolment=row, defaults={"by": by, "reason": reason, "at": now}
        )
        if not row.is_completed:
            outline = outline_of(row.module_key)
            progress.complete(row, found=progress.requirements_of(row, outline), at=now)
            progress.refresh(row, now=now)
    log.info("completion of enrolment %s overridden by user %s", row.public_id, by.pk)
    return row


def claim(*, user, anonymous_key: uuid.UUID, now: datetime.datetime) -> int:
    """Make the work done under a start cookie the user's own; returns how many modules it covered.

    Asked again, nothing is left to claim and the answer is 0.
    """
    with transaction.atomic():
        earlier = list(Enrolment.objects.select_for_update().filter(anonymous_key=anonymous_key))
        for enrolment in earlier:
            own = _claim_one(enrolment, user=user, now=now)
            if own.is_completed:
                # Without an account it had no owner to whom anything could be issued.
                progress.announce(own)
        claim_paths(user=user, anonymous_key=anonymous_key, now=now)
    return len(earlier)


def _claim_one(enrolment: Enrolment, *, user, now: datetime.datetime) -> Enrolment:
    """The user's enrolment on the module, with the earlier work in it."""
    own = Enrolment.objects.select_for_update().filter(user=user, module_key=enrolment.module_key).first()
    if own is None:
        enrolment.user, enrolment.anonymous_key = user, None
        enrolment.organization_type = user.organization_type
        enrolment.save(update_fields=["user", "anonymous_key", "organization_type"])
        return enrolment
    _move_facts(enrolment, own)
    for name, value in progress.rebuilt(own).items():
        setattr(own, name, value)
    progress.refresh(own, now=now)
    enrolment.delete()
    return own


def _move_facts(earlier: Enrolment, own: Enrolment) -> None:
    """Give every fact of `earlier` to `own`; first visits that both have are kept once."""
    seen = own.lesson_facts.filter(act=LessonAct.VISITED).values("lesson_key")
    earlier.lesson_facts.filter(act=LessonAct.VISITED, lesson_key__in=seen).delete()
    earlier.lesson_facts.update(enrolment=own)
    earlier.scenario_choices.update(enrolment=own)
    _move_attempts(earlier, own)
    if not Completion.objects.filter(enrolment=own).exists():
        Completion.objects.filter(enrolment=earlier).update(enrolment=own)
    if not CompletionOverride.objects.filter(enrolment=own).exists():
        CompletionOverride.objects.filter(enrolment=earlier).update(enrolment=own)


def _move_attempts(earlier: Enrolment, own: Enrolment) -> None:
    """The account's attempts keep their numbers; the earlier ones follow them."""
    for attempt in earlier.quiz_attempts.order_by("recorded_at"):
        attempt.number = 1 + own.quiz_attempts.filter(quiz=attempt.quiz_id).count()
        attempt.enrolment = own
        attempt.save(update_fields=["number", "enrolment"])
