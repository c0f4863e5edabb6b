"""How long work without an account is kept."""

import datetime

from django.db.models.functions import Coalesce

from courses.models import Enrolment, PathCompletion, PathFollowing

KEPT_FOR = datetime.timedelta(days=90)


def remove_stale_anonymous(now: datetime.datetime) -> int:
    """Delete what start cookies hold that nobody used for 90 days; returns how many enrolments that were."""
    stale = Enrolment.objects.filter(anonymous_key__isnull=False).annotate(
        last=Coalesce("last_activity_at", "enrolled_at")
    )
    ids = list(stale.filter(last__lt=now - KEPT_FOR).values_list("pk", flat=True)[:500])
    Enrolment.objects.filter(pk__in=ids).delete()
    remove_paths_without_modules(now)
    return len(ids)


def remove_paths_without_modules(now: datetime.datetime) -> None:
    """Paths of a start cookie go with the last of its modules."""
    left = Enrolment.objects.filter(anonymous_key__isnull=False).values("anonymous_key")
    for model, field in ((PathFollowing, "since"), (PathCompletion, "at")):
        rows = model.objects.filter(anonymous_key__isnull=False, **{f"{field}__lt": now - KEPT_FOR})
        rows.exclude(anonymous_key__in=left).delete()
