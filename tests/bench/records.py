"""Fills a site with records of events: `python -m tests.bench.records` prints the address of one as JSON.

Forty records with fifty findings each and five sessions: two thousand findings, two hundred sessions.
"""

import datetime
import json

from tools.prepare import set_up_django

set_up_django()


from django.db import transaction
from django.utils import timezone

from base.translated import Translated
from organizations.models import Organization
from tests.crowd import person
from workshops.enums import EventKind, FindingKind, SessionKind
from workshops.models import Commitment, Event, EventSession, Finding, ForumRecord
from workshops.records.publishing_actions import publish_record

RECORDS, FINDINGS, SESSIONS, COMMITMENTS = 40, 50, 5, 12
WORDS = "What the authorities and the organizations in the room said of it, in a sentence of usual length."


def both(text: str) -> Translated:
    return Translated(en=text, es=text)


def make_record(number: int, by) -> Event:
    """A forum with a published record."""
    event = Event.objects.create(
        slug=f"bench-{number}",
        kind=EventKind.FORUM,
        title=both(f"Forum {number}"),
        summary=both(WORDS),
        start_date=datetime.date(2027, 1, 1) + datetime.timedelta(days=number),
        live=True,
    )
    for place in range(SESSIONS):
        EventSession.objects.create(
            event=event,
            kind=SessionKind.PANEL,
            title=both(f"Panel {place}"),
            summary=both(WORDS),
            sort_order=place,
        )
    record = ForumRecord.objects.create(event=event, summary=both(WORDS))
    kinds = list(FindingKind)
    Finding.objects.bulk_create(
        Finding(
            record=record,
            number=place,
            order=place,
            kind=kinds[place % len(kinds)],
            text=both(f"{WORDS} {place}"),
        )
        for place in range(1, FINDINGS + 1)
    )
    owner = Organization.objects.filter(mention_only=False).first()
    Commitment.objects.bulk_create(
        Commitment(event=event, owner=owner, order=place, text=both(WORDS)) for place in range(COMMITMENTS)
    )
    publish_record(event=event, by=by, now=timezone.now())
    return event


@transaction.atomic
def make_records() -> dict:
    by = person("rapporteur")
    events = [make_record(number, by) for number in range(RECORDS)]
    return {"url": f"/en/events/{events[-1].slug}/record/"}


if __name__ == "__main__":
    print(json.dumps(make_records()))
