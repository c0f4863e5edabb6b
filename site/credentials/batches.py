"""The certificates of a whole module or path in one ZIP file, printed in the background.

What has been printed is stored one by one, so work that was broken off goes on where it stopped.
"""

import datetime
import tempfile
import zipfile

from django.core.files import File
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from credentials.enums import BatchStatus
from credentials.errors import CertificateError, PrintingError
from credentials.models import Batch, BatchEntry, Certificate
from credentials.printing import as_pdf
from credentials.subjects import Subject
from people.models import User
from safeguarding import audit

# Names of people lie in it: it is not kept for longer than it takes to fetch it.
KEPT_FOR = datetime.timedelta(hours=24)
# Whoever works on a batch touches it after every document; after this long nobody does any more.
ABANDONED_AFTER = datetime.timedelta(minutes=3)
# A task ends after so many seconds and hands over to the next one.
LONGEST_TURN = 60
DONE, FAILED = "done", "failed"


def order(*, subject: Subject, by: User, address: str, now: datetime.datetime, request=None) -> Batch:
    """Have every certificate in force that bears a name printed; ordered twice, the order that is under way.

    `address` is the page where codes are checked. Raises `CertificateError` when there is none to print.
    """
    in_force = Certificate.objects.about(subject.kind, subject.key).in_force()
    nameless = in_force.filter(holder_name="").count()
    named = list(in_force.exclude(holder_name="").order_by("holder_name", "pk").values_list("pk", flat=True))
    if not named:
        raise CertificateError(nothing_to_print(nameless))
    about = {"kind": subject.kind, "subject_key": subject.key}
    try:
        with transaction.atomic():
            batch = Batch.objects.create(
                **about,
                titles=subject.titles,
                address=address,
                requested_by=by,
                requested_at=now,
                touched_at=now,
                total=len(named),
                nameless=nameless,
            )
            BatchEntry.objects.bulk_create(
                BatchEntry(batch=batch, certificate_id=pk, number=number)
                for number, pk in enumerate(named, 1)
            )
            audit.record(
                act="certificates.printed",
                actor=by,
                subject=batch,
                detail={"count": len(named)},
                request=request,
            )
    except IntegrityError:
        return Batch.objects.unfinished().get(**about)
    return batch


def nothing_to_print(nameless: int) -> str:
    """Why there is nothing to print: nobody has a certificate, or nobody who has one has said their name."""
    if not nameless:
        return _("No certificate of this module or path can be printed yet.")
    return ngettext(
        "No certificate can be printed yet: %(nameless)s waits for a name. Whoever holds it says on their record"
        " which name it bears.",
        "No certificate can be printed yet: %(nameless)s wait for a name. Whoever holds one says on their record"
        " which name it bears.",
        nameless,
    ) % {"nameless": nameless}


def take_up(batch: Batch, *, now: datetime.datetime) -> bool:
    """True for the one worker that may go on with it: it waits, or whoever had it has gone silent."""
    free = Batch.objects.filter(pk=batch.pk, status=BatchStatus.WAITING)
    silent = Batch.objects.filter(
        pk=batch.pk, status=BatchStatus.RUNNING, touched_at__lt=now - ABANDONED_AFTER
    )
    return bool((free | silent).update(status=BatchStatus.RUNNING, touched_at=now))


def work_on(batch: Batch, *, until: datetime.datetime) -> bool:
    """Print until all is done or the time is over; True when the batch is ready. `take_up` it before."""
    for entry in batch.entries.filter(outcome="").select_related("certificate"):
        if timezone.now() >= until:
            Batch.objects.filter(pk=batch.pk).update(status=BatchStatus.WAITING, touched_at=timezone.now())
            return False
        print_entry(batch, entry)
    finish(batch, now=timezone.now())
    return True


def print_entry(batch: Batch, entry: BatchEntry) -> None:
    """Print one and count it. What was revoked or replaced in the meantime is not printed."""
    outcome, body = FAILED, None
    if entry.certificate.is_valid:
        try:
            body = as_pdf(entry.certificate, address=f"{batch.address}{entry.certificate.grouped_code}/")
            outcome = DONE
        except (CertificateError, PrintingError):
            body = None
    if body is not None:
        entry.file.save(f"{batch.folder}/{entry.certificate.public_id}.pdf", ContentFile(body), save=False)
    with transaction.atomic():
        counted = BatchEntry.objects.filter(pk=entry.pk, outcome="").update(
            outcome=outcome, file=entry.file.name
        )
        if counted:
            Batch.objects.filter(pk=batch.pk).update(**{outcome: F(outcome) + 1}, touched_at=timezone.now())


def finish(batch: Batch, *, now: datetime.datetime) -> None:
    """Put everything into one file and throw the parts away."""
    entries = list(batch.entries.select_related("certificate"))
    done = [entry for entry in entries if entry.outcome == DONE]
    with tempfile.TemporaryFile() as parcel:
        with zipfile.ZipFile(parcel, "w", zipfile.ZIP_STORED) as archive:
            for entry in done:
                archive.writestr(zipfile.ZipInfo(name_in_parcel(entry)), entry.file.read())
                entry.file.close()
        parcel.seek(0)
        batch.file.save(f"{batch.folder}/certificates.zip", File(parcel), save=False)
    batch.status, batch.finished_at = BatchStatus.READY, now
    batch.done, batch.failed = len(done), batch.total - len(done)
    batch.save(update_fields=["file", "status", "finished_at", "done", "failed"])
    for entry in done:
        entry.file.delete(save=False)


def parcel_name(batch: Batch) -> str:
    """What the file is called where it is saved: the module or path, and the day it was made."""
    title = slugify(batch.titles.or_other(get_language())[0])[:60] or batch.kind
    return f"puentes-{title}-{timezone.localdate(batch.finished_at)}.zip"


def name_in_parcel(entry: BatchEntry) -> str:
    """A file name that every system takes, whatever the person is called."""
    name = slugify(entry.certificate.holder_name)[:60] or "certificate"
    return f"{entry.number:03}-{name}.pdf"


def expire(*, now: datetime.datetime) -> int:
    """Delete the files that were kept long enough; how many."""
    old = Batch.objects.filter(status=BatchStatus.READY, finished_at__lt=now - KEPT_FOR)
    return sum(throw_away(batch) for batch in old)


def throw_away(batch: Batch) -> bool:
    """Delete what a batch holds of people; that it was ordered stays."""
    storage = batch.file.storage
    names = [batch.file.name, *batch.entries.values_list("file", flat=True)]
    batch.entries.all().delete()
    Batch.objects.filter(pk=batch.pk).update(status=BatchStatus.EXPIRED, file="")
    # Files cannot come back, so they go only once the rows are gone for good.
    transaction.on_commit(lambda: [storage.delete(name) for name in names if name])
    return True


def abandoned(*, now: datetime.datetime) -> list[Batch]:
    """Those that nobody works on any more, as after a restart."""
    return list(Batch.objects.unfinished().filter(touched_at__lt=now - ABANDONED_AFTER))
