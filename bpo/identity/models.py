"""People, their sessions, one-time links, API keys, and the mail we send them."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ARRAY, CheckConstraint, ForeignKey, Index, LargeBinary, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from bpo.platform.db import Base
from bpo.platform.ids import new_id
from bpo.tenancy.models import TenantOwned


class Person(Base):
    """An account: of a client company (`tenant_id` set) or of the provider's staff (`tenant_id` None)."""

    __tablename__ = "person"
    __table_args__ = (
        UniqueConstraint("email"),
        CheckConstraint("email = lower(email)", name="email_lower"),
        CheckConstraint("state IN ('invited', 'active', 'disabled')", name="state"),
        CheckConstraint("(kind = 'client') = (tenant_id IS NOT NULL)", name="kind"),
        Index("ix_person_tenant", "tenant_id"),
        {"info": {"wall": "person"}},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    tenant_id: Mapped[UUID | None] = mapped_column(ForeignKey("tenant.id"))
    kind: Mapped[str]
    role: Mapped[str]
    email: Mapped[str]
    name: Mapped[str]
    zone: Mapped[str]
    locale: Mapped[str]
    state: Mapped[str] = mapped_column(default="invited")
    password_hash: Mapped[str | None]
    totp_secret: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Encrypted; set once the person confirmed a first code."""
    totp_last_step: Mapped[int | None]
    """The last time step used, so that a code counts once (RFC 6238, 5.2)."""
    sessions_from: Mapped[datetime | None]
    """Sessions begun before this instant no longer count: the account was switched off then."""
    created_at: Mapped[datetime]


class PersonSession(Base):
    """One browser that is signed in. The cookie carries the id and a secret; the row keeps its hash."""

    __tablename__ = "person_session"
    __table_args__ = (
        Index("ix_person_session_person", "person_id"),
        {"info": {"wall": "own"}},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    secret_hash: Mapped[bytes] = mapped_column(LargeBinary)
    address: Mapped[str]
    user_agent: Mapped[str]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class SignInTry(Base):
    """A try to sign in, for throttling by account and by address."""

    __tablename__ = "sign_in_try"
    __table_args__ = (
        Index("ix_sign_in_try_email", "email", "at"),
        Index("ix_sign_in_try_address", "address", "at"),
        {"info": {"wall": "gate"}},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    email: Mapped[str]
    address: Mapped[str]
    at: Mapped[datetime]
    ok: Mapped[bool]


class PersonToken(Base):
    """A one-time link: an invitation or a password reset. Only its hash is kept."""

    __tablename__ = "person_token"
    __table_args__ = (
        CheckConstraint("purpose IN ('invite', 'reset')", name="purpose"),
        Index("ix_person_token_person", "person_id"),
        {"info": {"wall": "token"}},
    )

    hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"))
    purpose: Mapped[str]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class RecoveryCode(Base):
    """A code to sign in once without the authenticator."""

    __tablename__ = "recovery_code"
    __table_args__ = {"info": {"wall": "own"}}  # noqa: RUF012

    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id"), primary_key=True)
    hash: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
    used_at: Mapped[datetime | None]


class ApiKey(TenantOwned, Base):
    """A key with which a client's program calls the API."""

    __tablename__ = "api_key"
    __table_args__ = (
        UniqueConstraint("key_hash"),
        {"info": {"wall": "tenant", "gate": "SELECT, UPDATE"}},
    )

    name: Mapped[str]
    key_hash: Mapped[bytes] = mapped_column(LargeBinary)
    hint: Mapped[str]
    """The last four characters, to tell keys apart in a list."""
    permissions: Mapped[list[Any]]
    cleared: Mapped[list[str]] = mapped_column(ARRAY(Text), default=list)
    """The confidential work types whose work the program may see."""
    created_by: Mapped[UUID]
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime | None]
    used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class Mail(Base):
    """A letter to a person, delivered by the schedule; without SMTP it is read on the outbox page."""

    __tablename__ = "mail"
    __table_args__ = (
        Index("ix_mail_unsent", "due_at", postgresql_where=text("sent_at IS NULL")),
        {"info": {"wall": "mail"}},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    tenant_id: Mapped[UUID | None] = mapped_column(ForeignKey("tenant.id"))
    to: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    created_at: Mapped[datetime]
    due_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None]
