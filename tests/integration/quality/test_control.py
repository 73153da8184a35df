"""Lots, corrections, contests, known answers, pausing and measured automation, by the real services."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from bpo.automation.models import AutomationSample, AutomationThreshold
from bpo.catalog.registry import work_type
from bpo.contracts.rules import AutomationPolicy, Basis, LotFormation, LotPlan, QualityPlan, SamplingMethod
from bpo.events.models import Event
from bpo.jobs.models import Job, JobKey
from bpo.platform.db import db, unit_of_work
from bpo.platform.errors import Conflict, Invalid, LeaseLost, NotFound, NothingWaiting
from bpo.platform.scope import client as as_client
from bpo.platform.scope import everyone, only
from bpo.quality import queries
from bpo.quality import service as quality
from bpo.quality.models import Contest, Defect, Drawing, KnownAnswerScore, Lot, Review
from bpo.reporting.models import Tally
from bpo.workforce.models import Pause
from bpo.workforce.queries import certification_of
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Task
from tests.factories.documents import invoice
from tests.factories.world import INVOICES, NOW
from tests.integration.wall.crowd import RECORD

LATER = NOW + timedelta(days=3)
CARD = work_type(INVOICES).scorecard
ALL_YES = {line.key: "yes" for line in CARD}
LOTS = QualityPlan(
    method=SamplingMethod.LOTS,
    lots=LotPlan(aql="6.5", level="II", formation=LotFormation.SIZE, size=5, hours=48),
)


def rows(world, client, *what):
    with world.reading(only(client.id)):
        return db.session.scalars(select(*what).order_by(what[0].id)).all()


def e_invoice():
    """An e-invoice that proves itself: name, media type, bytes."""
    made = invoice("ubl")
    return made.name, made.media_type, made.content


def do(world, client, agent, *, now=NOW, **typed):
    """Claim the next task and hand it in; whatever the checks find may stand. The task's claim."""
    with unit_of_work(only(client.id, actor=agent.id)):
        claim = workqueue.claim_next(agent=agent, now=now, draw=0.5)
    record = RECORD | {"number": f"RE-{claim.task_id}"[:40]} | typed
    confirmed: dict[str, str] = {}
    for _ in range(3):
        try:
            with unit_of_work(only(client.id, actor=agent.id)):
                workqueue.submit(
                    agent=agent,
                    tenant_id=client.id,
                    task_id=claim.task_id,
                    fence=claim.fence,
                    record=record,
                    confirmed=confirmed,
                    active_seconds=5,
                    now=now,
                )
            break
        except Invalid as invalid:
            confirmed = dict.fromkeys(invalid.errors, "as printed")
    world.settle(now)
    return claim


def judge(world, client, reviewer, *, wrong=(), outcome="accept", now=NOW, corrected=None):
    """Claim the next review and score it."""
    with unit_of_work(only(client.id, actor=reviewer.id)):
        claim = workqueue.claim_next(agent=reviewer, now=now, draw=0.5)
    with unit_of_work(only(client.id, actor=reviewer.id)):
        quality.score(
            reviewer=reviewer,
            tenant_id=client.id,
            task_id=claim.task_id,
            fence=claim.fence,
            answers=ALL_YES | dict.fromkeys(wrong, "no"),
            outcome=outcome,
            comment="" if outcome == "accept" else "The total is not that of the page.",
            corrected=corrected,
            active_seconds=5,
            now=now,
        )
    world.settle(now)
    return claim


@pytest.fixture
def lots(world):
    """A client whose work is accepted in lots of five, an agent and a reviewer."""
    client = world.client("Lots", quality=LOTS)
    agent = world.person("agent", serves=[client])
    return client, agent, world.person("reviewer", serves=[client], activities=["review"])


def fill(world, client, agent, count=5, now=NOW):
    world.to_person(client, count, now=now)
    for _ in range(count):
        do(world, client, agent, now=now)


