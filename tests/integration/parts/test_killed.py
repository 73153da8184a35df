"""A worker killed in the middle of a part costs that part alone; one that cannot be done sends the job to a person."""

import os
from collections import Counter
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bpo.catalog import registry
from bpo.catalog.service import work
from bpo.platform.db import db, unit_of_work
from bpo.platform.sandbox import ParseFailed
from bpo.platform.scope import everyone, only
from bpo.workqueue import queries
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Attempt, PartEntry, Task
from bpo.workqueue.rules import LEASE_AUTOMATION
from tests.factories import parted
from tests.integration.faults.test_killed import die, in_a_process_that_is_killed
from tests.integration.parts.conftest import Case
from workers import automation

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")


def keyed(case: Case):
    """A job keyed twice alike, whose chunks wait for automation."""
    job_id = case.job()
    case.submit(0, case.claim(0))
    case.submit(1, case.claim(1))
    return job_id


def work_one(case: Case, house):
    return automation.work_one(house, house.extensions["sandbox"], lambda: case.now)


def after_the_commit_of_one(case: Case, house):
    work_one(case, house)
    automation.do_part = die
    work_one(case, house)


def before_the_commit(case: Case, house):
    def finish_and_die(*args, **kwargs):
        real(*args, **kwargs)
        die()

    real, automation.automation.finish_part = automation.automation.finish_part, finish_and_die
    work_one(case, house)


@pytest.mark.parametrize("killed", [after_the_commit_of_one, before_the_commit])
def test_a_worker_killed_in_a_part_redoes_only_that_part(case, settings, killed):
    job_id = keyed(case)
    in_a_process_that_is_killed(settings, lambda house: killed(case, house))
    kept = 1 if killed is after_the_commit_of_one else 0
    with unit_of_work(only(case.client.id)):
        assert len(queries.entries_of(case.client.id, job_id, "sum")) == kept
        assert queries.open_parts(case.client.id, job_id, "sum") == parted.CHUNKS - kept
    case.now += LEASE_AUTOMATION + timedelta(seconds=1)
    with unit_of_work(everyone(reason="the test is the schedule")):
        assert len(workqueue.lapse_leases(now=case.now)) == 1
    case.later(20)
    case.settle()
    assert case.state(job_id) == "delivered"
    assert case.record(job_id)["shares"] == [f"{n}/10.00" for n in range(parted.CHUNKS)]
    with unit_of_work(only(case.client.id)):
        tries = db.session.execute(
            select(Task.id, func.count())
            .join(Attempt, Attempt.task_id == Task.id)
            .where(Task.job_id == job_id, Task.step == "sum")
            .group_by(Task.id)
        )
        assert Counter(count for _, count in tries) == {1: parted.CHUNKS - 1, 2: 1}


def test_a_part_that_cannot_be_done_ends_the_step_and_a_person_gets_the_record_as_it_was(case, monkeypatch):
    def fails(sandbox, assignment, part):
        raise ParseFailed("out of memory")

    job_id = keyed(case)
    monkeypatch.setattr(automation, "do_part", fails)
    for _ in range(12):
        case.settle()
        case.later(30)
    assert case.open(job_id) == [("adjudicate", None, "queued")]
    assert case.record(job_id) == dict(parted.slip())
    with unit_of_work(only(case.client.id)):
        assert db.session.scalar(select(func.count()).where(PartEntry.step == "sum")) == 0


def test_the_child_does_the_part_it_is_told_and_no_persons_part(case):
    asked = {
        "work_type": parted.KEY,
        "sources": [],
        "input": {},
        "step": "sum",
        "part": {"key": "2", "title": "", "form": "", "input": {"number": 2}, "start": {}, "findings": []},
        "record": {"amount": "10.00"},
    }
    assert work({"json": asked}) == {"json": {"share": "2/10.00"}}
    with pytest.raises(ValueError, match="people do"):
        work({"json": asked | {"step": "key"}})
    assert registry.work_type(parted.KEY).step("sum").work is parted.work
