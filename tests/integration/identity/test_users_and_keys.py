"""A client's manager looks after users and keys; an administrator after everybody."""

import re
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from sqlalchemy import select

from bpo.events.models import Event
from bpo.identity import queries, service
from bpo.identity.models import ApiKey, Person
from bpo.identity.queries import caller_of_key, token_hash
from bpo.platform.db import db, unit_of_work
from bpo.platform.errors import Conflict, Invalid
from bpo.platform.ids import new_id
from bpo.platform.scope import client as client_scope
from bpo.platform.scope import everyone, gate
from tests.factories.world import PASSWORD

LOOKING = everyone(reason="tests look")


@pytest.fixture
def company(world):
    return world.client()


@pytest.fixture
def manager(world, company):
    return world.person("approver", tenant=company)


@pytest.fixture
def me(manager, browser):
    one = browser()
    one.sign_in(manager.email)
    return one


def person(person_id):
    with unit_of_work(LOOKING):
        return db.session.get_one(Person, person_id)


def test_a_manager_invites_a_colleague_of_the_own_company_only(me, company, manager):
    form = {"name": "Sven Sub", "email": "sven@example.com", "role": "submitter"}
    assert me.post("/users", form, page="/users").status_code == 302
    with unit_of_work(LOOKING):
        sven = db.session.scalars(select(Person).where(Person.email == "sven@example.com")).one()
        assert (sven.tenant_id, sven.role, sven.state) == (company.id, "submitter", "invited")
        event = db.session.scalars(select(Event).where(Event.subject_id == sven.id)).one()
        assert (event.name, event.actor_id) == ("person.added", manager.id)
    assert "Sven Sub" in me.get("/users").text


@pytest.mark.parametrize("role", ["administrator", "agent", "king", ""])
def test_a_manager_cannot_make_staff(me, role):
    form = {"name": "Sven Sub", "email": "sven@example.com", "role": role}
    assert me.post("/users", form, page="/users").status_code == 422
    with unit_of_work(LOOKING):
        assert db.session.scalars(select(Person).where(Person.email == "sven@example.com")).all() == []


def test_an_address_in_use_elsewhere_is_refused_beside_its_field(world, me):
    elsewhere = world.person("submitter", tenant=world.client())
    form = {"name": "Sven Sub", "email": elsewhere.email, "role": "submitter"}
    answer = me.post("/users", form, page="/users")
    assert answer.status_code == 422
    assert "already has an account" in answer.text
    assert 'value="Sven Sub"' in answer.text


@pytest.mark.parametrize("change", ["role", "off", "on", "invite"])
def test_people_of_others_are_not_found_as_people_that_do_not_exist(world, me, change):
    stranger = world.person("submitter", tenant=world.client())
    staff = world.person("agent")
    pages = [
        me.post(f"/users/{victim}/{change}", {"role": "approver"} if change == "role" else {}, page="/users")
        for victim in (stranger.id, staff.id, new_id())
    ]
    assert [page.status_code for page in pages] == [404, 404, 404]
    assert (person(stranger.id).role, person(stranger.id).state) == ("submitter", "active")


def test_nobody_shuts_themselves_out_and_one_manager_stays(world, company, manager, me):
    assert me.post(f"/users/{manager.id}/off", page="/users").status_code == 409
    assert me.post(f"/users/{manager.id}/role", {"role": "submitter"}, page="/users").status_code == 409
    second = world.person("approver", tenant=company)
    assert me.post(f"/users/{second.id}/off", page="/users").status_code == 302
    with unit_of_work(client_scope(company.id)), pytest.raises(Conflict, match="last client manager"):
        service.switch_off(person=db.session.get_one(Person, manager.id), by=second.id, now=datetime.now(UTC))


def test_a_submitter_manages_nobody(world, company, browser):
    one = browser()
    one.sign_in(world.person("submitter", tenant=company).email)
    assert [one.get(path).status_code for path in ("/users", "/keys", "/admin", "/admin/staff")] == [403] * 4


def test_another_role_counts_from_the_next_request(world, company, me, browser):
    colleague = world.person("submitter", tenant=company)
    theirs = browser()
    theirs.sign_in(colleague.email)
    assert theirs.get("/users").status_code == 403
    me.post(f"/users/{colleague.id}/role", {"role": "approver"}, page="/users")
    assert theirs.get("/users").status_code == 200


def test_a_key_is_shown_once_and_kept_as_a_hash(me, company, manager):
    made = me.post("/keys", {"name": "ERP", "permissions": ["job.submit", "job.view"]}, page="/keys")
    text = re.search(r'value="(bpo_live_\w{36})"', made.text)[1]
    assert text not in me.get("/keys").text
    with unit_of_work(LOOKING):
        key = db.session.scalars(select(ApiKey)).one()
        assert key.key_hash == token_hash(text)
        assert (key.tenant_id, key.created_by, key.permissions) == (
            company.id,
            manager.id,
            ["job.submit", "job.view"],
        )
    with unit_of_work(gate()):
        caller = caller_of_key(text, now=datetime.now(UTC), key_hash=token_hash(text))
        assert (caller.tenants, caller.permissions) == ((company.id,), {"job.submit", "job.view"})
    me.post(f"/keys/{key.id}/revoke", page="/keys")
    with unit_of_work(gate()):
        assert caller_of_key(text, now=datetime.now(UTC), key_hash=token_hash(text)) is None


