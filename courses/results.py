"""Results of quizzes from their attempts: pure, and used by the live update and by the rebuild."""

from collections.abc import Iterable, Mapping

NONE_YET = {"attempts": 0, "best": 0, "passed": False}


def quiz_results(attempts: Iterable) -> dict[str, dict]:
    """Quiz key → how often it was tried, the best percent, and whether it was ever passed."""
    results: dict[str, dict] = {}
    for attempt in attempts:
        results = with_attempt(results, attempt.quiz.key, attempt)
    return results


def with_attempt(results: Mapping[str, Mapping], quiz_key, attempt) -> dict[str, dict]:
    """The results after one more attempt at this quiz.

    Passing is never lost: an attempt was judged by the pass mark in force when it was handed in.
    """
    key = str(quiz_key)
    before = results.get(key, NONE_YET)
    now = {
        "attempts": before["attempts"] + 1,
        "best": max(before["best"], attempt.percent),
        "passed": before["passed"] or attempt.passed,
    }
    return {**results, key: now}
