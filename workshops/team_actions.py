"""Letting people into the team of an event, and out of it."""

from django.db import transaction
from django.utils.translation import gettext as _

from people.models import User
from safeguarding import audit
from workshops.enums import TeamRole
from workshops.errors import TeamRefusedError
from workshops.models import Event, TeamMember
from workshops.team_rules import leaves_nobody_in_the_lead


@transaction.atomic
def add_to_team(*, event: Event, person: User, role: str, by: User | None) -> TeamMember:
    """Give `person` a role in the team; who has one already gets the new one. Safe to repeat.

    Raises `TeamRefusedError` for a closed account, and for the last lead.
    """
    Event.objects.select_for_update().get(pk=event.pk)
    if not person.is_active or person.erased_at:
        raise TeamRefusedError(_("This account is closed."))
    row = TeamMember.objects.filter(event=event, person=person).first()
    if row is None:
        row = TeamMember.objects.create(event=event, person=person, role=TeamRole(role))
        note("event.team_added", row, by)
    elif row.role != role:
        keep_a_lead(row)
        row.role = TeamRole(role)
        row.save(update_fields=["role"])
        note("event.team_changed", row, by)
    return row


@transaction.atomic
def remove_from_team(member: TeamMember, *, by: User | None) -> bool:
    """Let somebody go; False when they had gone already. Raises `TeamRefusedError` for the last lead."""
    Event.objects.select_for_update().get(pk=member.event_id)
    row = TeamMember.objects.filter(pk=member.pk).first()
    if row is None:
        return False
    keep_a_lead(row)
    note("event.team_removed", row, by)
    row.delete()
    return True


def keep_a_lead(row: TeamMember) -> None:
    roles = TeamMember.objects.filter(event=row.event_id).values_list("role", flat=True)
    if leaves_nobody_in_the_lead(roles, row.role):
        raise TeamRefusedError(
            _("Somebody must prepare and run the event. Give this role to another person first.")
        )


def note(act: str, row: TeamMember, by: User | None) -> None:
    detail = {"person": str(row.person.public_id), "role": row.role}
    audit.record(act=act, actor=by, subject=row.event, detail=detail)
