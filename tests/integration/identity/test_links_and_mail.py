"""Invitations, forgotten passwords, and the letters that carry their links."""

import re
import socketserver
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy import select

from bpo.identity import service
from bpo.identity.models import Mail, Person
from bpo.identity.service.mail import MAX_TRIES, SENT_TEXT, UnsafeMailServerError, connect
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import everyone
from tests.factories.world import NOW

LOOKING = everyone(reason="tests look")
NEW = "copper meadow violin 83"


def letters() -> list[Mail]:
    with unit_of_work(LOOKING):
        return list(db.session.scalars(select(Mail).order_by(Mail.created_at, Mail.id)))


def link_in(letter: Mail) -> str:
    found = re.search(r"https?://[^/]+(/password/\S+)", letter.body)
    assert found
    return found[1]


@pytest.fixture
def invited(world):
    company = world.client()
    with unit_of_work(LOOKING):
        person = service.invite_person(
            tenant_id=company.id,
            role="submitter",
            email="new@example.com",
            name="Nora Neu",
            zone="Europe/Berlin",
            locale="de_DE",
            inviter="Anna",
            now=datetime.now(UTC),
        )
    return person


def test_an_invitation_opens_the_account_once(invited, browser):
    [letter] = letters()
    assert letter.to == "new@example.com"
    assert "Anna has made an account for you" in letter.body
    link = link_in(letter)
    guest = browser()
    assert "Welcome, Nora Neu" in guest.get(link).text
    weak = guest.post(link, {"password": "password1234"}, page=link)
    assert weak.status_code == 422
    assert "too easy to guess" in weak.text
    assert guest.post(link, {"password": NEW}, page=link).location == "/sign-in"
    assert guest.get(link).status_code == 404
    assert guest.sign_in("new@example.com", NEW).status_code == 302
    assert guest.is_in()


def test_an_invitation_lapses(invited, browser):
    link = link_in(letters()[0])
    with time_machine.travel(datetime.now(UTC) + timedelta(days=7, seconds=1), tick=False):
        assert browser().get(link).status_code == 404


def test_a_link_of_somebody_switched_off_opens_nothing(world, invited, browser):
    link = link_in(letters()[0])
    admin = world.person("administrator")
    with unit_of_work(LOOKING):
        service.switch_off(person=db.session.get_one(Person, invited.id), by=admin.id, now=NOW)
    assert browser().get(link).status_code == 404


def test_a_made_up_link_is_not_found(browser):
    assert browser().get("/password/" + "A" * 43).status_code == 404


def test_a_forgotten_password_is_replaced_and_all_sessions_end(world, browser):
    agent = world.person("agent")
    elsewhere = browser()
    elsewhere.sign_in(agent.email)
    me = browser()
    me.post("/password/forgotten", {"email": agent.email.upper()}, page="/password/forgotten")
    [letter] = letters()
    link = link_in(letter)
    assert elsewhere.is_in()
    assert me.post(link, {"password": NEW}, page=link).status_code == 302
    assert not elsewhere.is_in()
    assert me.sign_in(agent.email).status_code == 422
    assert me.sign_in(agent.email, NEW).status_code == 302


def test_of_several_links_one_is_used_and_none_is_left(world, browser):
    agent = world.person("agent")
    me = browser()
    for _ in range(2):
        me.post("/password/forgotten", {"email": agent.email}, page="/password/forgotten")
    links = [link_in(letter) for letter in letters()]
    assert me.post(links[0], {"password": NEW}, page=links[0]).status_code == 302
    for link in links:
        assert me.get(link).status_code == 404
        assert me.post(link, {"password": NEW + "4"}, page="/sign-in").status_code == 404
    assert me.sign_in(agent.email, NEW).status_code == 302


