"""How long work without an account is kept."""

import datetime

from django.db.models.functions import Coalesce

from courses.models import Enrolment

KEPT_FOR = datetime.timedelta(days=90)


def remove_stale_anonymous(now: datetime.datetime) -> int:
    """Delete the enrolments of start cookies that nobody used for 90 days; returns how many."""
    stale = Enrolment.objects.filter(anonymous_key__isnull=False).annotate(
        last=Coalesce("last_activity_at", "enrolled_at")
    )
    ids = list(stale.filter(last__lt=now - KEPT_FOR).values_list("pk", flat=True)[:500])
    Enrolment.objects.filter(pk__in=ids).delete()
    return len(ids)
