"""Questions about worksheets that need no database."""

from workshops.enums import FilledBy, WorksheetKind


def may_write(
    entry, *, filled_by: str, person_id: int, organization_id: int | None, table_no: int | None
) -> bool:
    """Whether a row belongs to this person: it is theirs, their table's, or their organization's."""
    if filled_by == FilledBy.TABLE:
        return table_no is not None and entry.table_no == table_no
    if filled_by == FilledBy.ORGANIZATION and entry.organization_id is not None:
        return entry.organization_id == organization_id
    return entry.person_id == person_id


def lives_on(kind: str) -> bool:
    """Whether rows may change after the worksheet was closed: a shared strategy is worked on by its owners."""
    return kind == WorksheetKind.STRATEGY
