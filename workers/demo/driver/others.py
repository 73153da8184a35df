"""The month's other work: pay runs and keyed batches, handed in on given days and done by people of their own."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bpo.approvals import service as approvals
from bpo.approvals.queries import awaiting, proposal_of
from bpo.approvals.rules import digest_of
from bpo.catalog.registry import kind_of, work_type
from bpo.contracts.rules import Priority
from bpo.delivery import service as delivery
from bpo.jobs import service as jobs
from bpo.jobs.models import Job
from bpo.jobs.queries import documents_of, get_data, get_job
from bpo.jobs.rules import JobState, Wishes
from bpo.platform.caller import Caller
from bpo.platform.db import db, unit_of_work
from bpo.platform.errors import Invalid, NothingWaiting
from bpo.platform.scope import client as client_scope
from bpo.platform.scope import only
from bpo.workqueue import queries as workqueue_queries
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Task
from bpo.workqueue.queries import get_task
from workers.demo import cast
from workers.demo.documents.slips import Slip
from workers.demo.driver.house import Stage, minutes
from workers.demo.driver.keying import Bundle, bundle, keyed
from workers.demo.driver.payruns import covered, decided, decision, pay_run

LOOKS = tuple(time(hour, minute) for hour in range(9, 17) for minute in (5, 35))
"""When those who do this work look for it, in their own zone."""
CLIENTS_LOOK = (time(10, 20), time(15, 40))
FOLLOWED_FOR = 5
"""Days after a hand-in on which people look: what came is done by then."""
PROVE = "prove"
"""The step at which a batch waits that does not prove."""
AT_ONE_SITTING = 40
"""Tasks that one person does between two looks at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Errand:
    """Something a client hands in: on which day of the month, at which hour there."""

    client: str
    work: str
    day: int
    hour: int
    country: str = ""
    planted: Sequence[str] = ()
    slips: int = 0
    corrects: int | None = None
    """The day of the run that this one puts right: the same people and period once more."""


ERRANDS = (
    Errand(
        client="cascadia",
        work=cast.PAYROLL,
        day=6,
        hour=9,
        country="us",
        planted=("UNKNOWN_EMPLOYEE", "IMPOSSIBLE_HOURS", "MISSING_TIMESHEET"),
    ),
    Errand(
        client="cascadia",
        work=cast.PAYROLL,
        day=9,
        hour=10,
        country="us",
        planted=("UNKNOWN_EMPLOYEE",),
        corrects=6,
    ),
    Errand(
        client="brightwater",
        work=cast.PAYROLL,
        day=9,
        hour=10,
        country="uk",
        planted=("TERMINATED_PAID", "NINO_INVALID"),
    ),
    Errand(
        client="cascadia",
        work=cast.PAYROLL,
        day=20,
        hour=9,
        country="us",
        planted=("DUPLICATE_BANK_ACCOUNT", "SSN_INVALID"),
    ),
    Errand(client="cascadia", work=cast.CLAIMS, day=11, hour=10, slips=12),
    Errand(client="alder", work=cast.CARDS, day=16, hour=9, slips=8),
)


