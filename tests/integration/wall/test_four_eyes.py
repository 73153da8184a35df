"""Nobody reviews their own work: not by get-next, by hand, by taking over, by a direct call, or by raw SQL."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from bpo.catalog.registry import work_type
from bpo.identity.rules import Role, permissions_of
from bpo.platform.caller import Caller
from bpo.platform.db import db, unit_of_work
from bpo.platform.errors import Conflict, LeaseLost, NothingWaiting
from bpo.platform.scope import client as client_scope
from bpo.platform.scope import everyone, only
from bpo.quality import service as quality
from bpo.quality.models import Review
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Task, TaskBar
from tests.factories.world import INVOICES, NOW, Client, World

THEN = NOW + timedelta(minutes=5)
EVERYTHING = permissions_of([Role.TEAM_LEAD, Role.REVIEWER])
"""More rights than any one role has: segregation must not rest on permissions."""


@dataclass(frozen=True, slots=True)
class Case:
    """A finished task under review, by somebody who may do everything."""

    client: Client
    maker: Caller
    checker: Caller
    review_task: UUID


@pytest.fixture
def case(world: World) -> Case:
    client = world.client(sampled=100)
    maker, checker = (
        replace(
            world.person("team_lead", serves=[client], activities=["work", "review"]), permissions=EVERYTHING
        )
        for _ in range(2)
    )
    world.to_person(client)
    _finish(client, maker)
    world.follow(THEN)
    with unit_of_work(only(client.id)):
        task_id = db.session.scalars(select(Review.task_id)).one()
    return Case(client, maker, checker, task_id)


def _finish(client: Client, maker: Caller, now: datetime = NOW) -> None:
    """Do the work with a record that needs no checks."""
    with unit_of_work(only(client.id, actor=maker.id)):
        claim = workqueue.claim_next(agent=maker, now=now, draw=0.5)
        task = workqueue.claimed_task(
            tenant_id=client.id, task_id=claim.task_id, fence=claim.fence, person_id=maker.id, now=now
        )
        workqueue.complete(task, now=now, person_id=maker.id, worker=maker.name, last=True)


def _next(case: Case, who: Caller) -> object:
    return workqueue.claim_next(agent=who, now=THEN, draw=0.5)


def _pick(case: Case, who: Caller) -> object:
    return workqueue.claim_task(agent=who, task_id=case.review_task, reason="urgent", note="please", now=THEN)


def _take_over(case: Case, who: Caller) -> object:
    return workqueue.take_over(agent=who, task_id=case.review_task, reason="holder_away", note="", now=THEN)


def _score(case: Case, who: Caller, fence: int) -> Review:
    return quality.score(
        reviewer=who,
        tenant_id=case.client.id,
        task_id=case.review_task,
        fence=fence,
        answers={line.key: "yes" for line in work_type(INVOICES).scorecard},
        outcome="accept",
        comment="",
        active_seconds=1,
        now=THEN,
    )


@pytest.mark.parametrize("way", [_next, _pick], ids=["get-next", "picked by hand"])
def test_the_maker_cannot_claim_the_review_and_the_checker_can(
    way: Callable[[Case, Caller], object], case: Case
) -> None:
    with unit_of_work(only(case.client.id)), pytest.raises((NothingWaiting, Conflict)):
        way(case, case.maker)
    with unit_of_work(only(case.client.id)):
        assert way(case, case.checker)
    with unit_of_work(only(case.client.id)):
        assert (
            db.session.scalars(select(Task.holder).where(Task.id == case.review_task)).one()
            == case.checker.id
        )


def test_the_maker_cannot_take_the_review_over(case: Case) -> None:
    with unit_of_work(only(case.client.id)):
        _next(case, case.checker)
    with unit_of_work(only(case.client.id)), pytest.raises(Conflict):
        _take_over(case, case.maker)


def test_the_review_cannot_be_given_to_the_maker(case: Case) -> None:
    with unit_of_work(only(case.client.id)), pytest.raises(Conflict, match="somebody else"):
        workqueue.reassign(
            task_id=case.review_task,
            person_id=case.maker.id,
            reason="load",
            note="",
            by=case.checker,
            now=THEN,
        )


def test_a_direct_call_to_score_is_refused_even_when_the_claim_was_forged(case: Case) -> None:
    with unit_of_work(everyone(reason="the test forges a claim")):
        db.session.execute(delete(TaskBar))
    with unit_of_work(only(case.client.id)):
        claim = workqueue.claim_next(agent=case.maker, now=THEN, draw=0.5)
        assert claim.task_id == case.review_task
    with unit_of_work(only(case.client.id)), pytest.raises(Conflict, match="somebody else"):
        _score(case, case.maker, claim.fence)
    with unit_of_work(only(case.client.id)):
        assert db.session.scalars(select(Review.reviewer_id)).one() is None


@pytest.mark.parametrize("scope", [lambda case: only(case.client.id), lambda case: everyone(reason="a test")])
def test_raw_sql_cannot_make_the_maker_the_reviewer(scope: Callable[[Case], Any], case: Case) -> None:
    with pytest.raises(IntegrityError, match="ck_review_segregation"), unit_of_work(scope(case)):
        db.session.execute(text("UPDATE review SET reviewer_id = worker_id"))


def test_the_checker_scores_with_the_fence_of_the_claim_only(case: Case) -> None:
    with unit_of_work(only(case.client.id)):
        claim = workqueue.claim_next(agent=case.checker, now=THEN, draw=0.5)
    with unit_of_work(only(case.client.id)), pytest.raises(LeaseLost):
        _score(case, case.checker, claim.fence + 1)
    with unit_of_work(only(case.client.id)):
        assert _score(case, case.checker, claim.fence).reviewer_id == case.checker.id


def test_everybody_with_a_hand_in_the_work_is_shut_out(case: Case, world: World) -> None:
    """Not only who finished it last: rework by another makes two makers."""
    with unit_of_work(only(case.client.id)):
        claim = workqueue.claim_next(agent=case.checker, now=THEN, draw=0.5)
        quality.score(
            reviewer=case.checker,
            tenant_id=case.client.id,
            task_id=case.review_task,
            fence=claim.fence,
            answers={line.key: "no" for line in work_type(INVOICES).scorecard},
            outcome="return",
            comment="Look again at the amounts.",
            active_seconds=1,
            now=THEN,
        )
    second = replace(
        world.person("team_lead", serves=[case.client], activities=["work", "review"]), permissions=EVERYTHING
    )
    with unit_of_work(everyone(reason="the test gives the rework to another")):
        db.session.execute(text("UPDATE task SET reserved_for = NULL"))
    _finish(case.client, second, THEN)
    world.follow(THEN)
    for maker in (case.maker, second):
        with unit_of_work(only(case.client.id)), pytest.raises(NothingWaiting):
            workqueue.claim_next(agent=maker, now=THEN, draw=0.5)


def test_a_client_cannot_see_or_write_reviews(case: Case) -> None:
    for statement in ("SELECT * FROM review", "UPDATE review SET outcome = 'accept'"):
        with pytest.raises(DBAPIError, match="permission denied"), unit_of_work(client_scope(case.client.id)):
            db.session.execute(text(statement))