def test_a_lot_waits_for_its_sample_and_is_released_when_it_passes(world, lots):
    client, agent, reviewer = lots
    fill(world, client, agent, 4)
    [lot] = rows(world, client, Lot)
    assert (lot.state, lot.size) == ("open", 4)
    assert {job.state for job in rows(world, client, Job)} == {"in_review"}
    fill(world, client, agent, 1)
    [lot] = rows(world, client, Lot)
    assert (lot.state, lot.size, lot.letter, lot.sample, lot.accept) == ("inspecting", 5, "A", 2, 0)
    drawn = [drawing.task_id for drawing in rows(world, client, Drawing) if drawing.drawn]
    judge(world, client, reviewer)
    judge(world, client, reviewer)
    [lot] = rows(world, client, Lot)
    assert (lot.state, lot.bad) == ("accepted", 0)
    assert {job.state for job in rows(world, client, Job)} == {"delivered"}
    assert len(drawn) == 2
    with world.reading(only(client.id)):
        found = queries.accuracy(client.id, since=NOW - timedelta(1), until=NOW + timedelta(1))
    assert (found.interval.n, found.volume, found.covered) == (2, 5, 1)


def test_a_rejected_lot_is_checked_whole_and_inspection_tightens(world, lots):
    client, agent, reviewer = lots
    for _ in range(2):
        fill(world, client, agent)
        judge(world, client, reviewer, wrong=["amounts"], outcome="return")
        judge(world, client, reviewer)
        states = sorted(lot.state for lot in rows(world, client, Lot))
        assert "screening" in states
        for _ in range(3):
            judge(world, client, reviewer)
        do(world, client, agent)  # the returned piece, which opens the next lot
        with unit_of_work(everyone(reason="the schedule")):
            quality.sweep_lots(now=LATER)
        world.settle(LATER)
        judge(world, client, reviewer, now=LATER)
    names = [event.name for event in rows(world, client, Event)]
    assert names.count("lot.rejected") == 2
    assert "inspection.switched" in names
    with world.reading(only(client.id)):
        assert quality.switching_of(client.id, INVOICES).inspection == "tightened"
    strata = {review.stratum for review in rows(world, client, Review)}
    assert "screening" in strata
    screened = [each for each in rows(world, client, Drawing) if each.lot_id and not each.drawn]
    assert all(each.good is None for each in screened), "checking a rejected lot is no random sample"
    assert {job.state for job in rows(world, client, Job)} == {"delivered"}


def test_a_lot_that_does_not_wait_opens_corrections_the_client_sees(world):
    plan = replace(LOTS, lots=replace(LOTS.lots, waits=False, size=2))
    client = world.client("No waiting", quality=plan)
    agent = world.person("agent", serves=[client])
    reviewer = world.person("reviewer", serves=[client], activities=["review"])
    fill(world, client, agent, 2)
    assert {job.state for job in rows(world, client, Job)} == {"delivered"}
    judge(world, client, reviewer, wrong=["amounts"], outcome="return")
    judge(world, client, reviewer)
    [opened] = [event for event in rows(world, client, Event) if event.name == "job.correction_opened"]
    job = next(job for job in rows(world, client, Job) if job.id == opened.job_id)
    assert job.state == "in_work"
    assert "total" in opened.data["reason"]
    do(world, client, agent, number="RE-9", seller="Another KG")
    [again] = [
        event
        for event in rows(world, client, Event)
        if event.name == "job.delivered" and event.data["version"] == 2
    ]
    assert again.job_id == job.id
    assert [defect.origin for defect in rows(world, client, Defect)][:1] == ["lot"]


