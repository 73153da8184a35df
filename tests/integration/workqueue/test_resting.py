"""The work of a suspended client rests, for people and automation; let in again, it goes on where it stood."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update

from bpo.delivery import service as delivery
from bpo.jobs.models import Job
from bpo.platform.caller import Caller
from bpo.platform.db import db, unit_of_work
from bpo.platform.errors import Conflict, NothingWaiting
from bpo.platform.scope import everyone, only
from bpo.tenancy import service as tenancy
from bpo.tenancy.models import Tenant
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Task
from tests.factories.world import NOW, Client, World

SYSTEM = everyone(reason="a test suspends a client")


def switch(world: World, client: Client, by: Caller, *, active: bool, now: datetime) -> None:
    with unit_of_work(SYSTEM):
        company = db.session.get_one(Tenant, client.id)
        tenancy.set_state(tenant=company, active=active, by=by.id, by_name=by.name, now=now)
    world.follow(now)


def claim(agent: Caller, now: datetime = NOW) -> workqueue.Claim:
    with unit_of_work(only(*agent.tenants, actor=agent.id)):
        return workqueue.claim_next(agent=agent, now=now, draw=0.5)


def test_nothing_is_begun_while_a_client_is_suspended_and_all_goes_on_after(world: World) -> None:
    alder, birch = world.client(), world.client()
    agent, boss = world.person("agent", serves=[alder, birch]), world.person("administrator")
    (waiting,) = world.to_person(alder)
    switch(world, alder, boss, active=False, now=NOW)
    with pytest.raises(NothingWaiting):
        claim(agent)
    with unit_of_work(only(alder.id)):
        task_id = db.session.scalars(
            select(Task.id).where(Task.job_id == waiting.job_id, Task.state == "queued")
        ).one()
    with pytest.raises(Conflict, match="suspended"), unit_of_work(only(alder.id, actor=agent.id)):
        workqueue.claim_task(agent=agent, task_id=task_id, reason="urgent", note="mine", now=NOW)
    world.to_person(birch)
    assert claim(agent).tenant_id == birch.id
    world.jobs(alder, 2)  # handed in just before
    world.follow()
    assert world.automate() == 0
    switch(world, alder, boss, active=True, now=NOW + timedelta(hours=1))
    assert claim(agent, NOW + timedelta(hours=1)).task_id == task_id
    assert world.automate(NOW + timedelta(hours=1)) == 2


def test_the_silence_of_who_is_shut_out_accepts_nothing(world: World) -> None:
    alder, boss = world.client(), world.person("administrator")
    job = world.job(alder)
    until = NOW + timedelta(days=2)
    with unit_of_work(SYSTEM):
        db.session.execute(
            update(Job)
            .where(Job.id == job.job_id)
            .values(state="delivered", finished_at=NOW, accept_by=until)
        )
    switch(world, alder, boss, active=False, now=NOW + timedelta(days=1))
    with unit_of_work(SYSTEM):
        assert delivery.accept_the_silent(now=NOW + timedelta(days=9)) == 0
    with unit_of_work(SYSTEM):
        db.session.execute(update(Tenant).where(Tenant.id == alder.id).values(state="active"))
    with unit_of_work(SYSTEM):  # let in, and nobody has followed that up yet
        assert delivery.accept_the_silent(now=NOW + timedelta(days=9)) == 0
        db.session.execute(update(Tenant).where(Tenant.id == alder.id).values(state="suspended"))
    switch(world, alder, boss, active=True, now=NOW + timedelta(days=10))
    with unit_of_work(only(alder.id)):
        assert db.session.get_one(Job, (alder.id, job.job_id)).accept_by == until + timedelta(days=9)
