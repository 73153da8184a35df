"""API keys of a client: made, shown once, revoked."""

import secrets
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from bpo.catalog.queries import is_open
from bpo.identity.models import ApiKey
from bpo.identity.queries import token_hash
from bpo.identity.rules import API_KEY_RANDOM_BYTES, make_api_key
from bpo.identity.service.trail import tell
from bpo.platform.db import db
from bpo.platform.errors import Invalid, NotFound
from bpo.workforce.service import confidential_types

HINT_CHARACTERS = 4
KEY_PERMISSIONS = (
    "job.submit",
    "job.view",
    "job.answer",
    "job.cancel",
    "job.prioritise",
    "job.accept",
    "job.return",
    "hold.contest",
    "job.approve",
    "deliverable.download",
    "timeline.view",
    "figures.view",
    "master.view",
    "master.edit",
)
"""What a client may let its programs do. Managing users and keys is for people."""


def create_api_key(
    *,
    tenant_id: UUID,
    name: str,
    permissions: list[str],
    expires_at: datetime | None,
    by: UUID,
    now: datetime,
    cleared: Sequence[str] = (),
) -> tuple[ApiKey, str]:
    """A new key and its text, which is not kept. Invalid for no or unknown permissions, or a past expiry.

    `cleared` are the confidential work types that the program may see: of those that are open to who makes the key.
    """
    errors = {}
    if not set(cleared) <= {kind.key for kind in confidential_types(tenant_id) if is_open(tenant_id, kind)}:
        errors["cleared"] = ["Choose among the confidential work that you may see yourself."]
    if not permissions or not set(permissions) <= set(KEY_PERMISSIONS):
        errors["permissions"] = ["Choose what programs may do with this key."]
    if expires_at is not None and expires_at <= now:
        errors["expires_on"] = ["Choose a day in the future."]
    if errors:
        raise Invalid(errors)
    text = make_api_key(secrets.token_bytes(API_KEY_RANDOM_BYTES))
    key = ApiKey(
        tenant_id=tenant_id,
        name=name,
        key_hash=token_hash(text),
        hint=text[-HINT_CHARACTERS:],
        permissions=[permission for permission in KEY_PERMISSIONS if permission in permissions],
        cleared=sorted(set(cleared)),
        created_by=by,
        created_at=now,
        expires_at=expires_at,
    )
    db.session.add(key)
    db.session.flush()
    tell("key.made", tenant_id=tenant_id, subject_id=key.id, by=by, now=now, key=name)
    for work_type in key.cleared:
        tell(
            "clearance.given",
            tenant_id=tenant_id,
            subject_id=key.id,
            by=by,
            now=now,
            person=f"API key {name}",
            work_type=work_type,
        )
    return key, text


def revoke_api_key(*, tenant_id: UUID, key_id: UUID, by: UUID, now: datetime) -> ApiKey:
    """End a key: its next request is refused. NotFound where the client has no such key."""
    key = db.session.scalar(select(ApiKey).where(ApiKey.tenant_id == tenant_id, ApiKey.id == key_id))
    if key is None:
        raise NotFound
    if key.revoked_at is None:
        key.revoked_at = now
        db.session.flush()
        tell("key.revoked", tenant_id=tenant_id, subject_id=key.id, by=by, now=now, key=key.name)
    return key