def test_a_contest_is_decided_by_a_second_reviewer_and_both_stay(world):
    client = world.client("Contested", sampled=100)
    agent = world.person("agent", serves=[client])
    first = world.person("reviewer", serves=[client], activities=["review"])
    second = world.person("reviewer", serves=[client], activities=["review"])
    fill(world, client, agent, 1)
    judge(world, client, first, wrong=["amounts"], outcome="return")
    [review] = rows(world, client, Review)
    said = {"tenant_id": client.id, "now": NOW}
    with unit_of_work(only(client.id)):
        with pytest.raises(NotFound):
            quality.contests.contest(person=second, review_id=review.id, words="not mine", **said)
        made = quality.contests.contest(person=agent, review_id=review.id, words="It is on page 2.", **said)
        contest_id = made.id
        with pytest.raises(Conflict):
            quality.contests.contest(person=agent, review_id=review.id, words="Once more.", **said)
    decision = {"contest_id": contest_id, "upheld": False, "reason": "Page 2 has it.", **said}
    for partial, refused in ((first, Conflict), (agent, NotFound)):
        with pytest.raises(refused), unit_of_work(only(client.id)):
            quality.contests.decide(by=partial, **decision)
    with unit_of_work(only(client.id)):
        quality.contests.decide(by=second, **decision)
    [review], [contest] = rows(world, client, Review), rows(world, client, Contest)
    assert (review.score, review.outcome, contest.upheld) == (0, "return", False)
    assert [drawing.good for drawing in rows(world, client, Drawing)] == [True]
    assert all(defect.withdrawn_at for defect in rows(world, client, Defect))
    with world.reading(only(client.id)):
        assert queries.defects_by_reason(client.id, since=NOW - timedelta(1), until=NOW + timedelta(1)) == []
        figures = queries.agent_figures(
            agent.id, [client.id], since=NOW - timedelta(1), until=NOW + timedelta(1)
        )
    assert (figures.reviewed, figures.mean_score, figures.contests_won) == (1, None, 1)


def test_a_lot_rejected_for_an_error_that_was_none_is_accepted_after_all(world, lots):
    client, agent, reviewer = lots
    second = world.person("reviewer", serves=[client], activities=["review"])
    fill(world, client, agent)
    judge(world, client, reviewer, wrong=["amounts"], outcome="return")
    judge(world, client, reviewer)
    [lot] = rows(world, client, Lot)
    assert (lot.state, lot.bad) == ("screening", 1)
    review = next(each for each in rows(world, client, Review) if each.outcome == "return")
    said = {"tenant_id": client.id, "now": NOW}
    with unit_of_work(only(client.id)):
        made = quality.contests.contest(person=agent, review_id=review.id, words="It is on page 2.", **said)
        quality.contests.decide(by=second, contest_id=made.id, upheld=False, reason="Page 2 has it.", **said)
    [lot] = rows(world, client, Lot)
    assert (lot.state, lot.bad) == ("accepted", 0)
    assert "lot.counted_anew" in [event.name for event in rows(world, client, Event)]


# known answers


def confirmed_job(world, client, agent):
    """A job worked on, delivered, and accepted by the client."""
    from bpo.delivery import service as delivery

    fill(world, client, agent, 1)
    job = rows(world, client, Job)[-1]
    with unit_of_work(only(client.id)):
        delivery.accept(tenant_id=client.id, job_id=job.id, by_id=None, by_name="the client", now=NOW)
    world.settle()
    return job


@pytest.fixture
def known(world):
    """A client with one known-answer item mixed in at every piece of work, and two agents."""
    plan = QualityPlan(known_answer_percent=Decimal(100), known_answer_least=1)
    client = world.client("Known", quality=plan)
    author, other = (world.person("agent", serves=[client]) for _ in range(2))
    lead = world.person("team_lead", serves=[client])
    job = confirmed_job(world, client, author)
    with unit_of_work(only(client.id)):
        quality.known_answers.make(tenant_id=client.id, job_id=job.id, by=lead, now=NOW)
    return client, author, other, lead, job


