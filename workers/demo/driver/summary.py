"""What became of the month, in figures."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select

from bpo.jobs.models import Job
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import everyone
from bpo.quality.models import Review
from workers.demo.driver.house import Stage


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The month's figures: jobs by state, rates in 0..1 of what was delivered, reviews by outcome ("open": not done).

    `missed` counts deeds that the house refused; `seconds` are of real time.
    """

    jobs: int
    states: Mapping[str, int]
    straight_through: float
    on_time: float
    reviews: Mapping[str, int]
    missed: int
    seconds: float

    @property
    def sentence(self) -> str:
        """All of it in a line."""
        states = ", ".join(
            f"{count} {state.replace('_', ' ')}" for state, count in sorted(self.states.items())
        )
        return (
            f"{self.jobs} jobs ({states}); {self.straight_through:.0%} straight through,"
            f" {self.on_time:.0%} on time; {sum(self.reviews.values())} reviews; {self.seconds:.0f} s"
        )


def summary(stage: Stage, *, seconds: float) -> Summary:
    """Count what is there now. Opens a unit of work of its own."""
    tenants = list(stage.world.tenants.values())
    with unit_of_work(everyone(reason="the demo month counts what it made").reading()):
        states = db.session.execute(
            select(Job.state, func.count().label("jobs"))
            .where(Job.tenant_id.in_(tenants), Job.copy_of.is_(None))
            .group_by(Job.state)
        ).all()
        reviews = db.session.execute(
            select(func.coalesce(Review.outcome, "open").label("outcome"), func.count().label("times"))
            .where(Review.tenant_id.in_(tenants))
            .group_by(Review.outcome)
        ).all()
        delivered, straight, late = db.session.execute(
            select(
                func.count(),
                func.count().filter(~Job.touched),
                func.count().filter(Job.late.is_(True)),
            ).where(Job.tenant_id.in_(tenants), Job.finished_at.is_not(None))
        ).one()
    return Summary(
        jobs=sum(row.jobs for row in states),
        states={row.state: row.jobs for row in states},
        straight_through=straight / delivered if delivered else 0.0,
        on_time=1 - late / delivered if delivered else 0.0,
        reviews={row.outcome: row.times for row in reviews},
        missed=stage.missed,
        seconds=seconds,
    )
