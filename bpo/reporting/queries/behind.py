"""The jobs behind each number: the same conditions as the figures count by, so that the list has as many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, and_, func, literal, select, text, union_all
from sqlalchemy.orm import aliased
from sqlalchemy.sql.elements import ColumnElement

from bpo.jobs.models import Job
from bpo.platform.db import db
from bpo.platform.errors import NotFound
from bpo.reporting import rules
from bpo.reporting.models import CountedJob
from bpo.reporting.queries.opened import LATE, OPEN_STATES, OWED
from bpo.reporting.queries.pieces import PIECES, Piece

OPEN = text(f"job.finished_at IS NULL AND job.state IN {OPEN_STATES}")
OPEN_SLICES = ("open", "late", "due_today", "on_hold", "in_review", "aged")
COUNTED_SLICES = {
    "delivered": CountedJob.ended == "delivered",
    "straight": (CountedJob.ended == "delivered") & CountedJob.straight,
    "by_people": (CountedJob.ended == "delivered") & ~CountedJob.straight,
    "exception": (CountedJob.ended == "delivered") & CountedJob.exception,
    "not_first_pass": (CountedJob.ended == "delivered") & ~CountedJob.first_pass,
    "waited": (CountedJob.ended == "delivered") & CountedJob.wait_seconds.is_not(None),
    "matched": (CountedJob.ended == "delivered") & CountedJob.matched.is_(True),
    "not_matched": (CountedJob.ended == "delivered") & CountedJob.matched.is_(False),
    "rejected": CountedJob.ended == "rejected",
    "cancelled": CountedJob.ended == "cancelled",
}
"""By the day on which the job ended."""
DUE_SLICES = {
    "due": CountedJob.verdict.in_((rules.MET, rules.MISSED)),
    "met": CountedJob.verdict == rules.MET,
    "missed": CountedJob.verdict == rules.MISSED,
    "excluded": CountedJob.verdict == rules.EXCLUDED,
}
"""By the day on which the job was due."""
LISTED = {"reason": CountedJob.reasons}
"""Jobs delivered of which the list has the detail asked for."""
SLICES = (
    *("received", *OPEN_SLICES, *COUNTED_SLICES, *DUE_SLICES, *LISTED, *PIECES),
    *("overdue", "returned", "named"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """Which jobs are meant: a slice of a period, narrowed down.

    `detail` is a code of "reason", the number of an age of "aged" (see `rules.AGES`), and what `PIECES` say of theirs.
    `edges` are needed for "aged" (`rules.age_edges`), `day_end` for "due_today"; `ids` for "named".
    """

    which: str
    period: rules.Period
    now: datetime
    day_end: datetime
    work_type: str | None = None
    priorities: Sequence[int] = ()
    detail: str = ""
    edges: Sequence[datetime] = ()
    ids: Sequence[UUID] = ()


def jobs_behind(tenant_id: UUID, asked: Behind, *, limit: int, after: UUID | None = None) -> list[Job]:
    """The jobs of a slice, the last received first; `after` is the last id of the page above.

    NotFound for a slice there is not.
    """
    statement = _slice(tenant_id, asked).order_by(Job.id.desc()).limit(limit)
    if after is not None:
        statement = statement.where(Job.id < after)
    return list(db.session.scalars(statement, _values(asked)))


def count_behind(tenant_id: UUID, asked: Behind) -> int:
    """How many there are."""
    counted = _slice(tenant_id, asked).with_only_columns(func.count(), maintain_column_froms=True)
    return db.session.scalar(counted, _values(asked)) or 0


def count_pieces(tenant_id: UUID, asked: Behind) -> tuple[int, str] | None:
    """(how many, of what) are counted in these jobs, of which one may have several; None where jobs are counted."""
    piece = PIECES.get(asked.which)
    if piece is None or not piece.unit:
        return None
    same = (piece.row.tenant_id == Job.tenant_id) & (piece.row.job_id == Job.id)
    rows = _of_work(tenant_id, asked).join(piece.row, same & _within(piece, asked))
    counted = rows.with_only_columns(func.count(), maintain_column_froms=True)
    return db.session.scalar(counted) or 0, piece.unit


def _of_work(tenant_id: UUID, asked: Behind) -> Select[Job]:
    """The client's jobs of the work and the priorities asked for."""
    found = select(Job).where(Job.tenant_id == tenant_id, Job.copy_of.is_(None))
    if asked.work_type is not None:
        found = found.where(Job.work_type == asked.work_type)
    if asked.priorities:
        found = found.where(Job.priority.in_(asked.priorities))
    return found


