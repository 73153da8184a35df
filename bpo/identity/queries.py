"""Finding out who is calling (in the gate's scope), and what the pages about people show."""

import hmac
from datetime import datetime, timedelta
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import collate, func, or_, select, update

from bpo.identity.models import ApiKey, Mail, Person, PersonSession, RecoveryCode
from bpo.identity.rules import ROLES, is_api_key, permissions_of
from bpo.platform.caller import Caller
from bpo.platform.db import db, glance, unit_of_work
from bpo.platform.errors import NotFound
from bpo.platform.scope import compartment, gate
from bpo.tenancy.models import Tenant
from bpo.workforce.models import Assignment
from bpo.workforce.queries import compartments_of

SEEN_EVERY = timedelta(minutes=1)
"""How exactly we remember when a session was last used; writing it with each request would cost more."""


def token_hash(token: str) -> bytes:
    """What is stored of a random token of 128 bits or more: such a one needs no slow hash."""
    return sha256(token.encode()).digest()


def caller_of_session(handle: str, *, now: datetime, idle: dict[str, timedelta]) -> Caller | None:
    """The person whose browser bears the session handle `id.secret`, or None when it no longer counts.

    Reads in a transaction of its own, at the gate: call it outside any unit of work. `idle` is how long a session
    may rest, by kind of person.
    """
    session_text, _, secret = handle.partition(".")
    try:
        session_id = UUID(session_text)
    except ValueError:
        return None
    rows = glance(gate().reading(), "SELECT * FROM session_seen(%s, %s)", (session_id, now))
    if not rows:
        return None
    seen = _Seen(*rows[0])
    if not hmac.compare_digest(seen.secret_hash, token_hash(secret)):
        return None
    if seen.revoked_at or now >= seen.expires_at or now >= seen.seen_at + idle[seen.kind]:
        return None
    if seen.sessions_from and seen.created_at <= seen.sessions_from:
        return None
    if now - seen.seen_at > SEEN_EVERY:
        with unit_of_work(gate()):
            db.session.execute(
                update(PersonSession).where(PersonSession.id == session_id).values(seen_at=now)
            )
    return _caller(seen, tuple(seen.tenants or ()), tuple(seen.cleared or ()), session=handle)


class _Seen(NamedTuple):
    """A session, its person and the clients they may see: what the database's `session_seen` tells."""

    secret_hash: bytes
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    sessions_from: datetime | None
    id: UUID
    name: str
    email: str
    kind: str
    role: str
    state: str
    zone: str
    locale: str
    tenants: list[UUID] | None
    cleared: list[UUID] | None


def caller_of_key(key: str, *, now: datetime, key_hash: bytes) -> Caller | None:
    """The client program that bears the API key, or None. `key_hash` is the hash under which it is stored."""
    if not is_api_key(key):
        return None
    row = db.session.execute(
        select(ApiKey, Tenant).join(Tenant, Tenant.id == ApiKey.tenant_id).where(ApiKey.key_hash == key_hash)
    ).one_or_none()
    if row is None:
        return None
    found, tenant = row
    if found.revoked_at or (found.expires_at and now >= found.expires_at) or tenant.state != "active":
        return None
    if found.used_at is None or now - found.used_at > SEEN_EVERY:
        found.used_at = now
    return Caller(
        id=found.id,
        name=f"API key {found.name}",
        email="",
        kind="client",
        role="api_key",
        permissions=frozenset(found.permissions),
        tenants=(tenant.id,),
        cleared=tuple(compartment(tenant.id, key) for key in found.cleared),
        zone=tenant.zone,
        locale=tenant.locale,
    )


def caller_of(person: Person, *, session: str, now: datetime) -> Caller | None:
    """The frozen caller for a person, with the clients they may see at this moment; None when shut out."""
    if person.state != "active":
        return None
    return _caller(person, _tenants_of(person, now), compartments_of(person.id), session=session)


