"""Questions about teams that need no database."""

from collections.abc import Iterable

from workshops.enums import TeamRole


def leaves_nobody_in_the_lead(roles: Iterable[str], leaving: str) -> bool:
    """Whether an event would have no lead any more, when one of its `roles` goes."""
    leads = [role for role in roles if role == TeamRole.LEAD]
    return leaving == TeamRole.LEAD and len(leads) <= 1
