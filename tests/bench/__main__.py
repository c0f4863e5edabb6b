"""Measure what requests cost and compare: `python -m tests.bench`. Writes var/bench.json; 1 when over a limit."""

import contextlib
import json
import shutil
import sys
import time
from collections.abc import Iterator

from tests.bench.client import Marking, Reading, WrongAnswer, ask
from tests.bench.limits import BARE_PAGE_QUERIES, QUERY_LIMITS, over, ratios, table
from tests.bench.servers import Server, copy_seed, prepare_seed
from tools.prepare import tell, var_folder

SITE = "config.settings.demo"
ROUNDS = 5
REQUESTS = 400
# What costs little is asked for more often, so that it can be told from the noise.
CHEAP_REQUESTS = 2000
# Other work on the machine comes and goes within seconds; turns this short meet the same of it.
TURNS = 10
WARM_UP = 60
LEARNERS = 400
FACTS, MORE_FACTS = 10_000, 1_000_000
HOME = "/en/"
Variant = Marking | Reading


class Site:
    """A copy of the site with so many facts, and what is asked of it."""

    def __init__(self, server: Server, made: dict) -> None:
        self.server, self.sessions = server, tuple(made["sessions"])
        self.before = rows_of(server)
        self.lessons = [lesson["url"] for lesson in made["lessons"]]
        self.marked = 0
        self._acts = self._every_act(made["lessons"])

    def reading(self, marker: str) -> Reading:
        """All lessons of the module in turn, each time by another learner."""
        cookies = f"puentes_session={self.sessions[0]}"
        sizes = {url: len(ask(self.server, "GET", url, cookies=cookies).body) for url in self.lessons}
        # Names and states differ from one learner to the next: some are done, and say so with an icon.
        return Reading(self.server, sizes, marker.encode(), self.sessions, slack=1500)

    def record(self, url: str) -> Reading:
        """The record of an event, each time by another person."""
        cookies = f"puentes_session={self.sessions[0]}"
        sizes = {url: len(ask(self.server, "GET", url, cookies=cookies).body)}
        return Reading(self.server, sizes, b"Profile", self.sessions, slack=100)

    def marking(self) -> Marking:
        return Marking(self.server, self.sessions, self._acts)

    def _every_act(self, lessons: list[dict]) -> Iterator[tuple[str, str]]:
        for lesson in lessons * 100:
            for session in self.sessions:
                self.marked += 1
                yield session, f"/en/my-learning/lessons/{lesson['key']}/"

    def check_rows(self) -> None:
        """Every act that was sent is stored once, and every summary counts what its learner did."""
        after = rows_of(self.server)
        for name in ("facts", "marked", "lessons_done"):
            added = after[name] - self.before[name]
            if added != self.marked:
                raise WrongAnswer(f"{self.server.name}: {added} {name} more, not {self.marked}")


def rows_of(server: Server) -> dict[str, int]:
    return json.loads(server.run("tests.bench.data", "counts"))


def expect_queries(name: str, found: int, least: int, most: int) -> None:
    if not least <= found <= most:
        raise WrongAnswer(f"{name} takes {found} queries, not {least} to {most}")
    tell(f"{name}: {found} queries")


def make_site(name: str, seed, facts: int) -> tuple[Server, dict]:
    server = Server(name, SITE)
    copy_seed(seed, server)
    tell(f"Making {facts:,} rows of progress…")
    made = json.loads(server.run("tests.bench.data", "site", str(LEARNERS), str(facts)))
    return server, made


def make_bare_page(seed) -> tuple[Server, str]:
    server = Server("bare_page", "tests.bench.bare_page.settings")
    copy_seed(seed, server)
    url = json.loads(server.run("tests.bench.data", "bare_page"))["url"]
    found = json.loads(server.run("tests.bench.queries", "reading", url))
    expect_queries("bare page", found, BARE_PAGE_QUERIES, BARE_PAGE_QUERIES)
    return server, url


