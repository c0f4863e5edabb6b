"""Pieces of code run one after the other, each as if in a new process."""

import json
import os
import subprocess
import sys

import pytest

from tools.children import BASE

PIECES = [
    "left = 1; print('né', end='')",
    "print('left' in globals())",
    "print(1); 1 / 0",
    "exit(3)",
    "print(2)",
]


@pytest.fixture(scope="module")
def answers(tmp_path_factory) -> list[dict]:
    """What the pieces said, and whether they came to their ends."""
    settings = {
        "PUENTES_VAR": str(tmp_path_factory.mktemp("var")),
        "DJANGO_SETTINGS_MODULE": "config.settings.demo",
    }
    done = subprocess.run(
        [sys.executable, "-m", "tools.site_shell"],
        cwd=BASE,
        env={**os.environ, **settings},
        text=True,
        capture_output=True,
        check=True,
        input="".join(f"{json.dumps(piece)}\n" for piece in PIECES),
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_each_piece_begins_anew_and_is_answered_with_what_it_printed(answers):
    assert [answers[place] for place in (0, 1, 4)] == [
        {"said": "né", "ended": True},
        {"said": "False\n", "ended": True},
        {"said": "2\n", "ended": True},
    ]


def test_a_piece_that_fails_is_told_from_one_that_came_to_its_end(answers):
    assert answers[2:4] == [{"said": "1\n", "ended": False}, {"said": "", "ended": False}]
