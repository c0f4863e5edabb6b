"""People of the demo site: at example.org, which can receive no mail, behind buttons instead of codes."""

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone

from base.enums import Language
from people.enums import Role
from people.models import User
from reference.terms import term_labels

PARTICIPANTS = 40
SIGN_INS = {
    "participant": "participant-001@example.org",
    # Speaks for a fictional organization; see `organizations.demo`.
    "focal": "focal-01@example.org",
    "trainer": "trainer-01@example.org",
    "manager": "manager-01@example.org",
    "reviewer": "reviewer-01@example.org",
    "safeguarding": "safeguarding-01@example.org",
    # What one safeguarding reviewer records, another one confirms.
    "safeguarding-2": "safeguarding-02@example.org",
}
ROLES = {
    "trainer-01@example.org": Role.TRAINER,
    "manager-01@example.org": Role.PROGRAMME_MANAGER,
    "reviewer-01@example.org": Role.REVIEWER,
    "safeguarding-01@example.org": Role.SAFEGUARDING_REVIEWER,
    "safeguarding-02@example.org": Role.SAFEGUARDING_REVIEWER,
}
NAMES = {
    "focal": {Language.ES: "Punto focal", Language.EN: "Focal point"},
    "participant": {Language.ES: "Participante", Language.EN: "Participant"},
    "trainer": {Language.ES: "Formadora", Language.EN: "Trainer"},
    "reviewer": {Language.ES: "Revisora", Language.EN: "Reviewer"},
    "safeguarding": {Language.ES: "Revisora de salvaguardia", Language.EN: "Safeguarding reviewer"},
    "manager": {Language.ES: "Gestora del programa", Language.EN: "Programme manager"},
}


def demo_emails() -> list[str]:
    participants = [f"participant-{number:03}@example.org" for number in range(1, PARTICIPANTS + 1)]
    return [*participants, *ROLES, SIGN_INS["focal"]]


def demo_person(position: int, email: str, types: list[str]) -> User:
    """A person who is not stored yet: languages take turns, types of organization too."""
    kind, _dash, number = email.partition("@")[0].rpartition("-")
    language = Language.EN if position % 2 else Language.ES
    return User(
        email=email,
        display_name=f"{NAMES[kind][language]} {number}",
        language=language,
        organization_type=types[position % len(types)] if types else "",
        adult_declared_at=timezone.now(),
        password=make_password(None),
    )


@transaction.atomic
def ensure_demo_people() -> None:
    """Make those demo people who are missing; what somebody changed about the others stays."""
    types = list(term_labels("actor_type"))
    known = set(User.objects.filter(email__in=demo_emails()).values_list("email", flat=True))
    missing = [
        demo_person(position, email, types)
        for position, email in enumerate(demo_emails())
        if email not in known
    ]
    made = User.objects.bulk_create(missing)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, primary=True, verified=True) for user in made
    )
    for user in made:
        if user.email in ROLES:
            user.groups.add(Group.objects.get(name=ROLES[user.email].value))


def demo_person_for(kind: str) -> User | None:
    """The person behind one of the buttons, if there is one."""
    return User.objects.filter(email=SIGN_INS.get(kind, ""), is_active=True).first()
