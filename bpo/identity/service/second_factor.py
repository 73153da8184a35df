"""The second step of signing in: enrolment of an authenticator, codes that count once, recovery codes."""

import base64
import secrets
from datetime import datetime
from uuid import UUID

import pyotp
from sqlalchemy import delete, func, select, update

from bpo.identity.models import Person, RecoveryCode
from bpo.identity.queries import token_hash
from bpo.identity.rules import (
    RECOVERY_RANDOM_BYTES,
    make_recovery_code,
    normalise_recovery_code,
    totp_step_accepted,
)
from bpo.platform.crypto import FieldCipher, Place, Undecryptable
from bpo.platform.db import db
from bpo.platform.errors import Conflict, Invalid
from bpo.platform.sealing import cipher

RECOVERY_CODES = 10
ISSUER = "BPO"


def new_totp_secret() -> str:
    """A fresh secret in base32, 160 bits (RFC 4226, R6), to be confirmed by a first code."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def provisioning_uri(*, secret: str, email: str) -> str:
    """What the QR code says to an authenticator."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


PROVIDER = UUID(int=0)
"""Under which name the staff's secrets are encrypted; they belong to no client."""


def _place(person: Person) -> Place:
    return Place(tenant=person.tenant_id or PROVIDER, table="person", column="totp_secret", row=person.id)


def _opened(person: Person, sealed: bytes, cipher: FieldCipher) -> str:
    try:
        return cipher.decrypt(sealed, _place(person))
    except Undecryptable as error:
        raise Conflict(
            "The second step of this account cannot be read, since the field key was changed. "
            "Ask your administrator."
        ) from error


def enrol_totp(*, person: Person, secret: str, code: str, cipher: FieldCipher, now: datetime) -> list[str]:
    """Set the second step up once the person has shown that their authenticator works.

    Returns the recovery codes, to be shown this once. Invalid for a wrong code; Conflict where a second
    step is already set.
    """
    if person.totp_secret is not None:
        raise Conflict("The second step is already set up.")
    step = totp_step_accepted(secret, code, now, None)
    if step is None:
        raise Invalid({"code": ["This is not the code your authenticator shows now. Enter the newest one."]})
    person.totp_secret = cipher.encrypt(secret, _place(person))
    person.totp_last_step = step
    return renew_recovery_codes(person_id=person.id)


def rekey_second_steps(*, limit: int) -> int:
    """Encrypt second steps anew that stand under an earlier key, at most so many; how many. In the system's scope."""
    ours = cipher()
    stale = select(Person).where(func.substring(Person.totp_secret, 1, len(ours.head)) != ours.head)
    people = db.session.scalars(stale.limit(limit).with_for_update()).all()
    for person in people:
        assert person.totp_secret is not None
        person.totp_secret = ours.encrypt(_opened(person, person.totp_secret, ours), _place(person))
    db.session.flush()
    return len(people)


def renew_recovery_codes(*, person_id: UUID) -> list[str]:
    """Make new recovery codes; older ones no longer work. Returned once, stored as hashes."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person_id))
    codes = [make_recovery_code(secrets.token_bytes(RECOVERY_RANDOM_BYTES)) for _ in range(RECOVERY_CODES)]
    db.session.add_all(RecoveryCode(person_id=person_id, hash=token_hash(code)) for code in codes)
    db.session.flush()
    return codes


def remove_totp(*, person: Person) -> None:
    """Go back to signing in with the password only."""
    person.totp_secret = None
    person.totp_last_step = None
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    db.session.flush()


def second_step_accepted(*, person: Person, code: str, cipher: FieldCipher, now: datetime) -> bool:
    """Whether the code is the authenticator's or an unused recovery code; it is used up by this."""
    if person.totp_secret is None:
        return False
    secret = _opened(person, person.totp_secret, cipher)
    step = totp_step_accepted(secret, code, now, person.totp_last_step)
    if step is not None:
        person.totp_last_step = step
        db.session.flush()
        return True
    recovery = normalise_recovery_code(code)
    if recovery is None:
        return False
    used = db.session.execute(
        update(RecoveryCode)
        .where(
            RecoveryCode.person_id == person.id,
            RecoveryCode.hash == token_hash(recovery),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now)
        .returning(RecoveryCode.person_id)
    )
    return used.one_or_none() is not None
