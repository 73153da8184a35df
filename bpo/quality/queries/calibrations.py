"""Reads of calibration sessions."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from bpo.platform.db import db
from bpo.platform.errors import NotFound
from bpo.quality.models import Calibration, CalibrationAnswer, CalibrationItem


def calibration_of(tenant_ids: Sequence[UUID], calibration_id: UUID) -> Calibration:
    """One session; NotFound where it is of none of these clients."""
    found = db.session.scalar(
        select(Calibration).where(Calibration.tenant_id.in_(tenant_ids), Calibration.id == calibration_id)
    )
    if found is None:
        raise NotFound
    return found


def calibrations(tenant_ids: Sequence[UUID], *, limit: int) -> list[Calibration]:
    """Sessions, latest first."""
    return list(
        db.session.scalars(
            select(Calibration)
            .where(Calibration.tenant_id.in_(tenant_ids))
            .order_by(Calibration.made_at.desc(), Calibration.id.desc())
            .limit(limit)
        )
    )


def waiting_calibrations(reviewer_id: UUID, tenant_ids: Sequence[UUID]) -> list[Calibration]:
    """Open sessions in which somebody is asked, oldest first."""
    return list(
        db.session.scalars(
            select(Calibration)
            .where(
                Calibration.tenant_id.in_(tenant_ids),
                Calibration.closed_at.is_(None),
                Calibration.reviewers.contains([str(reviewer_id)]),
            )
            .order_by(Calibration.made_at, Calibration.id)
        )
    )


def items_of(session: Calibration) -> list[CalibrationItem]:
    """What a session is about, in order."""
    return list(
        db.session.scalars(
            select(CalibrationItem)
            .where(
                CalibrationItem.tenant_id == session.tenant_id, CalibrationItem.calibration_id == session.id
            )
            .order_by(CalibrationItem.position)
        )
    )


def item_of(tenant_ids: Sequence[UUID], item_id: UUID) -> CalibrationItem:
    """One item; NotFound where it is of none of these clients."""
    found = db.session.scalar(
        select(CalibrationItem).where(
            CalibrationItem.tenant_id.in_(tenant_ids), CalibrationItem.id == item_id
        )
    )
    if found is None:
        raise NotFound
    return found


def answers_of(session: Calibration, reviewer_id: UUID | None = None) -> list[CalibrationAnswer]:
    """What was answered in a session, by one reviewer or by all."""
    asked = (
        select(CalibrationAnswer)
        .join(
            CalibrationItem,
            (CalibrationItem.tenant_id == CalibrationAnswer.tenant_id)
            & (CalibrationItem.id == CalibrationAnswer.item_id),
        )
        .where(CalibrationAnswer.tenant_id == session.tenant_id, CalibrationItem.calibration_id == session.id)
    )
    if reviewer_id is not None:
        asked = asked.where(CalibrationAnswer.reviewer_id == reviewer_id)
    return list(db.session.scalars(asked.order_by(CalibrationItem.position, CalibrationAnswer.reviewer_id)))
