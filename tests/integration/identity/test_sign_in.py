"""The door: who gets in, who does not, and that nobody can tell why."""

import re
import threading
from datetime import UTC, datetime, timedelta

import pyotp
import pytest
import time_machine
from sqlalchemy import select, update

from bpo.identity import service
from bpo.identity.models import Person, PersonSession
from bpo.identity.queries import caller_of_key, token_hash
from bpo.identity.service import passwords
from bpo.identity.service.second_factor import second_step_accepted
from bpo.platform.db import db, unit_of_work
from bpo.platform.errors import Conflict, TooMany
from bpo.platform.ids import new_id
from bpo.platform.scope import everyone, gate
from bpo.tenancy.models import Tenant
from tests.factories.browser import Browser
from tests.factories.world import NOW, PASSWORD

START = datetime(2026, 10, 6, 8, 0, tzinfo=UTC)
LOOKING = everyone(reason="tests look")


@pytest.fixture
def agent(world):
    return world.person("agent")


def without_tokens(page: str) -> str:
    return re.sub(r'(content|value|nonce)="[\w.-]{60,}"|X-CSRFToken": "[^"]+"', "", page)


def test_the_right_password_lets_in_and_the_session_is_kept_as_a_hash(agent, browser):
    me = browser()
    answer = me.sign_in(agent.email)
    assert (answer.status_code, answer.location) == (302, "/")
    assert me.is_in()
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert me.get("/account").headers["Cache-Control"] == "no-store"
    with me.client.session_transaction() as kept:
        handle = kept["_user_id"]
    with unit_of_work(LOOKING):
        row = db.session.scalars(select(PersonSession)).one()
        assert row.secret_hash == token_hash(handle.partition(".")[2])
        assert row.address == "192.0.2.1"


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(agent, browser):
    wrong = browser(address="192.0.2.1").sign_in(agent.email, "not the password at all")
    unknown = browser(address="192.0.2.2").sign_in("nobody@example.com", "not the password at all")
    assert wrong.status_code == unknown.status_code == 422
    theirs = without_tokens(unknown.text).replace("nobody@example.com", agent.email)
    assert without_tokens(wrong.text) == theirs


def test_who_is_invited_or_switched_off_is_told_the_same_as_an_unknown_address(world, agent, browser):
    with unit_of_work(LOOKING):
        db.session.execute(update(Person).values(state="disabled"))
    assert "is not right" in browser().sign_in(agent.email).text


def test_five_failures_close_the_pair_but_not_the_person_and_waiting_helps(agent, browser):
    with time_machine.travel(START, tick=False) as clock:
        for _ in range(5):
            assert browser().sign_in(agent.email, "guess after guess 1").status_code == 422
            clock.shift(timedelta(seconds=5))
        closed = browser().sign_in(agent.email)
        assert closed.status_code == 429
        assert "Too many tries" in closed.text
        assert browser(address="198.51.100.7").sign_in(agent.email).status_code == 302
        clock.shift(timedelta(minutes=15))
        assert browser().sign_in(agent.email).status_code == 302


def test_one_address_cannot_spray_over_many_accounts(browser):
    with time_machine.travel(START, tick=False) as clock:
        codes = []
        for number in range(40):
            answer = browser().sign_in(f"person{number}@example.com", "the same guess for all")
            codes.append(answer.status_code)
            clock.shift(timedelta(seconds=5))
    assert codes[:28] == [422] * 28
    assert codes[-1] == 429


def test_a_whole_ipv6_network_counts_as_one_address():
    assert service.network_of("2001:db8:1:2:aaaa::1") == service.network_of("2001:db8:1:2:bbbb::2")
    assert service.network_of("2001:db8:1:3::1") != service.network_of("2001:db8:1:2::1")
    assert service.network_of("::ffff:192.0.2.9") == "192.0.2.9"


