"""One-time links: an invitation to set a first password, and setting a new one."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from flask import current_app
from sqlalchemy import func, select, update

from bpo.identity.models import Person, PersonToken
from bpo.identity.queries import token_hash
from bpo.identity.rules import password_problems
from bpo.identity.service.mail import send_mail
from bpo.identity.service.passwords import hash_password
from bpo.identity.service.sessions import end_other_sessions
from bpo.platform.db import db
from bpo.platform.errors import Conflict, Invalid, NotFound

INVITE_FOR = timedelta(days=7)
RESET_FOR = timedelta(hours=1)
RESETS_AN_HOUR = 3
"""So many letters may anybody cause to be sent to a person."""
GONE = "This link has been used, or it is too old. Ask for a new one."


def send_invitation(*, person: Person, inviter: str, now: datetime) -> None:
    """Send a person the link with which they set their first password. Conflict where they have one."""
    if person.state != "invited":
        raise Conflict(f"{person.name} has already accepted the invitation.")
    token = _make_token(person.id, "invite", now, INVITE_FOR)
    send_mail(
        template="invitation",
        to=person.email,
        tenant_id=person.tenant_id,
        now=now,
        name=person.name,
        inviter=inviter,
        token=token,
        days=INVITE_FOR.days,
    )


def request_reset(*, email: str, now: datetime) -> None:
    """Send the link for a new password, if there is an account; says nothing either way. Gate's scope."""
    person = db.session.scalar(select(Person).where(Person.email == email.strip().lower()))
    if person is None or person.state == "disabled":
        return
    lately = db.session.scalar(
        select(func.count())
        .select_from(PersonToken)
        .where(PersonToken.person_id == person.id, PersonToken.created_at > now - timedelta(hours=1))
    )
    if (lately or 0) >= RESETS_AN_HOUR:
        return
    if person.state == "invited":
        send_invitation(person=person, inviter="", now=now)
        return
    token = _make_token(person.id, "reset", now, RESET_FOR)
    send_mail(
        template="reset",
        to=person.email,
        tenant_id=person.tenant_id,
        now=now,
        name=person.name,
        token=token,
        minutes=int(RESET_FOR.total_seconds()) // 60,
    )


def person_of_token(token: str, *, now: datetime) -> tuple[Person, str]:
    """Whom a link is for, and its purpose (`invite`, `reset`). NotFound where it no longer counts."""
    row = db.session.execute(
        select(Person, PersonToken)
        .join(PersonToken, PersonToken.person_id == Person.id)
        .where(PersonToken.hash == token_hash(token))
    ).one_or_none()
    if row is None:
        raise NotFound(GONE)
    person, found = row
    if found.used_at or now >= found.expires_at or person.state == "disabled":
        raise NotFound(GONE)
    if found.purpose == "invite" and person.state != "invited":
        raise NotFound(GONE)
    return person, found.purpose


def redeem_token(*, token: str, password: str, now: datetime) -> Person:
    """Set the password by a one-time link; all links of the person end, and all sessions. Gate's scope.

    NotFound where the link no longer counts, Invalid where the password is not taken.
    """
    person, _ = person_of_token(token, now=now)
    check_password(password, person)
    used = db.session.scalars(
        update(PersonToken)
        .where(PersonToken.person_id == person.id, PersonToken.used_at.is_(None))
        .values(used_at=now)
        .returning(PersonToken.hash)
    ).all()
    if token_hash(token) not in used:  # two windows at once: the first has won
        raise NotFound(GONE)
    person.password_hash = hash_password(password)
    person.state = "active"
    end_other_sessions(person_id=person.id, keep=None, now=now)
    db.session.flush()
    return person


def check_password(password: str, person: Person, *, field: str = "password") -> None:
    """Refuse a password that is easy to guess: Invalid, with the reason beside `field`."""
    site = current_app.extensions["settings"].public_url
    problems = password_problems(password, context=(person.name, person.email, site))
    if problems:
        raise Invalid({field: list(problems)})


def _make_token(person_id: UUID, purpose: str, now: datetime, lifetime: timedelta) -> str:
    token = secrets.token_urlsafe(32)
    db.session.add(
        PersonToken(
            hash=token_hash(token),
            person_id=person_id,
            purpose=purpose,
            created_at=now,
            expires_at=now + lifetime,
        )
    )
    db.session.flush()
    return token
