"""The ways to what happens in the room, for those who run an event."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from workshops.models import Event
from workshops.running import Link


def links(event: Event, user) -> Iterator[Link]:
    if not Event.objects.run_by(user).filter(pk=event.pk).exists():
        return
    args = [event.slug]
    yield Link(_("Attendance"), reverse("teach_events:attendance", args=args), _("Sheets, codes and numbers"))
    yield Link(
        _("People"), reverse("teach_events:people", args=args), _("Lessons and sessions, and who is stuck")
    )
    yield Link(
        _("Exercises"),
        reverse("teach_events:worksheets", args=args),
        _("Worksheets, and what the room wrote"),
    )
    yield Link(
        _("Evaluation"),
        reverse("teach_events:evaluations", args=args),
        _("Before, after, three months later"),
    )
