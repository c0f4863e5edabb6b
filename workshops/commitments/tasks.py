"""Letters about commitments: ids in, what is written is read when it is sent."""

from django.utils import timezone
from django_tasks import task

from organizations.models import Organization
from people.models import User
from safeguarding.letters import send
from workshops.commitments import letters
from workshops.commitments.links import make_link
from workshops.models import Commitment, CommitmentUpdate


@task()
def ask_for_news(pk: int) -> int:
    """Ask the focal points of its owner, or its own e-mail, with a link that works without signing in."""
    row = Commitment.objects.standing().select_related("owner", "event").filter(pk=pk).first()
    if row is None:
        return 0
    number = 0
    for person in focal_points(row.owner):
        token = make_link(commitment=row, organization=row.owner, now=timezone.now())
        number += send([person], lambda token=token: letters.ask_for_news(row, token))
    if not number and row.owner.contact_email:
        token = make_link(commitment=row, organization=row.owner, now=timezone.now())
        number = letters.ask_for_news(row, token).addressed_to(row.owner.contact_email).send()
    return number


def focal_points(organization: Organization):
    rows = organization.memberships.focal_points().active().values("person")
    return User.objects.filter(pk__in=rows, is_active=True)


@task()
def tell_followers(update_pk: str) -> int:
    """Tell those who follow a commitment what was said of it, but not whoever said it."""
    update = CommitmentUpdate.objects.select_related("commitment").filter(pk=update_pk).first()
    if update is None or not update.commitment.is_public:
        return 0
    followers = User.objects.filter(followed_commitments__commitment=update.commitment, is_active=True)
    return send(followers.exclude(pk=update.by_id), lambda: letters.news(update))
