"""The keying screen: one part of a step field by field with its place on the image, and two entries settled."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, g, jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from bpo.catalog.rules import Finding, Form, FormField, Part, Record, Step, compared
from bpo.jobs.service import flat
from bpo.jobs.views.listed import listing_of
from bpo.platform.errors import Invalid, LeaseLost, NotFound
from bpo.platform.web import caller, problem, wants_json
from bpo.workqueue import queries, rules, service
from bpo.workqueue.models import Task
from bpo.workqueue.schemas import HandIn, filled_form, local_of
from bpo.workqueue.views.bench import take_next
from bpo.workqueue.views.desk import Desk, Filled, head_facts, source_facts
from bpo.workqueue.views.sources import originals
from bpo.workqueue.views.texts import blocks_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed:
    """One field of the screen. `entries` are what others keyed for it, in the order of the parts, where it is settled
    here; `open` fields are worked on, the others stand."""

    field: FormField
    value: str
    entries: tuple[str, ...] = ()
    open: bool = True

    @property
    def fixed(self) -> int:
        """The number of characters at which the field is full; 0 where it may be longer or shorter."""
        if self.field.mask:
            return len(self.field.mask)
        return self.field.longest if self.field.longest == self.field.shortest else 0


def demand_whole(task: Task) -> None:
    """NotFound for a part of a step: what was read of the whole job is not shown to whoever does one part of it."""
    if task.part is not None:
        raise NotFound


def form_of(desk: Desk, part: Part) -> Form:
    """The form in which a part is filled."""
    step = desk.kind.step(desk.task.step)
    return step.forms[part.form] if part.form else step.form or desk.kind.form


def part_page(
    desk: Desk,
    filled: Filled | None,
    *,
    errors: Mapping[str, Sequence[str]] | None = None,
    asked: Iterable[Finding] = (),
    status: int = 200,
    saved_at: Any = None,
) -> ResponseReturnValue:
    """The screen of a part: its form with what it starts with, or with what was typed; nothing else of the job."""
    part = _part(desk.task)
    form = form_of(desk, part)
    step = desk.kind.step(desk.task.step)
    typed = dict(filled.values) if filled else {}
    fields = [
        Keyed(field=field, value=typed.get(field.path, _text(part.start.get(field.path))))
        for field in form.fields
    ]
    page = render_template(
        "workqueue/keying.html",
        **{
            **_common(desk, errors or {}, {field.path: field.label for field in form.fields}),
            **_source(desk, step, part),
        },
        part=part,
        fields=fields,
        settled=tuple(filled.settled) if filled else (),
        to_confirm=[
            finding
            for finding in asked
            if rules.demands(finding) and finding.code not in desk.kind.never_stands
        ],
        words=dict(filled.words or {}) if filled else {},
        saved_at=saved_at,
    )
    return page, status


def _source(desk: Desk, step: Step, part: Part) -> dict[str, Any]:
    """What the part is done from: the pages of the job's files, or the evidence where that is all there is to see."""
    if step.evidence is None:
        about = [(name, value) for name, value in flat(dict(part.input)) if value not in (None, "")]
        return {"evidence": None, "about": about, **source_facts(desk, "workqueue.page", "workqueue.words")}
    listing = listing_of(desk.job)
    return {
        "evidence": step.evidence(part),
        "about": (),
        "listing": listing,
        "rows_href": url_for("workqueue.task_rows", task_id=desk.task.id) if listing else "",
    }


