"""The teams of the events on the demo site: the demo trainer leads them, and two participants help."""

from django.db import transaction

from people.demo import SIGN_INS
from people.models import User
from reference.models import LoadedRow
from workshops.enums import TeamRole
from workshops.loading_events import KIND as EVENT
from workshops.models import Event, TeamMember

KIND = "workshops.demo_teams"
TEAM = {
    SIGN_INS["trainer"]: TeamRole.LEAD,
    "participant-002@example.org": TeamRole.FACILITATOR,
    "participant-003@example.org": TeamRole.RAPPORTEUR,
}


@transaction.atomic
def ensure_demo_teams() -> None:
    """Once for each event that was loaded: what somebody changed about a team afterwards stays."""
    loaded = LoadedRow.objects.filter(kind=EVENT).values("key")
    done = LoadedRow.objects.filter(kind=KIND).values("key")
    people = {person.email: person for person in User.objects.filter(email__in=TEAM, is_active=True)}
    for event in Event.objects.filter(slug__in=loaded).exclude(slug__in=done):
        for email, person in people.items():
            TeamMember.objects.get_or_create(event=event, person=person, defaults={"role": TEAM[email]})
        LoadedRow.objects.create(kind=KIND, key=event.slug, fingerprint="made")
