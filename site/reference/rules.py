"""Questions about reference rows that need no database and no clock."""

import datetime

REVIEW_EVERY = datetime.timedelta(days=183)


def is_review_due(reviewed: datetime.date, today: datetime.date) -> bool:
    """True when legal content was last reviewed more than six months ago (safeguarding rule SG-14)."""
    return today - reviewed > REVIEW_EVERY
