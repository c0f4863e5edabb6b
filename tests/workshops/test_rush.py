"""Sixty people and seven seats: never an eighth seat, and none stays free while somebody waits."""

import json
import subprocess
import sys

from tools.children import BASE
from tools.live_site import LiveSite

PEOPLE, REQUESTS, SEATS, ROUNDS = 60, 2, 7, 5


def rush(site: LiveSite, people: int, requests: int, seats: int, rounds: int) -> dict:
    """What `crowd_at_the_door` finds in the database of the site."""
    numbers = map(str, (people, requests, seats, rounds))
    command = [sys.executable, "-m", "tests.workshops.crowd_at_the_door", *numbers]
    done = subprocess.run(command, cwd=BASE, env=site.environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


def expected(people: int, seats: int) -> tuple[dict, dict]:
    """After the rush everybody has a seat or waits; after the change as many have left as there were seats,
    and as many as waited first have their seats."""
    right = {"seated": seats, "seats": True, "doubled": 0, "disorder": 0}
    return {**right, "waiting": people - seats, "gone": 0}, right


def check(found: dict, people: int, seats: int, rounds: int) -> None:
    after_rush, after_change = expected(people, seats)
    assert found["errors"] == []
    assert [one["rush"] for one in found["rounds"]] == [after_rush] * rounds
    for one in found["rounds"]:
        assert {name: one["change"][name] for name in after_change} == after_change
        # Those who left may have come back at once, to the end of the queue.
        assert one["change"]["waiting"] + one["change"]["gone"] == people - seats
        assert one["change"]["gone"] <= seats


def test_sixty_people_register_twice_at_once_for_seven_seats(site):
    found = rush(site, PEOPLE, REQUESTS, SEATS, ROUNDS)

    check(found, PEOPLE, SEATS, ROUNDS)
