"""What the checks say of a task while somebody works on it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import g, jsonify, render_template
from flask.typing import ResponseReturnValue

from bpo.catalog.rules import Finding, Severity, WorkType
from bpo.platform.web import caller, requires
from bpo.workqueue import queries, rules
from bpo.workqueue.views import bp
from bpo.workqueue.views.desk import Desk, Filled, desk_of, facts_so_far, held_task
from bpo.workqueue.views.keying import demand_whole

USUAL = ("Printed so on the document", "Confirmed by the client", "Checked against the source")
"""Reasons why a finding may stand, where the work type names none."""


@bp.get("/work/<uuid:task_id>/findings")
@requires("task.work")
def findings(task_id: UUID) -> ResponseReturnValue:
    """What is found of the draft as it was last saved: beside which field, and what may be confirmed."""
    held = held_task(task_id)
    demand_whole(held)
    desk = desk_of(held)
    facts = facts_so_far(desk, draft_of(desk))
    return jsonify(
        said=said_of(facts["screen"], facts["errors"]),
        html=render_template(
            "workqueue/_findings.html", task=desk.task, errors={}, **facts_of(desk.kind, facts), now=g.now
        ),
    )


def draft_of(desk: Desk) -> Filled | None:
    """What the caller has typed into the task, as it was last saved."""
    draft = queries.draft_of(desk.task.tenant_id, desk.task.id, caller().id)
    return Filled.of_draft(draft.data) if draft else None


def facts_of(kind: WorkType, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What the list of findings is shown with."""
    return {
        "to_confirm": facts["to_confirm"],
        "general": facts["general"],
        "words": facts["words"],
        "may_stand": {
            finding.code: kind.may_stand.get(finding.code, USUAL) for finding in facts["to_confirm"]
        },
        "as_read": {
            finding.code: finding.fields[0]
            for finding in facts["to_confirm"]
            if _is_of_one_field(kind, finding)
        },
        "places": places_of(kind),
        "lists": {each.key: each.name for each in kind.masters},
    }


def _is_of_one_field(kind: WorkType, finding: Finding) -> bool:
    """Whether the finding only asks if one field is so: who takes it as read has said so, and need not say it twice."""
    return (
        finding.severity is Severity.ASK
        and len(set(finding.fields)) == 1
        and not finding.refers
        and kind.may_stand.get(finding.code, USUAL)[0] == USUAL[0]
    )


def places_of(kind: WorkType) -> dict[str, str]:
    """What the fields and tables are called, by path; a column as `lines.*.net`."""
    form = kind.form
    return (
        {field.path: field.label for field in form.fields}
        | {table.path: table.label for table in form.tables}
        | {f"{table.path}.*.{column.path}": column.label for table in form.tables for column in table.columns}
    )


def said_of(shown: rules.Screen, errors: Mapping[str, Sequence[str]]) -> dict[str, list[dict[str, str]]]:
    """What is said beside each field and over each table, what cannot be taken first."""
    said: dict[str, list[dict[str, str]]] = {}
    for path, texts in errors.items():
        said.setdefault(path, []).extend({"kind": "error", "text": text} for text in texts)
    for field in shown.fields:
        _add(said, field.field.path, field.findings)
    for table in shown.tables:
        _add(said, table.table.path, table.findings)
    return said


def _add(said: dict[str, list[dict[str, str]]], path: str, found: Sequence[Finding]) -> None:
    said.setdefault(path, []).extend(
        {"kind": finding.severity.value, "text": finding.message} for finding in found
    )
