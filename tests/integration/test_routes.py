"""What must hold for every route there is, read from the application's URL map."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from bpo.identity import service as identity
from bpo.identity.models import Person
from bpo.identity.rules import PERMISSIONS, ROLES, Role
from bpo.platform import clock
from bpo.platform.db import db, unit_of_work
from bpo.platform.ids import new_id
from bpo.platform.scope import gate
from bpo.platform.web import GATE, HEADERS, PUBLIC, SAFE, House, permission_of
from tests.factories.emptying import empty
from tests.factories.world import World

FILES = {"static", "assets.vendor"}
"""Files of the product itself, which a cache may keep."""
STATED = {*HEADERS, "Cache-Control"}


def rules(app: House, *, safe: bool | None = None) -> list[tuple[Rule, str]]:
    """Every route with each of its methods; only safe or unsafe ones where asked for."""
    return [
        (rule, method)
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})
        if safe is None or (method in SAFE) is safe
    ]


def path_of(rule: Rule) -> str:
    """An address of the route with ids that nobody has."""
    plain = {"page": "1", "kind": "csv", "token": "A" * 43, "name": "none", "filename": "css/base.css"}

    def value(match: re.Match[str]) -> str:
        converter, name = match.group(1) or "", match.group(2)
        if converter.startswith("any("):
            return converter[4:].split(",")[0].rstrip(")").strip()
        return plain.get(name, "1" if converter.startswith("int") else str(new_id()))

    return re.sub(r"<(?:([^:<>]+(?:\([^)]*\))?):)?([a-z_]+)>", value, rule.rule)


@pytest.fixture(scope="module")
def house_app(request: pytest.FixtureRequest) -> House:
    """The application as the web runs it, on whatever the database holds."""
    app = request.getfixturevalue("_web")
    assert isinstance(app, House)
    return app


@pytest.fixture(scope="module")
def crew(admin_dsn: str, _house: House, house_app: House) -> Iterator[dict[str, dict[str, str]]]:
    """A signed-in person of each role, by the headers that say so; nobody is one of them."""
    empty(admin_dsn)
    signer = house_app.session_interface.get_signing_serializer(house_app)  # type: ignore[attr-defined]
    with _house.app_context():
        world = World(_house)
        client = world.client()
        world.jobs(client, 2)
        people = {"nobody": {}}
        for role in Role:
            ours = role in (Role.SUBMITTER, Role.APPROVER)
            who = world.person(role, **({"tenant": client} if ours else {"serves": [client]}))
            with unit_of_work(gate()):
                handle = identity.open_session(
                    person=db.session.get_one(Person, who.id),
                    address="192.0.2.1",
                    user_agent="test",
                    lifetime=timedelta(hours=9),
                    now=clock.now(),
                )
            cookie = signer.dumps({"_user_id": handle, "_fresh": True})
            people[role.value] = {"Cookie": f"{house_app.config['SESSION_COOKIE_NAME']}={cookie}"}
        yield people


@pytest.fixture
def browser(house_app: House) -> FlaskClient:
    return house_app.test_client(use_cookies=False)


def test_every_route_names_a_permission_that_there_is(house_app: House) -> None:
    odd = {
        f"{rule.rule}: {permission!r}"
        for rule, _ in rules(house_app)
        if rule.endpoint != "static"
        and (permission := permission_of(house_app.view_functions[rule.endpoint]))
        not in (PUBLIC, GATE, "self")
        and permission not in PERMISSIONS
    }
    assert odd == set()


def test_every_permission_is_somebodys_and_guards_something(house_app: House) -> None:
    granted = frozenset().union(*ROLES.values())
    assert granted == set(PERMISSIONS)
    asked = {
        permission_of(house_app.view_functions[rule.endpoint])
        for rule, _ in rules(house_app)
        if rule.endpoint != "static"
    }
    checked_inside = {"job.hold", "timeline.view", "deliverable.download"}
    assert set(PERMISSIONS) - asked <= checked_inside, set(PERMISSIONS) - asked


def test_pages_open_for_those_who_may_and_no_get_fails_or_writes(
    house_app: House, browser: FlaskClient, crew: dict[str, dict[str, str]]
) -> None:
    """A GET runs in a READ ONLY transaction, so one that writes would answer with a 5xx."""
    wrong = []
    for rule, method in rules(house_app, safe=True):
        permission = (
            permission_of(house_app.view_functions[rule.endpoint]) if rule.endpoint != "static" else PUBLIC
        )
        for role, headers in crew.items():
            answer = browser.open(path_of(rule), method=method, headers=headers)
            may = permission in (PUBLIC, GATE) or (
                role != "nobody" and (permission == "self" or permission in ROLES[Role(role)])
            )
            expected: set[int] = {200, 204, 302, 303, 404} if may else {302, 401, 403}
            if rule.rule.startswith("/api/") and permission != PUBLIC:
                expected = {401}  # keys only, never a browser's session
            if may and not rule.arguments and "Location" not in answer.headers:
                expected -= {404} if not _for_the_other_side(role, answer.status_code) else set()
            if answer.status_code not in expected:
                wrong.append(f"{rule.rule} for {role}: {answer.status_code}")
            answer.close()
    assert wrong == []


def _for_the_other_side(role: str, status: int) -> bool:
    """Staff on a client's own pages, which they share the permission of: there is nothing for them."""
    return status == 404 and role not in (Role.SUBMITTER, Role.APPROVER, "nobody")