def test_a_copy_looks_like_work_and_is_nothing_of_the_clients(world, known):
    client, author, other, _, original = known
    tallied = len(rows(world, client, Tally))
    fill(world, client, author, 1)  # brings a copy along
    copies = [job for job in rows(world, client, Job) if job.copy_of == original.id]
    [copy] = copies
    assert (copy.state, copy.client_reference, copy.source) == ("planted", None, original.source)
    with pytest.raises(NothingWaiting):  # who did the original never gets it
        do(world, client, author)
    with world.reading(as_client(client.id)):
        seen = db.session.scalars(select(Job.id)).all()
    assert copy.id not in seen, "the database does not show it to the client"
    assert original.id in seen
    claim = do(world, client, other, number=f"RE-{original.id}"[:40])
    assert claim.job_id == copy.id
    [score] = rows(world, client, KnownAnswerScore)
    assert score.person_id == other.id
    assert [path for path, _ in score.wrong] == ["number"], "all else was entered as it is known"
    assert not [key for key in rows(world, client, JobKey) if key.job_id == copy.id]
    assert not [drawing for drawing in rows(world, client, Drawing) if drawing.job_id == copy.id]
    counted = {row.measure for row in rows(world, client, Tally)[tallied:]}
    assert "exceptions" in counted  # of the other job alone
    events = {event.name for event in rows(world, client, Event) if event.job_id == copy.id}
    assert not events & {"job.received", "job.delivered", "duplicate.suspected"}


def test_a_copy_that_nobody_took_in_time_leaves_the_queue(world, known):
    client, author, other, _, original = known
    fill(world, client, author, 1)
    [copy] = [job for job in rows(world, client, Job) if job.copy_of == original.id]

    def sweep(now):
        with unit_of_work(everyone(reason="a sweep in a test")):
            return quality.known_answers.withdraw_untaken(now=now)

    assert sweep(copy.due_at) == 0, "its time is not over"
    late = copy.due_at + timedelta(seconds=1)
    with unit_of_work(only(client.id, actor=other.id)):
        claim = workqueue.claim_next(agent=other, now=late, draw=0.5)
        assert claim.job_id == copy.id
    assert sweep(late) == 0, "somebody is at work on it"
    with unit_of_work(only(client.id, actor=other.id)):
        task = workqueue.claimed_task(
            tenant_id=client.id, task_id=claim.task_id, fence=claim.fence, person_id=other.id, now=late
        )
        workqueue.hand_back(
            task, person_id=other.id, worker=other.name, reason="break", note="", active_seconds=1, now=late
        )
    assert sweep(late) == 1
    with pytest.raises(NothingWaiting):
        do(world, client, other)
    assert not rows(world, client, KnownAnswerScore)
    assert sweep(late) == 0


def test_a_held_or_rejected_copy_asks_nobody_anything(world, known):
    client, author, other, _, _ = known
    fill(world, client, author, 1)
    with unit_of_work(only(client.id, actor=other.id)):
        claim = workqueue.claim_next(agent=other, now=NOW, draw=0.5)
        task = workqueue.claimed_task(
            tenant_id=client.id, task_id=claim.task_id, fence=claim.fence, person_id=other.id, now=NOW
        )
        held = workqueue.hold(
            task,
            person_id=other.id,
            worker=other.name,
            reason="question",
            owes="client",
            question="Which order?",
            until=None,
            active_seconds=1,
            now=NOW,
        )
    assert held is None
    world.settle()
    assert "hold.placed" not in {event.name for event in rows(world, client, Event)}


def test_whoever_falls_below_is_paused_at_once_until_reinstated(world, known):
    client, author, other, lead, _ = known
    fill(world, client, author, 1)
    world.to_person(client, 1)
    do(world, client, other, seller="Wrong", buyer="Wrong", gross="1.00", net="1.00")
    [pause] = rows(world, client, Pause)
    assert pause.person_id == other.id
    assert "known answers were right" in pause.reason
    with pytest.raises(NothingWaiting):
        do(world, client, other)
    with pytest.raises(Invalid), unit_of_work(only(client.id)):
        quality.people.reinstate(tenant_id=client.id, pause_id=pause.id, reason=" ", by=lead.id, now=NOW)
    with unit_of_work(only(client.id)):
        quality.people.reinstate(
            tenant_id=client.id, pause_id=pause.id, reason="Retrained on totals.", by=lead.id, now=NOW
        )
    do(world, client, other)


