"""The reviewers' pages: what waits, and a review with its scorecard."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import flash, g, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from bpo.platform.errors import Invalid, LeaseLost, NotFound
from bpo.platform.web import caller, problem, requires, wants_json
from bpo.quality import queries, rules, service
from bpo.quality.models import Review
from bpo.quality.queries.keying import keying_of
from bpo.quality.rules import wilson
from bpo.quality.schemas import scored
from bpo.quality.views import HOME, bp
from bpo.workqueue import queries as workqueue_queries
from bpo.workqueue import rules as workqueue_rules
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import Task
from bpo.workqueue.views.bench import bench_facts, draw_ahead, take_next
from bpo.workqueue.views.desk import (
    Desk,
    Filled,
    as_read,
    desk_of,
    form_facts,
    head_facts,
    held_task,
    source_facts,
    typed_record,
)
from bpo.workqueue.views.leave import hand_back_task, hold_task
from bpo.workqueue.views.sources import original_of, originals, page_of, words_of
from bpo.workqueue.views.submit import (
    keep_draft,
    known_task,
    lost_page,
    read_hand_in,
    renew_only,
    save_and_renew,
)
from bpo.workqueue.views.task import labels_of


@bp.get("/review")
@requires("review.claim")
def bench() -> ResponseReturnValue:
    """The reviewer's home."""
    return render_template("workqueue/bench.html", **bench_facts("review"))


@bp.post("/review/next")
@requires("review.claim")
def next_review() -> ResponseReturnValue:
    """Take the most pressing review, or go on with the one under way."""
    return take_next(home=HOME)


@bp.get("/review/ahead")
@requires("review.claim")
def ahead() -> ResponseReturnValue:
    """Draw the first page of what is likely to come next."""
    draw_ahead("review")
    return "", 204


@bp.get("/review/<uuid:task_id>")
@requires("review.score")
def review(task_id: UUID) -> ResponseReturnValue:
    """A review one holds: source left, work and scorecard right."""
    desk = desk_of(_held(task_id))
    draft = workqueue_queries.draft_of(desk.task.tenant_id, desk.task.id, caller().id)
    return _page(desk, draft.data if draft else None, saved_at=draft.saved_at if draft else None)


def _held(task_id: UUID) -> Task:
    task = held_task(task_id)
    if task.step != workqueue.REVIEW:
        raise NotFound
    return task


def _known(task_id: UUID) -> Task:
    task = known_task(task_id)
    if task.step != workqueue.REVIEW:
        raise NotFound
    return task


@bp.get("/review/<uuid:task_id>/pages/<uuid:document_id>/<int:page>.png")
@requires("review.score")
def page(task_id: UUID, document_id: UUID, page: int) -> ResponseReturnValue:
    """One page of a document of a review one holds."""
    return page_of(_held(task_id), document_id, page)


@bp.get("/review/<uuid:task_id>/files/<uuid:document_id>")
@requires("review.score")
def original(task_id: UUID, document_id: UUID) -> ResponseReturnValue:
    """A file of a review one holds, as it was handed in."""
    return original_of(_held(task_id), document_id)


@bp.get("/review/<uuid:task_id>/words.json")
@requires("review.score")
def words(task_id: UUID) -> ResponseReturnValue:
    """The words on the pages of a review one holds."""
    return words_of(_held(task_id))


@bp.route("/review/<uuid:task_id>/draft", methods=["PUT", "POST"])
@requires("review.score")
def draft(task_id: UUID) -> ResponseReturnValue:
    """Keep what is typed, and the claim alive."""
    return save_and_renew(_known(task_id).id)


@bp.post("/review/<uuid:task_id>/lease")
@requires("review.score")
def lease(task_id: UUID) -> ResponseReturnValue:
    """Keep the claim alive."""
    return renew_only(_known(task_id).id)


@bp.post("/review/<uuid:task_id>/hold")
@requires("review.score")
def hold(task_id: UUID) -> ResponseReturnValue:
    """Put a review to sleep, with a question to the client or until a date."""
    return hold_task(_known(task_id).id, home=HOME)


@bp.post("/review/<uuid:task_id>/hand-back")
@requires("review.score")
def hand_back(task_id: UUID) -> ResponseReturnValue:
    """Give a review back to the queue, with a reason."""
    return hand_back_task(_known(task_id).id, home=HOME)


@bp.post("/review/<uuid:task_id>/score")
@requires("review.score")
def score(task_id: UUID) -> ResponseReturnValue:
    """Score and go home."""
    return _score(task_id, go_on=False)


@bp.post("/review/<uuid:task_id>/score-next")
@requires("review.score")
def score_next(task_id: UUID) -> ResponseReturnValue:
    """Score and take the next review in one go."""
    return _score(task_id, go_on=True)


