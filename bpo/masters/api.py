"""Lists for programs: what there is, its rows, rows put in as JSON or as a file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Response, current_app, g, request, url_for

from bpo.catalog.rules import MasterList
from bpo.jobs import service as jobs
from bpo.masters import queries, rules, service
from bpo.masters.models import MasterChange
from bpo.masters.schemas import ChangeOut, ImportUpload, ListsOut, RowsIn, RowsOut, RowsQuery
from bpo.platform.api import (
    KEY,
    PREFIX,
    Door,
    answer,
    fingerprint,
    idempotency_key,
    json_body,
    load,
    only_files,
)
from bpo.platform.caller import Caller
from bpo.platform.errors import Invalid, NotFound
from bpo.platform.web import caller, requires

bp = Door("masters_api", __name__, url_prefix=PREFIX, description="Lists and policies that work goes by")


@bp.route("/lists", methods=["GET"])
@requires("master.view")
@bp.response(200, ListsOut)
def get_lists() -> Response:
    """Every list, its columns, and how many rows are in force."""
    tenant_id = caller().tenant_id
    stand = queries.how_they_stand(tenant_id)
    return answer({"lists": [_list_json(each, stand) for each in queries.lists_of(tenant_id, g.now)]})


def _list_json(masters: MasterList, stand: Mapping[str, queries.ListStanding]) -> dict[str, Any]:
    now = stand.get(masters.key, queries.ListStanding(rows=0, changed_at=None))
    return {
        "key": masters.key,
        "name": masters.name,
        "single": masters.single,
        "identity": list(masters.identity),
        "columns": [
            {
                "key": column.key,
                "label": column.label,
                "kind": column.kind,
                "required": column.required,
                "secret": column.secret,
                "usual": column.usual,
                "choices": [value for value, _ in column.choices],
            }
            for column in masters.columns
        ],
        "rows": now.rows,
        "changed_at": now.changed_at.isoformat() if now.changed_at else None,
    }


@bp.route("/lists/<list_key>/rows", methods=["GET"])
@requires("master.view")
@bp.arguments(RowsQuery, location="query")
@bp.response(200, RowsOut)
def get_rows(wanted: dict[str, Any], list_key: str) -> Response:
    """The rows in force, by their names; secret columns are masked."""
    tenant_id = caller().tenant_id
    masters = queries.list_of(tenant_id, list_key, g.now)
    found = queries.rows_page(tenant_id, masters, after=wanted["after"], search="", limit=wanted["limit"] + 1)
    page = found[: wanted["limit"]]
    return answer(
        {
            "rows": [
                {
                    "id": str(row.id),
                    "version": row.version,
                    "valid_from": row.valid_from.isoformat(),
                    "values": rules.shown(masters, row.cells, secrets=False),
                }
                for row in page
            ],
            "next": page[-1].identity if len(found) > len(page) else None,
        }
    )


@bp.route("/lists/<list_key>/rows", methods=["POST"])
@requires("master.edit")
@bp.response(200, ChangeOut)
@bp.doc(parameters=[KEY], requestBody={"required": True, "content": {"application/json": {"schema": RowsIn}}})
def put_rows(list_key: str) -> Response:
    """Put rows in: a row of a name that is there becomes its next version.

    What a row does not name stays as it is; an empty text empties it. All rows or none, unless `partly`. Where a bank
    account of a row in force changes, all of it waits until a person confirms it.
    """
    who = caller()
    masters = queries.list_of(who.tenant_id, list_key, g.now)
    given = load(RowsIn(), json_body())
    _known_columns(masters, given["rows"])

    def produce() -> jobs.Answer:
        change, found = service.put_rows(
            tenant_id=who.tenant_id,
            masters=masters,
            rows=[{key: text or "" for key, text in row.items()} for row in given["rows"]],
            replace=given["mode"] == "replace",
            partly=given["partly"],
            dry_run=given["dry_run"],
            by=who,
            storage=current_app.extensions["storage"],
            now=g.now,
        )
        problems = found.given.problems
        if problems and not (given["partly"] or given["dry_run"]):
            raise Invalid(
                _by_path(problems), f"{len(found.given.refused)} rows are refused. Nothing was changed."
            )
        return _said(masters, change, found.counts, problems)

    return _once(who, produce)


def _known_columns(masters: MasterList, rows: Sequence[Mapping[str, Any]]) -> None:
    known = {column.key for column in masters.columns}
    unknown = {
        f"rows.{place}.{key}": ["Unknown field."]
        for place, row in enumerate(rows)
        for key in sorted(row.keys() - known)
    }
    if unknown:
        raise Invalid(dict(list(unknown.items())[: rules.PROBLEMS_KEPT]))


def _by_path(problems: Sequence[rules.Problem]) -> dict[str, list[str]]:
    """Problems by the path in the request, whose rows count from 0."""
    said: dict[str, list[str]] = {}
    for each in problems[: rules.PROBLEMS_KEPT]:
        path = f"rows.{each.row - 1}" + (f".{each.column}" if each.column else "")
        said.setdefault(path, []).append(each.message)
    return said


@bp.route("/lists/<list_key>/imports", methods=["POST"])
@requires("master.edit")
@bp.response(200, ChangeOut)
@bp.alt_response(
    202, schema=ChangeOut, description="Stored; a worker reads it. `Location` says where to ask."
)
@bp.doc(
    parameters=[KEY],
    requestBody={"required": True, "content": {"multipart/form-data": {"schema": ImportUpload}}},
)
def import_file(list_key: str) -> Response:
    """Import one CSV or XLSX: all rows or none, unless `partly`. With `dry_run` nothing is changed.

    A large file is answered by 202 once it is stored; `Location` says where to ask what became of it.
    """
    who = caller()
    masters = queries.list_of(who.tenant_id, list_key, g.now)
    given = load(ImportUpload(), request.form.to_dict())
    only_files()
    agreed = "apply_partly" if given["partly"] else "apply"

    def produce() -> jobs.Answer:
        uploads = list(jobs.sent_files(request.files))
        if len(uploads) != 1:
            raise Invalid({"files": ["Send one file."]})
        change = service.look_at(
            tenant_id=who.tenant_id,
            masters=masters,
            name=uploads[0].name,
            content=uploads[0].content,
            replace=given["mode"] == "replace",
            by=who,
            office=service.Office.of(current_app.extensions),
            now=g.now,
            intent="forget" if given["dry_run"] else agreed,
        )
        if change.state == "refused":
            raise Invalid(
                {
                    f"row {each.row}": [f"{each.column}: {each.message}".lstrip(": ")]
                    for each in _problems(change)
                },
                change.reason,
            )
        made = _said(masters, change, change.counts, _problems(change))
        return replace(made, status=202) if change.state in service.UNDER_WAY else made

    response = _once(who, produce)
    if response.status_code == 202:
        change_id = (response.json or {})["id"]
        response.headers["Location"] = url_for(
            "masters_api.one_import", list_key=list_key, change_id=change_id
        )
    return response


@bp.route("/lists/<list_key>/imports/<uuid:change_id>", methods=["GET"])
@requires("master.view")
@bp.response(200, ChangeOut)
def one_import(list_key: str, change_id: UUID) -> Response:
    """What became of an import: how far it is, what it changed, which rows were refused why."""
    tenant_id = caller().tenant_id
    masters = queries.list_of(tenant_id, list_key, g.now)
    change = queries.get_change(tenant_id, change_id)
    if change.list_key != masters.key:
        raise NotFound
    made = _said(masters, change, change.counts, _problems(change))
    return answer({**made.body, "id": str(change.id)}, 200)


def _problems(change: MasterChange) -> list[rules.Problem]:
    return [rules.Problem(**each) for each in change.problems]


def _said(
    masters: MasterList,
    change: MasterChange | None,
    counts: Mapping[str, int],
    problems: Sequence[rules.Problem],
) -> jobs.Answer:
    applied = change is not None and change.state == "applied"
    waits = change is not None and change.state == "looked_at" and bool(counts["secrets"])
    kept = change is not None and (applied or waits or change.state in service.UNDER_WAY)
    return jobs.Answer(
        status=200,
        body={
            "id": str(change.id) if change is not None and kept else None,
            "list": masters.key,
            "state": change.state if change is not None else "dropped",
            "applied": applied,
            "waits_for_a_person": waits,
            "reason": change.reason if change is not None and change.state == "refused" else "",
            "progress": change.progress if change is not None else None,
            "counts": dict(counts),
            "problems": [
                {"row": each.row, "column": each.column, "message": each.message}
                for each in problems[: rules.PROBLEMS_KEPT]
            ],
        },
    )


def _once(who: Caller, produce: Callable[[], jobs.Answer]) -> Response:
    """The answer, once for an Idempotency-Key; without one every call counts."""
    key = idempotency_key()
    if key is None:
        made = produce()
    else:
        made = jobs.once(
            tenant_id=who.tenant_id, key=key, fingerprint=fingerprint(), now=g.now, produce=produce
        )
    response = answer(made.body, made.status)
    if made.replayed:
        response.headers["Idempotent-Replayed"] = "true"
    return response