def test_a_key_ends_on_its_day_and_never_manages_people(me, company, manager):
    now = datetime.now(UTC)
    with unit_of_work(client_scope(company.id, actor=manager.id)):
        _, text = service.create_api_key(
            tenant_id=company.id,
            name="ERP",
            permissions=["job.view"],
            expires_at=now + timedelta(days=1),
            by=manager.id,
            now=now,
        )
        for wrong in (["user.manage"], [], ["job.view", "admin.users"]):
            with pytest.raises(Invalid):
                service.create_api_key(
                    tenant_id=company.id,
                    name="ERP",
                    permissions=wrong,
                    expires_at=None,
                    by=manager.id,
                    now=now,
                )
    with unit_of_work(gate()):
        key_hash = token_hash(text)
        assert caller_of_key(text, now=now + timedelta(hours=23), key_hash=key_hash) is not None
        assert caller_of_key(text, now=now + timedelta(days=1), key_hash=key_hash) is None


def test_a_key_of_another_client_cannot_be_revoked(world, me):
    other = world.client()
    with unit_of_work(LOOKING):
        key, _ = service.create_api_key(
            tenant_id=other.id,
            name="theirs",
            permissions=["job.view"],
            expires_at=None,
            by=new_id(),
            now=datetime.now(UTC),
        )
    assert me.post(f"/keys/{key.id}/revoke", page="/keys").status_code == 404
    with unit_of_work(LOOKING):
        assert db.session.scalars(select(ApiKey)).one().revoked_at is None


def test_an_administrator_changes_anybody_but_themselves(world, browser, company, manager):
    admin, agent = world.person("administrator"), world.person("agent")
    boss = browser()
    boss.sign_in(admin.email)
    second = world.person("approver", tenant=company)
    assert boss.post(f"/admin/people/{second.id}/off", page="/admin").status_code == 302
    assert boss.post(f"/admin/people/{agent.id}/role", {"role": "reviewer"}, page="/admin").status_code == 302
    assert boss.post(f"/admin/people/{agent.id}/role", {"role": "approver"}, page="/admin").status_code == 422
    assert boss.post(f"/admin/people/{admin.id}/off", page="/admin").status_code == 409
    assert (person(second.id).state, person(agent.id).role) == ("disabled", "reviewer")
    assert boss.get("/admin/staff").status_code == 200


class TestOwnAccount:
    """What a person does for themselves."""

    def test_sessions_are_listed_and_ended_one_by_one_or_all_at_once(self, manager, me, browser):
        others = [browser(address=f"198.51.100.{number}") for number in range(3)]
        for one in others:
            one.sign_in(manager.email)
        page = me.get("/account").text
        assert "198.51.100.2" in page
        session_id = re.findall(r"/account/sessions/([\w-]+)/end", page)[0]
        me.post(f"/account/sessions/{session_id}/end", page="/account")
        assert sorted(one.is_in() for one in others) == [False, True, True]
        me.post("/account/sessions/end-others", page="/account")
        assert [one.is_in() for one in (me, *others)] == [True, False, False, False]

    def test_nobody_ends_the_session_of_somebody_else(self, world, company, me, browser):
        colleague = world.person("submitter", tenant=company)
        theirs = browser()
        theirs.sign_in(colleague.email)
        with theirs.client.session_transaction() as kept:
            session_id = kept["_user_id"].partition(".")[0]
        assert me.post(f"/account/sessions/{session_id}/end", page="/account").status_code == 404
        assert theirs.is_in()

    def test_a_new_password_takes_the_old_one_and_ends_other_sessions(self, manager, me, browser):
        other = browser()
        other.sign_in(manager.email)
        form = {"current": "not mine at all 5", "password": "copper meadow violin 83"}
        assert me.post("/account/password", form, page="/account").status_code == 422
        assert me.post("/account/password", form | {"current": PASSWORD}, page="/account").status_code == 302
        assert (me.is_in(), other.is_in()) == (True, False)
        assert other.sign_in(manager.email, "copper meadow violin 83").status_code == 302

    def test_the_second_step_is_set_up_with_a_qr_code_and_removed_with_the_password(self, manager, me):
        me.post("/account/second-step/start", page="/account")
        page = me.get("/account/second-step").text
        assert "<svg" in page
        assert "style=" not in page
        secret = re.search(r"<code>([A-Z2-7 ]+)</code>", page)[1].replace(" ", "")
        wrong = me.post("/account/second-step", {"code": "000000"}, page="/account")
        assert wrong.status_code == 422
        done = me.post("/account/second-step", {"code": pyotp.TOTP(secret).now()}, page="/account")
        assert len(set(re.findall(r"<code>([0-9A-Z-]{29})</code>", done.text))) == 10
        assert person(manager.id).totp_secret
        with unit_of_work(client_scope(manager.tenant_id, actor=manager.id)):
            assert queries.recovery_codes_left(manager.id) == 10
        removed = me.post("/account/second-step/remove", {"current": "wrong one"}, page="/account")
        assert removed.status_code == 422
        me.post("/account/second-step/remove", {"current": PASSWORD}, page="/account")
        assert person(manager.id).totp_secret is None

    def test_the_zone_decides_how_times_are_shown(self, me):
        form = {"name": "Anna", "zone": "Asia/Tokyo", "locale": "en_GB"}
        assert me.post("/account", form, page="/account").status_code == 302
        assert "JST" in me.get("/account").text
        assert me.post("/account", form | {"zone": "Mars/Base"}, page="/account").status_code == 422
        assert me.post("/account", form | {"role": "approver"}, page="/account").status_code == 422
