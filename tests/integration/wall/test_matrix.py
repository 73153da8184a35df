"""The isolation matrix over the application as it is, and over a copy with holes in it, which it must find."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import psycopg
import pytest
from flask import Blueprint, Response, jsonify
from psycopg import Connection

from bpo.app import create_app
from bpo.platform.errors import Forbidden, NotFound
from bpo.platform.web import House, public, requires
from config.settings import Settings
from tests.factories.world import World
from tests.integration.wall.crowd import Crowd, gather, tenant_tables
from tests.integration.wall.matrix import Matrix

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

EMPTY = {"idempotency_key", "recovery_code"}
"""Tables in which the victim has no row: an answer once given to a program, codes of the second step."""


@pytest.fixture(scope="module")
def admin(admin_dsn: str) -> Iterator[Connection[Any]]:
    """The superuser's eyes."""
    with psycopg.connect(admin_dsn, autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="module")
def open_web(settings: Settings) -> House:
    """The application as the web runs it, without the check against forged forms, which has a test of its own."""
    app = create_app(settings)
    app.config["WTF_CSRF_ENABLED"] = False
    return app


@pytest.fixture(scope="module")
def crowd(shared: World, open_web: House, admin: Connection[Any]) -> Crowd:
    return gather(shared, open_web, admin)


def test_the_victim_has_rows_everywhere(crowd: Crowd, admin: Connection[Any]) -> None:
    """Else a table could leak without anybody noticing."""
    bare = {
        table
        for table in tenant_tables(admin)
        if not admin.execute(
            f"SELECT 1 FROM {table} WHERE tenant_id = %s LIMIT 1",  # type: ignore[arg-type]
            [crowd.victim.id],
        ).fetchone()
    }
    assert bare <= EMPTY, f"give the victim rows in {bare - EMPTY}"


def test_every_path_parameter_is_declared(crowd: Crowd, open_web: House, admin: Connection[Any]) -> None:
    matrix = Matrix(open_web, crowd, admin)
    assert matrix.undeclared() == []


def test_nobody_gets_at_another_clients_rows(crowd: Crowd, open_web: House, admin: Connection[Any]) -> None:
    matrix = Matrix(open_web, crowd, admin)
    findings = matrix.run()
    assert matrix.cells > 500
    assert findings == [], "\n" + "\n".join(map(str, findings))


def test_the_matrix_finds_planted_holes(
    crowd: Crowd, settings: Settings, admin: Connection[Any], admin_dsn: str
) -> None:
    app = create_app(settings)
    app.config["WTF_CSRF_ENABLED"] = False
    app.register_blueprint(planted_holes(admin_dsn))
    matrix = Matrix(app, crowd, admin)
    assert matrix.undeclared() == ["/planted/undeclared/<uuid:plum_id>: plum_id"]
    matrix.rules = lambda: (  # type: ignore[method-assign]
        (rule, method) for rule, method in Matrix.rules(matrix) if rule.rule.startswith("/planted/")
    )
    findings = matrix.run()
    found = {(finding.rule.split("/")[2], finding.why.split(":")[0].split(" 5")[0]) for finding in findings}
    assert found >= {
        ("exists", "tells what exists"),
        ("acts", "the victim's rows changed"),
        ("leaks", "the canary came back"),
        ("header", "ids came back"),
        ("body", "tells what exists"),
        ("query", "tells what exists"),
        ("crashes", "answered"),
    }
    assert [str(finding) for finding in findings if "sound" in finding.rule] == []


def planted_holes(admin_dsn: str) -> Blueprint:
    """Routes as careless people write them: each looks around the wall and fails in a way of its own."""
    holes = Blueprint("planted", __name__)

    def around(statement: str, *values: object) -> Any:
        with psycopg.connect(admin_dsn, autocommit=True) as connection:
            cursor = connection.execute(statement, values)  # type: ignore[arg-type]
            return cursor.fetchone() if cursor.description else None

    @holes.get("/planted/exists/<uuid:job_id>")
    @public()
    def exists(job_id: UUID) -> Response:
        if around("SELECT 1 FROM job WHERE id = %s", job_id):
            raise Forbidden
        raise NotFound

    @holes.post("/planted/acts/<uuid:task_id>")
    @public()
    def acts(task_id: UUID) -> Response:
        around("UPDATE task SET attempts = attempts + 1 WHERE id = %s", task_id)
        raise NotFound

    @holes.get("/planted/leaks")
    @public()
    def leaks() -> Response:
        row = around("SELECT title FROM job WHERE title LIKE '%%CANARY%%' AND %s LIMIT 1", True)
        return jsonify(title=row[0])

    @holes.get("/planted/header/<uuid:job_id>")
    @public()
    def header(job_id: UUID) -> Response:
        row = around("SELECT id FROM document WHERE job_id = %s", job_id)
        answer = jsonify(error="not found")
        answer.headers["X-Document"] = str(row[0]) if row else ""
        return answer

    @holes.post("/planted/body")
    @public()
    def body() -> Response:
        from flask import request

        row = around("SELECT 1 FROM task WHERE id::text = %s", request.form.get("task_id", ""))
        return jsonify(known=bool(row))

    @holes.get("/planted/query")
    @public()
    def query() -> Response:
        from flask import request

        row = around("SELECT 1 FROM batch WHERE id::text = %s", request.args.get("batch", ""))
        return jsonify(known=bool(row))

    @holes.get("/planted/crashes/<uuid:hold_id>")
    @public()
    def crashes(hold_id: UUID) -> Response:
        if around("SELECT 1 FROM hold WHERE id = %s", hold_id):
            raise ZeroDivisionError
        raise NotFound

    @holes.get("/planted/sound/<uuid:job_id>")
    @requires("job.view")
    def sound(job_id: UUID) -> Response:
        raise NotFound

    @holes.get("/planted/undeclared/<uuid:plum_id>")
    @public()
    def undeclared(plum_id: UUID) -> Response:
        raise NotFound

    return holes
