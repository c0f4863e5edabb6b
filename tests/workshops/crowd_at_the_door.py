"""Many people who register at once: a program of its own, for the database of a running site.

`python -m tests.workshops.crowd_at_the_door PEOPLE REQUESTS SEATS ROUNDS` prints one line of JSON.
"""

import json
import random
import sys
import uuid
from collections import Counter

from tools.prepare import set_up_django

set_up_django()

# ruff: noqa: E402

from django.db import connection
from django.utils import timezone

from people.models import User
from tests.crowd import at_once, person
from tests.workshops.builders import an_open_event
from workshops.enums import SEATED, STANDING
from workshops.models import Event, Registration, RegistrationChange
from workshops.registration_actions import Choice, cancel, confirm, register

# A site has fewer workers than a crowd has people; each connection takes the next request when it is done.
MOST = 120


def rush(people: str, requests: str, seats: str, rounds: str) -> dict:
    """Each round everybody registers for an event of its own at the same moment, each so many times; then
    those who have a seat give it back, confirm, or come again, all at once, too."""
    crowd = f"door-{uuid.uuid4().hex[:8]}"
    everybody = [person(f"{crowd}-{number}") for number in range(int(people))]
    reports = [one_round(everybody, int(requests), int(seats)) for _round in range(int(rounds))]
    errors = [error for report in reports for error in report["errors"]]
    return {"errors": errors[:5], "slowest": max(one["slowest"] for one in reports), "rounds": reports}


def one_round(everybody: list[User], requests: int, seats: int) -> dict:
    event = an_open_event(slug=f"door-{uuid.uuid4().hex}", capacity=seats)
    first = together(
        [
            lambda user=user, key=key: come(event, user, key)
            for keys in zip(*(keys_of(number, requests) for number in range(len(everybody))), strict=True)
            for user, key in zip(everybody, keys, strict=True)
        ]
    )
    after_rush = found(event)
    jobs = [lambda mine=mine: leave(mine) for mine in Registration.objects.filter(event=event).seated()]
    latecomers = random.sample(everybody, min(10, len(everybody)))
    jobs += [lambda user=user: come(event, user, uuid.uuid4()) for user in latecomers]
    second = together(jobs)
    third = together([lambda mine=mine: take(mine) for mine in offers(event) for _twice in range(2)])
    after_change = found(event)
    errors = first["errors"] + second["errors"] + third["errors"]
    slowest = max(first["slowest"], second["slowest"], third["slowest"])
    return {"errors": errors, "slowest": slowest, "rush": after_rush, "change": after_change}


def keys_of(number: int, requests: int) -> list[uuid.UUID]:
    """The keys of somebody's requests: every second person sends one form again and again, others new ones."""
    return [uuid.uuid4()] * requests if number % 2 else [uuid.uuid4() for _request in range(requests)]


def together(jobs: list) -> dict:
    """All jobs at once, on as many connections as a database has room for."""
    chains = [jobs[start::MOST] for start in range(min(MOST, len(jobs)))]
    if not chains:
        return {"errors": [], "slowest": 0}
    return at_once([lambda chain=chain: [job() for job in chain] for chain in chains])


def come(event: Event, user: User, key: uuid.UUID) -> None:
    register(event=event, person=user, choice=Choice(), key=key, now=timezone.now())


def leave(mine: Registration) -> None:
    cancel(registration=mine, key=uuid.uuid4(), now=timezone.now(), by=mine.person)


def take(mine: Registration) -> None:
    confirm(registration=mine, key=uuid.uuid4(), now=timezone.now())


def offers(event: Event) -> list[Registration]:
    return list(Registration.objects.filter(event=event, status="offered").select_related("person", "event"))


def found(event: Event) -> dict:
    """What is left afterwards: seats held, people waiting, rows, and changes that are out of order."""
    rows = list(Registration.objects.filter(event=event))
    statuses = Counter(row.status for row in rows)
    seats = [row.seat for row in rows if row.status in SEATED]
    return {
        "seated": len(seats),
        "seats": sorted(seats) == list(range(1, len(seats) + 1)),
        "waiting": statuses["waitlisted"],
        "gone": sum(number for status, number in statuses.items() if status not in STANDING),
        "doubled": len(rows) - len({row.person_id for row in rows}),
        "disorder": sum(map(is_out_of_order, rows)),
    }


def is_out_of_order(row: Registration) -> bool:
    """Whether its changes are not numbered one after the other, go back in time, or end somewhere else."""
    changes = list(RegistrationChange.objects.filter(registration=row).order_by("number"))
    numbers = [one.number for one in changes]
    times = [one.at for one in changes]
    in_order = numbers == list(range(1, len(changes) + 1)) and times == sorted(times)
    return not in_order or changes[-1].status != row.status


def main(*arguments: str) -> None:
    print(json.dumps(rush(*arguments)))
    connection.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
