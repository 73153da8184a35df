"""What the month is played with: the application, its clock, its world, and what is known of each job."""

import heapq
import random
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from bpo.catalog.registry import work_type
from bpo.catalog.rules import WorkType
from bpo.events.service import anything_to_follow
from bpo.jobs import service as jobs
from bpo.jobs.models import Job
from bpo.platform.db import db
from bpo.platform.web import House
from bpo.workqueue.service import AUTOMATION_READY
from workers.demo.driver.clock import VirtualClock
from workers.demo.driver.reading import WORK_TYPE, OurOwnPapers
from workers.demo.driver.records import Record
from workers.demo.driver.world import World
from workers.demo.story import Paper, Story, document_of

Deed = Callable[[datetime], None]


@dataclass(slots=True)
class Stage:
    """Everything the players share. `agenda` holds what will happen, by its instant."""

    app: House
    seed: int
    story: Story
    world: World
    clock: VirtualClock
    sandbox: OurOwnPapers
    papers: dict[UUID, tuple[str, Paper]] = field(default_factory=dict)
    """(client, paper) by job."""
    truths: dict[UUID, Record] = field(default_factory=dict)
    """What papers say, by job, as far as it is known already."""
    originals: dict[UUID, UUID] = field(default_factory=dict)
    """Copies with known answers → the jobs that they look like."""
    agenda: list[tuple[datetime, int, Deed]] = field(default_factory=list)
    planned: int = 0
    events_wait: bool = True
    """Something is in the outbox; at first that is to be assumed."""
    automation_waits: bool = True
    stirred: bool = True
    """Something was done since people last looked."""
    missed: int = 0
    """Deeds that the house refused, since somebody else had been quicker."""

    def hints(self, session: Session) -> None:
        """What a finished unit of work left for the workers: the same hints that wake them in daily life."""
        self.stirred = True
        self.events_wait = self.events_wait or anything_to_follow(session)
        self.automation_waits = self.automation_waits or bool(session.info.get(AUTOMATION_READY))

    @property
    def desk(self) -> jobs.Desk:
        """Where files are handed in."""
        settings = self.app.extensions["settings"]
        limits = jobs.Limits(file_bytes=settings.upload_max_bytes, files=settings.batch_max_files)
        return jobs.Desk(storage=self.app.extensions["storage"], sandbox=self.sandbox, limits=limits)

    @property
    def kind(self) -> WorkType:
        """What is worked on."""
        return work_type(WORK_TYPE)

    def plan(self, at: datetime, deed: Deed) -> None:
        """Let something happen at an instant. What would lie after the month's end does not happen."""
        if at < self.story.now:
            self.planned += 1
            heapq.heappush(self.agenda, (at, self.planned, deed))

    def moment(self, share: float, hour: int, minute: int, zone: str) -> datetime:
        """At that hour there, on the working day that lies about this share (0..1) into the month."""
        day = (
            (self.story.start + share * (self.story.now - self.story.start)).astimezone(ZoneInfo(zone)).date()
        )
        while day.weekday() > 4:
            day += timedelta(days=1)
        return datetime.combine(day, time(hour, minute), ZoneInfo(zone))

    def original(self, job_id: UUID) -> UUID:
        """The job of the month that a job is, or is a copy of: nobody on the floor can tell. Needs a unit of work."""
        if job_id in self.papers:
            return job_id
        if job_id not in self.originals:
            copied = db.session.scalar(select(Job.copy_of).where(Job.id == job_id))
            self.originals[job_id] = copied or job_id
        return self.originals[job_id]

    def client_of(self, job_id: UUID) -> str:
        """The key of the client whose job it is."""
        return self.papers[self.original(job_id)][0]

    def paper_of(self, job_id: UUID) -> Paper:
        """The paper a job of the month is about."""
        return self.papers[self.original(job_id)][1]

    def truth_of(self, job_id: UUID) -> Record:
        """What the paper says; empty where it is no invoice."""
        known = self.original(job_id)
        if known not in self.truths:
            self.truths[known] = dict(document_of(*self.papers[known]).truth)
        return deepcopy(self.truths[known])

    def chance(self, *about: object) -> random.Random:
        """A source of chance for one matter: the same matter meets the same fortune in any order of things."""
        return random.Random(" ".join(map(str, (self.seed, *about))))

    def luck_of(self, job_id: UUID, *about: object) -> random.Random:
        """Chance for a matter of one job, told by its paper; a copy's is its own."""
        copy = () if job_id in self.papers else (job_id,)
        return self.chance(self.client_of(job_id), self.paper_of(job_id).seed, *about, *copy)


def minutes(count: float) -> timedelta:
    """So many minutes."""
    return timedelta(minutes=count)
