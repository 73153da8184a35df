"""A worker killed in the middle of a run, or of its files, leaves no half register; what it did is done again alike."""

import os
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any, NoReturn
from uuid import UUID

import pytest
from sqlalchemy import func, select

from bpo.approvals import queries as approval_queries
from bpo.jobs.models import JobPaper
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import everyone, only
from bpo.platform.web import House
from bpo.service_lines.payroll import calculate, deliverable
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Attempt, Task
from bpo.workqueue.rules import LEASE_AUTOMATION
from config.settings import Settings
from tests.integration.faults.test_killed import die, in_a_process_that_is_killed, then_die
from tests.integration.payroll.conftest import PAYROLL, Office
from workers import automation, outbox
from workers.demo.payroll import make_run

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
SIZE = 30
MADE = make_run("us", seed=11, size=SIZE, frequency="biweekly", plants=("SSN_MISSING", "VARIANCE"))


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calculate, "CHUNK", 10)


def handed_in(office: Office) -> UUID:
    """A run whose files were read and whose chunks wait for automation."""
    files = [(name, "text/csv", content) for name, content in MADE.files()]
    made = office.world.jobs(office.client, 1, kind=PAYROLL, files=files, now=office.later(), title="June")[0]
    office.world.follow(office.now)
    while office.steps(made.job_id) == ["read"]:
        work_one(office, office.world.house)
    assert office.steps(made.job_id) == ["calculate"] * 3
    return made.job_id


def work_one(office: Office, house: House) -> bool:
    return automation.work_one(house, house.extensions["sandbox"], lambda: office.now)


def after_one_chunk(office: Office, house: House) -> None:
    work_one(office, house)
    automation.do_part = die
    work_one(office, house)


def while_working_out(office: Office, house: House) -> None:
    """The child is at work on the chunk when its worker dies."""

    def work_and_die(*given: Any) -> NoReturn:
        threading.Thread(target=lambda: (time.sleep(0.05), die()), daemon=True).start()
        while True:
            real(*given)

    real, automation.do_part = automation.do_part, work_and_die
    work_one(office, house)


def before_the_last_commit(office: Office, house: House) -> None:
    """All chunks are worked out and the register is written, and not yet committed."""
    work_one(office, house)
    work_one(office, house)
    automation.automation.finish_part = then_die(automation.automation.finish_part)
    work_one(office, house)


@pytest.mark.parametrize("killed", [after_one_chunk, while_working_out, before_the_last_commit])
def test_a_worker_killed_in_the_calculation_leaves_no_half_register(
    office: Office, settings: Settings, killed: Callable[[Office, House], None]
) -> None:
    office.world.house.extensions["sandbox"].start()
    office.employer("us")
    job_id = handed_in(office)
    in_a_process_that_is_killed(settings, lambda house: killed(office, house))
    assert set(office.steps(job_id)) == {"calculate"}
    assert "found" not in office.data(job_id).record
    assert papers(office, job_id) == ["inputs"]
    office.now += LEASE_AUTOMATION + timedelta(seconds=1)
    with unit_of_work(everyone(reason="the test is the schedule")):
        assert len(workqueue.lapse_leases(now=office.now)) == 1
    office.later(20)
    office.world.settle(office.now)
    whole = office.data(office.hand_in(MADE)).record
    record = office.data(job_id).record
    assert record["papers"] == whole["papers"]
    assert {each: record[each] for each in ("run", "found", "exceptions")} == {
        each: whole[each] for each in ("run", "found", "exceptions")
    }
    with unit_of_work(only(office.client.id)):
        tries = db.session.scalars(
            select(func.count())
            .select_from(Task)
            .join(Attempt, Attempt.task_id == Task.id)
            .where(Task.job_id == job_id, Task.step == "calculate")
            .group_by(Task.id)
        ).all()
    assert sorted(tries) == [1, 1, 2]


def papers(office: Office, job_id: UUID) -> list[str]:
    with unit_of_work(only(office.client.id)):
        return sorted(db.session.scalars(select(JobPaper.name).where(JobPaper.job_id == job_id)))


def test_a_worker_killed_while_writing_the_files_lays_nothing_half_before_the_client(
    office: Office, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.employer("us")
    job_id = office.job("us", plants=())
    office.prepare(0, office.claim(0), {})
    monkeypatch.setattr(office.world, "settle", lambda now: None)
    office.check(1, office.claim(1))
    monkeypatch.undo()

    def write_and_die(house: House) -> None:
        deliverable.journal = die  # the payslips are written, nothing else is
        outbox.follow(lambda: office.now)

    in_a_process_that_is_killed(settings, write_and_die)
    assert proposed(office, job_id) == {}
    assert office.awaiting() == []
    office.later(20)
    office.world.settle(office.now)
    files = proposed(office, job_id)
    assert {"payments.ach", "register.csv", "journal.csv", "manifest.json"} <= files.keys()
    (task,) = office.awaiting()
    office.approve(task)
    delivered = office.files(job_id)
    assert {name: delivered[name] for name in files} == files
    assert office.state(job_id) == "delivered"


def proposed(office: Office, job_id: UUID) -> dict[str, bytes]:
    """The files that lie before the client."""
    with unit_of_work(only(office.client.id)):
        proposal = approval_queries.proposal_of(office.client.id, job_id)
    get = office.world.house.extensions["storage"].of(office.client.id).get
    return {file["name"]: get(file["storage_key"]) for file in (proposal.files if proposal else None) or []}
