"""Forget what no longer serves anybody."""

from datetime import datetime, timedelta

from sqlalchemy import delete

from bpo.identity.models import PersonSession, PersonToken, SignInTry
from bpo.platform.db import db

TRIES_KEPT = timedelta(days=30)
"""Addresses of people who signed in are personal data; a month is enough to look into an attack."""
ENDED_KEPT = timedelta(days=30)


def forget_old(*, now: datetime) -> None:
    """Delete old tries to sign in, sessions and links that ended long ago. For the schedule, daily."""
    db.session.execute(delete(SignInTry).where(SignInTry.at < now - TRIES_KEPT))
    db.session.execute(delete(PersonSession).where(PersonSession.expires_at < now - ENDED_KEPT))
    db.session.execute(delete(PersonToken).where(PersonToken.expires_at < now - ENDED_KEPT))
