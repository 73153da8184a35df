"""The seeds of draws: secret, one for a client's work type, kept for ever."""

from datetime import datetime
from secrets import token_hex
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from bpo.platform.db import db
from bpo.platform.ids import new_id
from bpo.quality.models import SamplingSeed


def seed_of(tenant_id: UUID, work_type_key: str, now: datetime) -> bytes:
    """The stored seed of a client's work type; made with the first draw, and never changed."""
    asked = select(SamplingSeed.seed).where(
        SamplingSeed.tenant_id == tenant_id, SamplingSeed.work_type == work_type_key
    )
    found = db.session.scalar(asked)
    if found is None:
        made = insert(SamplingSeed).values(
            tenant_id=tenant_id, id=new_id(), work_type=work_type_key, seed=token_hex(32), created_at=now
        )
        db.session.execute(made.on_conflict_do_nothing())
        found = db.session.scalars(asked).one()
    return bytes.fromhex(found)