def test_a_link_used_by_two_at_once_counts_for_one(world, web, browser):
    agent = world.person("agent")
    browser().post("/password/forgotten", {"email": agent.email}, page="/password/forgotten")
    link = link_in(letters()[0])
    ready, answers = threading.Barrier(4), []

    def use(number: int) -> None:
        one = browser(address=f"192.0.2.{number}")
        one.get("/sign-in")
        ready.wait()
        answers.append(one.post(link, {"password": f"{NEW}{number}"}, page=link).status_code)

    threads = [threading.Thread(target=use, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers.count(302) == 1, answers


def test_asking_for_an_unknown_address_looks_the_same_and_sends_nothing(world, browser):
    agent = world.person("agent")
    known = browser().post("/password/forgotten", {"email": agent.email}, page="/password/forgotten")
    unknown = browser().post("/password/forgotten", {"email": "no@example.com"}, page="/password/forgotten")
    assert known.status_code == unknown.status_code == 200
    assert "If no@example.com has an account here" in unknown.text
    assert [letter.to for letter in letters()] == [agent.email]


def test_nobody_can_flood_a_person_with_letters(world, browser):
    agent = world.person("agent")
    for _ in range(6):
        browser().post("/password/forgotten", {"email": agent.email}, page="/password/forgotten")
    assert len(letters()) == 3


def test_the_outbox_shows_letters_only_without_a_mail_server(world, invited, browser, web):
    admin = world.person("administrator")
    me = browser()
    me.sign_in(admin.email)
    link = link_in(letters()[0])
    assert link in me.get("/admin/outbox").text
    settings = web.extensions["settings"]
    web.extensions["settings"] = replace(settings, smtp_url="smtp://mail.example")
    try:
        page = me.get("/admin/outbox").text
    finally:
        web.extensions["settings"] = settings
    assert link not in page
    assert "new@example.com" in page


class MailServer(socketserver.ThreadingTCPServer):
    """As much of RFC 5321 as our sender needs; refuses recipients at `refused.example`."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Talk)
        self.taken: list[str] = []

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.server_address[1]}"


class Talk(socketserver.StreamRequestHandler):
    """One connection."""

    server: MailServer

    def say(self, line: str) -> None:
        self.wfile.write(line.encode() + b"\r\n")

    def handle(self) -> None:
        self.say("220 test")
        while line := self.rfile.readline().decode().strip():
            verb = line.split()[0].upper()
            if verb == "DATA":
                self.say("354 go on")
                text = b""
                while not text.endswith(b"\r\n.\r\n"):
                    text += self.rfile.readline()
                self.server.taken.append(text.decode())
                self.say("250 taken")
            elif verb == "RCPT" and "refused.example" in line:
                self.say("550 no such person")
            elif verb == "QUIT":
                self.say("221 bye")
                return
            else:
                self.say("250 fine")


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    with MailServer() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def post(house):
    """Write a letter; deliver what is due with a mail server of choice."""

    class Post:
        def write(self, to: str) -> None:
            with unit_of_work(LOOKING):
                service.send_mail(
                    template="reset", to=to, tenant_id=None, now=NOW, name="N.", token="t0ken", minutes=60
                )

        def deliver(self, url: str | None, now: datetime = NOW) -> int:
            settings = house.extensions["settings"]
            house.extensions["settings"] = replace(settings, smtp_url=url)
            try:
                with unit_of_work(everyone(reason="deliver letters")):
                    return service.deliver_mail(now=now)
            finally:
                house.extensions["settings"] = settings

    return Post()


def test_letters_are_handed_to_the_mail_server_once_and_their_links_forgotten(post, mail_server):
    post.write("a@example.com")
    assert post.deliver(mail_server.url) == 1
    assert post.deliver(mail_server.url) == 0
    [letter] = letters()
    assert letter.sent_at == NOW
    assert letter.body == SENT_TEXT
    [text] = mail_server.taken
    assert "Subject: Choose a new password" in text
    assert f"Message-ID: <{letter.id}@localhost>" in text
    assert "/password/t0ken" in text


def test_one_refused_letter_does_not_hold_up_the_others(post, mail_server):
    for to in ("x@refused.example", "b@example.com"):
        post.write(to)
    assert post.deliver(mail_server.url) == 1
    refused = next(letter for letter in letters() if "refused" in letter.to)
    assert refused.sent_at is None
    assert "no such person" in refused.error
    assert refused.due_at > NOW


def test_while_the_server_is_away_letters_wait_longer_and_longer(post):
    post.write("a@example.com")
    pauses, now = [], NOW
    for _ in range(10):
        assert post.deliver("smtp://127.0.0.1:1", now) == 0
        [letter] = letters()
        pauses.append((letter.due_at - now).total_seconds() / 60)
        assert post.deliver("smtp://127.0.0.1:1", now) == 0, "not before it is due"
        assert letters()[0].tries == letter.tries
        now = letter.due_at
    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 240, 240]


def test_a_letter_given_up_is_tried_again_by_hand(post, mail_server):
    post.write("a@example.com")
    with unit_of_work(LOOKING):
        db.session.scalars(select(Mail)).one().tries = MAX_TRIES
    assert post.deliver(mail_server.url) == 0
    with unit_of_work(LOOKING):
        service.retry_mail(mail_id=letters_id(), now=NOW)
    assert post.deliver(mail_server.url) == 1


def letters_id():
    return db.session.scalars(select(Mail.id)).one()


def test_a_password_never_goes_to_a_server_without_encryption(mail_server, monkeypatch):
    monkeypatch.setattr("bpo.identity.service.mail._is_this_machine", lambda host: False)
    with pytest.raises(UnsafeMailServerError):
        connect(mail_server.url.replace("//", "//user:secret@"))


def test_without_a_mail_server_nothing_is_sent(post):
    post.write("a@example.com")
    assert post.deliver(None) == 0
    assert letters()[0].tries == 0