def test_an_open_claim_of_a_paused_person_is_lost(world):
    client = world.client("Paused")
    agent = world.person("agent", serves=[client])
    world.to_person(client, 1)
    with unit_of_work(only(client.id, actor=agent.id)):
        claim = workqueue.claim_next(agent=agent, now=NOW, draw=0.5)
    with unit_of_work(only(client.id)):
        assert quality.people.pause(client.id, agent.id, INVOICES, "By hand.", now=NOW)
        assert quality.people.pause(client.id, agent.id, INVOICES, "Once more.", now=NOW) is None
    with pytest.raises(LeaseLost), unit_of_work(only(client.id)):
        workqueue.claimed_task(
            tenant_id=client.id, task_id=claim.task_id, fence=claim.fence, person_id=agent.id, now=NOW
        )


def test_reviews_certify_and_pause(world):
    plan = QualityPlan(certify_after=2, pause_window=3, pause_below=Decimal(60))
    client = world.client("Ramp", sampled=100, quality=plan)
    agent = world.person("agent", serves=[client])
    reviewer = world.person("reviewer", serves=[client], activities=["review"])
    for n in range(3):
        fill(world, client, agent, 1)
        judge(world, client, reviewer)
        with world.reading(only(client.id)):
            proven = certification_of(client.id, agent.id, INVOICES).proven_at
        assert (proven is not None) == (n >= 1)
    assert [drawing.stratum for drawing in rows(world, client, Drawing)] == [
        "new_agent",
        "new_agent",
        "people",
    ]
    for _ in range(2):
        fill(world, client, agent, 1)
        judge(world, client, reviewer, wrong=["amounts"], outcome="fix", corrected=RECORD | {"po_ref": "P-1"})
    [pause] = rows(world, client, Pause)
    assert "33.33 %" in pause.reason


# automation


def samples(client, jobs, *, wrong=0, path="gross"):
    with unit_of_work(only(client.id)):
        for n, job in enumerate(jobs):
            db.session.add(
                AutomationSample(
                    tenant_id=client.id,
                    job_id=job.job_id,
                    work_type=INVOICES,
                    path=path,
                    source="a vendor",
                    method="text",
                    confidence=Decimal("0.95"),
                    right=n >= wrong,
                    origin="review",
                    at=NOW,
                )
            )


def test_the_threshold_moves_by_itself_and_says_why(world):
    policy = AutomationPolicy(basis=Basis.MEASURED, target_accuracy=Decimal(90), minimum_sample=10)
    client = world.client("Measured", automation=policy)

    def moved(now):
        with unit_of_work(everyone(reason="the schedule")):
            return quality.move_thresholds(now=now)

    samples(client, world.jobs(client, 30))
    assert moved(NOW) == 0, "30 right of 30 do not prove 90 %"
    samples(client, world.jobs(client, 10))
    assert moved(NOW) == 2, "of the vendor, and of all"
    samples(client, world.jobs(client, 8), wrong=8)
    assert moved(NOW + timedelta(hours=1)) == 2
    assert moved(NOW + timedelta(hours=2)) == 0
    log = sorted(rows(world, client, AutomationThreshold), key=lambda row: (row.source, row.since))
    assert [(row.source, row.verdict) for row in log] == [
        (source, verdict) for source in ("", "a vendor") for verdict in ("unmeasured", "open", "closed")
    ]
    assert [row.until is None for row in log] == [False, False, True] * 2
    told = [event for event in rows(world, client, Event) if event.name == "automation.threshold_moved"]
    assert len(told) == 4
    assert "n = 48" in told[-1].data["reason"]


