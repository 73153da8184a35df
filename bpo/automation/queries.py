"""Thresholds in force, and how they came to be."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from bpo.automation.models import AutomationThreshold
from bpo.automation.rules import FieldRule, Measured
from bpo.platform.db import db


def measured(tenant_id: UUID, work_type: str) -> Measured:
    """What measuring allows of a client's work type at this moment."""
    return Measured(
        tuple(
            FieldRule(
                path=row.path,
                source=row.source,
                verdict=row.verdict,
                threshold=row.threshold,
                reason=row.reason,
            )
            for row in thresholds_now([tenant_id], work_type)
        )
    )


def thresholds_now(tenant_ids: Sequence[UUID], work_type: str | None = None) -> list[AutomationThreshold]:
    """The thresholds in force, by field and source."""
    asked = select(AutomationThreshold).where(
        AutomationThreshold.tenant_id.in_(tenant_ids), AutomationThreshold.until.is_(None)
    )
    if work_type is not None:
        asked = asked.where(AutomationThreshold.work_type == work_type)
    return list(
        db.session.scalars(
            asked.order_by(
                AutomationThreshold.tenant_id,
                AutomationThreshold.work_type,
                AutomationThreshold.path,
                AutomationThreshold.source,
            )
        )
    )


def threshold_log(tenant_id: UUID, work_type: str, *, limit: int) -> list[AutomationThreshold]:
    """Every move of a client's thresholds, latest first."""
    return list(
        db.session.scalars(
            select(AutomationThreshold)
            .where(AutomationThreshold.tenant_id == tenant_id, AutomationThreshold.work_type == work_type)
            .order_by(AutomationThreshold.since.desc(), AutomationThreshold.id.desc())
            .limit(limit)
        )
    )