def count_queries(server: Server, made: dict) -> None:
    """See that no lesson, and no mark, takes more queries than it may."""
    session = made["sessions"][-1]
    for lesson in made["lessons"]:
        found = json.loads(server.run("tests.bench.queries", "reading", lesson["url"], session))
        expect_queries(lesson["url"], found, 1, QUERY_LIMITS["lesson"])
    act = f"/en/my-learning/lessons/{made['lessons'][-1]['key']}/"
    found = json.loads(server.run("tests.bench.queries", "marking", act, session))
    expect_queries("mark as done", found, 1, QUERY_LIMITS["mark_done"])


def make_records(server: Server, session: str) -> str:
    """Records of events on that site; the address of one, after its queries were counted."""
    url = json.loads(server.run("tests.bench.records"))["url"]
    found = json.loads(server.run("tests.bench.queries", "reading", url, session))
    expect_queries("record of an event", found, 1, QUERY_LIMITS["record"])
    return url


def visiting(server: Server, url: str, marker: str) -> Reading:
    """A page as a stranger gets it."""
    return Reading(server, {url: len(ask(server, "GET", url).body)}, marker.encode())


def bare_view(server: Server, like: Reading) -> Reading:
    """A view that sends as many bytes as the page does, which is sent compressed."""
    size = ask(like.server, "GET", *like.sizes).sent
    return Reading(server, {f"/{size}/": size}, b"xxxx")


def measure(variants: dict[str, Variant]) -> dict[str, list[float]]:
    """CPU seconds a request of each variant, a figure a round; in a round all take turns many times."""
    for variant in variants.values():
        variant.send(WARM_UP)
    seconds: dict[str, list[float]] = {name: [0.0] * ROUNDS for name in variants}
    for turn in range(ROUNDS * TURNS):
        for name, variant in variants.items():
            seconds[name][turn // TURNS] += cost(variant, requests(name) // TURNS) / TURNS
    return seconds


def requests(name: str) -> int:
    """How many requests a round holds."""
    return REQUESTS if name.startswith(("bare_page", "lesson", "mark_done", "record")) else CHEAP_REQUESTS


def cost(variant: Variant, count: int) -> float:
    """CPU seconds that one of so many requests took."""
    # The server may have given up a connection that was idle while the others took their turns.
    variant.server.connection.close()
    before = variant.server.cpu_seconds()
    variant.send(count)
    return (variant.server.cpu_seconds() - before) / count


def run() -> dict[str, list[float]]:
    seed = prepare_seed()
    shutil.rmtree(var_folder() / "bench", ignore_errors=True)
    (small, made_small), (big, made_big) = (
        make_site("site", seed, FACTS),
        make_site("million", seed, MORE_FACTS),
    )
    page, page_url = make_bare_page(seed)
    count_queries(small, made_small)
    record_url = make_records(small, made_small["sessions"][-1])
    certificates = json.loads(small.run("tests.bench.certificates"))
    view = Server("bare_view", "tests.bench.bare_view.settings")
    copy_seed(seed, view)
    with contextlib.ExitStack() as stack:
        for server in (small, big, page, view):
            stack.enter_context(server)
        few, many = Site(small, made_small), Site(big, made_big)
        home, visit = visiting(small, HOME, "</html>"), visiting(small, few.lessons[0], "</html>")
        variants = {
            "bare_view_home": bare_view(view, home),
            "home": home,
            "bare_view_visit": bare_view(view, visit),
            "visit": visit,
            "bare_page": visiting(page, page_url, "The bare page"),
            "lesson": few.reading("Profile"),
            "mark_done": few.marking(),
            "record": few.record(record_url),
            "lesson_million": many.reading("Profile"),
            "mark_done_million": many.marking(),
        }
        tell("Measuring…")
        seconds = measure(variants)
        few.check_rows()
        many.check_rows()
    shutil.rmtree(var_folder() / "bench", ignore_errors=True)
    return {**seconds, "certificate": certificates}


def main() -> int:
    started = time.monotonic()
    try:
        seconds = run()
    except WrongAnswer as problem:
        print(f"Not measured: {problem}", file=sys.stderr)
        return 1
    found = ratios(seconds)
    (var_folder() / "bench.json").write_text(json.dumps(found, indent=2) + "\n", "utf-8")
    tell(f"\n{table(found, seconds)}\n\nMeasured in {time.monotonic() - started:.0f} s.")
    return 1 if over(found) else 0


if __name__ == "__main__":
    raise SystemExit(main())
