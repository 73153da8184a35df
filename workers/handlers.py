"""The handlers of `subscriptions.py`: ids in, a call into a room, safe to repeat."""

from collections.abc import Sequence
from datetime import datetime

from flask import current_app

from bpo.approvals import service as approvals
from bpo.definitions import service as definitions
from bpo.delivery import service as delivery
from bpo.jobs.queries import get_job, jobs_of_ids
from bpo.learning import service as learning
from bpo.payments import service as payments
from bpo.quality import service as quality
from bpo.reporting import service as reporting
from bpo.workqueue import service as workqueue
from workers.facts import Fact


def start_jobs(facts: Sequence[Fact], now: datetime) -> None:
    """Open the first task of jobs just received."""
    workqueue.start_job(tenant_id=facts[0].tenant_id, job_ids=[fact.subject_id for fact in facts], now=now)


def draw_sample(facts: Sequence[Fact], now: datetime) -> None:
    """Finished work is drawn for review, or released."""
    for fact in facts:
        if fact.data.get("last"):
            quality.draw(tenant_id=fact.tenant_id, task_id=fact.subject_id, now=now)


def rest_or_go_on(facts: Sequence[Fact], now: datetime) -> None:
    """The work of a client that was suspended rests; that of one let in again goes on where it stood."""
    workqueue.rest_or_go_on(tenant_id=facts[0].tenant_id)


def close_confidential(facts: Sequence[Fact], now: datetime) -> None:
    """Where a client's own work type has become confidential, what there is of it is closed to all but the cleared."""
    for own_id in dict.fromkeys(fact.subject_id for fact in facts):
        definitions.close_confidential(tenant_id=facts[0].tenant_id, own_id=own_id)


def ask_for_decision(facts: Sequence[Fact], now: datetime) -> None:
    """What is still to be decided is opened; for the client the files are made that it decides about."""
    put = current_app.extensions["storage"].of(facts[0].tenant_id).put
    for fact in facts:
        approvals.proceed(tenant_id=fact.tenant_id, job_id=fact.subject_id, put=put, now=now)


def tell_approvers(facts: Sequence[Fact], now: datetime) -> None:
    """The client reads that something awaits its approval; its approvers are written to when the first comes."""
    for fact in facts:
        _tell(fact, "approval", "Waiting for your approval.", now)
    delivery.write_to_approvers(tenant_id=facts[0].tenant_id, fresh=len(facts), now=now)


def rework_what_was_sent_back(facts: Sequence[Fact], now: datetime) -> None:
    """What was not approved is worked on again, by who did it."""
    for fact in facts:
        if fact.job_id is not None:
            workqueue.start_rework(
                tenant_id=fact.tenant_id,
                job_id=fact.job_id,
                reason=str(fact.data.get("reason", "")),
                now=now,
                actor_id=None,
                actor_name="automation",
                step=str(fact.data["to"]),
            )


def prove_batches(facts: Sequence[Fact], now: datetime) -> None:
    """A batch all of whose jobs are there, or whose header or jobs have changed, is held against its header."""
    for batch_id in dict.fromkeys(fact.subject_id for fact in facts):
        workqueue.prove_batch(tenant_id=facts[0].tenant_id, batch_id=batch_id, now=now)


def prove_batches_of_ended(facts: Sequence[Fact], now: datetime) -> None:
    """A job that fell out of a batch may have been the last that the others waited for."""
    tenant_id = facts[0].tenant_id
    jobs_ = jobs_of_ids([tenant_id], [fact.subject_id for fact in facts])
    for batch_id in dict.fromkeys(job.batch_id for job in jobs_):
        if batch_id is not None:
            workqueue.prove_batch(tenant_id=tenant_id, batch_id=batch_id, now=now)


def release_batches(facts: Sequence[Fact], now: datetime) -> None:
    """The jobs of a batch that has proven go on together."""
    for fact in facts:
        for job_id in workqueue.jobs_to_release(tenant_id=fact.tenant_id, batch_id=fact.subject_id):
            approvals.release(get_job([fact.tenant_id], job_id, lock=True), now=now)


def deliver_batches(facts: Sequence[Fact], now: datetime) -> None:
    """With the last job of a batch that must prove, the batch has a result of its own."""
    tenant_id = facts[0].tenant_id
    put = current_app.extensions["storage"].of(tenant_id).put
    jobs_ = jobs_of_ids([tenant_id], [fact.subject_id for fact in facts])
    for batch_id in dict.fromkeys(job.batch_id for job in jobs_):
        if batch_id is not None:
            delivery.deliver_batch(tenant_id=tenant_id, batch_id=batch_id, put=put, now=now)


def deliver(facts: Sequence[Fact], now: datetime) -> None:
    """Released work becomes a deliverable, and the clock stops."""
    put = current_app.extensions["storage"].of(facts[0].tenant_id).put
    for fact in facts:
        delivery.deliver(tenant_id=fact.tenant_id, job_id=fact.subject_id, put=put, now=now)


