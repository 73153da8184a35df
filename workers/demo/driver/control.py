"""Quality control as people do it day by day: known answers, calibration, contests, and letting somebody back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from sqlalchemy import select

from bpo.catalog.registry import work_type
from bpo.jobs.models import Job
from bpo.jobs.queries import get_data
from bpo.jobs.rules import JobState
from bpo.platform.caller import Caller
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import Scope, everyone, only
from bpo.quality import service as quality
from bpo.quality.models import Calibration, CalibrationItem, Contest, KnownAnswer, Review
from bpo.quality.queries import answers_of
from bpo.workforce.models import Pause
from bpo.workqueue.models import Attempt, Task
from workers.demo import cast
from workers.demo.driver.house import Stage, minutes
from workers.demo.driver.records import slips_in
from workers.demo.driver.reviewing import LINES, MISREAD, MISREAD_AT

LEAD = "henrike.moll"
REVIEWERS = ("aurel.stanciu", "philippa.reed")
ZONE = "Europe/Berlin"
KNOWN_OF, KNOWN_FROM, KNOWN_ITEMS = "brightwater", 0.2, 4
"""Whose accepted work becomes items with known answers, from when on, and how many: where three agents work, so that
who did the original is not the only one there."""
CALIBRATED, LEFT_OPEN = 0.55, 0.93
"""When a calibration is opened that both reviewers finish, and one that still waits for the first of them."""
CALIBRATION_ITEMS = 6
BACK_AFTER = timedelta(days=2)
LEFT_PAUSED = 0.5
"""Who was paused since then waits to be let back by whoever signs in as the lead."""
PAUSED_BY_HAND, PAUSED_WHO, PAUSED_AT = 0.86, "dakota.wells", "cascadia"
SAME_SLIP = "The last returns all show the same slip. We go through them together on Monday."
"""Where reviews have not paused anybody since, the lead does."""
RETRAINED = "We went through the last returns together; five items of old work were right after that."
CONTESTED = (
    "The document gives 30 days net; the date in the record is right. The one below is the delivery's."
)
WRONG = "Right: the line that was quoted is the date of delivery. The review is withdrawn."


@dataclass(frozen=True, slots=True)
class QualityControl:
    """Directs it."""

    stage: Stage

    def plan(self, since: datetime) -> None:
        """Put everything on the agenda that lies after `since`."""
        moment = self.stage.moment
        steps: list[tuple[datetime, Callable[[datetime], None]]] = [
            (moment(CALIBRATED, 10, 15, ZONE), partial(self._open_calibration, "Due dates and orders")),
            (moment(LEFT_OPEN, 10, 15, ZONE), partial(self._open_calibration, "After the new instructions")),
            (moment(PAUSED_BY_HAND, 9, 40, ZONE), self._pause_by_hand),
        ]
        day = self.stage.story.start.date()
        while day <= self.stage.story.now.date():
            if day.weekday() < 5:
                steps += self._of_day(datetime(day.year, day.month, day.day, tzinfo=since.tzinfo))
            day += timedelta(days=1)
        for at, deed in steps:
            if at > since:
                self.stage.plan(at, deed)

    def _of_day(self, midnight: datetime) -> list[tuple[datetime, Callable[[datetime], None]]]:
        return [
            (midnight + minutes(8 * 60 + 10), self._reinstate),
            (midnight + minutes(9 * 60 + 25), self._make_known),
            (midnight + minutes(10 * 60 + 40), self._decide),
            (midnight + minutes(13 * 60 + 20), self._answer),
            (midnight + minutes(14 * 60 + 30), self._contest),
        ]

    @property
    def _lead(self) -> Caller:
        return self.stage.world.callers[LEAD]

    def _reinstate(self, now: datetime) -> None:
        """Whoever was paused is let back once the lead has gone through their work with them; one still waits."""
        waits_since = self.stage.moment(LEFT_PAUSED, 0, 0, ZONE)
        paused = select(Pause).where(
            Pause.ended_at.is_(None), Pause.paused_at <= min(now - BACK_AFTER, waits_since)
        )
        with unit_of_work(_of(self._lead), after_commit=self.stage.hints):
            for pause in db.session.scalars(paused.order_by(Pause.id)).all():
                quality.people.reinstate(
                    tenant_id=pause.tenant_id, pause_id=pause.id, reason=RETRAINED, by=self._lead.id, now=now
                )

    def _pause_by_hand(self, now: datetime) -> None:
        """The lead takes somebody off the work where nobody is."""
        tenant_id = self.stage.world.tenants.get(PAUSED_AT)
        if tenant_id is None:
            return
        with unit_of_work(_of(self._lead), after_commit=self.stage.hints):
            if db.session.scalar(select(Pause.id).where(Pause.ended_at.is_(None)).limit(1)) is None:
                who = self.stage.world.callers[PAUSED_WHO].id
                quality.people.pause(tenant_id, who, cast.INVOICES, SAME_SLIP, now=now, by=self._lead.id)

    def _make_known(self, now: datetime) -> None:
        """The lead picks accepted work that is right beyond doubt: copies of it are mixed in from then on."""
        tenant_id = self.stage.world.tenants.get(KNOWN_OF)
        if tenant_id is None or now < self.stage.moment(KNOWN_FROM, 0, 0, ZONE):
            return
        with unit_of_work(_of(self._lead), after_commit=self.stage.hints):
            known = set(
                db.session.scalars(select(KnownAnswer.job_id).where(KnownAnswer.tenant_id == tenant_id))
            )
            for job_id in self._certain(tenant_id):
                if len(known) >= KNOWN_ITEMS:
                    return
                if job_id not in known:
                    quality.known_answers.make(tenant_id=tenant_id, job_id=job_id, by=self._lead, now=now)
                    known.add(job_id)

    def _certain(self, tenant_id: UUID) -> list[UUID]:
        """Accepted jobs that a person did, about which nothing was unclear, and nothing is wrong."""
        rows = db.session.scalars(
            select(Job.id)
            .where(Job.tenant_id == tenant_id, Job.state == JobState.ACCEPTED, Job.work_type == cast.INVOICES)
            .where(Job.touched)
            .order_by(Job.number)
        ).all()
        return [
            job_id
            for job_id in rows
            if job_id in self.stage.papers
            and self.stage.paper_of(job_id).kind not in ("letter", "blank")
            and self.stage.paper_of(job_id).fate.question is None
            and self.stage.truth_of(job_id)
            and not slips_in(get_data(tenant_id, job_id).record, self.stage.truth_of(job_id))
        ]

    def _open_calibration(self, name: str, now: datetime) -> None:
        """The lead lays the latest delivered work before both reviewers."""
        tenant_id = self.stage.world.tenants.get(MISREAD_AT)
        if tenant_id is None:
            return
        asked = [self.stage.world.callers[key].id for key in REVIEWERS]
        mended = select(Review.job_id).where(Review.tenant_id == tenant_id, Review.outcome == "fix")
        jobs = (
            select(Job.id)
            .join(Task, (Task.tenant_id == Job.tenant_id) & (Task.job_id == Job.id))
            .join(Attempt, (Attempt.tenant_id == Task.tenant_id) & (Attempt.task_id == Task.id))
            .where(
                Job.tenant_id == tenant_id,
                Job.work_type == cast.INVOICES,
                Job.state.in_((JobState.DELIVERED, JobState.ACCEPTED)),
                Job.copy_of.is_(None),
                Attempt.person_id.is_not(None),
                Attempt.outcome == "done",
                Job.id.not_in(mended),
            )
            .group_by(Job.id, Job.finished_at)
            .order_by(Job.finished_at.desc())
            .limit(CALIBRATION_ITEMS)
        )
        with unit_of_work(_of(self._lead), after_commit=self.stage.hints):
            chosen = list(db.session.scalars(jobs))
            if chosen:
                quality.calibrations.open_session(
                    tenant_id=tenant_id,
                    work_type_key=cast.INVOICES,
                    name=name,
                    job_ids=chosen,
                    reviewers=asked,
                    by=self._lead,
                    now=now,
                )

    def _answer(self, now: datetime) -> None:
        """The reviewers answer what is laid before them; of the last session the first of them has not yet."""
        last = self.stage.moment(LEFT_OPEN, 0, 0, ZONE)
        for key in REVIEWERS:
            who = self.stage.world.callers.get(key)
            if who is None:
                continue
            with unit_of_work(_of(who), after_commit=self.stage.hints):
                for session in db.session.scalars(
                    select(Calibration).where(Calibration.closed_at.is_(None)).order_by(Calibration.id)
                ).all():
                    if key != REVIEWERS[0] or session.made_at < last:
                        self._answer_all(session, who, now)

    def _answer_all(self, session: Calibration, who: Caller, now: datetime) -> None:
        given = {each.item_id for each in answers_of(session, who.id)}
        items = db.session.scalars(
            select(CalibrationItem)
            .where(
                CalibrationItem.tenant_id == session.tenant_id, CalibrationItem.calibration_id == session.id
            )
            .order_by(CalibrationItem.position)
        ).all()
        card = work_type(session.work_type).scorecard
        for item in items:
            if item.id in given or item.job_id not in self.stage.papers:
                continue
            wrong = slips_in(item.record, self.stage.truth_of(item.job_id))
            answers = {line.key: "yes" for line in card} | {LINES[path]: "no" for path in wrong}
            if item.position == 1:  # a name is shortened: both see it
                answers["spelling"] = "no"
            if item.position == len(items) and who.name == self.stage.world.callers[REVIEWERS[1]].name:
                answers["lines"] = "na"  # where they part: is a single line "lines"?
            quality.calibrations.answer(
                reviewer=who,
                tenant_id=session.tenant_id,
                item_id=item.id,
                answers=answers,
                comment="",
                now=now,
            )

    def _contest(self, now: datetime) -> None:
        """Whoever was told of an error that is none says so."""
        with unit_of_work(everyone(reason="the demo month looks for reviews to contest").reading()):
            rows = db.session.execute(
                select(Review.tenant_id, Review.id, Review.worker_id)
                .join(
                    Contest,
                    (Contest.tenant_id == Review.tenant_id) & (Contest.review_id == Review.id),
                    isouter=True,
                )
                .where(Review.comment == MISREAD, Review.done_at.is_not(None), Contest.id.is_(None))
                .order_by(Review.id)
            ).all()
        for tenant_id, review_id, worker_id in rows:
            worker = next(one for one in self.stage.world.callers.values() if one.id == worker_id)
            with unit_of_work(_of(worker), after_commit=self.stage.hints):
                quality.contests.contest(
                    person=worker, tenant_id=tenant_id, review_id=review_id, words=CONTESTED, now=now
                )

    def _decide(self, now: datetime) -> None:
        """The other reviewer looks at the first, and says that the review was wrong; the next one still waits."""
        with unit_of_work(everyone(reason="the demo month looks for contests to decide").reading()):
            first = db.session.execute(
                select(Contest.tenant_id, Contest.id, Review.reviewer_id, Contest.decided_at)
                .join(Review, (Review.tenant_id == Contest.tenant_id) & (Review.id == Contest.review_id))
                .order_by(Contest.id)
                .limit(1)
            ).all()
        rows = [each[:3] for each in first if each.decided_at is None]
        for tenant_id, contest_id, reviewer_id in rows:
            other = next(
                self.stage.world.callers[key]
                for key in REVIEWERS
                if self.stage.world.callers[key].id != reviewer_id
            )
            with unit_of_work(_of(other), after_commit=self.stage.hints):
                quality.contests.decide(
                    by=other, tenant_id=tenant_id, contest_id=contest_id, upheld=False, reason=WRONG, now=now
                )


def _of(who: Caller) -> Scope:
    return only(*who.tenants, actor=who.id, cleared=who.cleared)
