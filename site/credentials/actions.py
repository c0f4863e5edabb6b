"""The verbs of certificates: issue, name, share, issue again, revoke.

Each is one transaction that locks the rows it changes, and can be repeated.
"""

import datetime
import uuid

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from courses.models import Enrolment, PathCompletion
from credentials import letters
from credentials.enums import RevocationReason, Status
from credentials.errors import CertificateError, NamelessError
from credentials.models import Certificate, HolderName
from credentials.subjects import Subject, module_subject, path_subject
from people import post
from people.models import User
from safeguarding import audit


def everybody():
    """Those to whom something can be issued; whoever was erased is nobody any more."""
    return User.objects.filter(erased_at__isnull=True)


def issue_for_module(*, enrolment_id: int, now: datetime.datetime) -> Certificate | None:
    """The certificate of a completed enrolment. None for work without an account, which gets its
    certificate when somebody claims it, for a module that is taken down, and after a revocation.
    """
    completed = Enrolment.objects.filter(completed_at__isnull=False, user__in=everybody())
    enrolment = completed.select_related("user").filter(pk=enrolment_id).first()
    subject = module_subject(enrolment.module_key) if enrolment else None
    if subject is None:
        return None
    return issue(holder=enrolment.user, subject=subject, completed_at=enrolment.completed_at, now=now)


def issue_for_path(*, user_id: int, path_key: uuid.UUID, now: datetime.datetime) -> Certificate | None:
    """The certificate of a completed path; None when it is not complete, taken down, or after a revocation."""
    completions = PathCompletion.objects.filter(user__in=everybody(), user_id=user_id, path_key=path_key)
    completion = completions.select_related("user").first()
    subject = path_subject(completion) if completion else None
    if subject is None:
        return None
    return issue(holder=completion.user, subject=subject, completed_at=completion.at, now=now)


def issue(
    *, holder: User, subject: Subject, completed_at: datetime.datetime, now: datetime.datetime
) -> Certificate | None:
    """The certificate in force, made when there has never been one. Two that start together get the same.

    What was revoked is not issued by itself again: that takes a person (`issue_anew`).
    """
    about = Certificate.objects.of(holder).about(subject.kind, subject.key)
    earlier = list(about)
    if earlier:
        return next((one for one in earlier if one.is_valid), None)
    try:
        with transaction.atomic():
            return _write(
                holder=holder,
                kind=subject.kind,
                subject_key=subject.key,
                titles=subject.titles,
                minutes=subject.minutes,
                completed_at=completed_at,
                issued_at=now,
            )
    except IntegrityError:
        # The other one was first; the constraint lets only one be in force.
        return about.in_force().first()


def _write(*, holder: User, **facts) -> Certificate:
    """Sign and store a certificate with the name the holder chose, or with none yet."""
    chosen = HolderName.objects.filter(user=holder).first()
    certificate = Certificate(
        holder=holder, holder_name=chosen.name if chosen else "", language=holder.language, **facts
    )
    certificate.sign()
    certificate.save(force_insert=True)
    audit.record(
        act="certificate.issued",
        actor=None,
        subject=certificate,
        detail={"subject": str(facts["subject_key"])},
    )
    return certificate


def choose_name(*, user: User, name: str, now: datetime.datetime) -> HolderName:
    """Store the name for certificates, and write it into those that wait for one.

    Those that bear another name stay as they are until their holder has them issued again.
    """
    with transaction.atomic():
        chosen, _made = HolderName.objects.update_or_create(
            user=user, defaults={"name": name, "changed_at": now}
        )
        waiting = Certificate.objects.select_for_update().of(user).in_force().filter(holder_name="")
        for certificate in waiting:
            certificate.holder_name = name
            certificate.sign()
            certificate.save(update_fields=["holder_name", "key_id", "signature"])
    return chosen


def show_name(*, certificate: Certificate, shown: bool, now: datetime.datetime) -> Certificate:
    """Let whoever has the code see the name, or no longer. Raises `NamelessError` when there is none."""
    with transaction.atomic():
        row = Certificate.objects.select_for_update().get(pk=certificate.pk)
        if shown and not row.holder_name:
            raise NamelessError(_("Say first which name your certificates bear."))
        if row.shows_name != shown:
            row.name_shown_since = now if shown else None
            row.save(update_fields=["name_shown_since"])
    return row


