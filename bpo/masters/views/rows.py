"""One row: its form, its versions, its secrets."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import current_app, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bpo.catalog.rules import MasterList
from bpo.masters import queries, rules, service
from bpo.masters.models import MasterRow
from bpo.masters.schemas import ReasonForm, RevealForm
from bpo.masters.views import bp
from bpo.masters.views.fields import PREFIX, by_field, row_form, sent_cells
from bpo.masters.views.lists import list_page
from bpo.masters.views.place import Place, place_of
from bpo.platform.errors import Conflict, Invalid
from bpo.platform.forms import load_form
from bpo.platform.web import caller, requires


@bp.get("/<uuid:tenant_id>/<list_key>/rows/new")
@requires("master.edit")
def new_row(tenant_id: UUID, list_key: str) -> ResponseReturnValue:
    """The form of a new row."""
    place = place_of(tenant_id, list_key)
    return _row_page(place, None, fields=row_form(place.masters, {}, secrets=False))


@bp.post("/<uuid:tenant_id>/<list_key>/rows")
@requires("master.edit")
def add_row(tenant_id: UUID, list_key: str) -> ResponseReturnValue:
    """Add a row; or keep the next version of a policy."""
    place = place_of(tenant_id, list_key)
    return _save(place, None)


@bp.get("/<uuid:tenant_id>/<list_key>/rows/<uuid:row_id>")
@requires("master.view")
def one_row(tenant_id: UUID, list_key: str, row_id: UUID) -> ResponseReturnValue:
    """A row with its versions."""
    place = place_of(tenant_id, list_key)
    row = queries.get_row(tenant_id, list_key, row_id)
    return _row_page(place, row, fields=row_form(place.masters, row.cells, secrets=False, fixed=True))


@bp.post("/<uuid:tenant_id>/<list_key>/rows/<uuid:row_id>")
@requires("master.edit")
def save_row(tenant_id: UUID, list_key: str, row_id: UUID) -> ResponseReturnValue:
    """Keep the row's next version."""
    place = place_of(tenant_id, list_key)
    return _save(place, queries.get_row(tenant_id, list_key, row_id))


@bp.post("/<uuid:tenant_id>/<list_key>/rows/<uuid:row_id>/close")
@requires("master.edit")
def close_row(tenant_id: UUID, list_key: str, row_id: UUID) -> ResponseReturnValue:
    """Take the row out of the list."""
    place = place_of(tenant_id, list_key)
    row = queries.get_row(tenant_id, list_key, row_id)
    service.close_row(tenant_id=tenant_id, masters=place.masters, row=row, by=caller(), now=g.now)
    flash(f"“{rules.identity_shown(row.identity)}” is closed. Its versions are kept.", "ok")
    return redirect(url_for("masters.one_list", tenant_id=tenant_id, list_key=list_key))


@bp.post("/<uuid:tenant_id>/<list_key>/rows/<uuid:row_id>/reveal")
@requires("master.reveal")
def reveal_row(tenant_id: UUID, list_key: str, row_id: UUID) -> ResponseReturnValue:
    """The row with its secrets, which is written down."""
    place = place_of(tenant_id, list_key)
    row = queries.get_row(tenant_id, list_key, row_id)
    try:
        service.reveal(
            tenant_id=tenant_id,
            masters=place.masters,
            subject_id=row.id,
            what=rules.identity_shown(row.identity) or place.masters.name,
            reason=load_form(RevealForm, request.form)["reveal_reason"],
            by=caller(),
            now=g.now,
        )
    except Invalid as error:
        hidden = row_form(place.masters, row.cells, secrets=False, fixed=True)
        return _row_page(place, row, fields=hidden, errors=error.errors, status=422)
    return _row_page(
        place, row, fields=row_form(place.masters, row.cells, secrets=True, fixed=True), revealed=True
    )


def _save(place: Place, row: MasterRow | None) -> ResponseReturnValue:
    masters = place.masters
    try:
        cells = sent_cells(masters)
        reason = load_form(ReasonForm, {"reason": request.form.get("reason", "")})["reason"]
        if row is not None:
            cells |= {key: row.cells.get(key, "") for key in masters.identity}
        change = service.save_row(
            tenant_id=place.tenant_id,
            masters=masters,
            cells=cells,
            identity=row.identity if row is not None else None,
            by=caller(),
            storage=current_app.extensions["storage"],
            reason=reason,
            now=g.now,
        )
    except (Invalid, Conflict) as error:
        errors = by_field(error.errors, masters) if isinstance(error, Invalid) else {"row": [error.message]}
        return _refused(place, row, errors, error.status)
    if change is not None and change.state == "looked_at":
        flash("Not in force yet: another person has to confirm a change of hidden values.", "warn")
        return redirect(url_for("masters.one_change", tenant_id=place.tenant_id, change_id=change.id))
    flash("Saved as a new version." if change else "Nothing was changed.", "ok" if change else "warn")
    return redirect(url_for("masters.one_list", tenant_id=place.tenant_id, list_key=masters.key))


def _refused(
    place: Place, row: MasterRow | None, errors: Mapping[str, list[str]], status: int
) -> ResponseReturnValue:
    """The form again, with what was typed and why it was not taken."""
    typed = {
        name.removeprefix(PREFIX): text for name, text in request.form.items() if name.startswith(PREFIX)
    }
    if row is not None:
        typed |= {key: row.cells.get(key, "") for key in place.masters.identity}
    fields = row_form(place.masters, typed, secrets=True, fixed=row is not None)
    if place.masters.single:
        return list_page(place, status=status, errors=errors, fields=fields)
    return _row_page(place, row, status=status, errors=errors, fields=fields)


def _row_page(
    place: Place, row: MasterRow | None, *, status: int = 200, revealed: bool = False, **more: Any
) -> ResponseReturnValue:
    masters = place.masters
    versions = queries.versions_of(place.tenant_id, masters.key, row.identity) if row is not None else []
    newest = versions[0][0] if versions else None
    facts = place.facts() | {
        "row": row,
        "title": (rules.identity_shown(row.identity) or masters.name) if row is not None else "A new row",
        "in_force": row is None or row.superseded_at is None,
        "newest": newest,
        "versions": [
            (
                version,
                change,
                _differences(
                    masters, version, versions[place_ + 1][0] if place_ + 1 < len(versions) else None
                ),
            )
            for place_, (version, change) in enumerate(versions)
        ],
        "labels": {column.key: column.label for column in masters.columns},
        "revealed": revealed,
        "errors": {},
        "reason": request.form.get("reason", ""),
    }
    return render_template("masters/row.html", **facts | more), status


def _differences(
    masters: MasterList, after: MasterRow, before: MasterRow | None
) -> list[tuple[str, str, str]]:
    """(column's label, before, after) of the cells that a version changed, secrets masked."""
    old = rules.shown(masters, before.cells if before else {}, secrets=False)
    new = rules.shown(masters, after.cells, secrets=False)
    was, now = (before.cells if before else {}), after.cells
    return [
        (column.label, old[column.key], new[column.key])
        for column in masters.columns
        if was.get(column.key, "") != now.get(column.key, "")
    ]
