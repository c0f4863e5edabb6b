"""A Redis that is lost takes no page with it, and opens no door."""

import pytest

from base.counters import SharedCounters
from base.errors import CountersLostError
from tools.live_site import free_port


@pytest.fixture
def lost() -> SharedCounters:
    """Counters at an address where nobody answers."""
    SharedCounters.silent_until = 0.0
    yield SharedCounters(f"redis://127.0.0.1:{free_port()}/0", {})
    SharedCounters.silent_until = 0.0


def test_what_is_only_remembered_is_missed(lost):
    lost.set("wagtail_site_root_paths", [1])
    lost.set_many({"a": 1})
    lost.delete_many(["a"])

    assert lost.get("wagtail_site_root_paths", "none") == "none"
    assert (lost.get_many(["a"]), lost.has_key("a"), lost.touch("a"), lost.delete("a")) == (
        {},
        False,
        False,
        False,
    )


def test_a_counter_of_something_harmless_begins_anew(lost):
    assert lost.add("verify-1", 1) is True
    with pytest.raises(ValueError, match="not found"):
        lost.incr("verify-1")


@pytest.mark.parametrize(
    "key", ["allauth:rl:login:1", "allauth:rl:login:1:lock", "second-factor-used-1-123456"]
)
@pytest.mark.parametrize("act", ["add", "set", "get"])
def test_what_guards_a_sign_in_is_never_missed(lost, key, act):
    with pytest.raises(CountersLostError):
        getattr(lost, act)(key, 1)


def test_after_a_failure_nobody_asks_for_a_second(lost, monkeypatch, caplog):
    for _time in range(50):
        lost.get("a")

    assert [record.message for record in caplog.records] == ["Redis does not answer: ConnectionError"]


def test_the_limits_of_sign_in_are_kept_under_the_names_that_are_guarded(rf):
    from allauth.core.internal import ratelimit

    rate = ratelimit.parse_rates("5/5m/key")[0]

    key = ratelimit.get_cache_key(rf.get("/"), app="account", action="login_failed", rate=rate, key="ana")
    assert key.startswith("allauth:")
