"""Compartments in the database: what stands in one is there only for scopes cleared for it, whatever is asked."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError

from bpo.catalog.registry import work_type
from bpo.events.models import Event
from bpo.identity import service as identity
from bpo.jobs import service as jobs
from bpo.jobs.models import Batch, Job
from bpo.platform.caller import Caller
from bpo.platform.db import db, unit_of_work
from bpo.platform.errors import Conflict, Forbidden, Invalid, NotFound, NothingWaiting
from bpo.platform.scope import EVERY_COMPARTMENT, Scope, client, compartment, everyone, only
from bpo.platform.web import House, scope_of
from bpo.workforce import service as workforce
from bpo.workforce.queries import clearances
from bpo.workqueue import service as workqueue
from tests.factories.offered import offered
from tests.factories.world import INVOICES, NOW, Client, World

TABLES = (
    "job",
    "job_data",
    "document",
    "job_clock",
    "task",
    "attempt",
    "event",
    "batch",
    "refusal",
    "notice",
)


@pytest.fixture(autouse=True)
def _invoices_are_confidential() -> Iterator[None]:
    with offered(INVOICES, confidential=True):
        yield


@dataclass(frozen=True, slots=True)
class Case:
    """A confidential job that somebody works on, and one of another client."""

    client: Client
    other: Client
    job: UUID
    opens: UUID


@pytest.fixture
def case(world: World) -> Case:
    ours, other = world.client(), world.client()
    agent = world.person("agent", serves=[ours])
    world.person("team_lead", serves=[ours])
    with unit_of_work(only(ours.id)):
        batch = jobs.open_batch(
            tenant_id=ours.id,
            work_type=work_type(INVOICES),
            name="pay",
            source="api",
            created_by=None,
            now=NOW,
        )
        jobs.refuse(batch=batch, name="a.exe", code="TYPE", message="no", now=NOW)
    (made,) = world.to_person(ours, 1, files=[("a.xml", "application/xml", b"<a/>")])
    world.to_person(other, 1)
    with unit_of_work(only(ours.id, actor=agent.id)):
        workqueue.claim_next(agent=agent, now=NOW, draw=0.5)
    with unit_of_work(everyone(reason="the test warns")):
        db.session.execute(
            text(
                "INSERT INTO notice (tenant_id, id, person_id, job_id, event_id, kind, text, created_at)"
                " SELECT :t, uuidv7(), :p, :j, uuidv7(), 'warned', 'late', :n"
            ),
            {"t": ours.id, "p": agent.id, "j": made.job_id, "n": NOW},
        )
    return Case(ours, other, made.job_id, compartment(ours.id, INVOICES))


def _counts(scope: Scope, tables: tuple[str, ...] = TABLES) -> dict[str, int]:
    with unit_of_work(scope):
        return {
            table: db.session.scalar(
                text(
                    f"SELECT count(*) FROM {table}"
                    + (" WHERE job_id IS NOT NULL" if table == "event" else "")
                )
            )
            or 0
            for table in tables
        }


def test_only_who_is_cleared_sees_what_hangs_off_a_job(case: Case) -> None:
    seen = _counts(only(case.client.id, cleared=(case.opens,)))
    assert all(seen.values()), seen
    assert _counts(only(case.client.id)) == seen  # automation is cleared for everything
    assert not any(_counts(only(case.client.id, cleared=())).values())
    assert not any(_counts(only(case.client.id, cleared=(compartment(case.other.id, INVOICES),))).values())
    assert not any(_counts(client(case.client.id), TABLES[:-1]).values())
    assert _counts(client(case.client.id, cleared=(case.opens,)), ("job",)) == {"job": 1}


def test_clearance_opens_no_other_clients_work(case: Case) -> None:
    theirs = compartment(case.other.id, INVOICES)
    assert _counts(only(case.client.id, cleared=(case.opens, theirs)), ("job", "task")) == {
        "job": 1,
        "task": _counts(only(case.client.id), ("task",))["task"],
    }


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO job_key (tenant_id, id, job_id, kind, value) VALUES (:t, uuidv7(), :j, 'a', 'b')",
        "INSERT INTO job SELECT (jsonb_populate_record(NULL::job, jsonb_build_object('tenant_id', :t))).*",
        "INSERT INTO notification (tenant_id, id, job_id, event_id, kind, text, created_at)"
        " VALUES (:t, uuidv7(), :j, uuidv7(), 'a', 'b', now())",
        'INSERT INTO automation_sample (tenant_id, id, job_id, work_type, path, source, method, confidence, "right",'
        " origin, at) VALUES (:t, uuidv7(), :j, 'a', 'b', '', '', 1, true, 'review', now())",
    ],
)
def test_nothing_is_written_to_a_job_that_one_may_not_see(statement: str, case: Case) -> None:
    with pytest.raises(DBAPIError), unit_of_work(only(case.client.id, cleared=())):
        db.session.execute(text(statement), {"t": case.client.id, "j": case.job})


def test_a_job_is_not_taken_out_of_its_compartment_by_who_may_not_see_it(case: Case) -> None:
    with unit_of_work(only(case.client.id, cleared=())):
        done = db.session.execute(text("UPDATE job SET compartment = NULL"))
        assert done.rowcount == 0  # type: ignore[attr-defined]


def test_what_hangs_off_a_job_says_its_compartment_and_nobody_tells_it_otherwise(case: Case) -> None:
    theirs = text("UPDATE attempt SET compartment = NULL WHERE compartment IS NOT NULL")
    with unit_of_work(only(case.client.id)):
        changed = db.session.execute(theirs).rowcount  # type: ignore[attr-defined]
        assert changed
        assert set(db.session.scalars(text("SELECT compartment FROM attempt"))) == {case.opens}
        assert db.session.execute(theirs).rowcount == changed  # type: ignore[attr-defined]
    with unit_of_work(only(case.other.id)):
        assert set(db.session.scalars(text("SELECT compartment FROM attempt"))) != {case.opens}


def test_clearance_cannot_be_forged(case: Case) -> None:
    forged = text("SELECT set_config('app.cleared', :c, true)")
    with suppress(DBAPIError), unit_of_work(only(case.client.id, cleared=())):
        db.session.execute(forged, {"c": f"{{{case.opens}}}"})
        with pytest.raises(DBAPIError, match="not sealed"):
            db.session.scalar(select(func.count()).select_from(Job))


@pytest.fixture
def web_too(_web: House) -> House:
    """The application as the web runs it, beside the workers' one."""
    return _web


