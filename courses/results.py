"""Results of quizzes from their attempts: pure, and used by the live update and by the rebuild."""

from collections.abc import Iterable


def quiz_results(attempts: Iterable) -> dict[str, dict]:
    """Quiz key → how often it was tried, the best percent, and whether it was ever passed.

    Passing is never lost: an attempt was judged by the pass mark in force when it was handed in.
    """
    results: dict[str, dict] = {}
    for attempt in attempts:
        key = str(attempt.quiz.key)
        before = results.get(key, {"attempts": 0, "best": 0, "passed": False})
        results[key] = {
            "attempts": before["attempts"] + 1,
            "best": max(before["best"], attempt.percent),
            "passed": before["passed"] or attempt.passed,
        }
    return results
