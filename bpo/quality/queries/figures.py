"""What quality came to: accuracy with its interval, control charts, defects by reason, people's results.

Accuracy counts random samples only, each stratum with the weight of its volume; known-answer items and targeted audits
are no part of it. Costs grow with the window asked for, not with history.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, case, func, select, text

from bpo.catalog.registry import work_type as work_type_of
from bpo.platform.db import db
from bpo.quality.models import Contest, Defect, Drawing, KnownAnswerScore, Review
from bpo.quality.rules import DEFECT_REASONS, Chart, Interval, Sampled, p_chart, weighted, wilson


@dataclass(frozen=True, slots=True)
class StratumFigure:
    """One stratum: its volume, how much of it a random sample looked at, and how that did."""

    stratum: str
    volume: int
    interval: Interval | None


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Part of the work that was without a defect. `interval` is None where nothing was sampled: "not measured".

    `covered` (0..1) is the part of the volume that stands in strata of which something was sampled.
    """

    interval: Interval | None
    covered: float
    volume: int
    strata: tuple[StratumFigure, ...]

    @property
    def words(self) -> str:
        """As it is printed; "not measured" without a sample, never 100 %."""
        return self.interval.words if self.interval else "not measured"


NOT_MEASURED = Accuracy(interval=None, covered=0.0, volume=0, strata=())
"""Of work of which nothing was finished."""


def _within(tenant_id: UUID, since: datetime, until: datetime) -> ColumnElement[bool]:
    return and_(Drawing.tenant_id == tenant_id, Drawing.finished_at >= since, Drawing.finished_at < until)


_SAMPLED = func.count().filter(Drawing.good.is_not(None))
_GOOD = func.count().filter(Drawing.good.is_(True))


def accuracy(tenant_id: UUID, *, since: datetime, until: datetime, work_type: str | None = None) -> Accuracy:
    """Accuracy of what was finished from `since` to before `until`, of one work type or all, people and automation."""
    asked = select(Drawing.stratum, func.count(), _SAMPLED, _GOOD).where(_within(tenant_id, since, until))
    if work_type is not None:
        asked = asked.where(Drawing.work_type == work_type)
    rows = db.session.execute(asked.group_by(Drawing.stratum).order_by(Drawing.stratum)).all()
    return _accuracy([(row[0], row[1], row[2], row[3]) for row in rows])


SAMPLED_OF_ALL = text(
    """
    SELECT asked.tenant_id, drawn.stratum, drawn.n, drawn.sampled, drawn.good
      FROM unnest(CAST(:tenants AS uuid[]), CAST(:since AS timestamptz[]), CAST(:until AS timestamptz[]))
           AS asked(tenant_id, since, until)
      CROSS JOIN LATERAL (
           SELECT d.stratum, count(*) AS n, count(d.good) AS sampled, count(*) FILTER (WHERE d.good) AS good
             FROM drawing d WHERE d.tenant_id = asked.tenant_id
              AND d.finished_at >= asked.since AND d.finished_at < asked.until
            GROUP BY d.stratum) drawn
     ORDER BY asked.tenant_id, drawn.stratum
    """
)


def accuracies(spans: Mapping[UUID, tuple[datetime, datetime]]) -> dict[UUID, Accuracy]:
    """Accuracy of all work of many clients in one question, each from its own `since` to before its own `until`."""
    asked = {
        "tenants": list(spans),
        "since": [since for since, _ in spans.values()],
        "until": [until for _, until in spans.values()],
    }
    found: dict[UUID, list[tuple[str, int, int, int]]] = {tenant_id: [] for tenant_id in spans}
    for row in db.session.execute(SAMPLED_OF_ALL, asked):
        found[row.tenant_id].append((row.stratum, row.n, row.sampled, row.good))
    return {tenant_id: _accuracy(strata) for tenant_id, strata in found.items()}


def _accuracy(rows: Sequence[tuple[str, int, int, int]]) -> Accuracy:
    whole = weighted([Sampled(good, n, volume) for _, volume, n, good in rows])
    return Accuracy(
        interval=whole.interval if whole else None,
        covered=whole.covered if whole else 0.0,
        volume=sum(volume for _, volume, _, _ in rows),
        strata=tuple(StratumFigure(name, volume, wilson(good, n)) for name, volume, n, good in rows),
    )


