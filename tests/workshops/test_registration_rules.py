"""Who fits, who waits, and whether the door is open: no database."""

import datetime

import pytest

from workshops.enums import Door
from workshops.registration_rules import (
    Hours,
    Room,
    Seeker,
    door,
    first_status,
    offer_ends,
    shown_left,
    shown_waiting,
)

NOW = datetime.datetime(2027, 3, 1, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


def room(*seated: Seeker, **limits) -> Room:
    made = Room(**limits)
    for number, one in enumerate(seated, 1):
        made.take(one, number)
    return made


@pytest.mark.parametrize(
    ("taken", "seeker", "answer"),
    [
        (room(), Seeker(), True),
        (room(capacity=0), Seeker(), False),
        (room(Seeker(), capacity=1), Seeker(), False),
        (room(Seeker(), capacity=2), Seeker(), True),
        (room(Seeker(), Seeker(), capacity=1), Seeker(), False),
        (room(Seeker(1), capacity=9, tracks={1: 1}), Seeker(1), False),
        (room(Seeker(1), capacity=9, tracks={1: 1}), Seeker(2), True),
        (room(Seeker(1), capacity=1, tracks={1: 2}), Seeker(1), False),
        (room(Seeker(1), tracks={1: 2}), Seeker(1), True),
        (room(Seeker(1, "a"), quota=1), Seeker(1, "a"), False),
        (room(Seeker(1, "a"), quota=1), Seeker(1, "b"), True),
        (room(Seeker(), Seeker(), quota=1), Seeker(), True),
    ],
)
def test_a_seat_fits_within_event_track_and_organization(taken, seeker, answer):
    assert taken.fits(seeker) is answer


def test_the_lowest_free_seat_is_the_next():
    taken = room(Seeker(), Seeker(), Seeker())
    taken.numbers.remove(2)

    assert (taken.next_number(), room().next_number()) == (2, 1)


@pytest.mark.parametrize(
    ("hours", "answer"),
    [
        (Hours("open"), Door.OPEN),
        (Hours("closed"), Door.NONE),
        (Hours("open", is_public=False), Door.DRAFT),
        (Hours("open", is_cancelled=True, is_over=True), Door.CANCELLED),
        (Hours("open", is_over=True), Door.OVER),
        (Hours("open", opens_at=NOW + HOUR), Door.NOT_YET),
        (Hours("open", opens_at=NOW), Door.OPEN),
        (Hours("open", closes_at=NOW), Door.CLOSED),
        (Hours("invitation", opens_at=NOW - HOUR, closes_at=NOW + HOUR), Door.OPEN),
    ],
)
def test_the_door_says_why_it_is_shut(hours, answer):
    assert door(hours, NOW) == answer


@pytest.mark.parametrize(
    ("mode", "fits", "is_invited", "answer"),
    [
        ("open", True, False, "registered"),
        ("open", False, False, "waitlisted"),
        ("approval", True, False, "requested"),
        ("approval", False, False, "requested"),
        ("approval", True, True, "registered"),
        ("invitation", False, True, "waitlisted"),
    ],
)
def test_where_a_new_registration_stands(mode, fits, is_invited, answer):
    assert first_status(mode, fits=fits, is_invited=is_invited) == answer


@pytest.mark.parametrize(
    ("starts", "ends", "hours"),
    [(None, None, 48), (100, 124, 48), (5, 29, 5), (-5, 19, 19), (-50, -26, 48)],
)
def test_an_offer_lasts_two_days_but_not_beyond_the_event(starts, ends, hours):
    at = [None if number is None else NOW + number * HOUR for number in (starts, ends)]

    assert offer_ends(NOW, *at) == NOW + hours * HOUR


def test_strangers_are_told_of_few_seats_and_of_many_people():
    assert [shown_left(number) for number in (None, 11, 10, 0)] == [None, None, 10, 0]
    assert [shown_waiting(number) for number in (0, 1, 4, 5)] == [0, None, None, 5]
