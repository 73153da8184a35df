"""Reads of closed months."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from bpo.platform.db import db
from bpo.platform.errors import NotFound
from bpo.statements.models import ClosedMonth
from bpo.statements.rules import CLIENT_SEES, Standing


def versions_of(tenant_id: UUID, *, for_client: bool = False) -> list[ClosedMonth]:
    """All versions of all closed months, the newest month and version first; a client sees those sent to it."""
    statement = select(ClosedMonth).where(ClosedMonth.tenant_id == tenant_id)
    if for_client:
        statement = statement.where(_sent())
    return list(db.session.scalars(statement.order_by(ClosedMonth.month.desc(), ClosedMonth.version.desc())))


def get_version(
    tenant_ids: Sequence[UUID], version_id: UUID, *, for_client: bool = False, lock: bool = False
) -> ClosedMonth:
    """One version of a month; NotFound where it is none of these clients', or not sent to the client that asks."""
    statement = select(ClosedMonth).where(ClosedMonth.tenant_id.in_(tenant_ids), ClosedMonth.id == version_id)
    if for_client:
        statement = statement.where(_sent())
    found = db.session.scalar(statement.with_for_update() if lock else statement)
    if found is None:
        raise NotFound
    return found


def newest_of(tenant_id: UUID, month: date) -> ClosedMonth | None:
    """The version of a month that stands; None where it is not closed."""
    return db.session.scalar(
        select(ClosedMonth)
        .where(ClosedMonth.tenant_id == tenant_id, ClosedMonth.month == month)
        .order_by(ClosedMonth.version.desc())
        .limit(1)
    )


def standing_before(tenant_id: UUID, month: date, *, months: int) -> list[ClosedMonth]:
    """The versions that stand of the months before, the latest month first, of so many months at most."""
    newest = (
        select(ClosedMonth.month, func.max(ClosedMonth.version).label("version"))
        .where(ClosedMonth.tenant_id == tenant_id, ClosedMonth.month < month)
        .group_by(ClosedMonth.month)
        .order_by(ClosedMonth.month.desc())
        .limit(months)
        .subquery()
    )
    return list(
        db.session.scalars(
            select(ClosedMonth)
            .join(
                newest,
                (newest.c.month == ClosedMonth.month) & (newest.c.version == ClosedMonth.version),
            )
            .where(ClosedMonth.tenant_id == tenant_id)
            .order_by(ClosedMonth.month.desc())
        )
    )


def count_unanswered(tenant_id: UUID) -> int:
    """How many reports the client has not answered."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(ClosedMonth)
            .where(ClosedMonth.tenant_id == tenant_id, ClosedMonth.standing == Standing.SENT)
        )
        or 0
    )


def _sent() -> ColumnElement[bool]:
    return ClosedMonth.standing.in_([each.value for each in CLIENT_SEES]) & ClosedMonth.sent_at.is_not(None)