class OtherWork:
    """Directs it. What was handed in before an interruption is found in the house, and gone on with."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.known: dict[Errand, Mapping[str, Slip]] = {}
        self.errands = [errand for errand in ERRANDS if errand.client in stage.world.tenants]
        self.people = [
            person
            for person in cast.STAFF
            if person.role == "agent"
            and cast.INVOICES not in person.skills
            and person.key in stage.world.callers
        ]

    def plan(self, since: datetime) -> None:
        """Put everything on the agenda that lies after `since`."""
        days = set[date]()
        for errand in self.errands:
            at = self._at(errand.day, errand)
            if at > since:
                self.stage.plan(at, partial(self._hand_in, errand))
            days |= {(at + timedelta(days=after)).date() for after in range(FOLLOWED_FOR)}
        for day in sorted(days):
            if day.weekday() < 5:
                self._plan_day(day, since)

    def _plan_day(self, day: date, since: datetime) -> None:
        for place, person in enumerate(self.people):
            for look in LOOKS:
                at = datetime.combine(day, look, ZoneInfo(person.zone)) + timedelta(seconds=40 * place)
                if at > since:
                    self.stage.plan(at, partial(self._work, self.stage.world.callers[person.key]))
        for key in sorted({errand.client for errand in self.errands}):
            for look in CLIENTS_LOOK:
                at = datetime.combine(day, look, ZoneInfo(cast.client(key).zone))
                if at > since:
                    self.stage.plan(at, partial(self._see_to, key))

    def _at(self, day_of_month: int, errand: Errand) -> datetime:
        """A working day, at the client's hour."""
        zone = ZoneInfo(cast.client(errand.client).zone)
        day = self.stage.story.start.astimezone(zone).date() + timedelta(days=day_of_month)
        while day.weekday() > 4:
            day += timedelta(days=1)
        return datetime.combine(day, time(errand.hour, 12), zone)

    def _hand_in(self, errand: Errand, now: datetime) -> None:
        by = self.stage.world.callers[cast.of_client(errand.client, "approver").key]
        if errand.work == cast.PAYROLL:
            first = errand.day if errand.corrects is None else errand.corrects
            day = covered(errand.country, self._at(first, errand).date())
            name, header = f"Pay run {day:%d %B}{'' if errand.corrects is None else ', corrected'}", {}
            files = pay_run(errand.country, day=day, seed=self.stage.seed + first, plants=errand.planted)
        else:
            slips = self._bundle(errand)
            name, header, files = (
                f"{errand.slips} slips of {now:%d %B}",
                dict(slips.header),
                list(slips.files),
            )
        with unit_of_work(_client(by), after_commit=self.stage.hints):
            jobs.hand_in(
                sender=jobs.Sender.of(by, "portal"),
                work_type=work_type(errand.work),
                uploads=[jobs.Upload(name=name, content=content) for name, content in files],
                wishes=Wishes(priority=Priority.NORMAL),
                name=name,
                header=header,
                desk=self.stage.desk,
                now=now,
            )

    def _bundle(self, errand: Errand) -> Bundle:
        return bundle(errand.work, errand.slips, seed=self.stage.seed + errand.day)

    def _work(self, who: Caller, now: datetime) -> None:
        """Take and do what there is."""
        at = now
        for _ in range(AT_ONE_SITTING):
            try:
                with unit_of_work(only(*who.tenants, actor=who.id, cleared=who.cleared)):
                    draw = self.stage.chance(who.id, at).random()
                    claim = workqueue.claim_next(agent=who, now=at, draw=draw)
            except NothingWaiting:
                return
            at += minutes(2)
            with unit_of_work(
                only(*who.tenants, actor=who.id, cleared=who.cleared), after_commit=self.stage.hints
            ):
                self._do(who, claim, at)

    def _do(self, who: Caller, claim: workqueue.Claim, now: datetime) -> None:
        task = get_task([claim.tenant_id], claim.task_id)
        job = get_job([claim.tenant_id], claim.job_id)
        step = kind_of(job).step(task.step)
        held: dict[str, Any] = {
            "agent": who,
            "tenant_id": claim.tenant_id,
            "task_id": claim.task_id,
            "fence": claim.fence,
            "active_seconds": 110,
            "now": now,
        }
        record = get_data(job.tenant_id, job.id).record
        part = workqueue_queries.part_of(task)
        if job.work_type != cast.PAYROLL:
            self._key(who, job, task, held)
        elif part is not None:
            _until_taken(workqueue.submit_part, held, data=decision())
        elif step.decides:
            approvals.finish_step(**held, values={}, digest=digest_of(record), decision="approve", reason="")
        else:
            _until_taken(workqueue.submit, held, record=decided(record))

    def _key(self, who: Caller, job: Job, task: Task, held: Mapping[str, Any]) -> None:
        """Key a slip, decide between two keyings, or find what keeps a batch from proving."""
        truth = self._truth_of(job)
        part = workqueue_queries.part_of(task)
        if part is not None:
            care = next(person.care for person in self.people if person.name == who.name)
            name = documents_of(job.tenant_id, job.id)[0].name
            _until_taken(workqueue.submit_part, held, data=keyed(name, truth, part.key, care=care))
        elif task.step == PROVE:
            self._prove(job, held)
        else:
            _until_taken(workqueue.submit, held, record=truth)

    def _prove(self, job: Job, held: Mapping[str, Any]) -> None:
        """Look the suspected records up on their images, and put right what was keyed wrongly."""
        for other in db.session.scalars(
            select(Job)
            .where(Job.tenant_id == job.tenant_id, Job.batch_id == job.batch_id)
            .order_by(Job.number)
        ).all():
            record, truth = get_data(other.tenant_id, other.id).record, self._truth_of(other)
            if record.get("amount") != truth["amount"]:
                workqueue.correct_in_batch(
                    **held,
                    reference=other.reference,
                    values={"amount": truth["amount"]},
                    reason="Two digits were changed over; the image has them the other way round.",
                )
                return

    def _truth_of(self, job: Job) -> dict[str, Any]:
        name = documents_of(job.tenant_id, job.id)[0].name
        errand = next(each for each in self.errands if each.slips and name in self._truths(each))
        return dict(self._truths(errand)[name])

    def _truths(self, errand: Errand) -> Mapping[str, Slip]:
        if errand not in self.known:
            self.known[errand] = self._bundle(errand).truths
        return self.known[errand]

    def _see_to(self, key: str, now: datetime) -> None:
        """The client's manager approves what waits, and accepts what came."""
        by = self.stage.world.callers[cast.of_client(key, "approver").key]
        with unit_of_work(_client(by), after_commit=self.stage.hints):
            for task, job in awaiting(by.tenant_id, by.id, limit=20):
                laid = proposal_of(by.tenant_id, job.id)
                if job.id not in self.stage.papers and laid is not None:
                    approvals.decide(
                        who=by, task_id=task.id, digest=laid.digest, decision="approve", reason="", now=now
                    )
            for job_id in self._delivered(by.tenant_id):
                delivery.accept(tenant_id=by.tenant_id, job_id=job_id, by_id=by.id, by_name=by.name, now=now)

    def _delivered(self, tenant_id: UUID) -> list[UUID]:
        found = db.session.scalars(
            select(Job.id).where(
                Job.tenant_id == tenant_id, Job.state == JobState.DELIVERED, Job.work_type != cast.INVOICES
            )
        )
        return list(found)


def _client(by: Caller) -> Any:
    return client_scope(by.tenant_id, actor=by.id, cleared=by.cleared)


def _until_taken(submit: Any, held: Mapping[str, Any], **given: Any) -> None:
    """Hand it in; what the checks find is looked at and confirmed."""
    said: dict[str, str] = {}
    while True:
        try:
            submit(**held, **given, confirmed=said)
        except Invalid as invalid:
            if invalid.errors.keys() <= said.keys():
                raise
            said = dict.fromkeys(invalid.errors, "Looked at: it is as the client handed it in.")
        else:
            return
