from hypothesis import given
from hypothesis import strategies as st

from bpo.contracts.rules import Priority
from bpo.workqueue.rules import AGEING_MINUTES, urgency, why

PRIORITIES = st.sampled_from(list(Priority))


def test_priority_then_slack_then_age():
    tasks = [
        urgency(Priority.URGENT, 600, 0),
        urgency(Priority.NORMAL, -30, 0),
        urgency(Priority.NORMAL, 10, 60),
        urgency(Priority.NORMAL, 10, 5),
        urgency(Priority.LOW, -500, 0),
    ]
    assert sorted(tasks) == tasks


@given(PRIORITIES, st.floats(-1e6, 1e6), st.floats(0, 1e6), st.floats(0, 1e5))
def test_waiting_never_makes_less_pressing(priority, slack, age, longer):
    assert urgency(priority, slack - longer, age + longer) <= urgency(priority, slack, age)


def test_nothing_starves_below_fresh_urgent_work():
    waited = urgency(Priority.LOW, -100, 3 * AGEING_MINUTES)
    assert waited < urgency(Priority.URGENT, 5, 0)


def test_why():
    told = why(because="due", queues=3, priority=Priority.NORMAL, slack_minutes=80, age_minutes=120)
    assert told.sentence == "Most pressing in your 3 queues; normal priority; due in 1 h 20 min; waited 2 h"
    told = why(because="share", queues=2, priority=Priority.LOW, slack_minutes=-1500, age_minutes=2900)
    assert told.sentence == (
        "This client's turn among your 2 queues; low priority, raised by waiting; overdue by 1 day 1 h; "
        "waited 2 days"
    )
    told = why(because="only", queues=1, priority=Priority.URGENT, slack_minutes=5, age_minutes=0.5)
    assert told.parts == (
        "the only work waiting in your queue",
        "urgent priority",
        "due in 5 min",
        "waited less than a minute",
    )
