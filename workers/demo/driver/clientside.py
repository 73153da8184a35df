"""The clients' people: they answer questions, accept results, send back what is wrong, or say nothing."""

from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from bpo.approvals import service as approvals
from bpo.approvals.queries import approvals_of, open_decisions, proposal_of
from bpo.delivery import service as delivery
from bpo.delivery.models import Deliverable
from bpo.jobs.models import Job
from bpo.jobs.queries import get_data, get_job
from bpo.jobs.rules import JobState
from bpo.payments import service as payments
from bpo.payments.queries import open_lines
from bpo.platform.caller import Caller
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import client as client_scope
from bpo.sla.models import FOR_DECISION, Hold
from bpo.workqueue import service as workqueue
from workers.demo import cast
from workers.demo.driver.house import Stage
from workers.demo.driver.lists import WITH_LISTS
from workers.demo.driver.records import slips_in

OPENS, CLOSES = 8, 18
PAYS_ON = 3
"""The weekday, from Monday 0, on which a client pays."""
SENT_BACK_SHARE = 0.08
LOOK_AGAIN = {
    "de": "Bitte das Konto der ersten Position noch einmal prüfen.",
    "en": "Please look at the account of the first line again.",
}
"""Why an approver sends something back."""
AS_PRINTED = {"de": "Bitte wie gedruckt erfassen.", "en": "Please record it as it is printed."}
"""What is said to a question that the paper has no answer to."""
CLOSE_IT = {"de": "Ja, bitte ohne Daten abschließen.", "en": "Yes, please close it without data."}


