"""What may cost how much, and the table that says how it went."""

from statistics import median

LIMITS = {
    "anonymous_vs_bare_view": 1.5,
    "lesson_vs_bare_page": 0.7,
    "mark_done_vs_bare_page": 0.8,
    "record_vs_bare_page": 1.5,
    "growth_lesson": 1.3,
    "growth_mark_done": 1.3,
    # Seconds of CPU from a completion to its document; the others are ratios.
    "certificate_seconds": 0.1,
}
QUERY_LIMITS = {"lesson": 6, "mark_done": 7, "record": 6}
BARE_PAGE_QUERIES = 8


def ratios(seconds: dict[str, list[float]]) -> dict[str, float]:
    """The figures of DESIGN from CPU seconds a request, one for each round, by what was asked."""
    middle = {name: median(rounds) for name, rounds in seconds.items()}

    def ratio(one: str, other: str) -> float:
        return round(middle[one] / middle[other], 3)

    return {
        "anonymous_vs_bare_view": max(ratio("home", "bare_view_home"), ratio("visit", "bare_view_visit")),
        "lesson_vs_bare_page": ratio("lesson", "bare_page"),
        "mark_done_vs_bare_page": ratio("mark_done", "bare_page"),
        "record_vs_bare_page": ratio("record", "bare_page"),
        "growth_lesson": ratio("lesson_million", "lesson"),
        "growth_mark_done": ratio("mark_done_million", "mark_done"),
        "certificate_seconds": round(middle["certificate"], 4),
    }


def table(found: dict[str, float], seconds: dict[str, list[float]]) -> str:
    """The measured times, then each figure beside its limit."""
    lines = ["CPU in the server for a request    median   fastest   slowest (ms)"]
    for name, rounds in seconds.items():
        figures = (1000 * figure for figure in (median(rounds), min(rounds), max(rounds)))
        lines.append(f"{name:<33}" + "".join(f"{figure:>9.3f}" for figure in figures))
    lines += ["", "figure                             measured   at most"]
    for name, limit in LIMITS.items():
        verdict = "" if found[name] <= limit else "   over"
        lines.append(f"{name:<33}{found[name]:>10.3f}{limit:>10.1f}{verdict}")
    return "\n".join(lines)


def over(found: dict[str, float]) -> list[str]:
    """The figures above their limit."""
    return [name for name, limit in LIMITS.items() if found[name] > limit]
