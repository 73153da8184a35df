"""Confidential work: not for people of the same client, nor for who serves it, unless they are cleared for it."""

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from flask import Flask
from psycopg import Connection

from bpo.app import create_app
from bpo.platform.web import House
from config.settings import Settings
from tests.factories.offered import offered
from tests.factories.world import INVOICES, World
from tests.integration.wall.crowd import Crowd, gather_uncleared
from tests.integration.wall.matrix import Finding, Matrix
from tests.integration.wall.test_matrix import planted_holes

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

WITHOUT = "tenant_id = ANY ((SELECT app_tenants())::uuid[])"
HOLES = ("ALTER POLICY client_select ON job USING ({})", "ALTER POLICY staff ON document USING ({})")
"""What a careless migration would do to two policies."""


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


@pytest.fixture(scope="module", autouse=True)
def _invoices_are_confidential() -> Iterator[None]:
    with offered(INVOICES, confidential=True):
        yield


@pytest.fixture(scope="module")
def crowd(shared: World, open_web: House, admin: Connection[Any]) -> Crowd:
    return gather_uncleared(shared, open_web, admin)


def test_nobody_gets_at_confidential_work_who_is_not_cleared(
    crowd: Crowd, open_web: House, admin: Connection[Any]
) -> None:
    matrix = Matrix(open_web, crowd, admin)
    findings = matrix.run()
    assert matrix.cells > 300
    assert findings == [], "\n" + "\n".join(map(str, findings))


def test_the_matrix_finds_holes_in_the_application(
    crowd: Crowd, settings: Settings, admin: Connection[Any], admin_dsn: str
) -> None:
    app = create_app(settings)
    app.config["WTF_CSRF_ENABLED"] = False
    app.register_blueprint(planted_holes(admin_dsn))
    findings = _run(app, crowd, admin, "/planted/")
    found = {(finding.rule.split("/")[2], finding.why.split(":")[0].split(" 5")[0]) for finding in findings}
    assert found >= {
        ("exists", "tells what exists"),
        ("acts", "the victim's rows changed"),
        ("leaks", "the canary came back"),
        ("header", "ids came back"),
        ("crashes", "answered"),
    }


def test_the_matrix_finds_a_policy_that_forgets_to_ask(
    crowd: Crowd, open_web: House, admin: Connection[Any]
) -> None:
    before = [
        (row[0], row[1], row[2])
        for row in admin.execute(
            "SELECT policyname, tablename, qual FROM pg_policies WHERE (tablename, policyname)"
            " IN (('job', 'client_select'), ('document', 'staff'))"
        )
    ]
    try:
        for hole in HOLES:
            admin.execute(hole.format(WITHOUT))  # type: ignore[arg-type]  # our own text
        findings = _run(open_web, crowd, admin, "/jobs")
    finally:
        for name, table, condition in before:
            admin.execute(f"ALTER POLICY {name} ON {table} USING ({condition})")  # type: ignore[arg-type]
    assert {finding.caller for finding in findings} >= {
        "the same client's manager, not cleared",
        "the same client's submitter, not cleared",
    }
    assert _run(open_web, crowd, admin, "/jobs") == []


def _run(app: Flask, crowd: Crowd, admin: Connection[Any], beginning: str) -> list[Finding]:
    """The cells of the routes that begin so."""
    matrix = Matrix(app, crowd, admin)
    matrix.rules = lambda: (  # type: ignore[method-assign]
        (rule, method)
        for rule, method in Matrix.rules(matrix)
        if rule.rule.startswith(beginning) and (method == "GET" or beginning == "/planted/")
    )
    return matrix.run()
