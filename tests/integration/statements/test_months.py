"""A month is closed, sent, answered, disputed and restated; what was closed never moves."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from bpo.contracts import queries as contracts
from bpo.contracts import service as agreements
from bpo.contracts.rules import Calendar, OpenJobs, Rate, ServiceLevel
from bpo.delivery import service as delivery
from bpo.identity import queries as identity
from bpo.jobs.queries import get_job
from bpo.platform.caller import Caller
from bpo.platform.db import db, unit_of_work
from bpo.platform.errors import Conflict, Invalid, NotFound
from bpo.platform.scope import client as client_scope
from bpo.platform.scope import compartment, everyone, only
from bpo.reporting import service as reporting
from bpo.statements import queries, service
from bpo.statements.models import ClosedMonth
from bpo.statements.rules import Report, Standing
from bpo.workqueue import service as workqueue
from tests.factories.browser import Browser
from tests.factories.offered import offered
from tests.factories.world import INVOICES, NOW, Client, World
from tests.integration.delivery.finished import FOUND
from tests.integration.test_chain import GOOD

OCTOBER, NOVEMBER = date(2026, 10, 1), date(2026, 11, 1)
CLOSING = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
PRICE = Decimal("2000.00")


@pytest.fixture
def alder(world: World) -> Client:
    return world.client(
        "Alder",
        rate=Rate(price=PRICE),
        service_level=ServiceLevel(allocation=Decimal(40)),
        at_risk_percent=Decimal(10),
        categories=(("timeliness", Decimal(50)),),
        earn_back_months=1,
    )


@pytest.fixture
def manager(world: World, alder: Client) -> Caller:
    return world.person("account_manager", serves=[alder])


@pytest.fixture
def approver(world: World, alder: Client) -> Caller:
    return world.person("approver", tenant=alder)


def finish_one(world: World, client: Client, *, at: datetime, after: timedelta) -> None:
    """A job is handed in, worked on `after` that, and accepted."""
    agent = world.person("agent", serves=[client], now=at)
    [made] = world.to_person(client, now=at)
    done = at + after
    with unit_of_work(only(client.id)):
        claim = workqueue.claim_next(agent=agent, now=done, draw=0.5)
    words = dict.fromkeys(FOUND, "as printed")
    with unit_of_work(only(client.id)):
        workqueue.submit(
            agent=agent, tenant_id=client.id, task_id=claim.task_id, fence=claim.fence,
            record=GOOD | {"number": f"RE-{done:%d%H%M%S}"}, confirmed=words, active_seconds=5, now=done,
        )  # fmt: skip
    world.settle(done)
    with unit_of_work(only(client.id)):
        delivery.accept(tenant_id=client.id, job_id=made.job_id, by_id=None, by_name="silence", now=done)
    world.settle(done + timedelta(seconds=1))
    with unit_of_work(everyone(reason="tests fold")):
        reporting.fold(now=done + timedelta(minutes=10))


def close(world: World, who: Caller, month: date = OCTOBER, now: datetime = CLOSING) -> ClosedMonth:
    put = world.house.extensions["storage"].of(who.tenants[0]).put
    return as_staff(
        who, lambda: service.close(tenant_id=who.tenants[0], month=month, by=who, put=put, now=now)
    )


def as_staff(who: Caller, deed: Callable[[], Any]) -> Any:
    with unit_of_work(only(*who.tenants, actor=who.id)):
        return deed()


def as_client(who: Caller, deed: Callable[[], Any]) -> Any:
    with unit_of_work(client_scope(who.tenant_id, actor=who.id)):
        return deed()


def test_a_missed_level_costs_what_the_contract_says(world: World, alder: Client, manager: Caller):
    finish_one(world, alder, at=NOW, after=timedelta(hours=2))
    finish_one(world, alder, at=NOW + timedelta(days=1), after=timedelta(days=3))
    report = Report.from_json(close(world, manager).report)
    [level] = report.statement.levels
    assert (level.measured.met, level.measured.missed) == (1, 1)
    assert report.statement.invoice == 2 * PRICE
    assert report.statement.credit == 2 * PRICE * Decimal("0.1") * Decimal("0.5") * Decimal("0.4")
    assert [job.reference for job in report.late] == [f"{alder.code}-000002"]
    assert sum(day.delivered for day in report.days) == 2
    assert report.counts["accepted"] == 2


def test_a_month_is_closed_once_and_only_when_it_is_over(world: World, alder: Client, manager: Caller):
    with pytest.raises(Conflict, match="not over"):
        close(world, manager, NOVEMBER)
    close(world, manager)
    with pytest.raises(Conflict, match="closed already"):
        close(world, manager)


def test_what_is_closed_cannot_be_changed_even_by_sql(world: World, manager: Caller, alder: Client):
    made = close(world, manager)
    for column in ("report = '{}'", "digest = 'x'", "files = '[]'", "version = 9", "month = '2020-01-01'"):
        with pytest.raises(ProgrammingError, match="permission denied"):
            as_staff(
                manager,
                lambda column=column: db.session.execute(text(f"UPDATE closed_month SET {column}")),
            )
    with pytest.raises(ProgrammingError, match="permission denied"):
        as_staff(manager, lambda: db.session.execute(text("DELETE FROM closed_month")))
    kept = as_staff(manager, lambda: queries.get_version([alder.id], made.id).digest)
    assert kept == made.digest


def test_what_happens_later_moves_no_closed_month_and_restating_keeps_both(
    world: World, alder: Client, manager: Caller, approver: Caller
):
    finish_one(world, alder, at=NOW, after=timedelta(hours=2))
    first = close(world, manager)
    put = world.house.extensions["storage"].of(alder.id).put
    with pytest.raises(Conflict, match="Nothing would change"):
        as_staff(
            manager,
            lambda: service.restate(version_id=first.id, reason="a try", by=manager, put=put, now=CLOSING),
        )
    finish_one(world, alder, at=NOW + timedelta(days=2), after=timedelta(hours=1))  # told late
    as_staff(manager, lambda: service.send(version_id=first.id, by=manager, now=CLOSING))
    as_client(
        approver,
        lambda: service.answer(
            version_id=first.id, agrees=False, words="One job is missing.", by=approver, now=CLOSING
        ),
    )
    second = as_staff(
        manager,
        lambda: service.restate(
            version_id=first.id, reason="One job was counted late.", by=manager, put=put, now=CLOSING
        ),
    )
    found = as_staff(manager, lambda: queries.versions_of(alder.id))
    assert [(each.version, each.standing) for each in found] == [(2, Standing.CLOSED), (1, Standing.UPHELD)]
    assert found[1].report == first.report
    assert Report.from_json(second.report).counts["delivered"] == 2
    assert [
        each.version for each in as_client(approver, lambda: queries.versions_of(alder.id, for_client=True))
    ] == [1]
    with pytest.raises(Conflict, match="newer version"):
        as_staff(
            manager,
            lambda: service.restate(version_id=first.id, reason="again", by=manager, put=put, now=CLOSING),
        )


def test_a_calendar_changed_later_leaves_a_closed_month_as_it_is_to_the_byte(
    world: World, alder: Client, manager: Caller
):
    """Vector 14 of the clocks: what is open is worked out anew, what is closed is not."""
    put = world.house.extensions["storage"].of(alder.id).put
    finish_one(world, alder, at=NOW, after=timedelta(hours=2))
    [waiting] = world.to_person(alder, now=CLOSING - timedelta(hours=1))
    first = close(world, manager)
    kept = first.digest, first.report, first.files
    holiday = (CLOSING + timedelta(days=1)).date()
    shorter = replace(Calendar.weekdays("Europe/Berlin", "09:00", "13:00"), added=(holiday,))
    with unit_of_work(only(alder.id)):
        was = get_job([alder.id], waiting.job_id).due_at
        agreements.agree(
            tenant_id=alder.id,
            valid_from=CLOSING + timedelta(minutes=1),
            terms=contracts.terms_in_force(alder.id, CLOSING).terms,
            calendar=shorter,
            open_jobs=OpenJobs.CALENDAR,
            by=None,
            now=CLOSING,
        )
    with unit_of_work(everyone(reason="tests move open jobs on")):
        assert workqueue.follow_contracts(now=CLOSING + timedelta(minutes=2)) == 1
    with unit_of_work(only(alder.id)):
        assert get_job([alder.id], waiting.job_id).due_at > was
    [found] = as_staff(manager, lambda: queries.versions_of(alder.id))
    assert (found.digest, found.report, found.files) == kept
    with pytest.raises(Conflict, match="Nothing would change"):
        as_staff(
            manager,
            lambda: service.restate(version_id=first.id, reason="a try", by=manager, put=put, now=CLOSING),
        )


def test_a_client_answers_once_and_a_dispute_may_be_left_as_it_is(
    world: World, alder: Client, manager: Caller, approver: Caller
):
    made = close(world, manager)
    with pytest.raises(NotFound):
        as_client(
            approver,
            lambda: service.answer(version_id=made.id, agrees=True, words="", by=approver, now=CLOSING),
        )
    as_staff(manager, lambda: service.send(version_id=made.id, by=manager, now=CLOSING))
    with pytest.raises(Conflict):
        as_staff(manager, lambda: service.send(version_id=made.id, by=manager, now=CLOSING))
    with unit_of_work(everyone(reason="tests read the letters")):
        letters = [mail for mail in identity.outbox() if "October 2026" in mail.subject]
        assert [mail.to for mail in letters] == [approver.email]
    with pytest.raises(Invalid):
        as_client(
            approver,
            lambda: service.answer(version_id=made.id, agrees=False, words=" ", by=approver, now=CLOSING),
        )
    as_client(
        approver,
        lambda: service.answer(version_id=made.id, agrees=False, words="No!", by=approver, now=CLOSING),
    )
    with pytest.raises(Conflict):
        as_client(
            approver,
            lambda: service.answer(version_id=made.id, agrees=True, words="", by=approver, now=CLOSING),
        )
    settled = as_staff(
        manager,
        lambda: service.dismiss(version_id=made.id, words="It was counted.", by=manager, now=CLOSING),
    )
    assert (settled.standing, settled.settlement) == (Standing.DISMISSED, "It was counted.")


def test_a_credit_is_earned_back_by_the_month_after(world: World, alder: Client, manager: Caller):
    finish_one(world, alder, at=NOW, after=timedelta(days=3))
    close(world, manager)
    finish_one(world, alder, at=NOW + timedelta(days=35), after=timedelta(hours=1))
    november = Report.from_json(close(world, manager, NOVEMBER, datetime(2026, 12, 1, 9, tzinfo=UTC)).report)
    [earned] = november.earned
    assert (earned.month, earned.state.value) == (OCTOBER, "earned")
    assert [month for month, _ in november.history] == [OCTOBER]


def test_the_pages_lead_from_the_open_month_to_the_clients_answer(
    world: World, web, monkeypatch: pytest.MonkeyPatch
):
    from bpo.platform import clock

    now = clock.now()
    last = (now.replace(day=1) - timedelta(days=10)).replace(hour=9)
    alder = world.client("Alder", now=last, rate=Rate(price=PRICE))
    manager, approver = (
        world.person("account_manager", serves=[alder]),
        world.person("approver", tenant=alder),
    )
    finish_one(world, alder, at=last, after=timedelta(minutes=30))
    desk = Browser.of(web, manager)
    where = f"/accounts/{alder.id}/months"
    assert "Open" in desk.get(where).text
    preview = desk.get(f"{where}/{last:%Y-%m}")
    assert "Nothing is written yet" in preview.text
    assert desk.get(f"{where}/{now:%Y-%m}").status_code == 200
    assert desk.get(f"{where}/2999-01").status_code == 404
    assert desk.get(f"{where}/nonsense").status_code == 404
    assert desk.post(where, data={"month": f"{now:%Y-%m}"}).status_code == 409
    made = desk.post(where, data={"month": f"{last:%Y-%m}"})
    page = made.headers["Location"]
    assert "Closed, not sent" in desk.get(page).text
    portal = Browser.of(web, approver)
    assert portal.get(page).status_code == 404
    assert desk.post(f"{page}/send").status_code == 303
    assert re.search(r"Reports \(1\)", portal.get("/portal").text)
    assert "Waits for your answer" in portal.get("/reports").text
    for number, start in ((0, b"%PDF-"), (1, b"PK")):
        file = portal.get(f"{page}/files/{number}")
        assert (file.status_code, file.data[: len(start)]) == (200, start)
    assert portal.get(f"{page}/files/2").status_code == 404
    assert portal.post(f"{page}/answer", data={"answer": "dispute", "reason": ""}).status_code == 422
    assert portal.post(f"{page}/answer", data={"answer": "confirm"}).status_code == 303
    assert "Confirmed" in desk.get(page).text
    submitter = Browser.of(web, world.person("submitter", tenant=alder))
    assert submitter.get(page).status_code == 403


def test_a_month_with_confidential_work_is_whole_or_not_closed_and_shown_to_the_cleared(
    world: World, alder: Client, manager: Caller, approver: Caller, web: Any
):
    with offered(INVOICES, confidential=True):
        finish_one(world, alder, at=NOW, after=timedelta(hours=2))
        with pytest.raises(Conflict, match="not cleared for Invoice processing"):
            close(world, manager)
        blind = Browser.of(web, manager)
        assert blind.get(f"/accounts/{alder.id}/months/2026-10").status_code == 409
        colleague = world.person("account_manager", serves=[alder])
        (cleared,) = world.clear(alder, colleague)
        made = close(world, cleared)
        assert Report.from_json(made.report).counts["delivered"] == 1
        assert made.compartments == [compartment(alder.id, INVOICES)]
        version_id = made.id
        as_staff(cleared, lambda: service.send(version_id=version_id, by=cleared, now=CLOSING))
        seeing = Browser.of(web, cleared)
        for who, status in ((blind, 404), (seeing, 200), (Browser.of(web, approver), 404)):
            for path in ("", "/files/1"):
                assert who.get(f"/reports/{version_id}{path}").status_code == status, path
        assert str(version_id) not in blind.get(f"/accounts/{alder.id}/months").text
        assert str(version_id) in seeing.get(f"/accounts/{alder.id}/months").text
        (told,) = world.clear(alder, approver)
        assert Browser.of(web, told).get(f"/reports/{version_id}").status_code == 200


def test_a_month_without_confidential_work_is_for_everybody(world: World, alder: Client, manager: Caller):
    with offered(INVOICES, confidential=True):
        (cleared,) = world.clear(alder, manager)
        assert close(world, cleared).compartments == []
