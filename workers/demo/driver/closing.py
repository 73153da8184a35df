"""The last hours before now: care that everybody who signs in finds something to do.

What happens here is what happens anyway; only its time is chosen.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select

from bpo.delivery import service as delivery
from bpo.jobs.models import Job
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import client as client_scope
from bpo.platform.scope import everyone, only
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Attempt, Task, WorkQueue
from workers.demo import cast
from workers.demo.driver.clientside import ClientSide
from workers.demo.driver.house import Deed, Stage, minutes
from workers.demo.driver.players import Floor, Player
from workers.demo.driver.working import ask
from workers.demo.story import STAYS_WELL, Shift, Story, flu_days

CURTAIN = minutes(75)
"""Before now: agents take nothing more but what is directed here, so that the queues hold fresh work."""
REVIEWS_LEFT = timedelta(hours=5)
"""Of each reviewer's presence before now: what was drawn since then waits."""
LAST_QUESTION = minutes(6)
"""Before now: later than this nobody begins to ask."""
KEPT_QUEUED, WANTED_IN_REVIEW = 5, 2
LEFT_LYING_DAYS = 2
"""Working days before now on which a task is kept for somebody who then falls ill."""
FALLS_ILL = "dakota.wells"
SENT_BACK = {
    "de": "Die Kostenstelle auf der Rechnung fehlt uns im Ergebnis, bitte noch einmal ansehen.",
    "en": "The line descriptions are cut short, please look at it again.",
}
QUESTIONS = {
    "de": "Auf der Rechnung fehlt die Bestellnummer. Welche gilt?",
    "en": "The total does not match the lines. How shall we proceed?",
}


def shifts_until_now(story: Story) -> list[Shift]:
    """The story's shifts, but for days of flu and their end: reviewers are behind, fresh work is left, one is ill."""
    ill_from, kept, left = left_lying_at(story), list[Shift](), dict[str, timedelta]()
    reviewers = {person.key for person in cast.STAFF if person.role == "reviewer"}
    for shift in sorted(story.shifts, key=lambda each: each.start, reverse=True):
        end = shift.end
        if shift.person in reviewers:
            still = left.get(shift.person, REVIEWS_LEFT)
            end -= min(still, shift.end - shift.start)
            left[shift.person] = still - (shift.end - end)
        elif shift.person in {person.key for person in cast.agents()}:
            ill = shift.person == FALLS_ILL and shift.start >= ill_from
            end = shift.start if ill or _has_flu(shift, story) else min(end, story.now - CURTAIN)
        if shift.start < end:
            kept.append(replace(shift, end=end))
    return kept[::-1]


def _has_flu(shift: Shift, story: Story) -> bool:
    return shift.person != STAYS_WELL and shift.start.date() in flu_days(story.start, story.now)


def left_lying_at(story: Story) -> datetime:
    """Noon (UTC) of a working day shortly before now; the story's start for a very short story."""
    day, working_days = story.now.date(), 0
    while working_days < LEFT_LYING_DAYS:
        day -= timedelta(days=1)
        working_days += day.weekday() < 5
    return max(datetime(day.year, day.month, day.day, 12, tzinfo=UTC), story.start)