def start_rework(facts: Sequence[Fact], now: datetime) -> None:
    """What the client sent back is worked on again."""
    for fact in facts:
        workqueue.start_rework(
            tenant_id=fact.tenant_id,
            job_id=fact.subject_id,
            reason=str(fact.data.get("reason", "")),
            now=now,
            actor_id=None,
            actor_name="automation",
        )


def tell_client_of_result(facts: Sequence[Fact], now: datetime) -> None:
    """The client reads that a result is ready."""
    for fact in facts:
        _tell(fact, "result", "A result is ready to look through and accept.", now)


def list_payments(facts: Sequence[Fact], now: datetime) -> None:
    """What a result asks to be paid is listed for the client's next payment file."""
    for fact in facts:
        payments.enter(tenant_id=fact.tenant_id, job_id=fact.subject_id, now=now)


def tell_client_of_rejection(facts: Sequence[Fact], now: datetime) -> None:
    """The client reads what could not be accepted, and why."""
    for fact in facts:
        _tell(fact, "rejected", f"Not accepted: {fact.data.get('reason', '')}", now)


def ask_client(facts: Sequence[Fact], now: datetime) -> None:
    """The client reads the question that a hold waits for."""
    for fact in facts:
        if fact.data.get("owes") == "client" and not fact.data.get("decision"):
            _tell(fact, "question", str(fact.data.get("reason", "")), now)


def _tell(fact: Fact, kind: str, text: str, now: datetime) -> None:
    if fact.job_id is not None:
        delivery.notify(
            tenant_id=fact.tenant_id, job_id=fact.job_id, event_id=fact.id, kind=kind, text=text, now=now
        )


def count(facts: Sequence[Fact], now: datetime) -> None:
    """The rollups behind the dashboards count it."""
    reporting.count(
        tenant_id=facts[0].tenant_id,
        facts=[
            reporting.Countable(
                event_id=fact.id,
                name=fact.name,
                job_id=fact.job_id,
                subject_id=fact.subject_id,
                data=fact.data,
                at=fact.occurred_at,
            )
            for fact in facts
        ],
    )


def warn_staff(facts: Sequence[Fact], now: datetime) -> None:
    """Those who answer for the client are told: at a breach, and before it."""
    for fact in facts:
        if fact.job_id is not None:
            delivery.warn_of_clock(
                tenant_id=fact.tenant_id,
                job_id=fact.job_id,
                event_id=fact.id,
                mark=str(fact.data.get("mark", "")),
                now=now,
            )


def _tell_staff(kind: str, fact: Fact, now: datetime) -> None:
    if fact.job_id is None:
        return
    why = str(fact.data.get("error" if kind == "gave_up" else "reason", ""))
    delivery.tell(kind, tenant_id=fact.tenant_id, job_id=fact.job_id, event_id=fact.id, why=why, now=now)


def tell_of_contest(facts: Sequence[Fact], now: datetime) -> None:
    """Who answers for the account reads that a hold is contested."""
    for fact in facts:
        _tell_staff("contested", fact, now)


def warn_of_giving_up(facts: Sequence[Fact], now: datetime) -> None:
    """Those who run the work read that automation failed, and at what."""
    for fact in facts:
        _tell_staff("gave_up", fact, now)


def measure_automation(facts: Sequence[Fact], now: datetime) -> None:
    """What automation read in a delivered job and somebody looked at says how surely it reads."""
    for fact in facts:
        quality.measure(tenant_id=fact.tenant_id, job_id=fact.subject_id, now=now)


def note_defect(facts: Sequence[Fact], now: datetime) -> None:
    """What the client sends back is a defect like one that a reviewer finds."""
    for fact in facts:
        quality.by_client(
            tenant_id=fact.tenant_id,
            job_id=fact.subject_id,
            words=str(fact.data.get("reason", "")),
            now=fact.occurred_at,
        )


def note_dispute(facts: Sequence[Fact], now: datetime) -> None:
    """What the client disputes is a defect too, until it is decided otherwise; those who decide are told."""
    for fact in facts:
        if fact.job_id is not None:
            quality.by_client(
                tenant_id=fact.tenant_id,
                job_id=fact.job_id,
                words=str(fact.data.get("reason", "")),
                now=fact.occurred_at,
                disputed=True,
            )
            _tell_staff("disputed", fact, now)


def tell_client_of_decision(facts: Sequence[Fact], now: datetime) -> None:
    """The client reads that its dispute changes nothing, and why; of one that was upheld the correction tells."""
    for fact in facts:
        _tell(fact, "decision", f"Looked at again, the result stands: {fact.data.get('reason', '')}", now)


def tell_client_of_error(facts: Sequence[Fact], now: datetime) -> None:
    """The client reads that we found an error in what was delivered."""
    for fact in facts:
        _tell(
            fact, "correction", f"We found an error in what we delivered: {fact.data.get('reason', '')}", now
        )


def learn(facts: Sequence[Fact], now: datetime) -> None:
    """What people corrected in a finished job is a lesson for the next one of its kind."""
    for fact in facts:
        learning.learn(tenant_id=fact.tenant_id, job_id=fact.subject_id, now=now)
