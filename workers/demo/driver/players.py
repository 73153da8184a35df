"""The provider's people at work: they take what comes next, work, ask, pass on, review, and step in for another."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from bpo.platform.caller import Caller
from bpo.platform.db import db, unit_of_work
from bpo.platform.errors import NothingWaiting
from bpo.platform.scope import only
from bpo.sla.models import Hold
from bpo.workforce.queries import certification_of
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Task, WorkQueue
from bpo.workqueue.queries import get_task
from bpo.workqueue.rules import LEASE_PERSON
from workers.demo import cast
from workers.demo.driver.house import Stage, minutes
from workers.demo.driver.reviewing import review
from workers.demo.driver.slumps import care_of
from workers.demo.driver.working import Held, ask, confirm_bank, hand_over, pass_on
from workers.demo.story import Shift
from workers.demo.story.behaviour import QUESTIONS

RENEWED_EVERY = timedelta(minutes=10)
CALLED_AWAY = 0.012
"""The share of tasks whose holder is called away and forgets them: a lead takes them over, or their lease runs out."""
MISSED_AFTER, BACK_AFTER = minutes(9), minutes(25)
ARGUES, ARGUED_ABOUT = "alder", timedelta(days=9)
"""The client that disputes its first report, and how far into the month the wait lies that it is about."""
REWORK_SHARE = 0.5
"""Of the time of the first work."""


@dataclass(slots=True)
class Player:
    """Somebody on the floor. `tried` are the tasks on offer when the last look for work found nothing to take."""

    person: cast.Person
    caller: Caller
    shifts: tuple[Shift, ...]
    busy: bool = False
    called: bool = False
    tried: frozenset[UUID] = field(default=frozenset())
    offered: frozenset[UUID] = field(default=frozenset())

    def on_shift(self, at: datetime) -> bool:
        """Whether the person is at their desk."""
        return any(shift.start <= at < shift.end for shift in self.shifts)

    @property
    def activity(self) -> str:
        """The certification that the person's work takes."""
        return "review" if self.person.role == "reviewer" else "work"


