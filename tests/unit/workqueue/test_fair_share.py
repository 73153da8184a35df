import random
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest

from bpo.contracts.rules import Priority
from bpo.workqueue.rules import FAIR_BOUND, SHARE_PORTION, Because, Head, choose_queue

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
FAIR, DUE = 0.0, 0.99


def head(
    tenant, *, due=480, queue="q", priority=Priority.NORMAL, age=0, waiting=1, busy=0, weight=1.0, risk=None
):
    return Head(
        tenant_id=tenant,
        queue_id=f"{tenant}-{queue}",
        priority=priority,
        due_at=NOW + timedelta(minutes=due),
        ready_at=NOW - timedelta(minutes=age),
        waiting=waiting,
        in_progress=busy,
        weight=weight,
        risk_at=None if risk is None else NOW + timedelta(minutes=risk),
    )


def chosen(heads, draw=DUE, usage=None, caps=None):
    choice = choose_queue(heads, usage=usage or {}, now=NOW, draw=draw, caps=caps)
    return choice and choice.head.queue_id


def test_nothing_and_one():
    assert choose_queue([], usage={}, now=NOW, draw=0.5) is None
    assert choose_queue([head("a", waiting=0)], usage={}, now=NOW, draw=0.5) is None
    assert choose_queue([head("a")], usage={}, now=NOW, draw=0.5).because is Because.ONLY


def test_equal_shares_go_to_the_most_pressing_across_clients():
    assert chosen([head("a", due=120), head("b", due=90)]) == "b-q"
    assert chosen([head("a", due=200, priority=Priority.HIGH), head("b", due=100)]) == "a-q"
    assert chosen([head("a", queue="1"), head("a", queue="2", due=100)]) == "a-2"


def test_pressing_goes_before_share():
    heads = [head("a", due=-5, busy=7), head("b", due=480)]
    assert chosen(heads) == "a-q"
    assert chosen(heads, draw=FAIR) == "b-q"
    assert chosen([head("a", due=900, risk=-1, busy=7), head("b", due=480)]) == "a-q"


def test_among_the_pressing_the_least_served_goes_first():
    assert chosen([head("a", due=-500, busy=7), head("b", due=-1)]) == "b-q"
    assert chosen([head("a", due=-500), head("b", due=-1)], usage={"b": 1}) == "a-q"


def test_weights():
    assert chosen([head("a", busy=3, weight=4), head("b", busy=1)]) == "a-q"
    served = Counter()
    heads = [head("a", weight=3), head("b", weight=1)]
    for step in range(400):
        served[chosen(heads, draw=step % 97 / 97, usage=served).split("-")[0]] += 1
    assert served["a"] == pytest.approx(300, abs=3)


def test_caps():
    heads = [head("a", due=-5, busy=2), head("a", queue="r", busy=1), head("b")]
    assert chosen(heads, caps={"a": 3}) == "b-q"
    assert chosen(heads, caps={"a": 4}) == "a-q"
    assert chosen(heads[:2], caps={"a": 3}) is None


def test_the_same_arguments_choose_the_same_in_any_order():
    rng = random.Random(5)
    heads = [
        head(rng.choice("abcd"), queue=str(n), due=rng.choice([-10, 30, 300]), busy=rng.randrange(3))
        for n in range(12)
    ]
    for step in range(50):
        expected = chosen(heads, draw=step / 50)
        rng.shuffle(heads)
        assert chosen(heads, draw=step / 50) == expected


def claims_until_served(rng, *, flood, single, servers):
    """How many claims pass until the single task beside 100,000 is claimed; `servers` work at a time."""
    working: list[str] = []
    usage: Counter[str] = Counter()
    left = 100_000
    for claim in range(1, 2_000):
        if len(working) >= servers:
            working.pop(0)
        heads = [head("flood", waiting=left, busy=working.count("flood"), **flood), head("single", **single)]
        choice = choose_queue(heads, usage=usage, now=NOW, draw=rng.random())
        if choice.head.tenant_id == "single":
            return claim
        left -= 1
        usage["flood"] += 1
        working.append("flood")
    return None


@pytest.mark.parametrize("servers", [1, 4, 40])
def test_a_flood_that_is_overdue_keeps_to_the_bound(servers):
    rng = random.Random(20260302)
    waits = [
        claims_until_served(rng, flood={"due": -600, "priority": Priority.URGENT}, single={}, servers=servers)
        for _ in range(500)
    ]
    assert max(waits) <= FAIR_BOUND
    assert 3 < sum(waits) / len(waits) < 5


@pytest.mark.parametrize(("flood", "single"), [({}, {}), ({"due": 240}, {}), ({"due": -600}, {"due": -1})])
def test_a_flood_no_more_pressing_delays_by_one_claim(flood, single):
    rng = random.Random(7)
    waits = [claims_until_served(rng, flood=flood, single=single, servers=4) for _ in range(200)]
    assert max(waits) <= 2


def test_the_stated_probability():
    assert pytest.approx(0.0001, rel=0.01) == (1 - SHARE_PORTION) ** FAIR_BOUND


def test_without_usage_and_with_one_server_the_lot_still_serves_the_single_task():
    rng = random.Random(11)
    heads = [head("flood", due=-600, waiting=100_000), head("single")]
    waits = []
    for _ in range(300):
        claim = 1
        while chosen(heads, draw=rng.random()) != "single-q":
            claim += 1
        waits.append(claim)
    assert 6 < sum(waits) / len(waits) < 10