def _caller(
    person: Person | _Seen, tenants: tuple[UUID, ...], cleared: tuple[UUID, ...], *, session: str
) -> Caller | None:
    if person.state != "active" or (person.kind == "client" and not tenants):
        return None
    return Caller(
        id=person.id,
        name=person.name,
        email=person.email,
        kind=person.kind,
        role=person.role,
        permissions=permissions_of([person.role]),
        tenants=tenants,
        cleared=cleared,
        zone=person.zone,
        locale=person.locale,
        session=session,
    )


def _tenants_of(person: Person, now: datetime) -> tuple[UUID, ...]:
    if person.role == "administrator":
        found = select(Tenant.id).order_by(Tenant.id)
    elif person.tenant_id:
        found = select(Tenant.id).where(Tenant.id == person.tenant_id, Tenant.state == "active")
    else:
        found = (
            select(Assignment.tenant_id)
            .where(
                Assignment.person_id == person.id,
                or_(Assignment.expires_at.is_(None), Assignment.expires_at > now),
            )
            .order_by(Assignment.tenant_id)
        )
    return tuple(db.session.scalars(found))


def person(person_id: UUID) -> Person:
    """One account the caller may see; NotFound else."""
    found = db.session.get(Person, person_id)
    if found is None:
        raise NotFound
    return found


HOUSE = "the provider"
"""Who acted, where nobody is named: set up by the installation itself."""


def name_of(person_id: UUID | None) -> str:
    """Under which name somebody is written into the history."""
    found = db.session.get(Person, person_id) if person_id else None
    return found.name if found else HOUSE


def sessions_of(person_id: UUID, *, now: datetime, idle: timedelta) -> list[PersonSession]:
    """The sessions in which the person is signed in at this moment, the one used last first."""
    return list(
        db.session.scalars(
            select(PersonSession)
            .join(Person, Person.id == PersonSession.person_id)
            .where(
                PersonSession.person_id == person_id,
                PersonSession.revoked_at.is_(None),
                PersonSession.expires_at > now,
                PersonSession.seen_at > now - idle,
                or_(Person.sessions_from.is_(None), PersonSession.created_at > Person.sessions_from),
            )
            .order_by(PersonSession.seen_at.desc())
        )
    )


def recovery_codes_left(person_id: UUID) -> int:
    """How many recovery codes are still unused."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(RecoveryCode)
            .where(RecoveryCode.person_id == person_id, RecoveryCode.used_at.is_(None))
        )
        or 0
    )


def people_of(tenant_id: UUID | None) -> list[Person]:
    """The users of a client (None: the staff), by name."""
    whose = Person.tenant_id == tenant_id if tenant_id else Person.tenant_id.is_(None)
    return list(
        db.session.scalars(
            select(Person).where(whose).order_by(collate(func.lower(Person.name), "C"), Person.id)
        )
    )


def people_who_may(permission: str, tenant_id: UUID) -> list[Person]:
    """The active people of a client whose role includes a permission, by name."""
    roles = [role.value for role, granted in ROLES.items() if permission in granted]
    return list(
        db.session.scalars(
            select(Person)
            .where(Person.tenant_id == tenant_id, Person.role.in_(roles), Person.state == "active")
            .order_by(Person.name, Person.id)
        )
    )


def keys_of(tenant_id: UUID) -> list[tuple[ApiKey, str]]:
    """The API keys of a client, the newest first, each with the name of who made it."""
    rows = db.session.execute(
        select(ApiKey, func.coalesce(Person.name, HOUSE))
        .outerjoin(Person, Person.id == ApiKey.created_by)
        .where(ApiKey.tenant_id == tenant_id)
        .order_by(ApiKey.created_at.desc())
    )
    return [(key, name) for key, name in rows]


LETTERS_A_PAGE = 100


def outbox() -> list[Mail]:
    """The newest letters, those not yet sent first."""
    return list(
        db.session.scalars(
            select(Mail).order_by(Mail.sent_at.is_not(None), Mail.created_at.desc()).limit(LETTERS_A_PAGE)
        )
    )
