"""One's own feedback from reviews, with what was changed and a way to contest; and deciding what is contested."""

from typing import Any
from uuid import UUID

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bpo.catalog.registry import kind_of
from bpo.events.queries import history_of_job
from bpo.jobs.queries import documents_of
from bpo.platform.errors import DomainError, Invalid, NotFound
from bpo.platform.forms import load_form
from bpo.platform.web import caller, requires
from bpo.quality import queries, rules, service
from bpo.quality.models import Review
from bpo.quality.schemas import ContestForm, DecisionForm
from bpo.quality.views import bp
from bpo.quality.views.automation import place_label
from bpo.tenancy.queries import tenants_of
from bpo.workqueue.views.desk import page_cache
from bpo.workqueue.views.sources import image_of

SHOWN = 30
OUTCOMES = {
    "accept": ("accepted", "Accepted"),
    "fix": ("exception", "Mended"),
    "return": ("returned", "Returned"),
}


@bp.get("/feedback")
@requires("feedback.view")
def feedback() -> ResponseReturnValue:
    """The reviews of one's own work, how it did, and why one is paused."""
    who = caller()
    return render_template(
        "quality/feedback.html",
        rows=queries.feedback_of(who.id, who.tenants, limit=SHOWN),
        standing=queries.standing_of(who.id, who.tenants, g.now),
        clients={company.id: company.name for company in tenants_of(who.tenants)},
        outcomes=OUTCOMES,
        shown=SHOWN,
    )


@bp.get("/feedback/<uuid:review_id>")
@requires("feedback.view")
def feedback_on(review_id: UUID) -> ResponseReturnValue:
    """One review of one's own work: what failed, what was changed, where it stands."""
    return _page(review_id)


def _page(review_id: UUID, errors: Any = None, status: int = 200) -> ResponseReturnValue:
    found = queries.own_review(caller().id, caller().tenants, review_id)
    kind = kind_of(found.job)
    page = render_template(
        "quality/feedback_on.html",
        one=found,
        kind=kind,
        lines=_lines(found.review, kind.scorecard),
        changes=[(place_label(kind, path), before, after) for path, before, after in _changes(found)],
        pages=_pages(found),
        outcome=OUTCOMES[found.review.outcome or "accept"],
        may_contest=found.contest is None
        and not (found.review.outcome == rules.Outcome.ACCEPT and found.review.score == 100),
        errors=errors or {},
        form=request.form,
    )
    return page, status


def _lines(review: Review, card: Any) -> list[tuple[str, str]]:
    words = {"yes": "Yes", "no": "No", "na": "Not applicable"}
    return [(line.text, words.get(str(review.answers.get(line.key)), "–")) for line in card]


def _changes(found: queries.Feedback) -> list[tuple[str, Any, Any]]:
    """(field, before, after) of what the reviewer mended in this review."""
    changed: list[tuple[str, Any, Any]] = []
    for event in history_of_job(found.job.tenant_id, found.job.id):
        mended = event.name == "job.corrected" and event.actor_id == found.review.reviewer_id
        if mended and event.occurred_at == found.review.done_at:
            changed += [(path, *pair) for path, pair in event.data.get("changes", {}).items()]
    return changed


def _pages(found: queries.Feedback) -> list[str]:
    sheets = page_cache().sheets(documents_of(found.job.tenant_id, found.job.id))
    return [
        url_for(
            "quality.feedback_page",
            review_id=found.review.id,
            document_id=sheet.document.id,
            page=sheet.number,
        )
        for sheet in sheets[:20]
    ]


@bp.get("/feedback/<uuid:review_id>/pages/<uuid:document_id>/<int:page>.png")
@requires("feedback.view")
def feedback_page(review_id: UUID, document_id: UUID, page: int) -> ResponseReturnValue:
    """One page of the document that one's reviewed work was about."""
    found = queries.own_review(caller().id, caller().tenants, review_id)
    for document in documents_of(found.job.tenant_id, found.job.id):
        if document.id == document_id:
            return image_of(document, page)
    raise NotFound


@bp.post("/feedback/<uuid:review_id>/contest")
@requires("feedback.view")
def contest(review_id: UUID) -> ResponseReturnValue:
    """Say that a review of one's own work is wrong."""
    found = queries.own_review(caller().id, caller().tenants, review_id)
    try:
        form = load_form(ContestForm, request.form)
        service.contests.contest(
            person=caller(),
            tenant_id=found.review.tenant_id,
            review_id=review_id,
            words=form["words"],
            now=g.now,
        )
    except Invalid as invalid:
        return _page(review_id, invalid.errors, 422)
    except DomainError as refused:
        return _page(review_id, {"words": [refused.message]}, refused.status)
    flash("Somebody else will look at it. You read here what they decide.", "ok")
    return redirect(url_for("quality.feedback_on", review_id=review_id), 303)


@bp.get("/review/contests/<uuid:contest_id>")
@requires("review.score")
def contested(contest_id: UUID) -> ResponseReturnValue:
    """A contested review, for a second reviewer to decide."""
    return _contest_page(contest_id)


def _to_decide(contest_id: UUID) -> queries.Contested:
    """A contest of work that the caller may review; NotFound for any other."""
    found = queries.contest_by_id(caller().tenants, contest_id)
    if not queries.may_review(caller().id, found.job.tenant_id, found.job.work_type, g.now):
        raise NotFound
    return found


def _contest_page(contest_id: UUID, errors: Any = None, status: int = 200) -> ResponseReturnValue:
    found = _to_decide(contest_id)
    kind = kind_of(found.job)
    page = render_template(
        "quality/contest.html",
        one=found,
        kind=kind,
        lines=_lines(found.review, kind.scorecard),
        outcome=OUTCOMES[found.review.outcome or "accept"],
        errors=errors or {},
        form=request.form,
    )
    return page, status


@bp.post("/review/contests/<uuid:contest_id>")
@requires("review.score")
def decide_contest(contest_id: UUID) -> ResponseReturnValue:
    """Let a contested review stand, or say that it was wrong."""
    found = _to_decide(contest_id)
    try:
        form = load_form(DecisionForm, request.form)
        service.contests.decide(
            by=caller(),
            tenant_id=found.contest.tenant_id,
            contest_id=contest_id,
            upheld=form["decision"] == "stands",
            reason=form["reason"],
            now=g.now,
        )
    except Invalid as invalid:
        return _contest_page(contest_id, invalid.errors, 422)
    except DomainError as refused:
        return _contest_page(contest_id, {"decision": [refused.message]}, refused.status)
    flash("Decided. Both of them read why.", "ok")
    return redirect(url_for("quality.bench"), 303)
