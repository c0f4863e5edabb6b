"""A Python that has the site loaded and runs pieces of code for who started it: `python -m tools.site_shell`.

Loading the site takes two seconds. Here it is loaded once; each piece, one line of JSON on standard input,
runs in a child of its own, which begins as fresh as a new process. The answer is a line of JSON: what the
piece printed and whether it came to its end.
"""

import json
import multiprocessing
import os
import sys

from tools.prepare import set_up_django

FORK = multiprocessing.get_context("fork")


def run(code: str, output: int) -> None:
    """Run a piece of code whose output goes to a pipe; an error goes to standard error, as ever."""
    os.dup2(output, sys.stdout.fileno())
    exec(code, {"__name__": "__site_shell__"})


def said_by(code: str) -> tuple[str, bool]:
    """What a piece of code printed in a child of this process, and whether it came to its end."""
    reader, writer = os.pipe()
    child = FORK.Process(target=run, args=(code, writer))
    child.start()
    os.close(writer)
    with open(reader, encoding="utf-8", errors="replace") as output:
        said = output.read()
    child.join()
    return said, child.exitcode == 0


def main() -> int:
    """Answer line by line until there is no more."""
    set_up_django()
    for line in sys.stdin:
        said, ended = said_by(json.loads(line))
        print(json.dumps({"said": said, "ended": ended}), flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
