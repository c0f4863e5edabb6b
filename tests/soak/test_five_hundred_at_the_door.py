"""Five hundred people, three requests each, for twenty seats: the day a popular workshop opens."""

from tests.workshops.test_rush import check, rush

PEOPLE, REQUESTS, SEATS, ROUNDS = 500, 3, 20, 20


def test_five_hundred_people_register_three_times_at_once_for_twenty_seats(site):
    found = rush(site, PEOPLE, REQUESTS, SEATS, ROUNDS)

    check(found, PEOPLE, SEATS, ROUNDS)
