"""Open and end sessions: one row for each browser that is signed in."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import update

from bpo.identity.models import Person, PersonSession
from bpo.identity.queries import token_hash
from bpo.platform.db import db
from bpo.platform.errors import NotFound

USER_AGENT_MAX = 300
"""Characters kept of what a browser calls itself."""


def open_session(*, person: Person, address: str, user_agent: str, lifetime: timedelta, now: datetime) -> str:
    """Begin a session; returns its handle `id.secret`, of which only a hash is kept.

    `lifetime` is absolute: use does not prolong it.
    """
    secret = secrets.token_urlsafe(32)
    session = PersonSession(
        person_id=person.id,
        secret_hash=token_hash(secret),
        address=address,
        user_agent=user_agent[:USER_AGENT_MAX],
        created_at=now,
        seen_at=now,
        expires_at=now + lifetime,
    )
    db.session.add(session)
    db.session.flush()
    return f"{session.id}.{secret}"


def session_id_of(handle: str) -> UUID:
    """The id in a session's handle. ValueError where it is not one."""
    return UUID(handle.partition(".")[0])


def end_session(*, person_id: UUID, session_id: UUID, now: datetime) -> None:
    """End one of the person's sessions: its next request is refused. NotFound for somebody else's."""
    ended = db.session.execute(
        update(PersonSession)
        .where(
            PersonSession.id == session_id,
            PersonSession.person_id == person_id,
            PersonSession.revoked_at.is_(None),
        )
        .values(revoked_at=now)
        .returning(PersonSession.id)
    )
    if ended.one_or_none() is None:
        raise NotFound("There is no such session, or it has already ended.")


def end_other_sessions(*, person_id: UUID, keep: UUID | None, now: datetime) -> int:
    """End all sessions of the person but `keep`; returns how many ended."""
    ending = (
        update(PersonSession)
        .where(PersonSession.person_id == person_id, PersonSession.revoked_at.is_(None))
        .values(revoked_at=now)
        .returning(PersonSession.id)
    )
    if keep is not None:
        ending = ending.where(PersonSession.id != keep)
    return len(db.session.scalars(ending).all())
