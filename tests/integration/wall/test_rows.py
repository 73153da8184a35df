"""Whose rows a query sees: every usual form of it, without a scope, in its own and in another client's."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
import pytest
from psycopg import errors
from sqlalchemy import delete, exists, func, insert, literal, select, text, union_all, update
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import aliased

from bpo.events.models import Event
from bpo.jobs.models import Document, Job, JobData
from bpo.platform.db import Base, NoScope, db, unit_of_work
from bpo.platform.ids import new_id
from bpo.platform.scope import Scope, client, everyone, only
from bpo.platform.web import House
from tests.factories.world import NOW, Client, World

OURS, THEIRS = 2, 3
"""How many jobs each of the two clients has."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two clients with jobs; `ids` are all job ids of both."""

    ours: Client
    theirs: Client
    ids: tuple[UUID, ...]
    our_job: UUID
    their_job: UUID


@pytest.fixture(scope="module")
def pair(shared: World) -> Pair:
    ours, theirs = shared.client(), shared.client()
    mine = [made.job_id for made in shared.jobs(ours, OURS)]
    others = [made.job_id for made in shared.jobs(theirs, THEIRS)]
    return Pair(ours, theirs, (*mine, *others), mine[0], others[0])


def _scalars(statement: Any) -> int:
    return len(db.session.scalars(statement).all())


def _number(statement: Any) -> int:
    return int(db.session.scalar(statement) or 0)


def _touched(statement: Any) -> int:
    return int(db.session.execute(statement).rowcount)  # type: ignore[attr-defined]


def _got(pair: Pair) -> int:
    keys = [(tenant.id, job) for tenant in (pair.ours, pair.theirs) for job in pair.ids]
    return sum(db.session.get(Job, key) is not None for key in keys)


def _copied(pair: Pair) -> int:
    raw = db.session.connection().connection.driver_connection
    assert isinstance(raw, psycopg.Connection)
    with raw.cursor().copy("COPY job (id) TO STDOUT") as rows:
        return len(b"".join(bytes(part) for part in rows).split())


other = aliased(Job)
FORMS: dict[str, Callable[[Pair], int]] = {
    "select the entity": lambda pair: _scalars(select(Job)),
    "select a column": lambda pair: _scalars(select(Job.id)),
    "count over select_from": lambda pair: _number(select(func.count()).select_from(Job)),
    "count a column": lambda pair: _number(select(func.count(Job.id))),
    "get by key": _got,
    "select an alias": lambda pair: _scalars(select(other)),
    "exists": lambda pair: sum(
        bool(db.session.scalar(select(exists().where(Job.id == job_id)))) for job_id in pair.ids
    ),
    "join": lambda pair: _scalars(select(Job.id).join(JobData, JobData.id == Job.id)),
    "join an alias on anything": lambda pair: len(
        {row[0] for row in db.session.execute(select(other.id).select_from(Job).join(other, literal(True)))}
    ),
    "update": lambda pair: _touched(update(Job).values(notes="seen")),
    "delete": lambda pair: _touched(delete(JobData)),
    "union": lambda pair: _scalars(union_all(select(Job.id), select(JobData.id).where(literal(False)))),
    "scalar subquery": lambda pair: _number(select(select(func.count()).select_from(Job).scalar_subquery())),
    "Core table": lambda pair: len(db.session.execute(select(Job.__table__)).all()),
    "text": lambda pair: _number(text("SELECT count(*) FROM job")),
    "text that denies the filter": lambda pair: _number(
        text("SELECT count(*) FROM job WHERE tenant_id IS NULL OR 1 = 1")
    ),
    "common table expression": lambda pair: _number(
        text("WITH found AS (SELECT * FROM job) SELECT count(*) FROM found")
    ),
    "entities from text": lambda pair: _scalars(select(Job).from_statement(text("SELECT * FROM ONLY job"))),
    "locking": lambda pair: _scalars(select(Job).with_for_update(skip_locked=True)),
    "a sample of the table": lambda pair: _number(
        text("SELECT count(*) FROM job TABLESAMPLE BERNOULLI (100)")
    ),
    "COPY out": _copied,
}
WRITING = {"update", "delete"}
form = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())


@form
def test_without_a_scope_every_form_raises(form: Callable[[Pair], int], pair: Pair) -> None:
    with pytest.raises(NoScope):
        form(pair)


@form
def test_a_scope_sees_its_own_rows_only(form: Callable[[Pair], int], pair: Pair) -> None:
    with unit_of_work(only(pair.ours.id)):
        assert form(pair) == OURS
        db.session.rollback()
    with unit_of_work(only(pair.theirs.id)):
        assert form(pair) == THEIRS
        db.session.rollback()
    with unit_of_work(only(pair.ours.id, pair.theirs.id)):
        assert form(pair) == OURS + THEIRS
        db.session.rollback()
    with unit_of_work(only()):
        assert form(pair) == 0


@pytest.mark.parametrize("name", sorted(FORMS.keys() - WRITING))
def test_a_client_sees_its_own_rows_only(name: str, pair: Pair) -> None:
    with unit_of_work(client(pair.ours.id)):
        assert FORMS[name](pair) == OURS


RAW = (
    "SELECT * FROM job",
    "SELECT count(*) FROM job",
    "SELECT 1 WHERE EXISTS (SELECT 1 FROM job)",
    "UPDATE job SET notes = ''",
    "DELETE FROM job_data",
    "INSERT INTO job_key SELECT * FROM job_key",
    "COPY job TO STDOUT",
    "SELECT 1 FROM tenant UNION SELECT 1 FROM person",
    "TRUNCATE job",
    "LOCK TABLE job",
)


