"""How tests are spread over processes: a file at a time, and all that visit the running site in one.

A second site would cost as much as a hundred tests.
"""

from xdist.scheduler import LoadScopeScheduling

# Files (and folders) with tests that ask for `site`; tests/test_layout.py tells which one is missing.
VISITORS = (
    "tests/journeys/",
    "tests/base/test_every_worker.py",
    "tests/courses/test_concurrency.py",
    "tests/home/test_backup.py",
    "tests/workshops/test_rush.py",
)


class VisitorsTogether(LoadScopeScheduling):
    """Gives a process one file after the other; the visitors of the site count as one."""

    def _split_scope(self, nodeid: str) -> str:
        return "site" if nodeid.startswith(VISITORS) else nodeid.split("::", 1)[0]
