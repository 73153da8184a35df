"""One change of a list: what it would do, what it did; confirmed, dropped, taken back."""

from typing import Any
from uuid import UUID

from flask import Response, current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bpo.masters import queries, rules, service
from bpo.masters.models import MasterChange
from bpo.masters.schemas import ConfirmForm
from bpo.masters.views import bp
from bpo.masters.views.place import Place, change_of
from bpo.platform.errors import Conflict, Invalid
from bpo.platform.files import media
from bpo.platform.forms import load_form
from bpo.platform.fragments import Fragment
from bpo.platform.live import renewed
from bpo.platform.sheets.writing import write_csv
from bpo.platform.web import caller, requires

PROBLEMS_SHOWN = 100


@bp.get("/<uuid:tenant_id>/changes/<uuid:change_id>")
@requires("master.view")
def one_change(tenant_id: UUID, change_id: UUID) -> ResponseReturnValue:
    """What a file would change, or what a change did."""
    place, change = change_of(tenant_id, change_id)
    return _page(place, change)


@bp.get("/<uuid:tenant_id>/changes/<uuid:change_id>/progress")
@requires("master.view")
def progress(tenant_id: UUID, change_id: UUID) -> ResponseReturnValue:
    """How far a worker is, asked for every few seconds; the page is loaded anew when it is done."""
    _, change = change_of(tenant_id, change_id)
    html = render_template("masters/_progress.html", change=change)
    return renewed(Fragment.of(html, done=change.state not in service.UNDER_WAY))


@bp.post("/<uuid:tenant_id>/changes/<uuid:change_id>/confirm")
@requires("master.edit")
def confirm(tenant_id: UUID, change_id: UUID) -> ResponseReturnValue:
    """Put what was looked at into force."""
    place, change = change_of(tenant_id, change_id, lock=True)
    try:
        form = load_form(ConfirmForm, request.form)
        service.confirm(
            change=change,
            masters=place.masters,
            partly=form["partly"],
            by=caller(),
            office=service.Office.of(current_app.extensions),
            now=g.now,
        )
    except Invalid as error:
        return _page(place, change, status=422, errors=error.errors)
    except Conflict as error:
        return _page(place, change, status=409, errors={"row": [error.message]})
    if change.state in service.UNDER_WAY:
        return redirect(url_for("masters.one_change", tenant_id=tenant_id, change_id=change_id))
    flash(f"{place.masters.name}: {service.in_words(change.counts)}.", "ok")
    return redirect(url_for("masters.one_list", tenant_id=tenant_id, list_key=change.list_key))


@bp.post("/<uuid:tenant_id>/changes/<uuid:change_id>/drop")
@requires("master.edit")
def drop(tenant_id: UUID, change_id: UUID) -> ResponseReturnValue:
    """Do not take the file."""
    _, change = change_of(tenant_id, change_id, lock=True)
    service.drop(change=change)
    flash("The file was dropped. Nothing was changed.", "ok")
    return redirect(url_for("masters.one_list", tenant_id=tenant_id, list_key=change.list_key))


@bp.post("/<uuid:tenant_id>/changes/<uuid:change_id>/undo")
@requires("master.edit")
def undo(tenant_id: UUID, change_id: UUID) -> ResponseReturnValue:
    """Take the change back."""
    place, change = change_of(tenant_id, change_id, lock=True)
    back = service.undo(change=change, masters=place.masters, by=caller(), now=g.now)
    if back.state in service.UNDER_WAY:
        return redirect(url_for("masters.one_change", tenant_id=tenant_id, change_id=back.id))
    kept = back.counts["kept"]
    left = (
        f" {kept} row{' was' if kept == 1 else 's were'} changed again since and left alone." if kept else ""
    )
    flash(f"The change was taken back.{left}", "warn" if kept else "ok")
    return redirect(url_for("masters.one_change", tenant_id=tenant_id, change_id=back.id))


@bp.get("/<uuid:tenant_id>/changes/<uuid:change_id>/problems.csv")
@requires("master.view")
def problems_file(tenant_id: UUID, change_id: UUID) -> ResponseReturnValue:
    """The refused rows with their reasons, to mend the file by."""
    place, change = change_of(tenant_id, change_id)
    labels = {column.key: column.label for column in place.masters.columns}
    rows = [
        (each["row"], labels.get(each["column"], each["column"]), each["message"]) for each in change.problems
    ]
    response = Response(write_csv(("Row", "Column", "Reason"), rows), content_type=media.CSV)
    response.headers.set("Content-Disposition", "attachment", filename=f"{change.list_key}-refused.csv")
    return response


def _page(place: Place, change: MasterChange, *, status: int = 200, **more: Any) -> ResponseReturnValue:
    masters = place.masters
    facts = place.facts() | {
        "change": change,
        "labels": {column.key: column.label for column in masters.columns},
        "problems": change.problems[:PROBLEMS_SHOWN],
        "examples": [_example(place, each) for each in change.examples],
        "of": queries.get_change(place.tenant_id, change.undoes) if change.undoes else None,
        "writes": sum(change.counts.get(name, 0) for name in ("new", "changed", "removed")),
        "by_another": bool(change.counts.get("secrets")) and change.created_by == caller().id,
        "by_two": service.BY_TWO,
        "under_way": change.state in service.UNDER_WAY,
        "errors": {},
    }
    return render_template("masters/change.html", **facts | more), status


def _example(place: Place, example: dict[str, Any]) -> dict[str, Any]:
    """One row as it was and as it is to be: only what differs, secrets masked."""
    before, after = example["before"] or {}, example["after"] or {}
    old = rules.shown(place.masters, before, secrets=False)
    new = rules.shown(place.masters, after, secrets=False)
    return {
        "name": rules.identity_shown(example["identity"]) or place.masters.name,
        "kind": "new" if example["before"] is None else "removed" if example["after"] is None else "changed",
        "cells": [
            (column.label, old[column.key], new[column.key])
            for column in place.masters.columns
            if before.get(column.key, "") != after.get(column.key, "")
        ],
    }
