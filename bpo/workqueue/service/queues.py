"""Queues come into being with a contract: one for each step of each work type it covers."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import or_, select
from sqlalchemy.dialects.postgresql import insert

from bpo.catalog.registry import work_type
from bpo.catalog.rules import Actor, WorkType
from bpo.contracts import queries as contracts
from bpo.contracts.rules import Terms
from bpo.platform.db import db
from bpo.platform.errors import Conflict
from bpo.platform.ids import new_id
from bpo.tenancy.models import Tenant
from bpo.workqueue.models import WorkQueue

REVIEW = "review"
"""The step of a review task: no step of a work type, every work type has it."""
APPROVAL = "approval"
"""The activity of the client's own queues: no member of staff can be certified for it."""


def open_queues(*, tenant_id: UUID, work_type: WorkType, terms: Terms) -> None:
    """Make the client's queues for the work type, or give those there are the new weight and caps."""
    steps = [
        (step.key, step.actor, APPROVAL if step.actor is Actor.CLIENT else "work") for step in work_type.steps
    ]
    steps.append((REVIEW, Actor.PERSON, "review"))
    for step, actor, activity in steps:
        # what waits for the client's own people is limited by nobody
        cap = {Actor.AUTOMATION: terms.automation_cap, Actor.PERSON: terms.people_cap}.get(actor)
        statement = insert(WorkQueue).values(
            tenant_id=tenant_id,
            id=new_id(),
            work_type=work_type.key,
            step=step,
            actor=actor.value,
            activity=activity,
            weight=terms.weight,
            cap=cap,
            paused=select(Tenant.state != "active").where(Tenant.id == tenant_id).scalar_subquery(),
        )
        db.session.execute(
            statement.on_conflict_do_update(
                index_elements=["tenant_id", "work_type", "step"],
                set_={"weight": terms.weight, "cap": cap},
                where=or_(
                    WorkQueue.weight.is_distinct_from(terms.weight), WorkQueue.cap.is_distinct_from(cap)
                ),
            )
        )


def apply_contracts(*, now: datetime) -> None:
    """Give the queues of every client what the contract in force says: a new version begins on its day by itself.

    Runs in the system's scope.
    """
    for tenant_id in db.session.scalars(select(Tenant.id).where(Tenant.state == "active")).all():
        try:
            terms = contracts.terms_in_force(tenant_id, now).terms
        except Conflict:
            continue  # no contract has begun yet
        for key, _ in terms.work_types:
            open_queues(tenant_id=tenant_id, work_type=work_type(key), terms=terms)
