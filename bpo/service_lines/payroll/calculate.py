"""The automatic steps: the files read; everybody worked out, in chunks that are done apart; what was found laid out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from bpo.catalog.rules import Finding, Outcome, Part, Reading, Record, Severity, Source, Submission

from .parameters import NotCovered
from .pay_run import Gathered, Occasion, chunks_of, gather, work_out, year_of
from .run_record import (
    EXCEPTIONS_FOUND,
    INDEX,
    INPUTS,
    MOST_EXCEPTIONS,
    REGISTER,
    SECRETS,
    paper,
    problems_as_findings,
    record_of,
    unread,
)
from .since_last import also_changed
from .tables import read_files

MOST_EMPLOYEES = 25_000
CHUNK = 1_000
"""Employees of a chunk: what a killed worker loses, about a second's work."""


def read(sources: Sequence[Source], given: Record) -> Outcome:
    """Read the files: the record says what is to be worked out, a paper holds everybody's rows.

    The same files give the same outcome, byte for byte.
    """
    tables = read_files(sources, most_employees=MOST_EMPLOYEES)
    gathered = gather(tables)
    findings = problems_as_findings(tables.problems)
    occasion, refused = gathered.occasion, list(gathered.refused)
    if tables.too_many:
        words = (
            f"The list has {tables.too_many} employees; at most {MOST_EMPLOYEES} are worked out at once."
            " Hand in one run for each pay group."
        )
        return _refusal([words], findings, occasion)
    try:
        year_of(occasion)
    except NotCovered as error:
        refused.append(str(error))
    if refused:
        return _refusal(refused, findings, occasion)
    inputs = paper(INPUTS, {"cases": [case.as_json() for case in gathered.cases], "left": gathered.left})
    record: Record = {
        "run": occasion.as_json(),
        "count": len(gathered.cases),
        "unread": [[each.code, each.message] for each in findings],
        "papers": {INPUTS: inputs.digest},
    }
    return Outcome(record=record, findings=tuple(findings), proven=True, papers=(inputs,))


def chunks(record: Record, findings: Sequence[Finding]) -> tuple[Part, ...]:
    """The parts in which a run that was read is worked out; none of one that was refused."""
    return tuple(
        Part(
            key=f"{first:06}", title=f"Employees {first + 1} to {last}", input={"first": first, "last": last}
        )
        for first, last in chunks_of(int(record.get("count") or 0), CHUNK)
    )


def work_out_chunk(part: Part, sources: Sequence[Source], record: Record) -> Record:
    """One chunk worked out: of each employee the line and what was found, nothing that is secret."""
    gathered = gather(read_files(sources))
    gathered = replace(gathered, cases=tuple(also_changed(case, record) for case in gathered.cases))
    return worked_out(gathered, int(part.input["first"]), int(part.input["last"]))


def worked_out(gathered: Gathered, first: int, last: int) -> Record:
    """The employees from `first` to before `last`, worked out, as JSON values."""
    year = year_of(gathered.occasion)
    rows = []
    for case in gathered.cases[first:last]:
        worked = work_out(case, gathered.occasion, year=year)
        row: dict[str, Any] = {
            "employee_id": case.employee_id,
            "name": case.name,
            "prior": case.prior,
            "line": worked.line.as_json() if worked.line else None,
            "found": [[found.code, found.evidence] for found in worked.exceptions],
        }
        if worked.exceptions:
            row["case"] = case.as_json(without=SECRETS)
        rows.append(row)
    return {"worked": rows}


def put_together(record: Record, submissions: Sequence[Submission]) -> Outcome:
    """The run of all its chunks: the small record with what was found, and the register as a paper."""
    rows = [row for each in submissions for row in each.data["worked"]]
    occasion = Occasion.of_json(record["run"])
    passed_over = [unread(code, words) for code, words in record["unread"]]
    count = sum(len(row["found"]) for row in rows)
    if count > MOST_EXCEPTIONS:
        return _refusal((_too_many(rows, count),), passed_over, occasion)
    papers = [
        paper(f"{REGISTER}-{each.part}", [_registered(row) for row in each.data["worked"]])
        for each in submissions
    ]
    papers.append(
        paper(INDEX, [_indexed(row, each.part) for each in submissions for row in each.data["worked"]])
    )
    year = year_of(occasion)
    tax_year = str(getattr(year, "tax_year", "") or getattr(year, "year", ""))
    made = record_of(occasion, rows, tax_year=tax_year)
    digests = {paper.name: paper.digest for paper in papers}
    made |= {"unread": record["unread"], "papers": {**record["papers"], **digests}}
    found = list(passed_over)
    if count:
        employees = sum(bool(row["found"]) for row in rows)
        words = f"{count} exceptions, of {employees} employees."
        found.append(Finding(code=EXCEPTIONS_FOUND, message=words, severity=Severity.NOTE))
    readings = tuple(
        Reading(path=path, value=made[path], confidence=1.0, method="derived")
        for path in ("period", "pay_date")
        if made[path]
    )
    return Outcome(record=made, readings=readings, findings=tuple(found), proven=True, papers=tuple(papers))


def _registered(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: row[key] for key in ("employee_id", "line", "found")}


def _indexed(row: Mapping[str, Any], part: str) -> list[Any]:
    """What a list of everybody shows of one: number, name, gross pay before, figures, what was found, where the rest
    of it lies."""
    figures = row["line"]["figures"] if row["line"] else None
    codes = [code for code, _ in row["found"]]
    return [row["employee_id"], row["name"], row["prior"], figures, codes, part]


def automate(sources: Sequence[Source], given: Record) -> Outcome:
    """Everything at once: read, worked out, put together."""
    outcome = read(sources, given)
    parts = chunks(outcome.record, outcome.findings)
    if not parts:
        return outcome
    gathered = gather(read_files(sources))
    done = [
        Submission(part=each.key, data=worked_out(gathered, each.input["first"], each.input["last"]))
        for each in parts
    ]
    whole = put_together(outcome.record, done)
    return Outcome(
        record=whole.record,
        readings=whole.readings,
        findings=whole.findings,
        proven=whole.proven,
        papers=(*outcome.papers, *whole.papers),
    )


def _refusal(refused: Sequence[str], findings: Sequence[Finding], occasion: Occasion) -> Outcome:
    """A run that cannot be worked out, and why."""
    return Outcome(
        record={"refused": list(refused), "run": occasion.as_json()},
        findings=(*(Finding(code="RUN_REFUSED", message=words) for words in refused), *findings),
    )


def _too_many(rows: Sequence[Mapping[str, Any]], count: int) -> str:
    codes = [str(code) for row in rows for code, _ in row["found"]]
    counted = ", ".join(
        f"{codes.count(code)} × {code}" for code in sorted(set(codes), key=lambda each: -codes.count(each))
    )
    return (
        f"{count} exceptions were found; more than {MOST_EXCEPTIONS} are not gone through one by one, since"
        f" something must be wrong with the tables as a whole: {counted}."
    )