def test_every_answer_bears_the_security_headers(
    house_app: House, browser: FlaskClient, crew: dict[str, dict[str, str]]
) -> None:
    bare = []
    for rule, method in rules(house_app):
        for role in ("nobody", "approver", "team_lead", "administrator"):
            answer = browser.open(path_of(rule), method=method, headers=crew[role])
            missing = [name for name in STATED if name not in answer.headers]
            kept = answer.headers.get("Cache-Control", "")
            if rule.endpoint not in FILES and "no-store" not in kept and "private" not in kept:
                missing.append(f"may be kept: {kept}")
            if missing:
                bare.append(f"{method} {rule.rule} for {role} ({answer.status_code}): {missing}")
            answer.close()
    for path in ("/nowhere", "/static/nothing.css", "/api/v1/nowhere"):
        answer = browser.get(path)
        assert answer.status_code == 404
        assert set(answer.headers.keys()) >= STATED
        answer.close()
    assert bare == []


def test_the_policy_for_scripts_lets_nothing_of_others_in() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert "'unsafe" not in policy
    assert "*" not in policy
    for directive in (
        "default-src 'none'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "form-action 'self'",
    ):
        assert directive in policy


def test_a_forged_form_is_refused_everywhere(
    house_app: House, browser: FlaskClient, crew: dict[str, dict[str, str]]
) -> None:
    """Every unsafe route for browsers wants the token; programs bring a key that no other site can send."""
    assert house_app.config.get("WTF_CSRF_ENABLED", True)
    let_in = []
    for rule, method in rules(house_app, safe=False):
        if rule.rule.startswith("/api/"):
            continue
        for role in ("nobody", "submitter", "team_lead", "administrator"):
            answer = browser.open(path_of(rule), method=method, headers=crew[role], data={})
            if answer.status_code != 400:
                let_in.append(f"{method} {rule.rule} by {role}: {answer.status_code}")
            answer.close()
    assert let_in == []


def test_the_api_takes_no_browsers_session(
    house_app: House, browser: FlaskClient, crew: dict[str, dict[str, str]]
) -> None:
    """Else the API would be the way around the token against forged forms."""
    let_in = []
    for rule, method in rules(house_app):
        if (
            not rule.rule.startswith("/api/")
            or permission_of(house_app.view_functions[rule.endpoint]) == PUBLIC
        ):
            continue
        answer = browser.open(path_of(rule), method=method, headers=crew["approver"], json={})
        if answer.status_code != 401 or answer.mimetype != "application/problem+json":
            let_in.append(f"{method} {rule.rule}: {answer.status_code}")
        answer.close()
    assert let_in == []