def settle_page(
    desk: Desk, step: Step, shown: Mapping[str, Any], errors: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    """What the screen of settling shows: of each field what the parts say, and which are to be settled.

    `shown` are the facts of the desk (`form_facts`). Where the record came back, all are.
    """
    entries = queries.entries_of(desk.task.tenant_id, desk.job.id, step.compares)
    asked = {path for finding in desk.stored if rules.demands(finding) for path in finding.fields}
    values = {each.field.path: _text(each.value) for each in (*shown["screen"].doubts, *shown["screen"].sure)}
    fields = []
    for field in desk.kind.form.fields:
        said = tuple(_text(each.entry.data.get(field.path)) for each in entries)
        differ = len({compared(field, text) for text in said}) > 1
        fields.append(
            Keyed(
                field=field,
                value=values.get(field.path, ""),
                entries=said,
                open=differ or field.path in asked or field.path in errors,
            )
        )
    if desk.task.rework or not any(each.open for each in fields):
        fields = [
            Keyed(field=each.field, value=each.value, entries=each.entries, open=True) for each in fields
        ]
    return {
        "fields": fields,
        "titles": [each.part.title or each.part.key for each in entries],
        "part": None,
        "evidence": None,
        "about": (),
    }


def _common(desk: Desk, errors: Mapping[str, Sequence[str]], labels: Mapping[str, str]) -> dict[str, Any]:
    return {
        **head_facts(desk),
        "instructions": blocks_of(desk.kind.step(desk.task.step).instructions or desk.kind.instructions),
        "originals": originals(desk, "workqueue.original"),
        "lease_seconds": int(rules.LEASE_PERSON.total_seconds()),
        "errors": errors,
        "labels": labels,
        "dates": "month" if local_of(desk.client.locale).month_first else "day",
        "titles": (),
        "returned": queries.returned_because(desk.task),
        "hold_reasons": [(reason.key, reason.label) for reason in rules.HOLD.values()],
        "reject_reasons": list(rules.reject_reasons(desk.kind.unit).items()),
        "hand_back_reasons": [(reason.key, reason.label) for reason in rules.HAND_BACK.values()],
    }


def _part(task: Task) -> Part:
    row = queries.part_of(task)
    if row is None:
        raise NotFound
    return queries.as_value(row)


def _text(value: Any) -> str:
    return "" if value is None or isinstance(value, list | dict) else str(value)


def submit_part(desk: Desk, sent: HandIn, *, go_on: bool) -> ResponseReturnValue | LeaseLost:
    """Hand a part in; the next task, home, or the screen again with what is wrong. A lost lease is given back."""
    who, task = caller(), desk.task
    part = _part(task)
    form = form_of(desk, part)
    data: Record = {}
    try:
        data = _typed(desk, form, part, sent)
        service.submit_part(
            agent=who,
            tenant_id=task.tenant_id,
            task_id=task.id,
            fence=sent.fence,
            data=data,
            confirmed=sent.words,
            active_seconds=sent.active_seconds,
            effort=rules.effort(sent.keystrokes, sent.clicks),
            now=g.now,
        )
    except LeaseLost as lost:
        return lost
    except Invalid as invalid:
        service.save_draft(
            tenant_id=task.tenant_id, task_id=task.id, person_id=who.id, data=sent.draft(), now=g.now
        )
        if wants_json():
            return problem(
                invalid.status, invalid.code, invalid.title, invalid.message, errors=invalid.errors
            )
        asked = desk.kind.step(task.step).check(part, data) if data else ()
        errors = _at_fields(desk, asked) if data else invalid.errors
        return part_page(
            desk, Filled.of(sent), errors=errors, asked=asked, status=invalid.status, saved_at=g.now
        )
    if go_on:
        return take_next(home="workqueue.bench", done=task.id)
    if wants_json():
        return jsonify(submitted=desk.job.reference)
    flash("Handed in.", "ok")
    return redirect(url_for("workqueue.bench"), 303)


def _at_fields(desk: Desk, asked: Iterable[Finding]) -> dict[str, list[str]]:
    """What no words let pass, by the fields it is about."""
    errors: dict[str, list[str]] = {}
    for finding in asked:
        if rules.demands(finding) and finding.code in desk.kind.never_stands:
            for path in finding.fields[:1]:
                errors.setdefault(path, []).append(finding.message)
    return errors


def _typed(desk: Desk, form: Form, part: Part, sent: HandIn) -> Record:
    """The part's fields from what was typed. Invalid by path; also for a required field that is left empty without a
    word that it is not on the document, where there is one."""
    local = local_of(desk.client.locale)
    data = filled_form(form, sent.values, record=dict(part.start), local=local)
    from_pages = desk.kind.step(desk.task.step).evidence is None
    missing = {
        field.path: [
            f"Key {field.label}, or say that it is not on the document (F4)."
            if from_pages
            else f"Fill in {field.label}."
        ]
        for field in form.fields
        if field.required
        and data.get(field.path) in (None, "")
        and not (from_pages and field.path in sent.settled)
    }
    if missing:
        raise Invalid(missing, "Some fields are still empty.")
    return data