@pytest.mark.parametrize(
    ("target", "lands"),
    [
        ("/account", "/account"),
        ("/admin?x=1", "/admin?x=1"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/\t/evil.example", "/"),
    ],
)
def test_only_own_paths_are_followed_after_signing_in(agent, browser, target, lands):
    assert browser().sign_in(agent.email, next=target).location == lands


def test_a_page_asked_for_before_signing_in_comes_after_it(browser):
    assert browser().get("/account").location == "/sign-in?next=%2Faccount"


def test_everybody_comes_home_to_what_they_come_for(world, web, browser):
    admin = world.person("administrator")
    me = browser()
    me.sign_in(admin.email)
    assert me.get("/").location == "/admin"


def test_signing_in_again_ends_the_session_before(agent, browser):
    me = browser()
    me.sign_in(agent.email)
    first = me.client.get_cookie("bpo").value
    me.post("/sign-in", {"email": agent.email, "password": PASSWORD}, page="/account")
    me.client.set_cookie("bpo", first)
    assert not me.is_in()


def test_a_cookie_kept_aside_is_dead_after_signing_out(agent, browser):
    me = browser()
    me.sign_in(agent.email)
    kept = me.client.get_cookie("bpo").value
    assert me.post("/sign-out", page="/account").location == "/sign-in"
    me.client.set_cookie("bpo", kept)
    assert not me.is_in()


def test_sessions_end_by_idleness_and_at_the_latest_after_their_lifetime(agent, browser):
    with time_machine.travel(START, tick=False) as clock:
        me = browser()
        me.sign_in(agent.email)
        clock.shift(timedelta(minutes=29))
        assert me.is_in()
        clock.shift(timedelta(minutes=31))
        assert not me.is_in()
        me.sign_in(agent.email)
        for _ in range(48):
            clock.shift(timedelta(minutes=14, seconds=55))
            assert me.is_in()
        clock.shift(timedelta(minutes=5))
        assert not me.is_in()


def test_a_form_without_its_token_is_refused(agent, browser):
    me = browser()
    me.get("/sign-in")
    assert me.client.post("/sign-in", data={"email": agent.email, "password": PASSWORD}).status_code == 400


def test_a_third_hash_at_once_is_refused_soon_and_not_queued():
    for _ in range(2):
        passwords._slots.acquire()
    try:
        with pytest.raises(TooMany):
            service.password_matches("x", None)
    finally:
        for _ in range(2):
            passwords._slots.release()


def test_switched_off_means_out_at_the_next_request_and_old_sessions_stay_dead(world, agent, browser):
    other = world.person("administrator")
    me = browser()
    me.sign_in(agent.email)
    with unit_of_work(LOOKING):
        person = db.session.get_one(Person, agent.id)
        service.switch_off(person=person, by=other.id, now=datetime.now(UTC))
    assert not me.is_in()
    with unit_of_work(LOOKING):
        person = db.session.get_one(Person, agent.id)
        service.switch_on(person=person, by=other.id, now=datetime.now(UTC))
    assert not me.is_in()
    assert me.sign_in(agent.email).status_code == 302
    assert me.is_in()


def test_a_suspended_client_is_out_with_its_people_and_keys(world, browser):
    company = world.client()
    approver = world.person("approver", tenant=company)
    me = browser()
    me.sign_in(approver.email)
    with unit_of_work(LOOKING):
        _, text = service.create_api_key(
            tenant_id=company.id,
            name="ERP",
            permissions=["job.view"],
            expires_at=None,
            by=approver.id,
            now=NOW,
        )
    assert me.is_in()
    with unit_of_work(gate()):
        assert caller_of_key(text, now=NOW, key_hash=token_hash(text)).permissions == {"job.view"}
    with unit_of_work(LOOKING):
        db.session.execute(update(Tenant).values(state="suspended"))
    assert not me.is_in()
    assert "switched off" in browser().sign_in(approver.email).text
    with unit_of_work(gate()):
        assert caller_of_key(text, now=NOW, key_hash=token_hash(text)) is None


class TestSecondStep:
    """The second step of signing in."""

    @pytest.fixture
    def secret(self, web, agent):
        """The agent has set an authenticator up."""
        secret = service.new_totp_secret()
        cipher = web.extensions["field_cipher"]
        with unit_of_work(LOOKING):
            person = db.session.get_one(Person, agent.id)
            earlier = START - timedelta(hours=1)
            self.codes = service.enrol_totp(
                person=person,
                secret=secret,
                code=pyotp.TOTP(secret).at(earlier),
                cipher=cipher,
                now=earlier,
            )
        return secret

    def test_the_password_alone_opens_nothing(self, agent, secret, browser):
        me = browser()
        assert me.sign_in(agent.email).location == "/sign-in/code"
        assert not me.is_in()

    def test_a_code_lets_in_once_only(self, agent, secret, browser):
        with time_machine.travel(START, tick=False):
            code = pyotp.TOTP(secret).at(START)
            for expected in (302, 422):
                me = browser()
                me.sign_in(agent.email)
                assert me.post("/sign-in/code", {"code": code}, page="/sign-in/code").status_code == expected
            assert not me.is_in()

    def test_one_code_sent_by_two_at_once_lets_one_in(self, agent, secret, web):
        with time_machine.travel(START, tick=False):
            code = pyotp.TOTP(secret).at(START)
            people = [Browser(web.test_client(), address=f"192.0.2.{number}") for number in range(4)]
            for one in people:
                one.sign_in(agent.email)
            answers: list[int] = []
            ready = threading.Barrier(len(people))

            def send(one: Browser) -> None:
                ready.wait()
                answer = one.post("/sign-in/code", {"code": code}, page="/sign-in/code")
                answers.append(answer.status_code)

            threads = [threading.Thread(target=send, args=(one,)) for one in people]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        assert answers.count(302) == 1, answers

    def test_a_recovery_code_works_once_however_it_is_typed(self, agent, secret, browser):
        typed = self.codes[0].lower().replace("-", " ")
        for expected in (302, 422):
            me = browser()
            me.sign_in(agent.email)
            assert me.post("/sign-in/code", {"code": typed}, page="/sign-in/code").status_code == expected

    def test_guessing_codes_is_throttled_and_the_step_lapses(self, agent, secret, browser):
        with time_machine.travel(START, tick=False) as clock:
            me = browser()
            me.sign_in(agent.email)
            for _ in range(5):
                answer = me.post("/sign-in/code", {"code": "000000"}, page="/sign-in/code")
                assert answer.status_code == 422
                clock.shift(timedelta(seconds=5))
            code = pyotp.TOTP(secret).at(START + timedelta(seconds=25))
            assert me.post("/sign-in/code", {"code": code}, page="/sign-in/code").status_code == 429
            clock.shift(timedelta(minutes=5))
            assert me.get("/sign-in/code").location == "/sign-in"

    def test_the_secret_is_sealed_in_the_database_to_its_person(self, agent, secret, web):
        cipher = web.extensions["field_cipher"]
        with unit_of_work(LOOKING):
            person = db.session.get_one(Person, agent.id)
            assert secret.encode() not in person.totp_secret
            copied = Person(id=new_id(), totp_secret=person.totp_secret)
            with pytest.raises(Conflict, match="cannot be read"):
                second_step_accepted(person=copied, code="000000", cipher=cipher, now=NOW)
