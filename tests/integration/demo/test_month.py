"""A few days made by the driver: the history must bear a recount, row by row."""

from datetime import UTC, datetime
from itertools import pairwise
from typing import cast

import psycopg
import pytest
from sqlalchemy import Engine, select

from bpo.events.models import Event
from bpo.jobs.models import Job
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import everyone, only
from bpo.reporting import service as reporting
from tests.factories.emptying import empty
from workers.demo.driver import hasty_engine, make_month

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

NOW = datetime(2026, 10, 6, 13, 0, tzinfo=UTC)
FEW = {
    "seed": 7,
    "now": NOW,
    "days": 4,
    "jobs": 45,
    "scans": 0,
    "readers": 0,
    "clients": ("alder", "brightwater"),
}


@pytest.fixture(scope="module")
def made(_house, admin_dsn, logins):
    """One short month, made as `up` makes it, for all tests; and a connection that sees behind the wall."""
    empty(admin_dsn)
    with psycopg.connect(admin_dsn, autocommit=True) as connection, _house.app_context():
        engines = cast(dict[str | None, Engine], db.engines)
        usual, hasty = engines[None], hasty_engine(logins.worker_url)
        engines[None] = hasty
        summary = make_month(_house, **FEW)
        engines[None] = usual
        hasty.dispose()
        yield summary, connection, _house


def rows(made, statement, *arguments):
    return made[1].execute(statement, arguments).fetchall()


def one(made, statement, *arguments):
    return rows(made, statement, *arguments)[0][0]


def test_nothing_was_refused_and_every_document_became_a_job(made):
    summary = made[0]
    assert summary.missed == 0
    assert summary.jobs >= 30
    assert summary.jobs == sum(summary.states.values()) == one(made, "SELECT count(*) FROM job")


def test_work_is_there_in_many_states(made):
    summary = made[0]
    assert {"delivered", "accepted", "in_work", "on_hold"} <= set(summary.states)
    assert one(made, "SELECT count(*) FROM task WHERE state = 'queued'")
    assert one(made, "SELECT count(*) FROM hold WHERE ended_at IS NULL AND owes = 'client'")


def test_the_clients_lists_are_there_and_what_does_not_fit_them_was_looked_at(made):
    lists = dict(rows(made, "SELECT list_key, count(*) FROM master_row GROUP BY list_key"))
    assert lists.keys() >= {
        "vendors",
        "purchase_orders",
        "purchase_order_lines",
        "goods_receipts",
        "invoice_policy",
    }
    measured = dict(rows(made, "SELECT measure, sum(amount) FROM tally GROUP BY measure"))
    assert 0 < measured["matched_first"] < measured["matchable"]


def test_what_needs_approval_was_approved_by_two_people_where_the_policy_says_so(made):
    approved = rows(made, "SELECT job_id, step, person_id FROM approval WHERE decision = 'approve'")
    assert approved
    first = {job: person for job, step, person in approved if step == "approve"}
    seconds = [(job, person) for job, step, person in approved if step == "approve_second"]
    assert seconds
    assert all(first[job] != person for job, person in seconds)


def test_a_task_under_way_has_a_lease_that_lives(made):
    under_way = rows(made, "SELECT lease_until, holder FROM task WHERE state = 'in_progress'")
    assert all(lease_until > NOW and holder for lease_until, holder in under_way)


def test_what_was_delivered_has_its_files_and_what_was_not_has_none(made):
    without = rows(
        made,
        "SELECT reference FROM job j WHERE state IN ('delivered', 'accepted') AND NOT EXISTS (SELECT FROM deliverable d"
        " JOIN delivered_file f ON f.tenant_id = d.tenant_id AND f.deliverable_id = d.id"
        " WHERE d.tenant_id = j.tenant_id AND d.job_id = j.id)",
    )
    assert without == []


def test_nobody_reviewed_their_own_work(made):
    own = rows(
        made,
        "SELECT r.id FROM review r JOIN task t ON t.job_id = r.job_id AND t.step <> 'review'"
        " JOIN attempt a ON a.task_id = t.id AND a.outcome = 'done' AND a.person_id = r.reviewer_id",
    )
    assert own == []


def test_attempts_of_a_person_are_of_clients_they_serve(made):
    foreign = rows(
        made,
        "SELECT a.id FROM attempt a WHERE a.person_id IS NOT NULL AND NOT EXISTS (SELECT FROM assignment s"
        " WHERE s.tenant_id = a.tenant_id AND s.person_id = a.person_id)"
        # but for approvals, which are the client's own people's
        " AND NOT EXISTS (SELECT FROM person p WHERE p.id = a.person_id AND p.tenant_id = a.tenant_id)",
    )
    assert foreign == []


def test_nobody_had_two_tasks_at_once(made):
    overlapping = rows(
        made,
        "SELECT a.person_id, a.started_at FROM attempt a JOIN attempt b ON a.person_id = b.person_id AND a.id <> b.id"
        " AND a.started_at <= b.started_at AND coalesce(a.ended_at, 'infinity') > b.started_at",
    )
    assert overlapping == []


def test_the_tallies_are_what_counting_all_events_anew_says(made):
    counted = (
        "SELECT tenant_id, day, measure, sum(amount)::int FROM tally GROUP BY 1, 2, 3 HAVING sum(amount) <> 0"
    )
    kept = set(rows(made, counted))
    assert {measure.partition(".")[0] for _, _, measure, _ in kept} >= {
        "received",
        "delivered",
        "due_met",
        "holds",
    }
    for [tenant_id] in rows(made, "SELECT id FROM tenant"):
        with unit_of_work(only(tenant_id)):
            reporting.recount(tenant_id=tenant_id)
    assert set(rows(made, counted)) == kept


def test_the_outbox_is_empty_and_nothing_failed(made):
    assert rows(made, "SELECT name, error FROM event WHERE handled_at IS NULL OR tries > 0") == []


def test_each_jobs_events_lie_between_its_receipt_and_now(made):
    wrong = rows(
        made,
        "SELECT e.name, e.occurred_at FROM event e JOIN job j ON j.tenant_id = e.tenant_id AND j.id = e.job_id"
        " WHERE e.occurred_at < j.received_at OR e.occurred_at > %s",
        NOW,
    )
    assert wrong == []


def test_each_jobs_events_follow_from_one_another(made):
    """Read in order of time, every move of a job begins in the state in which the one before ended."""
    order = {"job.received": 0, "job.started": 1, "job.released": 2, "job.delivered": 3, "job.accepted": 4}
    with unit_of_work(everyone(reason="reading histories").reading()):
        told = db.session.execute(
            select(Event.job_id, Event.name)
            .join(Job, (Job.tenant_id == Event.tenant_id) & (Job.id == Event.job_id))
            .where(Event.name.in_(order))
            .order_by(Event.job_id, Event.occurred_at, Event.id)
        ).all()
    histories = {}
    for job_id, name in told:
        histories.setdefault(job_id, []).append(order[name])
    for history in histories.values():
        assert history[0] == 0
        assert all(later == earlier + 1 or (earlier, later) == (3, 2) for earlier, later in pairwise(history))


def test_the_same_month_begun_again_adds_nothing(made):
    before = one(made, "SELECT count(*) FROM event"), one(made, "SELECT count(*) FROM job")
    make_month(made[2], **FEW)
    assert (one(made, "SELECT count(*) FROM event"), one(made, "SELECT count(*) FROM job")) == before
