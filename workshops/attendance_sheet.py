"""The sheet of a session: who is asked to be there, under which number, and what is known of them."""

from dataclasses import dataclass

from workshops.attendance_actions import expected
from workshops.models import Attendance, EventSession, Registration


@dataclass(frozen=True)
class SheetRow:
    """A person on the sheet. `number` stays the same whoever comes or goes later."""

    number: int
    registration: Registration
    presence: str

    @property
    def name(self) -> str:
        return self.registration.person.display_name


def sheet_of(session: EventSession) -> list[SheetRow]:
    """Everybody who is asked to be in the session, in the order in which they first registered; three queries."""
    order = Registration.objects.filter(event=session.event_id).order_by("pk").values_list("pk", flat=True)
    numbers = {pk: number for number, pk in enumerate(order, start=1)}
    known = dict(Attendance.objects.filter(session=session).values_list("registration", "presence"))
    rows = expected(session).select_related("person", "organization").order_by("pk")
    return [SheetRow(numbers[row.pk], row, known.get(row.pk, "")) for row in rows]
