"""What was learnt from a client's corrections: to be read by those who answer for it, and taken back."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from bpo.catalog.registry import work_type
from bpo.learning import queries, service
from bpo.learning.queries import Tried
from bpo.learning.rules import PROVED, is_given_up, sureness
from bpo.platform.errors import NotFound
from bpo.platform.web import caller, requires
from bpo.tenancy import queries as tenancy

bp = Blueprint("learning", __name__)


@bp.get("/learnt")
@requires("master.view")
def own() -> ResponseReturnValue:
    """What was learnt from the caller's own company's documents."""
    return _page(caller().tenant_id)


@bp.get("/clients/<uuid:tenant_id>/learnt")
@requires("master.view")
def of_client(tenant_id: UUID) -> ResponseReturnValue:
    """What was learnt from one client's documents."""
    if caller().is_client or tenant_id not in caller().tenants:
        raise NotFound
    return _page(tenant_id)


@bp.post("/learnt/<uuid:lesson_id>/<any(undo, restore):change>")
@requires("master.edit")
def change(lesson_id: UUID, change: str) -> ResponseReturnValue:
    """Take a lesson back, or use it again."""
    who = caller()
    do = service.undo if change == "undo" else service.restore
    lesson = do(tenant_ids=who.tenants, lesson_id=lesson_id, by_id=who.id, by_name=who.name, now=g.now)
    flash("Taken back: it is used no more." if change == "undo" else "In use again.", "ok")
    return redirect(
        url_for("learning.own")
        if who.is_client
        else url_for("learning.of_client", tenant_id=lesson.tenant_id)
    )


def _page(tenant_id: UUID) -> ResponseReturnValue:
    return render_template(
        "learning/lessons.html",
        company=tenancy.tenant(tenant_id),
        lessons=[_shown(tried) for tried in queries.lessons_of(tenant_id)],
        most=queries.SHOWN,
        proved=PROVED,
        may_change=caller().can("master.edit"),
    )


def _shown(tried: Tried) -> dict[str, Any]:
    lesson = tried.lesson
    kind = work_type(lesson.work_type)
    labels = {field.path: field.label for field in kind.form.fields}
    if lesson.undone_at is not None:
        state, words = "superseded", f"Taken back by {lesson.undone_by_name}"
    elif is_given_up(tried.right, tried.wrong):
        state, words = "failed", "Given up: wrong too often"
    elif sureness(tried.right, tried.wrong) > sureness(0, 0):
        state, words = "done", "Trusted"
    else:
        state, words = "queued", "On trial"
    return {
        "id": lesson.id,
        "subject": lesson.subject_name,
        "field": labels.get(lesson.path, lesson.path),
        "what": _words(lesson.kind, lesson.data),
        "job": tried.job,
        "learnt_at": lesson.learnt_at,
        "right": tried.right,
        "wrong": tried.wrong,
        "state": state,
        "state_words": words,
        "undone": lesson.undone_at is not None,
    }


def _words(kind: str, data: dict[str, Any]) -> str:
    if kind == "place":
        left, top, _, _ = data["box"]
        where = "last page" if data["page"] < 0 else f"page {data['page'] + 1}"
        return f"Stands on {where}, {round(left * 100)} % from the left, {round(top * 100)} % from the top"
    if data["read"] is None:
        return f"Is “{data['right']}” where nothing is found"
    return f"Read as “{data['read']}”, is “{data['right']}”"