@pytest.fixture(params=["web", "worker"])
def login(request: pytest.FixtureRequest, _web: House, _house: House) -> Iterator[House]:
    """The application in an application context, once for each of the two logins."""
    app = {"web": _web, "worker": _house}[request.param]
    with app.app_context():
        yield app


@pytest.mark.parametrize("statement", RAW)
def test_a_bare_connection_is_refused(statement: str, login: House) -> None:
    with db.engine.connect() as connection, pytest.raises(DBAPIError, match="permission denied"):
        connection.exec_driver_sql(statement)


@pytest.mark.parametrize("tenants", [None, "", "nobody", "{nobody}", "{%}"])
@pytest.mark.parametrize("role", ["bpo_tenant", "bpo_staff"])
def test_a_role_without_clients_raises_instead_of_seeing_nothing(
    role: str, tenants: str | None, pair: Pair
) -> None:
    with db.engine.begin() as connection:
        connection.exec_driver_sql(f"SET LOCAL ROLE {role}")
        if tenants is not None:
            connection.execute(text("SELECT set_config('app.tenants', :t, true)"), {"t": tenants})
        with pytest.raises(DBAPIError, match=r"no tenant scope|the scope is not sealed"):
            connection.exec_driver_sql("SELECT * FROM job")


def _refused(
    error: type[Exception], scope: Scope, statement: Any, values: dict[str, Any] | None = None
) -> None:
    with pytest.raises(DBAPIError) as caught, unit_of_work(scope):
        db.session.execute(statement, values or {})
    assert isinstance(caught.value.orig, error), caught.value


def _document(tenant_id: UUID, job_id: UUID) -> dict[str, Any]:
    return {
        "tenant_id": tenant_id,
        "id": new_id(),
        "job_id": job_id,
        "position": 0,
        "name": "a",
        "media_type": "text/plain",
        "size": 1,
        "sha256": "0",
        "storage_key": "0",
        "created_at": NOW,
    }


@pytest.mark.parametrize("role", [only, client])
def test_nothing_can_be_written_into_another_clients_rows(role: Callable[[UUID], Scope], pair: Pair) -> None:
    scope = role(pair.ours.id)
    planted = insert(Document).values(_document(pair.theirs.id, pair.their_job))
    _refused(errors.InsufficientPrivilege, scope, planted)
    stolen = update(Job).where(Job.id == pair.our_job).values(tenant_id=pair.theirs.id)
    _refused(errors.InsufficientPrivilege, scope, stolen)
    with unit_of_work(scope):
        assert _touched(update(Job).where(Job.tenant_id == pair.theirs.id).values(notes="x")) == 0


def test_a_reference_cannot_reach_into_another_client(pair: Pair) -> None:
    """Foreign keys are checked around row security, so the key itself must carry the client, whoever writes."""
    with pytest.raises(IntegrityError), unit_of_work(everyone(reason="a test of foreign keys")):
        db.session.execute(insert(Document).values(_document(pair.ours.id, pair.their_job)))


def test_rows_cannot_be_copied_in(pair: Pair) -> None:
    with unit_of_work(only(pair.ours.id)):
        raw = db.session.connection().connection.driver_connection
        assert isinstance(raw, psycopg.Connection)
        with (
            pytest.raises(errors.FeatureNotSupported, match="row-level security"),
            raw.cursor().copy("COPY document FROM STDIN") as rows,
        ):
            rows.write(b"")
        db.session.rollback()


INSIDE = sorted(t.name for t in Base.metadata.sorted_tables if t.info.get("client") == "")


@pytest.mark.parametrize("table", INSIDE)
@pytest.mark.parametrize(
    "verb",
    ["SELECT * FROM {}", "DELETE FROM {}", "UPDATE {} SET id = id", "INSERT INTO {} (id) VALUES (NULL)"],
)
def test_a_client_cannot_touch_the_providers_inside(table: str, verb: str, pair: Pair) -> None:
    _refused(errors.InsufficientPrivilege, client(pair.ours.id), text(verb.format(table)))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE event SET data = '{}'",
        "UPDATE event SET occurred_at = now()",
        "UPDATE event SET actor_name = ''",
        "DELETE FROM event",
        "TRUNCATE event",
    ],
)
def test_history_cannot_be_rewritten_by_anybody(change: str, pair: Pair) -> None:
    for scope in (client(pair.ours.id), only(pair.ours.id), everyone(reason="a test")):
        _refused(errors.InsufficientPrivilege, scope, text(change))
    with unit_of_work(everyone(reason="a test")):
        assert _number(select(func.count()).select_from(Event)) > 0


def test_people_of_one_client_do_not_see_those_of_another(shared: World) -> None:
    ours, theirs = shared.client(), shared.client()
    mine, other_person = shared.person("approver", tenant=ours), shared.person("approver", tenant=theirs)
    agent = shared.person("agent", serves=[theirs])
    with unit_of_work(client(ours.id, actor=mine.id)):
        seen = {row[0] for row in db.session.execute(text("SELECT id FROM person"))}
        assert seen == {mine.id}
        assert _number(text("SELECT count(*) FROM tenant")) == 1
    with unit_of_work(only(theirs.id, actor=agent.id)):
        seen = {row[0] for row in db.session.execute(text("SELECT id FROM person"))}
        assert seen == {other_person.id, agent.id}
