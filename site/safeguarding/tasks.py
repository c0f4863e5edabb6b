"""Mail, by id."""

from django_tasks import task
from wagtail.models import Revision

from safeguarding import letters
from safeguarding.models import ConcernReport, ReviewRequest
from safeguarding.waiting import review_address


@task()
def announce_concern(report_id: int) -> int:
    """Tell the safeguarding reviewers that a report waits, without a word of it; returns how many were told."""
    report = ConcernReport.objects.get(pk=report_id)
    return letters.send(letters.safeguarding_reviewers(), lambda: letters.new_concern(report.reference))


@task()
def announce_request(request_id: int) -> int:
    """Tell the safeguarding reviewers that a text waits for them, but not its author; returns how many were told."""
    request = ReviewRequest.objects.get(pk=request_id)
    others = [one for one in letters.safeguarding_reviewers() if one.pk != request.asked_by_id]
    url = letters.absolute_address(review_address(request.subject_type.model_class(), request.subject_id))
    return letters.send(others, lambda: letters.review_wanted(url))


@task()
def announce_hold(revision_id: int) -> int:
    """Tell whoever scheduled a version that it waits for its review; returns how many were told."""
    revision = Revision.objects.select_related("user").get(pk=revision_id)
    if revision.user is None:
        return 0
    url = letters.absolute("wagtailadmin_pages:edit", revision.object_id)
    return letters.send([revision.user], lambda: letters.held_publication(revision.object_str, url))
