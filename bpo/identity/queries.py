"""Finding out who is calling. Runs in the gate's scope."""

import hmac
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from sqlalchemy import or_, select, update

from bpo.identity.models import ApiKey, Person, PersonSession
from bpo.identity.rules import is_api_key, permissions_of
from bpo.platform.caller import Caller
from bpo.platform.db import db
from bpo.tenancy.models import Tenant
from bpo.workforce.models import Assignment

SEEN_EVERY = timedelta(minutes=1)
"""How exactly we remember when a session was last used; writing it with each request would cost more."""


def token_hash(token: str) -> bytes:
    """What is stored of a random token of 128 bits or more: such a one needs no slow hash."""
    return sha256(token.encode()).digest()


def caller_of_session(handle: str, *, now: datetime, idle: dict[str, timedelta]) -> Caller | None:
    """The person whose browser bears the session handle `id.secret`, or None when it no longer counts.

    `idle` is how long a session may rest, by kind of person.
    """
    session_id, _, secret = handle.partition(".")
    try:
        row = db.session.execute(
            select(PersonSession, Person)
            .join(Person, Person.id == PersonSession.person_id)
            .where(PersonSession.id == UUID(session_id))
        ).one_or_none()
    except ValueError:
        return None
    if row is None:
        return None
    session, person = row
    if not hmac.compare_digest(session.secret_hash, token_hash(secret)):
        return None
    if session.revoked_at or now >= session.expires_at or now >= session.seen_at + idle[person.kind]:
        return None
    if person.sessions_from and session.created_at <= person.sessions_from:
        return None
    if now - session.seen_at > SEEN_EVERY:
        db.session.execute(update(PersonSession).where(PersonSession.id == session.id).values(seen_at=now))
    return caller_of(person, session=handle, now=now)


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
        zone=tenant.zone,
        locale=tenant.locale,
    )


def caller_of(person: Person, *, session: str, now: datetime) -> Caller | None:
    """The frozen caller for a person, with the clients they may see at this moment; None when shut out."""
    if person.state != "active":
        return None
    tenants = _tenants_of(person, now)
    if person.kind == "client" and not tenants:
        return None
    return Caller(
        id=person.id,
        name=person.name,
        email=person.email,
        kind=person.kind,
        role=person.role,
        permissions=permissions_of([person.role]),
        tenants=tenants,
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
