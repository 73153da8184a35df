"""The register as pages show it: a line for everybody, one employee with how each figure came about."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from bpo.catalog.rules import ListedColumn, ListedRow, Listing, Record, RowDetail, RowFigure

from .decisions import CORRECT, DECISIONS, PAY, Decided, Settled, decided_of, held_by_hand, settle
from .money import ZERO
from .outputs.variance import variance
from .parameters import NotCovered
from .pay_run import Case, Line, work_out, year_of
from .pay_run.exceptions import CANNOT_BE_PAID, REASONS
from .run_record import INDEX, REGISTER, in_paper, occasion_of
from .scheme import scheme_of

_SHOWN = {
    "us": (
        ("fit",),
        ("ss", "medicare", "addl_medicare"),
        ("pretax_401k", "health_125", "garnishment", "deductions"),
    ),
    "uk": (
        ("tax",),
        ("ni_ee",),
        ("pension", "student_loan", "postgraduate_loan", "garnishment", "deductions"),
    ),
}
_TITLES = {"us": ("Income tax", "FICA", "Other"), "uk": ("PAYE", "NI", "Other")}
_FACTS = (
    ("Status", "status"),
    ("Hired on", "hire_date"),
    ("Left on", "term_date"),
    ("Pay type", "pay_type"),
    ("Rate", "rate"),
    ("Pay frequency", "frequency"),
    ("Filing status", "filing_status"),
    ("State", "work_state"),
    ("Tax code", "tax_code"),
    ("NI category", "ni_category"),
)


def columns(record: Record) -> Sequence[ListedColumn]:
    """The columns of the list."""
    titles = _TITLES[_jurisdiction(record)]
    return (
        ListedColumn(label="Employee"),
        ListedColumn(label="Name"),
        ListedColumn(label="Gross", kind="money"),
        *(ListedColumn(label=title, kind="money") for title in titles),
        ListedColumn(label="Net", kind="money"),
        ListedColumn(label="Before", kind="money"),
        ListedColumn(label="Change %", kind="number"),
        ListedColumn(label="Payment"),
        ListedColumn(label="Found"),
    )


def rows(record: Record, papers: Mapping[str, bytes]) -> Sequence[ListedRow]:
    """Everybody, as decided so far, in the order of the list of employees."""
    if INDEX not in (record.get("papers") or {}):
        return ()
    shown, settled, by_hand = _SHOWN[_jurisdiction(record)], _in_question(record), held_by_hand(record)
    found = []
    for number, name, prior, figures, codes, _ in in_paper(record, papers, INDEX):
        one = settled.get(number)
        if one is not None and one.changes and one.worked.line is not None:
            figures = one.worked.line.as_json()["figures"]
        why = one.why_held if one is not None else by_hand.get(number, "")
        amounts = ("",) * (2 + len(shown))
        change = ""
        if figures is not None:
            gross = Decimal(figures["gross"])
            parts = [sum((Decimal(figures.get(key, 0)) for key in keys), ZERO) for keys in shown]
            amounts = (figures["gross"], *(str(each) for each in parts), figures["net"])
            percent = variance(number, Decimal(prior or 0), gross).percent
            change = "" if percent is None else str(percent)
        state = "held" if why else "put right" if one is not None and one.changes else "paid"
        cells = (number, name, *amounts, prior, change, state, ", ".join(codes))
        found.append(ListedRow(key=number, cells=cells, tone="warn" if why else ""))
    return found


def totals(record: Record) -> Sequence[tuple[str, str]]:
    """How much is paid and held, as decided so far."""
    run = record.get("run") or {}
    if "clean" not in run:
        return ()
    by_hand = held_by_hand(record)
    paid = _paid_in_question(record)
    in_question = {str(each["employee_id"]) for each in record["in_question"]}
    further = len(set(by_hand) - in_question)
    count = int(run["clean"]["employees"]) + len(paid)
    held = int(run["lines"]) - count
    beside = f", less {further} held by hand" if further else ""
    return (
        ("Employees", str(run["lines"])),
        ("Gross pay", f"{Decimal(run['gross']):,.2f} {run['currency']}"),
        ("To be paid", f"{to_be_paid(record):,.2f} {run['currency']} to {count}{beside}"),
        ("Held", f"{held} with exceptions"),
    )


def to_be_paid(record: Record) -> Decimal:
    """The net pay of who is paid as decided so far. Who is held by hand with nothing found about them is still in it:
    their figures are in the papers only."""
    return Decimal(record["run"]["clean"]["net"]) + sum(
        (line.net for line in _paid_in_question(record)), ZERO
    )


def _paid_in_question(record: Record) -> list[Line]:
    found = _in_question(record).values()
    return [each.worked.line for each in found if each.paid and each.worked.line is not None]


def papers_of_row(record: Record, papers: Mapping[str, bytes], key: str) -> Sequence[str]:
    """The paper in which an employee's explanation lies; LookupError for somebody who is not in the run."""
    for number, _, _, _, _, part in in_paper(record, papers, INDEX):
        if number == key:
            return (f"{REGISTER}-{part}",)
    raise LookupError(key)


