"""A whole month, thinly peopled with work: every scene that the tour in `docs/tour.md` promises has been played."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import cast

import psycopg
import pytest
from sqlalchemy import Engine

from bpo.platform.db import db
from tests.factories.emptying import empty
from workers.demo.__main__ import BEFORE_THE_FIRST, LEAST_DAYS, days_until
from workers.demo.driver import hasty_engine, make_month

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

NOW = datetime(2026, 10, 14, 13, 0, tzinfo=UTC)
FEW = {"seed": 2026, "now": NOW, "days": days_until(NOW), "jobs": 200, "scans": 0}


@pytest.fixture(scope="module")
def made(_house, admin_dsn, logins):
    """The month, made as `up` makes it, for all tests; a connection that sees behind the wall."""
    empty(admin_dsn)
    with psycopg.connect(admin_dsn, autocommit=True) as connection, _house.app_context():
        engines = cast(dict[str | None, Engine], db.engines)
        usual, hasty = engines[None], hasty_engine(logins.worker_url)
        engines[None] = hasty
        summary = make_month(_house, **FEW)
        engines[None] = usual
        hasty.dispose()
        yield summary, connection


def rows(made, statement, *arguments):
    return made[1].execute(statement, arguments).fetchall()


def happened(made, name):
    """(client, data) of every event of that name."""
    found = rows(
        made,
        "SELECT t.code, e.data FROM event e JOIN tenant t ON t.id = e.tenant_id WHERE e.name = %s"
        " ORDER BY e.occurred_at, e.id",
        name,
    )
    return [(code, data) for code, data in found]


def test_the_month_reaches_into_the_calendar_month_before_it_whatever_day_it_is():
    for day in range(1, 32):
        now = datetime(2026, 10, day, 13, tzinfo=UTC)
        assert days_until(now) >= LEAST_DAYS
        assert days_until(now) - day >= BEFORE_THE_FIRST


def test_nothing_was_refused(made):
    assert made[0].missed == 0


@pytest.mark.parametrize(
    "name",
    [
        "clock.warned",
        "clock.breached",
        "staff.paused",
        "staff.reinstated",
        "automation.threshold_moved",
        "lot.rejected",
        "lot.screened",
        "month.disputed",
        "month.restated",
        "month.confirmed",
        "hold.contested",
        "hold.uncredited",
        "clock.restated",
        "review.contested",
        "dispute.made",
        "dispute.upheld",
        "calibration.closed",
        "known_answer.scored",
        "clearance.given",
        "secret.revealed",
        "masters.revealed",
        "job.returned",
        "job.correction_opened",
    ],
)
def test_it_happened(made, name):
    assert happened(made, name)


def test_waits_for_the_client_stopped_its_clock(made):
    assert rows(made, "SELECT 1 FROM hold WHERE credited AND owes = 'client' AND kind <> 'decision'")


def test_somebody_is_still_paused_and_somebody_is_back(made):
    ended = {each for (each,) in rows(made, "SELECT ended_at IS NOT NULL FROM pause")}
    assert ended == {True, False}


def test_a_contest_was_won_and_one_waits(made):
    assert [data["decision"] for _, data in happened(made, "review.contest_decided")] == [
        "the review was wrong"
    ]
    assert rows(made, "SELECT count(*) FROM contest WHERE decided_at IS NULL") == [(1,)]


def test_a_contested_wait_is_still_to_decide_by_the_account_manager_of_the_tour(made):
    assert rows(
        made,
        "SELECT 1 FROM hold_contest c JOIN tenant t ON t.id = c.tenant_id"
        " WHERE c.decided_at IS NULL AND t.code IN ('ALD', 'BRI')",
    )


def test_a_dispute_was_put_right_and_one_waits(made):
    assert [code for code, _ in happened(made, "dispute.upheld")] == ["ALD"]
    assert rows(
        made,
        "SELECT t.code FROM dispute d JOIN tenant t ON t.id = d.tenant_id WHERE d.decided_at IS NULL",
    ) == [("BRI",)]


def test_a_missed_level_of_the_closed_month_costs_a_credit(made):
    reports = rows(
        made,
        "SELECT m.report FROM closed_month m JOIN tenant t ON t.id = m.tenant_id WHERE t.code = 'ALD'",
    )
    owed = [Decimal(level["credit"]) for (report,) in reports for level in report["statement"]["levels"]]
    assert max(owed) > 0


def test_the_disputed_report_stands_beside_the_restated_one(made):
    assert rows(
        made,
        "SELECT m.version, m.standing FROM closed_month m JOIN tenant t ON t.id = m.tenant_id"
        " WHERE t.code = 'ALD' ORDER BY m.version",
    ) == [(1, "upheld"), (2, "sent")]


def test_a_contract_was_agreed_by_both_and_jobs_were_taken_in_under_each_version(made):
    versions = rows(
        made,
        "SELECT v.number, v.state, v.provider_by IS NOT NULL, v.client_by IS NOT NULL, count(j.id) > 0"
        " FROM contract_version v JOIN tenant t ON t.id = v.tenant_id"
        " LEFT JOIN job j ON j.tenant_id = v.tenant_id AND j.contract_id = v.id"
        " WHERE t.code = 'BRI' GROUP BY 1, 2, 3, 4 ORDER BY 1",
    )
    assert versions == [(1, "agreed", False, False, True), (2, "agreed", True, True, True)]


def test_another_version_lies_before_a_client(made):
    assert rows(
        made,
        "SELECT v.state, v.client_at FROM contract_version v JOIN tenant t ON t.id = v.tenant_id"
        " WHERE t.code = 'ALD' AND v.number = 2",
    ) == [("proposed", None)]


def test_a_pay_run_was_corrected_by_another_of_the_same_period(made):
    titles = [
        title
        for (title,) in rows(
            made,
            "SELECT j.title FROM job j JOIN tenant t ON t.id = j.tenant_id"
            " WHERE t.code = 'CAS' AND j.work_type = 'payroll' AND j.state IN ('delivered', 'accepted')",
        )
    ]
    assert len(titles) > len(set(titles))


def test_payment_files_were_made_week_by_week(made):
    days = {made_at.date() for (made_at,) in rows(made, "SELECT made_at FROM payment_file")}
    assert len(days) >= 3
    assert {day.weekday() for day in days} == {3}


def test_copies_with_known_answers_are_no_jobs_of_the_client(made):
    assert rows(made, "SELECT DISTINCT state FROM job WHERE copy_of IS NOT NULL") == [("planted",)]
    assert made[0].jobs == rows(made, "SELECT count(*) FROM job WHERE copy_of IS NULL")[0][0]