def accuracy_by_work_type(tenant_id: UUID, *, since: datetime, until: datetime) -> dict[str, Accuracy]:
    """Accuracy of each work type of which anything was finished in the window."""
    rows = db.session.execute(
        select(Drawing.work_type, Drawing.stratum, func.count(), _SAMPLED, _GOOD)
        .where(_within(tenant_id, since, until))
        .group_by(Drawing.work_type, Drawing.stratum)
        .order_by(Drawing.work_type, Drawing.stratum)
    ).all()
    found: dict[str, list[tuple[str, int, int, int]]] = {}
    for row in rows:
        found.setdefault(row[0], []).append((row[1], row[2], row[3], row[4]))
    return {key: _accuracy(strata) for key, strata in found.items()}


def defect_chart(
    tenant_id: UUID,
    *,
    since: datetime,
    until: datetime,
    zone: str,
    work_type: str | None = None,
    by: str = "week",
) -> Chart:
    """The p-chart of defects in random samples, a point for each `day` or `week` (from Monday) of the zone.

    Labels are ISO dates of the day, or of the week's Monday; periods without a sample are points with n = 0.
    """
    day = func.date_trunc(by, func.timezone(zone, Drawing.finished_at))
    asked = select(day, _SAMPLED, _GOOD).where(_within(tenant_id, since, until), Drawing.good.is_not(None))
    if work_type is not None:
        asked = asked.where(Drawing.work_type == work_type)
    counted = {row[0].date(): (row[1], row[2]) for row in db.session.execute(asked.group_by(day))}
    samples = []
    for label in _periods(since, until, zone, by):
        n, good = counted.get(label, (0, 0))
        samples.append((label.isoformat(), n - good, n))
    return p_chart(samples)


def _periods(since: datetime, until: datetime, zone: str, by: str) -> list[date]:
    step = timedelta(days=7 if by == "week" else 1)
    first = since.astimezone(ZoneInfo(zone)).date()
    last = (until - timedelta(microseconds=1)).astimezone(ZoneInfo(zone)).date()
    if by == "week":
        first -= timedelta(days=first.weekday())
    found = []
    while first <= last:
        found.append(first)
        first += step
    return found


@dataclass(frozen=True, slots=True)
class DefectCount:
    """In how many jobs something was wrong. `origin`: `review`, `lot`, `audit`, `client` or `dispute`."""

    work_type: str
    origin: str
    reason: str
    label: str
    n: int


def standing(since: datetime, until: datetime) -> ColumnElement[bool]:
    """Defects found from `since` to before `until` that no contest and no decision took back."""
    return and_(Defect.found_at >= since, Defect.found_at < until, Defect.withdrawn_at.is_(None))


def defects_by_reason(
    tenant_id: UUID, *, since: datetime, until: datetime, work_type: str | None = None, limit: int = 50
) -> list[DefectCount]:
    """What was found wrong in the window and stands, by the jobs it was wrong in, the most frequent first."""
    jobs = func.count(Defect.job_id.distinct())
    asked = select(Defect.work_type, Defect.origin, Defect.reason, jobs).where(
        Defect.tenant_id == tenant_id, standing(since, until)
    )
    if work_type is not None:
        asked = asked.where(Defect.work_type == work_type)
    rows = db.session.execute(
        asked.group_by(Defect.work_type, Defect.origin, Defect.reason)
        .order_by(jobs.desc(), Defect.work_type, Defect.origin, Defect.reason)
        .limit(limit)
    )
    return [DefectCount(row[0], row[1], row[2], reason_label(row[0], row[2]), row[3]) for row in rows]


def reason_label(work_type: str, reason: str) -> str:
    """A defect's reason in words: the scorecard's line, or one of the usual reasons; else the key itself."""
    if reason in DEFECT_REASONS:
        return DEFECT_REASONS[reason]
    try:
        card = work_type_of(work_type).scorecard
    except KeyError:
        return reason
    return next((line.text for line in card if line.key == reason), reason)


