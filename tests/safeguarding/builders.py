"""Consents, reports and second people that read like the real ones."""

import datetime
import uuid

from django.utils import timezone

from people.enums import Role
from people.models import User
from people.roles import ensure_roles
from safeguarding import actions, checklist
from safeguarding.authors import authors_of
from safeguarding.models import ConcernReport, Consent

TODAY = datetime.date(2026, 3, 10)
ALL_TICKED = dict.fromkeys(checklist.CODES, True)


def person(name: str, *roles: Role, language: str = "en", **fields) -> User:
    """Somebody with an account and these roles."""
    groups = ensure_roles() if roles else {}
    made = User.objects.create_user(
        f"{name}@example.org",
        display_name=name.title(),
        language=language,
        adult_declared_at=timezone.now(),
        **fields,
    )
    made.groups.add(*[groups[role] for role in roles])
    return User.objects.get(pk=made.pk)


def reviewer(name: str = "sofia", **fields) -> User:
    """A safeguarding reviewer; the same one for the same name."""
    known = User.objects.filter(email=f"{name}@example.org").first()
    return known or person(name, Role.SAFEGUARDING_REVIEWER, **fields)


def consent(**fields) -> Consent:
    """A consent for the site in both languages, recorded by Sofía and confirmed by Rosa, for the year 2026."""
    is_reviewed = fields.pop("is_reviewed", True)
    values = {
        "by": reviewer("sofia"),
        "given_by": "obtained_child_and_guardian",
        "scope": "A drawing of a courtyard, for teaching.",
        "channels": ["site"],
        "languages": ["es", "en"],
        "valid_from": datetime.date(2026, 1, 1),
        "expires_on": datetime.date(2026, 12, 31),
        "now": timezone.now(),
        **fields,
    }
    made = actions.record_consent(**values)
    return (
        actions.review_consent(consent=made, by=reviewer("rosa"), now=values["now"]) if is_reviewed else made
    )


def concern(**fields) -> ConcernReport:
    """A report about a lesson, by somebody who leaves no address."""
    values = {
        "key": uuid.uuid4(),
        "kind": "identifiable",
        "text": "The town and the date are both there.",
        "about": "/en/learn/pilot/lesson-1/",
        "email": "",
        "language": "en",
        "now": timezone.now(),
        **fields,
    }
    return actions.report_concern(**values)


def tick(page, by: User | None = None) -> None:
    """A second person ticks the checklist for the newest text of a page."""
    subject = page.get_latest_revision_as_object() if page.latest_revision_id else page
    by = by or reviewer()
    actions.tick_checklist(
        subject=subject, by=by, answers=ALL_TICKED, authors=authors_of(page), now=timezone.now()
    )
