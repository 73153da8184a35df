from datetime import UTC, datetime, timedelta

from bpo.identity.rules import ADDRESS_LIMIT, PAIR_LIMIT, WINDOW, throttle

T0 = datetime(2026, 3, 2, 9, tzinfo=UTC)


def _attack(limit, hours):
    """Try every second whatever comes; the failures that were let through."""
    failures = []
    for second in range(hours * 3600):
        now = T0 + timedelta(seconds=second)
        if throttle(failures[-limit:], now, limit=limit).allowed:
            failures.append(now)
    return failures


def test_never_more_than_the_limit_in_any_window():
    failures = _attack(PAIR_LIMIT, 2)
    for at in failures:
        assert sum(at - WINDOW < other <= at for other in failures) <= PAIR_LIMIT
    assert len(failures) >= PAIR_LIMIT * 7  # and it always opens again


def test_first_mistakes_cost_nothing_then_pauses_grow():
    waits = [throttle([T0] * n, T0).retry_after.total_seconds() for n in range(6)]
    assert waits == [0, 0, 0, 1, 2, 900]


def test_opens_to_the_second():
    failures = [T0 + timedelta(seconds=n * 10) for n in range(5)]
    now = T0 + timedelta(minutes=1)
    decision = throttle(failures, now)
    assert not decision.allowed
    assert not throttle(failures, now + decision.retry_after - timedelta(microseconds=1)).allowed
    assert throttle(failures, now + decision.retry_after).allowed


def test_an_address_has_a_wider_limit():
    assert throttle([T0] * (ADDRESS_LIMIT - 3), T0, limit=ADDRESS_LIMIT).allowed
    assert not throttle([T0] * ADDRESS_LIMIT, T0, limit=ADDRESS_LIMIT).allowed