class Closing:
    """Directs the last hours."""

    def __init__(self, stage: Stage, floor: Floor, clients: ClientSide) -> None:
        self.stage, self.floor, self.clients = stage, floor, clients
        players = [player for player in floor.players if player.person.role == "agent"]
        self.able = [player for player in players if cast.INVOICES in player.person.skills]
        self.others = self.able[1:]
        """Agents as whom nobody is told to sign in."""

    def plan(self, since: datetime) -> None:
        """Put everything on the agenda that lies after `since`."""
        now = self.stage.story.now
        steps: list[tuple[datetime, Deed]] = [(left_lying_at(self.stage.story), self._leave_lying)]
        for place, player in enumerate(self.others[:2]):
            steps.append((now - minutes(20 - 6 * place), self._asking(player)))
        for place in range(6):
            player = self.able[place % len(self.able)]
            steps.append((now - minutes(58 - 5 * place), self._working(player)))
        steps.append((now - minutes(27), self._send_back))
        steps.append((now - minutes(4), self._begin))
        for at, deed in steps:
            if at > since:
                self.stage.plan(at, deed)

    def _leave_lying(self, now: datetime) -> None:
        """A lead keeps a task for somebody who knows the vendor, and who then falls ill: it will be overdue."""
        leads = [player for player in self.floor.players if player.person.role == "team_lead"]
        ill = next((player for player in self.able if player.person.key == FALLS_ILL), None)
        if not leads or ill is None:
            return
        found = self._waiting(now, due_by=self.stage.story.now - timedelta(hours=1))
        both = set(leads[0].caller.tenants) & set(ill.caller.tenants)
        tenants = {tenant_id for tenant_id in both if not self.floor.is_off(ill, tenant_id, now)}
        fitting = [task_id for task_id, tenant_id in found if tenant_id in tenants]
        if not fitting:
            if now < self.stage.story.now - timedelta(hours=20):
                self.stage.plan(now + minutes(10), self._leave_lying)
            return
        with unit_of_work(only(*leads[0].caller.tenants, actor=leads[0].caller.id)):
            workqueue.reassign(
                by=leads[0].caller,
                task_id=fitting[0],
                person_id=ill.caller.id,
                reason="knows_it",
                note="",
                now=now,
            )

    def _waiting(self, now: datetime, *, due_by: datetime | None = None) -> list[tuple[UUID, UUID]]:
        """(task, client) of work that waits for people, of the month's jobs."""
        statement = (
            select(Task.id, Task.tenant_id, Task.job_id)
            .join(WorkQueue, (WorkQueue.tenant_id == Task.tenant_id) & (WorkQueue.id == Task.queue_id))
            .where(
                Task.state == "queued",
                WorkQueue.actor == "person",
                WorkQueue.activity == "work",
                Task.reserved_for.is_(None),
                Task.ready_at <= now,
            )
            .order_by(Task.id)
        )
        if due_by is not None:
            statement = statement.where(Task.due_at <= due_by)
        with unit_of_work(everyone(reason="the demo month looks at what waits for people").reading()):
            rows = db.session.execute(statement).all()
        return [(row.id, row.tenant_id) for row in rows if row.job_id in self.stage.papers]

    def _asking(self, player: Player) -> Deed:
        def deed(now: datetime) -> None:
            held = None if player.busy else self.floor.take(player, now)
            if held is None:
                # nothing has come in yet that this agent may take
                if now < self.stage.story.now - LAST_QUESTION:
                    self.stage.plan(now + minutes(2), self._asking(player))
                return
            language = cast.client(self.stage.client_of(held.job_id)).language
            with unit_of_work(only(held.tenant_id, actor=player.caller.id), after_commit=self.stage.hints):
                question = QUESTIONS["de" if language == "de" else "en"]
                ask(player.caller, held, question, active_seconds=95, now=now + minutes(2))

        return deed

    def _working(self, player: Player) -> Deed:
        """Work on, so that there is something to review, but leave enough in the queues."""

        def deed(now: datetime) -> None:
            if player.busy or self._in_review() >= WANTED_IN_REVIEW or len(self._waiting(now)) <= KEPT_QUEUED:
                return
            held = self.floor.take(player, now)
            if held is not None:
                self.floor.do(player, held, 3, now + minutes(3), asks=False)

        return deed

    def _in_review(self) -> int:
        with unit_of_work(everyone(reason="the demo month counts what is in review").reading()):
            return db.session.scalar(select(func.count()).where(Job.state == "in_review")) or 0

    def _send_back(self, now: datetime) -> None:
        """A client sends back a result, best one of the agent as whom people sign in: the rework comes to them."""
        first = self.able[0].caller.id if self.able else None
        with unit_of_work(everyone(reason="the demo month looks for a result to send back").reading()):
            rows = db.session.execute(
                select(Job.id, Job.finished_at, Attempt.person_id)
                .join(Task, (Task.tenant_id == Job.tenant_id) & (Task.job_id == Job.id))
                .join(Attempt, (Attempt.tenant_id == Task.tenant_id) & (Attempt.task_id == Task.id))
                .where(
                    Job.state == "delivered",
                    Job.finished_at <= now,
                    Attempt.outcome == "done",
                    Attempt.person_id.is_not(None),
                    Task.step != workqueue.REVIEW,
                )
            ).all()
        ours = [row for row in rows if row.id in self.stage.papers]
        if not ours:
            return
        chosen = max(ours, key=lambda row: (row.person_id == first, row.finished_at, row.id))
        by = self.clients.person_for(chosen.id)
        language = cast.client(self.stage.papers[chosen.id][0]).language
        with unit_of_work(client_scope(by.tenant_id, actor=by.id), after_commit=self.stage.hints):
            delivery.send_back(
                tenant_id=by.tenant_id,
                job_id=chosen.id,
                reason=SENT_BACK["de" if language == "de" else "en"],
                by_id=by.id,
                by_name=by.name,
                now=now,
            )

    def _begin(self, now: datetime) -> None:
        """Somebody is in the middle of a task: its lease lives."""
        for player in self.others:
            if not player.busy and self.floor.take(player, now) is not None:
                return
