"""Automation runs: claim, read in the limited child under a heartbeat, finish under the fence."""

import logging
import os
import random
import socket
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bpo.automation import service as automation
from bpo.catalog.rules import Finding, Lesson, Outcome, Part, Record, Severity
from bpo.catalog.service import asked_of, findings_of, outcome_of, told
from bpo.learning import service as learning
from bpo.platform.db import unit_of_work
from bpo.platform.errors import LeaseLost
from bpo.platform.logging import bound
from bpo.platform.sandbox import ParseFailed, Payload, Sandbox
from bpo.platform.scope import everyone, only
from bpo.workqueue import service as workqueue
from bpo.workqueue.rules import LEASE_AUTOMATION, MAX_ATTEMPTS

log = logging.getLogger(__name__)

WALL_SECONDS = 120.0
"""As long as the automatic step of one job may take; past it a person does the job."""
CPU_SECONDS = 110
RULES_WALL_SECONDS, RULES_CPU_SECONDS = 10.0, 5
"""As long as the rules of a standard may take on one document; most take a tenth of a second."""
STANDARD_NOT_RUN = "STANDARD_NOT_RUN"


def worker_name() -> str:
    """Which run it was, for the attempt's record."""
    return f"automation {socket.gethostname()}:{os.getpid()}"


class Heartbeat:
    """Renews the lease while the child reads; notes when the task is somebody else's by now."""

    def __init__(self, app: Flask, claim: workqueue.Claim, now: Callable[[], datetime]) -> None:
        self.app, self.claim, self.now = app, claim, now
        self.stop = threading.Event()
        self.lost = False
        self.thread = threading.Thread(target=self._beat, daemon=True)

    def __enter__(self) -> "Heartbeat":
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self.thread.join()

    def _beat(self) -> None:
        while not self.stop.wait(LEASE_AUTOMATION.total_seconds() / 4):
            try:
                with self.app.app_context(), unit_of_work(only(self.claim.tenant_id)):
                    workqueue.renew(
                        tenant_id=self.claim.tenant_id,
                        task_id=self.claim.task_id,
                        fence=self.claim.fence,
                        person_id=None,
                        now=self.now(),
                    )
            except LeaseLost:
                self.lost = True
                return
            except SQLAlchemyError as error:
                log.warning("could not renew the lease, will try again: %s", error)


def read(sandbox: Sandbox, assignment: automation.Assignment) -> Outcome:
    """The automatic step in the limited child. ParseFailed where it crashed or went past its limits."""
    answer = sandbox.call(
        "bpo.catalog.service:automate",
        _asked(assignment),
        wall_seconds=WALL_SECONDS,
        cpu_seconds=CPU_SECONDS,
    )
    return outcome_of(answer["json"], answer.get("blobs", ()))


def do_part(sandbox: Sandbox, assignment: automation.Assignment, part: Part) -> Record:
    """One part of a step of automation in the limited child. ParseFailed as `read`."""
    asked = _asked(assignment)
    asked["json"] |= {
        "step": assignment.claim.step,
        "part": asdict(part),
        "record": assignment.record,
    }
    answer = sandbox.call(
        "bpo.catalog.service:work", asked, wall_seconds=WALL_SECONDS, cpu_seconds=CPU_SECONDS
    )
    return dict(answer["json"])


def recall(
    sandbox: Sandbox, assignment: automation.Assignment, outcome: Outcome
) -> tuple[Outcome, tuple[Lesson, ...]]:
    """What was read, bettered by what the client's people taught of its source; and the lessons used on it.

    A lesson is a help, no need: where using it fails, what was read stands.
    """
    tenant_id = assignment.claim.tenant_id
    with unit_of_work(only(tenant_id).reading()):
        lessons = learning.lessons_for(tenant_id, assignment.kind, outcome)
    if not lessons:
        return outcome, ()
    asked = _asked(assignment)
    asked["json"] |= {"outcome": told(outcome), "lessons": [asdict(lesson) for lesson in lessons]}
    try:
        answer = sandbox.call(
            "bpo.catalog.service:recall", asked, wall_seconds=WALL_SECONDS, cpu_seconds=CPU_SECONDS
        )
    except ParseFailed as failed:
        log.warning("lessons could not be used on job %s: %s", assignment.claim.job_id, failed)
        return outcome, ()
    return replace(outcome_of(answer["json"]), papers=outcome.papers, parts=outcome.parts), lessons