def _slice(tenant_id: UUID, asked: Behind) -> Select[Job]:
    found = _of_work(tenant_id, asked)
    if asked.which in OPEN_SLICES:
        return found.where(OPEN, _open(asked))
    if asked.which == "received":
        return found.where(Job.received_at >= asked.period.begins, Job.received_at < asked.period.ends)
    if asked.which in COUNTED_SLICES:
        days = CountedJob.ended_on.between(asked.period.first, asked.period.last)
        return _counted(found).where(days, COUNTED_SLICES[asked.which])
    if asked.which in ("due", "missed", "overdue"):
        return _due(tenant_id, found, asked)
    if asked.which in DUE_SLICES:
        days = CountedJob.due_on.between(asked.period.first, asked.period.last)
        return _counted(found).where(days, DUE_SLICES[asked.which])
    if asked.which in LISTED:
        days = CountedJob.ended_on.between(asked.period.first, asked.period.last)
        named = LISTED[asked.which].contains([asked.detail])
        return _counted(found).where(days, CountedJob.ended == "delivered", named)
    if asked.which == "returned":
        days = CountedJob.returned_on.between(asked.period.first, asked.period.last)
        return _counted(found).where(days)
    if asked.which in PIECES:
        piece = PIECES[asked.which]
        rows = select(piece.row.job_id).where(piece.row.tenant_id == tenant_id, _within(piece, asked))
        return found.where(Job.id.in_(rows))
    if asked.which == "named":
        return found.where(Job.id.in_(asked.ids))
    raise NotFound


def _counted(found: Select[Job]) -> Select[Job]:
    return found.join(CountedJob, (CountedJob.tenant_id == Job.tenant_id) & (CountedJob.id == Job.id))


def _open(asked: Behind) -> ColumnElement[bool]:
    late = text(f"({LATE.replace('j.', 'job.')})")
    if asked.which == "late":
        return late  # type: ignore[return-value]  # text is taken for a condition wherever one is
    if asked.which == "due_today":
        return and_(
            text(f"NOT ({LATE.replace('j.', 'job.')})"), Job.state != "on_hold", Job.due_at < asked.day_end
        )
    if asked.which in ("on_hold", "in_review"):
        return Job.state == asked.which
    if asked.which == "aged":
        return _of_age(asked)
    return literal(True)


def _of_age(asked: Behind) -> ColumnElement[bool]:
    """Received between two edges; the first bucket has no end, the last no beginning."""
    number = int(asked.detail) if asked.detail.isdigit() else 0
    latest = sorted(asked.edges, reverse=True)
    if not latest or number > len(latest):
        return literal(False)
    since = Job.received_at >= latest[number] if number < len(latest) else literal(True)
    until = Job.received_at < latest[number - 1] if number else literal(True)
    return and_(since, until)


def _due(tenant_id: UUID, found: Select[Job], asked: Behind) -> Select[Job]:
    """Counted by their due day; and, as missed, what is open and past due. Each part is found by its own index."""
    past = aliased(Job, name="past")
    overdue = select(past.id).where(
        past.tenant_id == tenant_id,
        text(f"past.finished_at IS NULL AND past.state IN {OPEN_STATES}"),
        past.due_at >= asked.period.begins,
        past.due_at < asked.period.ends,
        text(f"({OWED.replace('j.', 'past.')})"),
    )
    if asked.which == "overdue":
        return found.where(Job.id.in_(overdue))
    counted = select(CountedJob.id).where(
        CountedJob.tenant_id == tenant_id,
        CountedJob.due_on.between(asked.period.first, asked.period.last),
        DUE_SLICES[asked.which],
    )
    return found.where(Job.id.in_(union_all(counted, overdue)))


def _within(piece: Piece, asked: Behind) -> ColumnElement[bool]:
    return and_(piece.at >= asked.period.begins, piece.at < asked.period.ends, piece.of(asked.detail))


def _values(asked: Behind) -> dict[str, object]:
    return {"now": asked.now} if asked.which in (*OPEN_SLICES, "due", "missed", "overdue") else {}
