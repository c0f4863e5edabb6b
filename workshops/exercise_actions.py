"""Writing into a worksheet, alone or together: a form that comes twice makes one row, and nobody overwrites anybody."""

import datetime
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from organizations.models import Organization
from workshops.enums import WorksheetKind
from workshops.errors import ChangedMeanwhileError, KeyUsedError, WorksheetClosedError
from workshops.exercise_rules import lives_on, may_write
from workshops.models import Entry, PriorityScore, Worksheet

MOST_ROWS = 2000


@dataclass(frozen=True)
class Writer:
    """Who writes: a person, for an organization and at a table where there is one; or the team, who may write all."""

    person: object
    organization: Organization | None = None
    table_no: int | None = None
    is_team: bool = False

    def owns(self, entry: Entry, filled_by: str) -> bool:
        organization_id = self.organization.pk if self.organization else None
        return self.is_team or may_write(
            entry,
            filled_by=filled_by,
            person_id=self.person.pk,
            organization_id=organization_id,
            table_no=self.table_no,
        )


def require_open(worksheet: Worksheet, *, changing: bool = False) -> None:
    """Raise `WorksheetClosedError` unless rows may be written now."""
    if not worksheet.is_open and not (changing and lives_on(worksheet.kind)):
        raise WorksheetClosedError(_("This worksheet is closed. Ask the team to open it again."))


@transaction.atomic
def add_entry(
    *, worksheet: Worksheet, writer: Writer, key: uuid.UUID, values: dict, now: datetime.datetime
) -> Entry:
    """A new row; the same `key` again gives the same row. Raises `WorksheetClosedError` and `KeyUsedError`."""
    sheet = Worksheet.objects.select_for_update().get(pk=worksheet.pk)
    known = Entry.objects.filter(pk=key).first()
    if known is not None:
        if (known.worksheet_id, known.person_id) != (sheet.pk, writer.person.pk):
            raise KeyUsedError(_("This form has been used already. Open the page again."))
        return known
    require_open(sheet)
    if sheet.entries.count() >= MOST_ROWS:
        raise WorksheetClosedError(_("This worksheet is full."))
    return Entry.objects.create(
        key=key,
        worksheet=sheet,
        person=writer.person,
        organization=writer.organization,
        table_no=writer.table_no,
        values=values,
        made_at=now,
        changed_at=now,
    )


@transaction.atomic
def change_entry(
    *, entry: Entry, writer: Writer, version: int, values: dict, now: datetime.datetime
) -> Entry:
    """The row with other words, if nobody changed it since `version`; the same words again change nothing.

    Raises `ChangedMeanwhileError`, which holds the row as it stands, and `WorksheetClosedError`.
    """
    row = Entry.objects.select_for_update().select_related("worksheet").get(pk=entry.pk)
    require_open(row.worksheet, changing=True)
    if row.values == values:
        return row
    if row.version != version:
        raise ChangedMeanwhileError(
            _("Somebody else saved this row while you were writing. Theirs is shown beside yours."), row
        )
    row.values, row.version, row.changed_at = values, row.version + 1, now
    row.save(update_fields=["values", "version", "changed_at"])
    return row


@transaction.atomic
def set_removed(*, entry: Entry, is_removed: bool, now: datetime.datetime) -> Entry:
    """Take a row out, or bring it back. Again changes nothing."""
    row = Entry.objects.select_for_update().select_related("worksheet").get(pk=entry.pk)
    require_open(row.worksheet, changing=True)
    if (row.removed_at is not None) != is_removed:
        row.removed_at, row.changed_at = (now if is_removed else None), now
        row.save(update_fields=["removed_at", "changed_at"])
    return row


@transaction.atomic
def rate(*, entry: Entry, person, scores: dict[str, int], now: datetime.datetime) -> PriorityScore:
    """How somebody rates a priority; whoever rates again changes their mind. Raises `WorksheetClosedError`."""
    row = Entry.objects.select_for_update().select_related("worksheet").get(pk=entry.pk)
    if row.worksheet.kind != WorksheetKind.PRIORITIES:
        raise WorksheetClosedError(_("Only priorities are rated."))
    require_open(row.worksheet)
    made, _is_new = PriorityScore.objects.update_or_create(
        entry=row, person=person, defaults={**scores, "at": now}
    )
    row.changed_at = now
    row.save(update_fields=["changed_at"])
    return made