def issue_with_new_name(*, certificate: Certificate, now: datetime.datetime) -> Certificate:
    """Replace a certificate by one with the name its holder bears now; asked twice, the first new one.

    Raises `CertificateError` when it was revoked, `NamelessError` when there is no name.
    """
    with transaction.atomic():
        row = Certificate.objects.select_for_update().select_related("holder").get(pk=certificate.pk)
        chosen = HolderName.objects.filter(user=row.holder).first()
        if chosen is None:
            raise NamelessError(_("Say first which name your certificates bear."))
        if row.status == Status.REPLACED:
            row = _in_force(row)
        if row.status == Status.REVOKED:
            raise CertificateError(_("This certificate was revoked, so it cannot be issued again."))
        return row if row.holder_name == chosen.name else _replace(row, now=now)


def _in_force(row: Certificate) -> Certificate:
    """The one that stands for a replaced certificate now, whatever became of it."""
    about = Certificate.objects.of(row.holder).about(row.kind, row.subject_key)
    found = about.exclude(status=Status.REPLACED).select_related("holder").first()
    if found is None:
        raise CertificateError(_("This certificate was replaced, so it cannot be issued again."))
    return found


def _replace(row: Certificate, *, now: datetime.datetime) -> Certificate:
    row.status, row.replaced_at, row.name_shown_since = Status.REPLACED, now, None
    row.save(update_fields=["status", "replaced_at", "name_shown_since"])
    made = _copy(row, now=now)
    audit.record(
        act="certificate.replaced", actor=row.holder, subject=row, detail={"by": str(made.public_id)}
    )
    return made


def _copy(row: Certificate, *, now: datetime.datetime) -> Certificate:
    """A new certificate of the same completion."""
    return _write(
        holder=row.holder,
        kind=row.kind,
        subject_key=row.subject_key,
        titles=row.titles,
        minutes=row.minutes,
        completed_at=row.completed_at,
        issued_at=now,
        replaces=row,
    )


def revoke(
    *,
    certificate: Certificate,
    by: User,
    reason: RevocationReason,
    note: str,
    now: datetime.datetime,
    request=None,
) -> Certificate:
    """End a certificate for good; revoked twice keeps the first reason. The completion itself stays.

    Whether `by` may is asked before (`rules.may_manage_certificates`). Raises `CertificateError` for one
    that was replaced: the one in its place is to be revoked.
    """
    with transaction.atomic():
        row = Certificate.objects.select_for_update().get(pk=certificate.pk)
        if row.status == Status.REPLACED:
            raise CertificateError(
                _("This certificate was replaced by a newer one. Revoke the newer one instead.")
            )
        if row.status == Status.REVOKED:
            return row
        row.status, row.revoked_at, row.revoked_by = Status.REVOKED, now, by
        row.revocation_reason, row.revocation_note, row.name_shown_since = reason, note, None
        row.save(
            update_fields=[
                "status",
                "revoked_at",
                "revoked_by",
                "revocation_reason",
                "revocation_note",
                "name_shown_since",
            ]
        )
        audit.record(
            act="certificate.revoked", actor=by, subject=row, detail={"reason": str(reason)}, request=request
        )
        transaction.on_commit(lambda: tell_holder(row))
    return row


def tell_holder(certificate: Certificate) -> None:
    """That their certificate was revoked, and why; a mail that cannot be sent changes nothing."""
    holder = certificate.holder
    if holder.is_active:
        post.send_if_possible(holder.email, lambda: letters.revoked(certificate), holder.language)


def issue_anew(*, certificate: Certificate, by: User, now: datetime.datetime, request=None) -> Certificate:
    """Put a revocation right: a new certificate of the same completion, with a new code.

    Asked twice, the first new one. Raises `CertificateError` when this one was never revoked.
    """
    with transaction.atomic():
        row = Certificate.objects.select_for_update().select_related("holder").get(pk=certificate.pk)
        about = Certificate.objects.of(row.holder).about(row.kind, row.subject_key)
        if row.status != Status.REVOKED:
            raise CertificateError(_("Only a revoked certificate can be issued anew."))
        found = about.in_force().first()
        if found is None:
            found = _copy(row, now=now)
            audit.record(
                act="certificate.issued_anew",
                actor=by,
                subject=found,
                detail={"after": str(row.public_id)},
                request=request,
            )
    return found
