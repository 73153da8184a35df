"""Each exception as a part of its own: its evidence, its decision, and what all decisions come to together."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from bpo.catalog.rules import (
    Finding,
    Form,
    FormField,
    Outcome,
    Part,
    Reading,
    Record,
    RowDetail,
    RowFigure,
    Severity,
    Submission,
)

from .checks import needs_secrets, of_decision, unread_of
from .decisions import CORRECT, DECISIONS, Decided, decided_of, put_right
from .form import PUT_RIGHT
from .money import ZERO
from .outputs.variance import variance
from .parameters import NotCovered
from .pay_run import Case, Line, Occasion, Worked, work_out, year_of
from .pay_run.exceptions import REASONS, RULES
from .run_record import EXCEPTIONS_FOUND, exception_row, occasion_of
from .scheme import scheme_of
from .tables import EMPLOYEES_UK, EMPLOYEES_US

HAND_FIELDS = ("decision", "reason", "correct", "hidden")
DECIDE_FORM = Form(
    fields=(
        FormField(path="decision", label="Decision", kind="choice", choices=DECISIONS, required=True),
        FormField(
            path="reason", label="Why", required=True, longest=500, help="What you found out, and from whom"
        ),
        *PUT_RIGHT,
    )
)
DECIDE_INSTRUCTIONS = """One thing that was found about one employee. Nobody is paid before it is decided.
- Read the evidence: what was handed in, what it comes to, the rule, and the pay before.
- Decide: pay as it is, hold, or put right and pay. Always say why.
- Put right only what the client confirmed. Where you cannot know, ask the client or hold.
- An account number that two people share, or one that changed, is confirmed by the client, never guessed.
- Who is held is left out of the payment; the others are paid."""


def exceptions_of_run(record: Record, findings: Sequence[Finding]) -> tuple[Part, ...]:
    """A part for each exception of a run that was worked out, those of one employee after one another."""
    if "found" not in record:
        return ()
    cases = {str(each["employee_id"]): each for each in record["in_question"]}
    codes: dict[str, list[str]] = {}
    for employee, code in record["found"]:
        codes.setdefault(str(employee), []).append(str(code))
    rows = [row for row in record["exceptions"] if str(row["code"]) in codes.get(str(row["employee_id"]), ())]
    return tuple(
        Part(
            key=f"{row['employee_id']}:{row['code']}",
            title=" ".join(filter(None, (str(row["employee_id"]), str(row["name"])))) + f": {row['code']}",
            input={
                "employee_id": row["employee_id"],
                "code": row["code"],
                "evidence": row["evidence"],
                "beside": [code for code in codes[str(row["employee_id"])] if code != row["code"]],
                "case": cases[str(row["employee_id"])],
                "occasion": occasion_of(record).as_json(),
            },
            start={key: row[key] for key in HAND_FIELDS if row[key]},
        )
        for row in rows
    )


def check_decision(part: Part, data: Record) -> tuple[Finding, ...]:
    """What stands in the way of one decision: no reason, or what is put right cannot be taken or does not help."""
    occasion = Occasion.of_json(part.input["occasion"])
    one = Decided.of({**part.input, **data}, occasion.jurisdiction)
    return (*of_decision(one, ""), *_does_not_help(part, one, occasion))


def _does_not_help(part: Part, one: Decided, occasion: Occasion) -> Iterator[Finding]:
    if one.decision != CORRECT or one.problem:
        return
    worked = _worked_right(Case.of_json(part.input["case"]), (one,), occasion)
    still = [each for each in (worked.exceptions if worked else ()) if each.code == one.code]
    if still and not needs_secrets(one.code, one.changes):
        yield Finding(
            code="STILL_FOUND",
            message=f"With what is put right: {still[0].evidence}",
            fields=("correct",),
        )


def _worked_right(case: Case, decided: Sequence[Decided], occasion: Occasion) -> Worked | None:
    """The employee with what was put right; None for a year that is not covered, or nobody to work out."""
    if not case.employee:
        return None
    try:
        return work_out(put_right(case, decided), occasion, year=year_of(occasion))
    except NotCovered:
        return None


def evidence_of(part: Part) -> RowDetail:
    """What one exception is decided by: what was handed in, how each figure came about, the rule, the pay before."""
    case, occasion = Case.of_json(part.input["case"]), Occasion.of_json(part.input["occasion"])
    code = str(part.input["code"])
    worked = _worked_right(case, (), occasion)
    line = worked.line if worked else None
    notes = [str(part.input["evidence"])]
    if code in RULES:
        notes.append(f"Rule: {RULES[code]}")
    beside = part.input["beside"]
    if beside:
        words = "; ".join(f"{each}: {REASONS.get(each, each)}" for each in beside)
        notes.append(f"Found about them besides, each decided by itself: {words}")
    return RowDetail(
        title=part.title,
        facts=tuple(_facts(case, occasion, line)),
        figures=_figures(line, occasion.jurisdiction),
        notes=tuple(notes),
    )


def _figures(line: Line | None, jurisdiction: str) -> tuple[RowFigure, ...]:
    if line is None:
        return ()
    labels = [(item.key, item.label) for item in scheme_of(jurisdiction).items if not item.employer]
    return tuple(
        RowFigure(
            label=label, value=f"{line.figures.get(key, ZERO):.2f}", because=tuple(line.why.get(key, ()))
        )
        for key, label in (*labels, ("net", "Net pay"))
        if line.figures.get(key) or key in ("gross", "net")
    )


def _facts(case: Case, occasion: Occasion, line: Line | None) -> Iterator[tuple[str, str]]:
    """The rows that were handed in about somebody, in the words of their columns; secrets are not among them."""
    start, end = occasion.period or (None, None)
    if start:
        yield "Period", f"{start} to {end}"
    if case.employee:
        yield "Gross pay before", case.prior or "none in the prior register"
    if case.prior and line is not None:
        percent = variance(case.employee_id, Decimal(case.prior), line.gross).percent
        yield "Gross pay now", f"{line.gross:.2f}" + (f" ({percent:+} %)" if percent is not None else "")
    if case.row:
        yield "Row of the list of employees", str(case.row)
    for column in (EMPLOYEES_US if occasion.jurisdiction == "us" else EMPLOYEES_UK).columns:
        if case.text(column.key) not in ("", "0", "N") and not column.secret:
            yield column.label, case.text(column.key)
    for sheet in case.sheets:
        hours = f"{sheet.regular_hours} regular, {sheet.overtime_hours} overtime"
        yield f"Timesheet {sheet.period_start} to {sheet.period_end}", hours
    for each in case.adjustments:
        yield f"Adjustment, {each['kind']}", " ".join(filter(None, (each["amount"], each.get("note", ""))))


def decided_together(record: Record, submissions: Sequence[Submission]) -> Outcome:
    """The run with every decision in its row. What is found only with what was put right is a row more, to be decided
    where the run is prepared."""
    handed = {(str(each.input["employee_id"]), str(each.input["code"])): each.data for each in submissions}
    rows = []
    for row in record["exceptions"]:
        said = handed.get((str(row["employee_id"]), str(row["code"])), {})
        rows.append({**row, **{key: str(said.get(key) or "") for key in HAND_FIELDS if said}})
    made = {**record, "exceptions": rows}
    made["exceptions"] = [*rows, *_found_then(made)]
    count = len(record["found"])
    note = Finding(
        code=EXCEPTIONS_FOUND, message=f"{count} exceptions, each decided.", severity=Severity.NOTE
    )
    readings = tuple(
        Reading(path=path, value=made[path], confidence=1.0, method="derived")
        for path in ("period", "pay_date")
        if made.get(path)
    )
    return Outcome(record=made, readings=readings, findings=(*unread_of(made), note), proven=True)


def _found_then(record: Record) -> Iterator[dict[str, str]]:
    """What is found about those of whom something was put right, and was not before."""
    occasion, decided = occasion_of(record), decided_of(record)
    for given in record["in_question"]:
        case = Case.of_json(given)
        own = decided.get(case.employee_id, {})
        changes = {key: value for each in own.values() for key, value in each.changes.items()}
        worked = _worked_right(case, tuple(own.values()), occasion) if changes else None
        for each in worked.exceptions if worked is not None else ():
            if each.code not in own and not needs_secrets(each.code, changes):
                yield exception_row(case, each.code, f"With what was put right: {each.evidence}")
