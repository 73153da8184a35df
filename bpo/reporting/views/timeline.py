"""One job's history, and where every minute of it went."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from flask import g, render_template
from flask.typing import ResponseReturnValue

from bpo.events.models import Event
from bpo.events.rules import describe
from bpo.jobs.queries import get_job
from bpo.jobs.rules import staff_words
from bpo.platform.web import caller, requires
from bpo.reporting import queries, rules
from bpo.reporting.views import bp
from bpo.sla import queries as sla_queries
from bpo.sla.rules import clock, sum_by_state
from bpo.workqueue.queries.internal import internal_targets


@bp.get("/accounts/jobs/<uuid:job_id>")
@requires("timeline.view")
def timeline(job_id: UUID) -> ResponseReturnValue:
    """One job's history, and where every minute of it went."""
    job = get_job(caller().tenants, job_id)
    events = queries.history(job.tenant_id, job.id)
    happenings = [
        rules.Happening(
            name=event.name,
            at=event.occurred_at,
            by_person=event.actor_id is not None,
            data=event.data,
            subject_id=event.subject_id,
        )
        for event in events
    ]
    parts = rules.explained(happenings, g.now)
    holds = sla_queries.holds_of(job.tenant_id, job.id)
    running = sla_queries.get_clock(job.tenant_id, job.id)
    return render_template(
        "reporting/timeline.html",
        job=job,
        client=queries.get_client(caller().tenants, job.tenant_id),
        state=staff_words(job.state),
        parts=parts,
        bars=[
            {"label": f"min {state}", "n": round(length.total_seconds() / 60), "tone": rules.STATES[state]}
            for state, length in sum_by_state(parts).items()
        ],
        moments=[(event, describe(event.name, event.data)) for event in events],
        holds=holds,
        contests=sla_queries.contests_of(job.tenant_id, job.id),
        restated=[line for event in events if event.name == "clock.restated" for line in _versions(event)],
        internal=internal_targets(job, g.now) if not caller().is_client else [],
        clock=clock(sla_queries.facts_of(running, holds), g.now),
    )


def _versions(event: Event) -> list[dict[str, Any]]:
    """What a clock said before it was stated anew, and what it says since."""
    return [
        {
            "version": told["version"],
            "stated_at": event.occurred_at if side == "after" else None,
            "due_at": datetime.fromisoformat(told["due_at"]),
            "credited": timedelta(seconds=told["credited_seconds"]),
            "promise": "kept"
            if told["met"]
            else "broken"
            if told["breached"] or told["met"] is False
            else "running",
            "why": f"{event.data['why']} ({event.data['by']})" if side == "after" else "",
        }
        for side in ("before", "after")
        for told in (event.data[side],)
    ]
