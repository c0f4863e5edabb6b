"""The publication checklist: asked for, ticked, or vouched for by the content files."""

import datetime
from collections.abc import Iterable
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from safeguarding import audit, checklist, publication, rules
from safeguarding.enums import Act, ReviewOrigin
from safeguarding.errors import ReviewRefusedError
from safeguarding.models import PublicationReview, ReviewRequest
from safeguarding.tasks import announce_request


@transaction.atomic
def ask_for_review(
    *, subject: models.Model, by, now: datetime.datetime, request=None, by_letter: bool = True
) -> bool:
    """Put the text of `subject` before the safeguarding reviewers; False when it is there already.

    Without `by_letter` they are not written to: somebody else does.
    """
    row, is_new = ReviewRequest.objects.get_or_create(
        **text_of(subject), defaults={"asked_by": by, "asked_at": now}
    )
    if is_new:
        audit.record(act=Act.REVIEW_ASKED, actor=by, subject=subject, request=request)
        if by_letter:
            transaction.on_commit(partial(announce_request.enqueue, row.pk))
    return is_new


def text_of(subject: models.Model) -> dict:
    """What a review or a request is about: this row with this text."""
    return {
        "subject_type": ContentType.objects.get_for_model(type(subject)),
        "subject_id": str(subject.pk),
        "fingerprint": publication.fingerprint_of(subject),
    }


@transaction.atomic
def tick_checklist(
    *,
    subject: models.Model,
    by,
    answers: dict[str, bool],
    authors: Iterable[int],
    now: datetime.datetime,
    request=None,
) -> PublicationReview:
    """Confirm the whole checklist for the text of `subject` as it is; again gives the same review.

    Raises `ReviewRefusedError` for authors, and while an item is not ticked.
    """
    if not rules.is_second_person(by.pk, authors):
        raise ReviewRefusedError(
            _("You worked on this text yourself, so another safeguarding reviewer must tick the checklist.")
        )
    left = checklist.unticked(answers)
    if left:
        raise ReviewRefusedError(sentence_on(left), left)
    values = {"reviewer": by, "answers": dict.fromkeys(checklist.CODES, True), "reviewed_at": now}
    review, is_new = keep_review(subject, **values)
    if is_new:
        detail = {"fingerprint": review.fingerprint}
        audit.record(act=Act.REVIEW_TICKED, actor=by, subject=subject, detail=detail, request=request)
    return review


def sentence_on(left: list[checklist.ChecklistItem]) -> str:
    sentence = ngettext(
        "%(number)s point is not ticked yet, so nothing was confirmed. It is marked below.",
        "%(number)s points are not ticked yet, so nothing was confirmed. They are marked below.",
        len(left),
    )
    return sentence % {"number": len(left)}


@transaction.atomic
def note_loaded(*, subject: models.Model, now: datetime.datetime) -> PublicationReview:
    """Note that the text of `subject` comes from the content files, which are reviewed before they are loaded."""
    review, is_new = keep_review(subject, origin=ReviewOrigin.CONTENT_FILES, reviewed_at=now)
    if is_new:
        detail = {"fingerprint": review.fingerprint}
        audit.record(act=Act.REVIEW_LOADED, actor=None, subject=subject, detail=detail)
    return review


def keep_review(subject: models.Model, **values) -> tuple[PublicationReview, bool]:
    """The review of this text and whether it is new; of two at once the first stays."""
    key = text_of(subject)
    try:
        with transaction.atomic():
            return PublicationReview.objects.create(**key, **values), True
    except IntegrityError:
        return PublicationReview.objects.get(**key), False