class ClientSide:
    """What the clients' people do about what they are told."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self._asked: set[UUID] = set()
        self._given: set[tuple[UUID, datetime]] = set()
        self._paid: set[tuple[str, date]] = set()

    def look(self, now: datetime) -> None:
        """See new questions and results, and plan what will be done about them. Needs a unit of work."""
        holds = db.session.execute(
            select(Hold.id, Hold.job_id, Hold.placed_at).where(
                Hold.ended_at.is_(None), Hold.owes == "client", Hold.reason != FOR_DECISION
            )
        ).all()
        results = db.session.execute(select(Job.id, Job.finished_at).where(Job.state == "delivered")).all()
        for hold_id, job_id, placed_at in holds:
            if job_id in self.stage.papers and hold_id not in self._asked:
                self._asked.add(hold_id)
                self._plan_answer(hold_id, job_id, placed_at, now)
        for key, tenant_id in self.stage.world.tenants.items():
            for task in open_decisions(tenant_id):
                if task.job_id in self.stage.papers and task.id not in self._asked:
                    self._asked.add(task.id)
                    self._plan_decision(key, task.id, task.job_id, task.step, now)
        for job_id, finished_at in results:
            if finished_at and job_id in self.stage.papers and (job_id, finished_at) not in self._given:
                self._given.add((job_id, finished_at))
                self._plan_verdict(job_id, finished_at, now)
        self._plan_payments(now)

    def _plan_payments(self, now: datetime) -> None:
        """Once a week, in the morning, a client that keeps its vendors here pays what is due until the next time."""
        for key in WITH_LISTS:
            local = now.astimezone(ZoneInfo(cast.client(key).zone))
            first = key in self.stage.world.tenants and (key, local.date()) not in self._paid
            if first and local.weekday() == PAYS_ON and local.hour >= OPENS:
                self._paid.add((key, local.date()))
                self.stage.plan(now + timedelta(minutes=20), partial(self._pay, key))

    def _pay(self, key: str, now: datetime) -> None:
        by = self.stage.world.callers[cast.of_client(key, "approver").key]
        soon = now.date() + timedelta(days=7)
        with unit_of_work(client_scope(by.tenant_id, actor=by.id), after_commit=self.stage.hints):
            due = [line.id for line, _ in open_lines(by.tenant_id) if line.day <= soon]
            if due:
                store = self.stage.app.extensions["storage"].of(by.tenant_id)
                payments.make(line_ids=due, by=by, put=store.put, now=now)

    def person_for(self, job_id: UUID) -> Caller:
        """The client's submitter."""
        key = self.stage.papers[job_id][0]
        return self.stage.world.callers[cast.of_client(key, "submitter").key]

    def _plan_answer(self, hold_id: UUID, job_id: UUID, placed_at: datetime, now: datetime) -> None:
        fate = self.stage.paper_of(job_id).fate
        at = self._office_hours(job_id, max(placed_at + fate.answer_after, now))
        self.stage.plan(at, lambda then: self._answer(hold_id, job_id, then))

    def _answer(self, hold_id: UUID, job_id: UUID, now: datetime) -> None:
        by, paper = self.person_for(job_id), self.stage.paper_of(job_id)
        tongue = "de" if cast.client(self.stage.papers[job_id][0]).language == "de" else "en"
        other = paper.kind in ("letter", "blank")
        with unit_of_work(client_scope(by.tenant_id, actor=by.id), after_commit=self.stage.hints):
            workqueue.resume_hold(
                tenant_id=by.tenant_id,
                hold_id=hold_id,
                answer=CLOSE_IT[tongue] if other else paper.fate.answer or AS_PRINTED[tongue],
                by_id=by.id,
                by_name=by.name,
                now=now,
            )

    def _plan_decision(self, key: str, task_id: UUID, job_id: UUID, step: str, now: datetime) -> None:
        delay = timedelta(minutes=self.stage.luck_of(job_id, step).randint(12, 190))
        at = self._office_hours(job_id, now + delay)
        self.stage.plan(at, lambda then: self._decide(key, task_id, job_id, step, then))

    def _decide(self, key: str, task_id: UUID, job_id: UUID, step: str, now: datetime) -> None:
        """Approve what was laid before them, now and then send it back; a second approval is another person's."""
        able = [one for one in cast.CLIENT_USERS if one.role == "approver" and one.clients == (key,)]
        by = self.stage.world.callers[able[-1 if step == "approve_second" else 0].key]
        tongue = "de" if cast.client(key).language == "de" else "en"
        with unit_of_work(client_scope(by.tenant_id, actor=by.id), after_commit=self.stage.hints):
            laid = proposal_of(by.tenant_id, job_id)
            if laid is None:
                return  # it was changed since, and will be asked for anew
            first_time = step == "approve" and not approvals_of(by.tenant_id, job_id)
            back = first_time and self.stage.luck_of(job_id, "approval").random() < SENT_BACK_SHARE
            approvals.decide(
                who=by,
                task_id=task_id,
                digest=laid.digest,
                decision="send_back" if back else "approve",
                reason=LOOK_AGAIN[tongue] if back else "",
                now=now,
            )

    def _plan_verdict(self, job_id: UUID, finished_at: datetime, now: datetime) -> None:
        fate = self.stage.paper_of(job_id).fate
        if fate.verdict == "silence" and not fate.protests:
            return
        at = self._office_hours(job_id, max(finished_at + fate.verdict_after, now))
        self.stage.plan(at, lambda then: self._judge(job_id, then))

    def _judge(self, job_id: UUID, now: datetime) -> None:
        """Send back a result that is wrong, if it is noticed, or that is not to one's liking; accept the others."""
        by, fate = self.person_for(job_id), self.stage.paper_of(job_id).fate
        with unit_of_work(client_scope(by.tenant_id, actor=by.id), after_commit=self.stage.hints):
            if get_job([by.tenant_id], job_id).state != JobState.DELIVERED:
                return  # it was sent back meanwhile
            versions = db.session.scalar(
                select(func.count())
                .select_from(Deliverable)
                .where(Deliverable.tenant_id == by.tenant_id, Deliverable.job_id == job_id)
            )
            wrong = slips_in(get_data(by.tenant_id, job_id).record, self.stage.truth_of(job_id))
            if (wrong and fate.protests) or (fate.verdict == "reject" and versions == 1):
                delivery.send_back(
                    tenant_id=by.tenant_id,
                    job_id=job_id,
                    reason=fate.reason,
                    by_id=by.id,
                    by_name=by.name,
                    now=now,
                )
            elif fate.verdict == "accept" or versions != 1:
                delivery.accept(tenant_id=by.tenant_id, job_id=job_id, by_id=by.id, by_name=by.name, now=now)

    def _office_hours(self, job_id: UUID, at: datetime) -> datetime:
        """The instant, or a little after the client's office opens next."""
        zone = ZoneInfo(cast.client(self.stage.papers[job_id][0]).zone)
        local = at.astimezone(zone)
        if local.weekday() < 5 and OPENS <= local.hour < CLOSES:
            return at
        day = local.date() if local.hour < OPENS else local.date() + timedelta(days=1)
        while day.weekday() >= 5:
            day += timedelta(days=1)
        late = self.stage.luck_of(job_id, "morning").randint(5, 150)
        opening = datetime(day.year, day.month, day.day, OPENS, tzinfo=zone) + timedelta(minutes=late)
        return opening.astimezone(at.tzinfo)
