"""Handing in: files dropped in the portal, a ZIP, calls of the API, as the clients do it."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from bpo.catalog.registry import work_type
from bpo.contracts.rules import Priority
from bpo.jobs import service as jobs
from bpo.jobs.models import Job
from bpo.jobs.rules import Wishes
from bpo.platform.caller import Caller
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import client as client_scope
from bpo.platform.scope import everyone
from workers.demo import cast
from workers.demo.driver.house import Stage
from workers.demo.driver.reading import WORK_TYPE, ReadPaper
from workers.demo.driver.world import World
from workers.demo.story import Arrival, Paper, Story

_IN_ZIP = (1980, 1, 1, 0, 0, 0)


def timed(story: Story) -> list[tuple[datetime, Arrival]]:
    """The arrivals, each at an instant that no other of the month has: it tells later which jobs came of it."""
    return [
        (arrival.at + timedelta(microseconds=place), arrival) for place, arrival in enumerate(story.arrivals)
    ]


def papers_by_job(
    arrivals: Sequence[tuple[datetime, Arrival]], world: World
) -> dict[UUID, tuple[str, Paper]]:
    """(client, paper) of every job that the month has brought so far. Opens a unit of work of its own."""
    moments = dict(arrivals)
    found: dict[UUID, tuple[str, Paper]] = {}
    with unit_of_work(everyone(reason="the demo month looks for its own jobs").reading()):
        rows = db.session.execute(
            select(Job.id, Job.received_at)
            .where(Job.tenant_id.in_(world.tenants.values()), Job.received_at.in_(moments))
            .order_by(Job.received_at, Job.number)
        ).all()
    papers: dict[datetime, Iterator[Paper]] = {}
    for row in rows:
        arrival = moments[row.received_at]
        here = papers.setdefault(row.received_at, iter(arrival.papers))
        found[row.id] = (arrival.client, next(here))
    return found


def hand_in(stage: Stage, arrival: Arrival, papers: Sequence[ReadPaper], *, now: datetime) -> None:
    """Hand in the papers of one arrival. RuntimeError where one was not taken."""
    for paper in papers:
        stage.sandbox.learn(paper)
    world = stage.world
    submitter = next(person for person in cast.CLIENT_USERS if person.email == arrival.submitter)
    by = world.keys[arrival.client] if arrival.channel == "api" else world.callers[submitter.key]
    take = _by_api if arrival.channel == "api" else _by_portal
    with unit_of_work(client_scope(world.tenants[arrival.client], actor=by.id), after_commit=stage.hints):
        made = take(arrival, papers, by, stage.desk, now)
    if len(made) != len(arrival.papers):
        raise RuntimeError(f"of {len(arrival.papers)} papers of {arrival.client}, {len(made)} were taken in")
    for job_id, plan, paper in zip(made, arrival.papers, papers, strict=True):
        stage.papers[job_id] = (arrival.client, plan)
        stage.truths[job_id] = paper.truth


def _by_portal(
    arrival: Arrival, papers: Sequence[ReadPaper], by: Caller, desk: jobs.Desk, now: datetime
) -> list[UUID]:
    uploads = [jobs.Upload(name=paper.name, content=paper.content) for paper in papers]
    if arrival.channel == "zip":
        uploads = [jobs.Upload(name=f"invoices-{now:%Y-%m-%d}.zip", content=_zipped(papers))]
    taken = jobs.hand_in(
        sender=_sender(arrival, by),
        work_type=work_type(WORK_TYPE),
        uploads=uploads,
        wishes=Wishes(priority=Priority(arrival.priority)),
        name="",
        desk=desk,
        now=now,
    )
    return [job.job_id for job in taken.jobs]


def _by_api(
    arrival: Arrival, papers: Sequence[ReadPaper], by: Caller, desk: jobs.Desk, now: datetime
) -> list[UUID]:
    made = []
    for plan, paper in zip(arrival.papers, papers, strict=True):
        job, _ = jobs.hand_in_one(
            sender=_sender(arrival, by),
            work_type=work_type(WORK_TYPE),
            uploads=[jobs.Upload(name=paper.name, content=paper.content)],
            wishes=Wishes(client_reference=plan.reference, priority=Priority(arrival.priority)),
            given={},
            desk=desk,
            now=now,
        )
        made.append(job.job_id)
    return made


def _sender(arrival: Arrival, by: Caller) -> jobs.Sender:
    return jobs.Sender(
        tenant_id=by.tenant_id,
        source="api" if arrival.channel == "api" else "portal",
        by_id=by.id,
        by_name=by.name,
        zone=cast.client(arrival.client).zone,
    )


def _zipped(papers: Sequence[ReadPaper]) -> bytes:
    """The papers in one archive; names that meet twice are told apart by their place."""
    packed, names = io.BytesIO(), set[str]()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for place, paper in enumerate(papers):
            name = paper.name if paper.name not in names else f"{place}-{paper.name}"
            names.add(name)
            archive.writestr(zipfile.ZipInfo(name, _IN_ZIP), paper.content)
    return packed.getvalue()