def test_what_was_agreed_as_fixed_does_not_move(world):
    client = world.client("Fixed", automation=AutomationPolicy(basis=Basis.FIXED))
    samples(client, world.jobs(client, 20), wrong=20)
    with unit_of_work(everyone(reason="the schedule")):
        assert quality.move_thresholds(now=NOW) == 0
    assert rows(world, client, AutomationThreshold) == []


def test_a_reviewed_sample_of_automation_measures_every_field(world):
    client = world.client("Sampled", sampled=100)
    reviewer = world.person("reviewer", serves=[client], activities=["review"])
    world.job(client, files=[e_invoice()])
    world.settle()
    judge(world, client, reviewer)
    found = rows(world, client, AutomationSample)
    assert {"number", "gross", "issue_date"} <= {sample.path for sample in found}
    assert {(sample.source, sample.origin, sample.right) for sample in found} == {("xml", "review", True)}
    [drawing] = rows(world, client, Drawing)
    assert (drawing.stratum, drawing.good, drawing.worker_id) == ("automation", True, None)
    with world.reading(only(client.id)):
        assert quality.repeated(client.id, [drawing.task_id]) == {drawing.task_id: True}


def test_a_closed_field_sends_documents_to_a_person(world):
    client = world.client("Closed")
    with unit_of_work(only(client.id)):
        db.session.add(
            AutomationThreshold(
                tenant_id=client.id,
                work_type=INVOICES,
                path="gross",
                source="xml",
                verdict="closed",
                right=40,
                n=60,
                target=Decimal("0.95"),
                reason="Right in 66.7 %.",
                since=NOW,
            )
        )
    world.job(client, files=[e_invoice()])
    world.settle()
    [event] = [event for event in rows(world, client, Event) if event.name == "task.exception"]
    assert event.data["codes"] == ["MEASURED_TOO_LOW"]
    assert event.data["asked"] == ["gross"]
    [task] = [task for task in rows(world, client, Task) if task.state == "queued"]
    assert task.step != "read"


# calibration


def test_reviewers_are_calibrated_blind(world):
    client = world.client("Calibrated")
    agent = world.person("agent", serves=[client])
    lead = world.person("team_lead", serves=[client])
    reviewers = [world.person("reviewer", serves=[client], activities=["review"]) for _ in range(2)]
    fill(world, client, agent, 2)
    jobs = [job.id for job in rows(world, client, Job)]
    asked = {"tenant_id": client.id, "work_type_key": INVOICES, "name": "March", "by": lead, "now": NOW}
    ids = [each.id for each in reviewers]
    for bad in ({"reviewers": ids[:1]}, {"reviewers": [agent.id, *ids]}, {"job_ids": []}, {"name": " "}):
        with pytest.raises(Invalid), unit_of_work(only(client.id)):
            quality.calibrations.open_session(**{"reviewers": ids, "job_ids": jobs} | asked | bad)
    with unit_of_work(only(client.id)):
        session = quality.calibrations.open_session(reviewers=ids, job_ids=jobs, **asked)
        items = [item.id for item in queries.items_of(session)]
    for reviewer, wrong in zip(reviewers, (["amounts"], ["amounts", "references"]), strict=True):
        for item_id in items:
            given = ALL_YES | dict.fromkeys(wrong, "no")
            with unit_of_work(only(client.id)):
                quality.calibrations.answer(
                    reviewer=reviewer,
                    tenant_id=client.id,
                    item_id=item_id,
                    answers=given,
                    comment="",
                    now=NOW,
                )
    with world.reading(only(client.id)):
        closed = queries.calibration_of([client.id], session.id)
        assert closed.closed_at == NOW
        assert 0 < closed.agreement < 1
        assert closed.passed is False
    with pytest.raises(Conflict), unit_of_work(only(client.id)):
        quality.calibrations.answer(
            reviewer=reviewers[0], tenant_id=client.id, item_id=items[0], answers=ALL_YES, comment="", now=NOW
        )