def detail(record: Record, papers: Mapping[str, bytes], key: str) -> RowDetail:
    """One employee: the figures with their rules, what was found, what was decided."""
    (name,) = papers_of_row(record, papers, key)
    given = next(each for each in in_paper(record, papers, name) if each["employee_id"] == key)
    indexed = next(each for each in in_paper(record, papers, INDEX) if each[0] == key)
    settled = _in_question(record).get(key)
    line = Line.of_json(given["line"]) if given["line"] else None
    if settled is not None and settled.changes:
        line = settled.worked.line
    scheme = scheme_of(_jurisdiction(record))
    labels = [*((item.key, item.label) for item in scheme.items if not item.employer), ("net", "Net pay")]
    labels += [(item.key, item.label) for item in scheme.items if item.employer]
    figures = tuple(
        RowFigure(
            label=label, value=f"{line.figures.get(each, ZERO):.2f}", because=tuple(line.why.get(each, ()))
        )
        for each, label in labels
        if line is not None and (line.figures.get(each) or each in ("gross", "net"))
    )
    before = Decimal(indexed[2]) if indexed[2] else None
    facts = [("Employee", key), ("Name", str(indexed[1]))]
    if settled is not None:
        facts += [(label, settled.worked.case.text(each)) for label, each in _FACTS]
    facts.append(("Gross pay before", f"{before:.2f}" if before is not None else "none given"))
    if before and line is not None:
        facts.append(("Change", f"{variance(key, before, line.gross).percent} %"))
    return RowDetail(
        title=f"{indexed[1] or key}",
        facts=tuple((label, value) for label, value in facts if value),
        figures=figures,
        notes=tuple(_notes(record, key, given, settled)),
    )


def _notes(record: Record, key: str, given: Mapping[str, Any], settled: Settled | None) -> list[str]:
    words = dict(DECISIONS)
    decided = decided_of(record).get(key, {})
    notes = []
    for code, evidence in given["found"]:
        one = decided.get(code)
        said = (
            f" {words[one.decision]}: {one.reason}"
            if one is not None and one.decision in words
            else " Not decided."
        )
        notes.append(f"{REASONS.get(code, code)} {evidence}{said}")
    by_hand = held_by_hand(record).get(key)
    if by_hand:
        notes.append(f"Held besides: {by_hand}")
    if settled is not None and settled.why_held:
        notes.append(f"Not in the payment: {settled.why_held}.")
    return notes


def _jurisdiction(record: Record) -> str:
    return str((record.get("run") or {}).get("jurisdiction") or "us")


def _in_question(record: Record) -> dict[str, Settled]:
    """Those of whom something was found, as decided so far.

    Without their secret numbers, which the record does not hold: what is found for want of these is taken as decided.
    """
    if not record.get("in_question"):
        return {}
    occasion = occasion_of(record)
    try:
        year = year_of(occasion)
    except NotCovered:  # a day of payment was filled in whose year is not held: the checks say so
        return {}
    decided, by_hand = decided_of(record), held_by_hand(record)
    found = {}
    for each in record["in_question"]:
        case = Case.of_json(each)
        own = decided.get(case.employee_id, {})
        known = {str(code) for number, code in record["found"] if number == case.employee_id}
        worked = work_out(case, occasion, year=year)
        settled = settle(worked, own, by_hand.get(case.employee_id, ""), occasion, year=year)
        open_ = [code for code in known if not _meant_to_be_paid(own.get(code))]
        why = by_hand.get(case.employee_id) or ", ".join(sorted(set(open_))) or _still(settled)
        found[case.employee_id] = replace(settled, why_held=why)
    return found


def _meant_to_be_paid(one: Decided | None) -> bool:
    """Whether what was found is decided so that it keeps nobody out of the payment."""
    if one is None or one.problem or one.decision not in (PAY, CORRECT):
        return False
    return one.decision == CORRECT or one.code not in CANNOT_BE_PAID


_SECRETLY_FOUND = ("SSN", "NINO", "BANK", "ABA", "SORT", "ACCOUNT")


def _still(settled: Settled) -> str:
    """Why somebody is held though all was decided otherwise: what was put right did not help."""
    decided = {each.code: each for each in settled.decided}
    left = [
        found.code
        for found in settled.worked.exceptions
        if found.code.partition("_")[0] not in _SECRETLY_FOUND
        and (found.code not in decided or decided[found.code].decision == "correct")
    ]
    if settled.worked.line is None:
        left.append("no figures")
    elif settled.worked.line.net < 0:
        left.append("NEGATIVE_NET")
    return ", ".join(dict.fromkeys(left))


LISTING = Listing(
    name="Register",
    unit="employee",
    columns=columns,
    needs=(INDEX,),
    rows=rows,
    totals=totals,
    papers_of_row=papers_of_row,
    detail=detail,
)
