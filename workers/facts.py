"""An event as handlers get it: a value, whatever session it was read in."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One event of the outbox."""

    id: UUID
    tenant_id: UUID
    name: str
    job_id: UUID | None
    subject_id: UUID
    actor_name: str
    data: dict[str, Any]
    occurred_at: datetime
