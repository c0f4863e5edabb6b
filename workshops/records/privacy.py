"""What records hold about a person: that they wrote in one.

Nothing is to be removed when they are erased: records name nobody, and the row they point at is nameless then.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from people.exports import Section
from people.models import User
from workshops.models import RecordWriter


def about_records(user: User) -> Iterator[Section]:
    """The records that somebody wrote in."""
    rows = RecordWriter.objects.filter(person=user).select_related("record__event")
    columns = {"event": _("Event"), "first_at": _("Since")}
    told = ({"event": str(row.record.event), "first_at": row.first_at} for row in rows)
    yield Section("records", _("Records of events you wrote in"), columns, told)