def hold_to_standard(sandbox: Sandbox, assignment: automation.Assignment, outcome: Outcome) -> Outcome:
    """What was read as data, held against the published rules of its standard where its work type follows one.

    A document on which the rules cannot be run goes to a person. SandboxUnavailable as the sandbox raises it.
    """
    kind = assignment.kind
    if kind.standard is None or not any(reading.method == "xml" for reading in outcome.readings):
        return outcome
    asked = _asked(assignment)
    asked["json"] |= {"outcome": told(outcome)}
    try:
        answer = sandbox.call(
            "bpo.catalog.service:standard",
            asked,
            wall_seconds=RULES_WALL_SECONDS,
            cpu_seconds=RULES_CPU_SECONDS,
        )
        found = findings_of(answer["json"])
    except ParseFailed as failed:
        log.warning("the standard's rules could not be run on job %s: %s", assignment.claim.job_id, failed)
        message = "The rules of its standard could not be run on this document."
        found = (Finding(code=STANDARD_NOT_RUN, message=message, severity=Severity.ASK),)
    return replace(outcome, findings=(*outcome.findings, *found))


def _asked(assignment: automation.Assignment) -> Payload:
    return {
        "json": {
            **asked_of(assignment.kind),
            "sources": [
                {"name": source.name, "media_type": source.media_type} for source in assignment.sources
            ],
            "input": assignment.input,
        },
        "blobs": [source.content for source in assignment.sources],
    }


def work_one(
    app: Flask,
    sandbox: Sandbox,
    now: Callable[[], datetime],
    *,
    after_commit: Callable[[Session], None] | None = None,
) -> bool:
    """Take and do the next task of automation; False where there is none."""
    worker = worker_name()
    with unit_of_work(everyone(reason="automation takes the fairest next task of all clients")):
        claim = automation.claim(worker=worker, now=now(), draw=random.random())
    if claim is None:
        return False
    with bound(task_id=str(claim.task_id), tenant_id=str(claim.tenant_id)):
        Run(app, sandbox, now, claim, worker, after_commit).go()
    return True


@dataclass(frozen=True, slots=True)
class Run:
    """One claimed task: done, tried again, or given to a person. What it writes stands under the claim's fence."""

    app: Flask
    sandbox: Sandbox
    now: Callable[[], datetime]
    claim: workqueue.Claim
    worker: str
    after_commit: Callable[[Session], None] | None

    def go(self) -> None:
        """Read and finish the task; whatever goes wrong ends in a retry or at a person."""
        try:
            if self.claim.attempts > MAX_ATTEMPTS:
                # Not one of its runs lived to report: what ends its workers must not be given to the next one.
                log.error("task %s ended all its workers and goes to a person", self.claim.task_id)
                self._give_to_person("none of its runs came to an end")
            else:
                self._work()
        except LeaseLost:
            log.warning("the lease on %s was lost; nothing written", self.claim.task_id)

    def _work(self) -> None:
        try:
            with unit_of_work(only(self.claim.tenant_id).reading()):
                load = self.app.extensions["storage"].of(self.claim.tenant_id).get
                assignment = automation.prepare(self.claim, load=load)
            if assignment.part is None:
                self._read(assignment)
            else:
                self._do_part(assignment, assignment.part)
        except LeaseLost:
            raise
        except ParseFailed as failed:
            # the child ran out of time or memory, or crashed on the file: once may be bad luck, twice is the file
            if self.claim.attempts < 2:
                self._fail(failed)
            else:
                self._give_to_person(str(failed))
        except Exception as error:
            log.exception("automation failed on task %s", self.claim.task_id)
            self._fail(error)

    def _read(self, assignment: automation.Assignment) -> None:
        with Heartbeat(self.app, self.claim, self.now) as heartbeat:
            outcome, lessons = recall(self.sandbox, assignment, read(self.sandbox, assignment))
            outcome = hold_to_standard(self.app.extensions["rules_sandbox"], assignment, outcome)
            put = self.app.extensions["storage"].of(self.claim.tenant_id).put
            parts = automation.kept_parts(assignment.kind, outcome, put=put)
        if not heartbeat.lost:
            with self._writing():
                automation.finish(
                    self.claim, outcome, worker=self.worker, now=self.now(), lessons=lessons, parts=parts
                )

    def _do_part(self, assignment: automation.Assignment, part: Part) -> None:
        with Heartbeat(self.app, self.claim, self.now) as heartbeat:
            data = do_part(self.sandbox, assignment, part)
        if not heartbeat.lost:
            with self._writing():
                automation.finish_part(self.claim, data, worker=self.worker, now=self.now())

    def _give_to_person(self, error: str) -> None:
        with self._writing():
            automation.give_to_person(self.claim, error=error, worker=self.worker, now=self.now())

    def _fail(self, error: Exception) -> None:
        said = f"{type(error).__name__}: {error}"
        with self._writing():
            automation.fail(self.claim, error=said, worker=self.worker, now=self.now())

    def _writing(self) -> AbstractContextManager[None]:
        return unit_of_work(only(self.claim.tenant_id), after_commit=self.after_commit)