def test_the_web_cannot_be_cleared_for_everything(case: Case, web_too: House) -> None:
    with web_too.app_context():
        with pytest.raises(DBAPIError, match="not sealed"), unit_of_work(only(case.client.id)):
            db.session.scalar(select(func.count()).select_from(Job))
        with unit_of_work(only(case.client.id, cleared=(case.opens,))):
            assert db.session.scalar(select(func.count()).select_from(Job)) == 1
    assert EVERY_COMPARTMENT not in compartments_of_everybody()


def compartments_of_everybody() -> set[UUID]:
    """What people are cleared for, all together."""
    with unit_of_work(everyone(reason="the test looks")):
        return set(db.session.scalars(text("SELECT compartment FROM clearance")))


def test_a_task_stands_where_its_job_stands_whoever_makes_it(case: Case) -> None:
    with unit_of_work(only(case.client.id)):
        rows = db.session.execute(text("SELECT compartment FROM task")).all()
        assert rows
        assert {row[0] for row in rows} == {case.opens}
        assert set(db.session.scalars(select(Batch.compartment))) == {case.opens}


def _submitter(world: World, case: Case, *, cleared: bool) -> Caller:
    who = world.person("submitter", tenant=case.client)
    return world.clear(case.client, who)[0] if cleared else who


def test_only_who_is_cleared_hands_in(case: Case, world: World) -> None:
    def hand_in(who: Caller) -> None:
        with unit_of_work(scope_of(who)):
            jobs.submit(
                tenant_id=case.client.id,
                work_type=work_type(INVOICES),
                submissions=[jobs.Submission(title="pay")],
                batch_id=None,
                source="portal",
                by_id=who.id,
                by_name=who.name,
                now=NOW,
            )

    with pytest.raises(Forbidden, match="confidential"):
        hand_in(_submitter(world, case, cleared=False))
    hand_in(_submitter(world, case, cleared=True))


def test_get_next_gives_it_only_to_who_is_cleared(case: Case, world: World) -> None:
    world.to_person(case.client, 1)
    agent = world.person("agent", serves=[case.client])
    with pytest.raises(NothingWaiting), unit_of_work(scope_of(agent)):
        workqueue.claim_next(agent=agent, now=NOW, draw=0.5)
    (cleared,) = world.clear(case.client, agent)
    with unit_of_work(scope_of(cleared)):
        assert workqueue.claim_next(agent=cleared, now=NOW, draw=0.5)


def test_clearing_and_taking_it_away_are_events_and_end_certifications(case: Case, world: World) -> None:
    lead = world.person("team_lead", serves=[case.client])
    agent = world.person("agent", serves=[case.client], activities=())
    with unit_of_work(scope_of(lead)):
        with pytest.raises(Conflict, match="not cleared"):
            _certify(case, agent)
        workforce.clear(tenant_id=case.client.id, person_id=agent.id, work_type=INVOICES, by=lead.id, now=NOW)
        _certify(case, agent)
        with pytest.raises(Conflict, match="yourself"):
            workforce.clear(
                tenant_id=case.client.id, person_id=lead.id, work_type=INVOICES, by=lead.id, now=NOW
            )
    assert world.caller(agent.id).cleared == (case.opens,)
    with unit_of_work(scope_of(lead)):
        for _ in range(2):
            workforce.unclear(
                tenant_id=case.client.id, person_id=agent.id, work_type=INVOICES, by=lead.id, now=NOW
            )
        assert clearances(case.client.id) == []
    assert world.caller(agent.id).cleared == ()
    with unit_of_work(only(case.client.id)):
        names = list(db.session.scalars(select(Event.name).where(Event.name.like("clearance.%"))))
        assert sorted(names) == ["clearance.given", "clearance.taken"]
        assert db.session.scalar(text("SELECT count(*) FROM certification WHERE expires_at IS NOT NULL")) == 1


def _certify(case: Case, agent: Caller) -> None:
    workforce.certify(
        tenant_id=case.client.id,
        person_id=agent.id,
        work_type=INVOICES,
        activity="work",
        expires_at=None,
        now=NOW,
    )


def test_nobody_of_another_client_is_cleared(case: Case, world: World) -> None:
    stranger = world.person("approver", tenant=case.other)
    with pytest.raises(NotFound), unit_of_work(everyone(reason="even when the row is seen")):
        workforce.clear(tenant_id=case.client.id, person_id=stranger.id, work_type=INVOICES, now=NOW)


def test_a_key_is_cleared_by_who_is_cleared_themselves(case: Case, world: World) -> None:
    manager = world.person("approver", tenant=case.client)

    def make(who: Caller) -> None:
        with unit_of_work(scope_of(who)):
            identity.create_api_key(
                tenant_id=case.client.id,
                name="payroll",
                permissions=["job.view"],
                cleared=[INVOICES],
                expires_at=None,
                by=who.id,
                now=NOW,
            )

    with pytest.raises(Invalid):
        make(manager)
    make(world.clear(case.client, manager)[0])