@dataclass(frozen=True, slots=True)
class AgentFigures:
    """How one person's work did in a window; None is "not measured".

    `accuracy` is of random samples of their work, `known` the part of known-answer fields that was right.
    """

    reviewed: int
    mean_score: float | None
    accuracy: Interval | None
    known: Interval | None
    known_items: int
    returned: int
    contests_won: int


def agent_figures(
    person_id: UUID,
    tenant_ids: Sequence[UUID],
    *,
    since: datetime,
    until: datetime,
    work_type: str | None = None,
) -> AgentFigures:
    """Figures of somebody's work for these clients. A review that a contest overturned counts as passed."""
    found = figures_of_people([person_id], tenant_ids, since=since, until=until, work_type=work_type)
    return found[person_id]


def figures_of_people(
    person_ids: Sequence[UUID],
    tenant_ids: Sequence[UUID],
    *,
    since: datetime,
    until: datetime,
    work_type: str | None = None,
) -> dict[UUID, AgentFigures]:
    """The same of each of these people, in three questions however many they are."""
    drawn = (
        select(Drawing.worker_id, _SAMPLED, _GOOD)
        .where(
            Drawing.tenant_id.in_(tenant_ids),
            Drawing.worker_id.in_(person_ids),
            Drawing.finished_at >= since,
            Drawing.finished_at < until,
        )
        .group_by(Drawing.worker_id)
    )
    known = (
        select(
            KnownAnswerScore.person_id,
            func.count(),
            func.sum(KnownAnswerScore.right),
            func.sum(KnownAnswerScore.fields),
        )
        .where(
            KnownAnswerScore.tenant_id.in_(tenant_ids),
            KnownAnswerScore.person_id.in_(person_ids),
            KnownAnswerScore.scored_at >= since,
            KnownAnswerScore.scored_at < until,
        )
        .group_by(KnownAnswerScore.person_id)
    )
    if work_type is not None:
        drawn = drawn.where(Drawing.work_type == work_type)
        known = known.where(KnownAnswerScore.work_type == work_type)
    samples = {row[0]: (row[1], row[2]) for row in db.session.execute(drawn)}
    answers = {row[0]: (row[1], row[2], row[3]) for row in db.session.execute(known)}
    reviewed = _reviewed(person_ids, tenant_ids, since, until, work_type)
    return {
        person_id: _figures(
            samples.get(person_id, (0, 0)),
            answers.get(person_id, (0, 0, 0)),
            reviewed.get(person_id, (0, None, 0, 0)),
        )
        for person_id in person_ids
    }


def _figures(
    sampled: tuple[int, int], known: tuple[int, int, int], reviewed: tuple[int, Any, int, int]
) -> AgentFigures:
    n, good = sampled
    items, right, fields = known
    count, mean, returned, won = reviewed
    return AgentFigures(
        reviewed=count,
        mean_score=float(mean) if mean is not None else None,
        accuracy=wilson(good, n),
        known=wilson(int(right), int(fields)),
        known_items=items,
        returned=returned,
        contests_won=won,
    )


def _reviewed(
    person_ids: Sequence[UUID],
    tenant_ids: Sequence[UUID],
    since: datetime,
    until: datetime,
    work_type: str | None,
) -> dict[UUID, tuple[int, Any, int, int]]:
    """Of each person the reviews; mean score and returns of those that stand; how many a contest overturned."""
    overturned = Contest.upheld.is_(False)
    asked = (
        select(
            Review.worker_id,
            func.count(),
            func.avg(case((overturned, None), else_=Review.score)),
            func.count().filter(Review.outcome == "return", overturned.is_not(True)),
            func.count().filter(overturned),
        )
        .join(
            Contest, (Contest.tenant_id == Review.tenant_id) & (Contest.review_id == Review.id), isouter=True
        )
        .where(
            Review.tenant_id.in_(tenant_ids),
            Review.worker_id.in_(person_ids),
            Review.done_at >= since,
            Review.done_at < until,
        )
        .group_by(Review.worker_id)
    )
    if work_type is not None:
        asked = asked.join(
            Drawing,
            (Drawing.tenant_id == Review.tenant_id) & (Drawing.task_id == Review.worked_task_id),
        ).where(Drawing.work_type == work_type)
    return {row[0]: (row[1], row[2], row[3], row[4]) for row in db.session.execute(asked)}
