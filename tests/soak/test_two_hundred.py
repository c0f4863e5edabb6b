"""Two hundred learners at once: more than a training room, as many as a region on the day a module opens."""

from tests.courses.test_concurrency import LESSONS, all_marked, at_once, crowd, mark, run

LEARNERS = 200
# Seconds for all six lessons of one learner, with everybody writing. Without turns some waited longer.
LONGEST_WAIT = 20


def test_two_hundred_learners_mark_every_lesson_at_once(site):
    name = crowd()
    everyone = run(site, "everyone", name, LEARNERS)

    def read_all(session: str) -> list[int]:
        return [mark(site, f"puentes_session={session}", lesson)[0] for lesson in everyone["lessons"]]

    statuses = at_once([lambda session=session: read_all(session) for session in everyone["sessions"]])

    assert statuses == [[302] * LESSONS] * LEARNERS
    assert run(site, "rows", name) == all_marked(LEARNERS)


def test_two_hundred_connections_write_at_once(site):
    found = run(site, "act", crowd(), LEARNERS)

    assert found == {"errors": [], "slowest": found["slowest"], **all_marked(LEARNERS)}
    assert found["slowest"] < LONGEST_WAIT