def _score(task_id: UUID, *, go_on: bool) -> ResponseReturnValue:
    who, task, sent = caller(), _known(task_id), read_hand_in()
    given, desk = scored(sent), desk_of(task)
    try:
        workqueue.claimed_task(
            tenant_id=task.tenant_id, task_id=task.id, fence=sent.fence, person_id=who.id, now=g.now
        )
        fixes = given.outcome == rules.Outcome.FIX
        done = service.score(
            reviewer=who,
            tenant_id=task.tenant_id,
            task_id=task.id,
            fence=sent.fence,
            answers=given.answers,
            outcome=given.outcome,
            comment=given.comment,
            corrected=typed_record(desk, given.work) if fixes else None,
            evidence=sent.evidence,
            active_seconds=sent.active_seconds,
            now=g.now,
        )
    except LeaseLost as lost:
        return lost_page(task, sent, lost)
    except Invalid as invalid:
        keep_draft(task, sent)
        if wants_json():
            return problem(
                invalid.status, invalid.code, invalid.title, invalid.message, errors=invalid.errors
            )
        return _page(desk, sent.draft(), errors=invalid.errors, status=invalid.status, saved_at=g.now)
    if go_on:
        return take_next(home=HOME, done=task.id)
    if wants_json():
        return jsonify(score=str(done.score) if done.score is not None else None, outcome=done.outcome)
    flash(f"{desk.job.reference} is reviewed.", "ok")
    return redirect(url_for(HOME), 303)


def _page(
    desk: Desk,
    draft: Mapping[str, Any] | None,
    *,
    errors: Mapping[str, Sequence[str]] | None = None,
    status: int = 200,
    saved_at: datetime | None = None,
) -> ResponseReturnValue:
    values = dict(draft.get("values", {})) if draft else {}
    given = _given(values)
    left = {name: text for name, text in values.items() if not name.startswith("review.")}
    filled = Filled.of_draft({**draft, "values": left}) if draft else None
    reviewed = queries.review_of(desk.task.tenant_id, desk.task.id)
    page = render_template(
        "quality/review.html",
        **head_facts(desk),
        **source_facts(desk, "quality.page", "quality.words"),
        **form_facts(desk, filled),
        originals=originals(desk, "quality.original"),
        job_record=as_read(desk),
        review=reviewed,
        rejected=_rejection(desk, reviewed),
        changes=workqueue_queries.changes_of(desk.task.tenant_id, desk.job.id),
        labels=_labels(desk),
        said=desk.confirmed,
        card=desk.kind.scorecard,
        given=given,
        errors=_placed(desk, errors or {}),
        saved_at=saved_at,
        lease_seconds=int(workqueue_rules.LEASE_PERSON.total_seconds()),
        hold_reasons=[(reason.key, reason.label) for reason in workqueue_rules.HOLD.values()],
        hand_back_reasons=[(reason.key, reason.label) for reason in workqueue_rules.HAND_BACK.values()],
    )
    return page, status


def _rejection(desk: Desk, reviewed: Review) -> str:
    """Why the worker would reject the job; "" where a record was handed in."""
    worked = queries.finished_attempt(desk.task.tenant_id, reviewed.worked_task_id)
    if worked.outcome != "rejected":
        return ""
    return workqueue_rules.rejection_words(desk.kind.unit, worked.reason or "", worked.note or "")


def _given(values: Mapping[str, str]) -> dict[str, Any]:
    return {
        "answers": {
            name.removeprefix("review.answer."): text
            for name, text in values.items()
            if name.startswith("review.answer.")
        },
        "outcome": values.get("review.outcome", ""),
        "comment": values.get("review.comment", ""),
    }


def _placed(desk: Desk, errors: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Errors by the name of the field they are shown at."""
    lines = {line.key for line in desk.kind.scorecard}
    named = {"outcome": "review.outcome", "comment": "review.comment"}
    placed: dict[str, list[str]] = {}
    for name, texts in errors.items():
        place = f"review.answer.{name}" if name in lines else named.get(name, name)
        placed.setdefault(place, []).extend(texts)
    return placed


def _labels(desk: Desk) -> dict[str, str]:
    labels = labels_of(desk)
    for table in desk.kind.form.tables:
        for column in table.columns:
            labels[f"{table.path}.*.{column.path}"] = f"{table.label}, {column.label}"
    return labels


@bp.get("/work/keying/figures")
@requires("task.work")
def keying_figures() -> ResponseReturnValue:
    """What the caller's own keying comes to, in words: keystrokes an hour today, and how much was right."""
    who = caller()
    midnight = g.now.astimezone(ZoneInfo(who.zone)).replace(hour=0, minute=0, second=0, microsecond=0)
    found = keying_of(who.id, who.tenants, since=midnight.astimezone(UTC))
    said = [f"{found.per_hour:,} keys/h today"] if found.per_hour is not None else []
    measured = wilson(found.right, found.fields)
    if measured is not None:
        said.append(f"fields right: {measured.words}")
    return jsonify(per_hour=found.per_hour, right=found.right, fields=found.fields, words=" · ".join(said))
