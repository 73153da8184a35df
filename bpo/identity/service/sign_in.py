"""Signing in: throttled, the same for accounts that are not there, in one or two steps."""

import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from bpo.identity.models import Person, SignInTry
from bpo.identity.rules import (
    ACCOUNT_LIMIT,
    ADDRESS_LIMIT,
    PAIR_LIMIT,
    WINDOW,
    Throttle,
    throttle,
)
from bpo.identity.service.passwords import hash_password, needs_new_hash, password_matches
from bpo.identity.service.second_factor import second_step_accepted
from bpo.platform.crypto import FieldCipher
from bpo.platform.db import db
from bpo.platform.errors import TooMany

_SAME_ACCOUNT_AT_ONCE = text("SELECT pg_advisory_xact_lock(hashtextextended('sign-in ' || :email, 0))")


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """The outcome of a step: the person where it succeeded, else how long to wait before the next try."""

    person: Person | None
    second_step: bool = False
    """The password was right; a code is still owed."""
    wait: timedelta = timedelta(0)


def network_of(address: str | None) -> str:
    """The address to count tries by: an IPv6 customer has a whole /64, so that counts as one."""
    try:
        parsed = ipaddress.ip_address(address or "")
    except ValueError:
        return address or "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network(f"{parsed}/64", strict=False))
    return str(parsed)


def try_password(*, email: str, password: str, address: str, now: datetime) -> SignIn:
    """The first step. Runs in the gate's scope; a failed try is written down, so let the transaction commit.

    TooMany while the process is busy hashing, or where the account is being tried by many at once.
    """
    email = email.strip().lower()
    address = network_of(address)
    wait = _admit(email, address, now)
    if wait:
        return SignIn(person=None, wait=wait)
    person = db.session.scalar(select(Person).where(Person.email == email))
    matches = password_matches(password, person.password_hash if person else None)
    if person is None or not matches or person.state != "active":
        _note(email, address, now, ok=False)
        return SignIn(person=None)
    if person.password_hash and needs_new_hash(person.password_hash):
        person.password_hash = hash_password(password)
    if person.totp_secret is not None:
        return SignIn(person=person, second_step=True)
    _note(email, address, now, ok=True)
    return SignIn(person=person)


def try_second_step(
    *, person_id: UUID, code: str, address: str, cipher: FieldCipher, now: datetime
) -> SignIn:
    """The second step, with an authenticator's code or a recovery code; throttled like the first."""
    person = db.session.get(Person, person_id)
    if person is None or person.state != "active" or person.totp_secret is None:
        return SignIn(person=None)
    address = network_of(address)
    wait = _admit(person.email, address, now)
    if wait:
        return SignIn(person=None, second_step=True, wait=wait)
    db.session.refresh(person, with_for_update=True)  # two at once must not use one code twice
    ok = second_step_accepted(person=person, code=code, cipher=cipher, now=now)
    _note(person.email, address, now, ok=ok)
    return SignIn(person=person if ok else None, second_step=not ok)


def _note(email: str, address: str, now: datetime, *, ok: bool) -> None:
    db.session.add(SignInTry(email=email, address=address, at=now, ok=ok))
    db.session.flush()


def _admit(email: str, address: str, now: datetime) -> timedelta:
    """How long this account must wait from this address; zero when it may try now."""
    try:
        db.session.execute(text("SET LOCAL lock_timeout = '2s'"))
        db.session.execute(_SAME_ACCOUNT_AT_ONCE, {"email": email})
    except OperationalError as error:
        raise TooMany("This account is being signed in to by many at once. Try again in a moment.") from error
    tries = db.session.execute(
        select(SignInTry.email, SignInTry.address, SignInTry.at, SignInTry.ok)
        .where(SignInTry.at > now - WINDOW, (SignInTry.email == email) | (SignInTry.address == address))
        .order_by(SignInTry.at)
    ).all()
    pair: list[datetime] = []
    for row in tries:
        if row.email == email and row.address == address:
            pair = [] if row.ok else [*pair, row.at]
    decided: list[Throttle] = [
        throttle(pair, now, limit=PAIR_LIMIT),
        throttle([r.at for r in tries if r.email == email and not r.ok], now, limit=ACCOUNT_LIMIT),
        throttle([r.at for r in tries if r.address == address and not r.ok], now, limit=ADDRESS_LIMIT),
    ]
    return max(one.retry_after for one in decided)