class Floor:
    """Everybody on the floor."""

    def __init__(self, stage: Stage, shifts: Iterable[Shift]) -> None:
        self.stage = stage
        by_person: dict[str, list[Shift]] = {}
        for shift in shifts:
            by_person.setdefault(shift.person, []).append(shift)
        self.players = [
            Player(
                person=person,
                caller=stage.world.callers[person.key],
                shifts=tuple(by_person.get(person.key, ())),
            )
            for person in cast.STAFF
            if person.role in ("agent", "reviewer", "team_lead")
            and cast.INVOICES in person.skills
            and person.key in stage.world.callers
        ]

    def begin_shifts(self, since: datetime) -> None:
        """Everybody looks for work when a shift begins."""
        for player in self._workers():
            for shift in player.shifts:
                if shift.start >= since:
                    self._call(player, shift.start)

    def wake(self, now: datetime) -> None:
        """Those who have nothing to do see that something came in that they may take. Needs a unit of work."""
        on_offer = self._on_offer(now)
        for player in self._workers():
            if player.busy or player.called or not player.on_shift(now):
                continue
            fits = frozenset(
                task_id
                for task_id, tenant_id, activity in on_offer
                if activity == player.activity and tenant_id in player.caller.tenants
            )
            if fits - player.tried:
                player.offered = fits
                seconds = self.stage.chance(player.person.key, now).randint(4, 50)
                self._call(player, now + timedelta(seconds=seconds))

    def _workers(self) -> list[Player]:
        """Those who take what comes next; a lead steps in only."""
        return [player for player in self.players if player.person.role != "team_lead"]

    def _on_offer(self, now: datetime) -> list[tuple[UUID, UUID, str]]:
        rows = db.session.execute(
            select(Task.id, Task.tenant_id, WorkQueue.activity)
            .join(WorkQueue, (WorkQueue.tenant_id == Task.tenant_id) & (WorkQueue.id == Task.queue_id))
            .where(Task.state == "queued", WorkQueue.actor == "person", Task.ready_at <= now)
        ).all()
        return [(row.id, row.tenant_id, row.activity) for row in rows]

    def _call(self, player: Player, at: datetime) -> None:
        player.called = True
        self.stage.plan(at, lambda now: self._look_for_work(player, now))

    def _look_for_work(self, player: Player, now: datetime) -> None:
        player.called = False
        if player.busy or not player.on_shift(now):
            return
        held = self.take(player, now)
        if held is None:
            player.tried = player.offered
            return
        player.tried = frozenset()
        player.busy = True
        self._spend_time(player, held, now)

    def take(self, player: Player, now: datetime) -> Held | None:
        """The person's next task, by the same get-next as everybody's; None where there is none."""
        try:
            with unit_of_work(only(*player.caller.tenants, actor=player.caller.id)):
                draw = self.stage.chance(player.person.key, now, "draw").random()
                claim = workqueue.claim_next(agent=player.caller, now=now, draw=draw)
                task = get_task([claim.tenant_id], claim.task_id)
                self.stage.original(task.job_id)
                return Held.of(task)
        except NothingWaiting:
            return None

    def _spend_time(self, player: Player, held: Held, now: datetime) -> None:
        fate = self.stage.paper_of(held.job_id).fate
        spent = fate.review_minutes if held.is_review else fate.minutes * player.person.pace
        if held.rework:
            spent *= REWORK_SHARE
        luck = self.stage.luck_of(held.job_id, held.step, held.fence)
        if luck.random() < CALLED_AWAY and player.person.role == "agent":
            self.stage.plan(now + MISSED_AFTER, lambda at: self._step_in(held, at))
            self.stage.plan(now + BACK_AFTER, lambda at: self._free(player, at))
            return
        end = now + minutes(spent)
        renewal = now + RENEWED_EVERY
        while renewal < end:
            self.stage.plan(renewal, lambda at: self._renew(player, held, at))
            renewal += RENEWED_EVERY
        self.stage.plan(end, lambda at: self._finish(player, held, spent, at))

    def _renew(self, player: Player, held: Held, now: datetime) -> None:
        if self.is_off(player, held.tenant_id, now):
            return
        with unit_of_work(only(held.tenant_id, actor=player.caller.id)):
            workqueue.renew(
                tenant_id=held.tenant_id,
                task_id=held.task_id,
                fence=held.fence,
                person_id=player.caller.id,
                now=now,
            )

    def is_off(self, player: Player, tenant_id: UUID, now: datetime) -> bool:
        """Whether somebody is paused from a client's work: what they have in hand of it is no longer theirs."""
        with unit_of_work(only(tenant_id, actor=player.caller.id).reading()):
            found = certification_of(tenant_id, player.caller.id, cast.INVOICES, player.activity)
        return found is not None and found.expires_at is not None and found.expires_at <= now

    def _finish(self, player: Player, held: Held, spent: float, now: datetime) -> None:
        try:
            if not self.is_off(player, held.tenant_id, now):
                self.do(player, held, spent, now)
        finally:
            self._free(player, now)

    def do(self, player: Player, held: Held, spent: float, now: datetime, *, asks: bool = True) -> None:
        """What becomes of a held task after `spent` minutes; `asks` False: it is handed in whatever its fate was."""
        active = round(spent * 60)
        fate = self.stage.paper_of(held.job_id).fate
        with unit_of_work(only(held.tenant_id, actor=player.caller.id), after_commit=self.stage.hints):
            if held.is_review:
                review(self.stage, player.caller, held, active_seconds=active, now=now)
            elif not self.stage.kind.step(held.step).works:
                confirm_bank(self.stage, player.caller, held, active_seconds=active, now=now)
            elif asks and fate.skip and held.attempts == 1 and not held.rework:
                pass_on(player.caller, held, fate.skip, active_seconds=active, now=now)
            elif (
                asks
                and not held.rework
                and not _was_on_hold(held)
                and (question := self._question(held) or self._first_question(held, now))
            ):
                ask(player.caller, held, question, active_seconds=active, now=now)
            else:
                care = care_of(self.stage, player.person, held, now)
                hand_over(self.stage, player.caller, held, care=care, active_seconds=active, now=now)

    def _question(self, held: Held) -> str | None:
        paper = self.stage.paper_of(held.job_id)
        if paper.kind in ("letter", "blank"):
            german = cast.client(self.stage.client_of(held.job_id)).language == "de"
            return (
                "Das ist keine Rechnung. Sollen wir den Vorgang ohne Daten abschließen?"
                if german
                else "This is not an invoice. Shall we close it without data?"
            )
        return paper.fate.question

    def _first_question(self, held: Held, now: datetime) -> str | None:
        """A client is waited for early in the month, so that there is something to argue about when it is closed."""
        if self.stage.client_of(held.job_id) != ARGUES or now >= self.stage.story.start + ARGUED_ABOUT:
            return None
        if held.job_id not in self.stage.papers:
            return None
        known = select(Hold.id).where(Hold.tenant_id == held.tenant_id, Hold.kind == "question")
        if db.session.scalar(known.limit(1)) is not None:
            return None
        return QUESTIONS["de" if cast.client(ARGUES).language == "de" else "en"][0][0]

    def _free(self, player: Player, now: datetime) -> None:
        player.busy = False
        if not player.called:
            pause = self.stage.chance(player.person.key, now, "pause").randint(8, 45)
            self._call(player, now + timedelta(seconds=pause))

    def _step_in(self, held: Held, now: datetime) -> None:
        """A lead takes over what lies open while its holder is away; else its lease runs out."""
        leads = [p for p in self.players if p.person.role == "team_lead" and p.on_shift(now) and not p.busy]
        able = [lead for lead in leads if held.tenant_id in lead.caller.tenants]
        if not able or held.is_review:
            return
        lead = able[0]
        with unit_of_work(only(held.tenant_id, actor=lead.caller.id)):
            task = workqueue.take_over(
                agent=lead.caller, task_id=held.task_id, reason="holder_away", note="", now=now
            )
            taken = Held.of(task)
        lead.busy = True
        spent = self.stage.paper_of(held.job_id).fate.minutes
        end = now + min(minutes(spent), LEASE_PERSON - minutes(1))
        self.stage.plan(end, lambda at: self._finish_for(lead, taken, spent, at))

    def _finish_for(self, lead: Player, held: Held, spent: float, now: datetime) -> None:
        lead.busy = False
        self.do(lead, held, spent, now, asks=False)


def _was_on_hold(held: Held) -> bool:
    found = db.session.scalar(
        select(func.count())
        .select_from(Hold)
        .where(Hold.tenant_id == held.tenant_id, Hold.job_id == held.job_id)
    )
    return bool(found)
