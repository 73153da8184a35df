"""The record of a pay run: small enough for any page; what is many lies in papers that it binds by their digest.

`run` (facts), `papers` (name → SHA-256), `found` and `in_question` are made by automation and never edited; the rest
is what people decide and fill in.
"""

import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from bpo.catalog.rules import Finding, Paper, Record, Severity

from .money import ZERO
from .pay_run import Case, Line, Occasion, PayException, Worked
from .pay_run.exceptions import REASONS
from .scheme import scheme_of
from .tables import EMPLOYEES_UK, EMPLOYEES_US, UNUSED, Problem

INPUTS, REGISTER, INDEX = "inputs", "register", "index"
EXCEPTIONS_FOUND = "EXCEPTIONS_FOUND"
MOST_EXCEPTIONS = 500
"""More than this are no exceptions: something is wrong with the tables as a whole."""
SECRETS = frozenset(
    column.key for table in (EMPLOYEES_US, EMPLOYEES_UK) for column in table.columns if column.secret
)


def record_of(occasion: Occasion, rows: Sequence[Mapping[str, Any]], *, tax_year: str) -> Record:
    """The record of a run that was worked out. `rows` are everybody's line and what was found, as JSON values; of who
    something was found about, the `case` too."""
    scheme = scheme_of(occasion.jurisdiction)
    lines = [row["line"]["figures"] for row in rows if row["line"]]
    clean = [row["line"]["figures"] for row in rows if row["line"] and not row["found"]]
    cases = {row["employee_id"]: Case.of_json(row["case"]) for row in rows if row["found"]}
    start, end = occasion.period or (None, None)
    return {
        "run": {
            **occasion.as_json(),
            "tax_year": tax_year,
            "currency": scheme.currency,
            "lines": len(lines),
            "gross": _sum(lines, "gross"),
            "net": _sum(lines, "net"),
            "clean": {"employees": len(clean), "gross": _sum(clean, "gross"), "net": _sum(clean, "net")},
        },
        "found": [[row["employee_id"], code] for row in rows for code, _ in row["found"]],
        "in_question": [case.as_json() for case in cases.values()],
        "period": f"{start} to {end}" if start else "",
        "pay_date": occasion.pays_on.isoformat() if occasion.pays_on else "",
        "exceptions": [
            exception_row(cases[row["employee_id"]], code, words)
            for row in rows
            for code, words in row["found"]
        ],
        "holds": [],
        "note": "",
    }


def _sum(figures: Sequence[Mapping[str, str]], key: str) -> str:
    return str(sum((Decimal(each[key]) for each in figures), ZERO))


def exception_row(case: Case, code: str, evidence: str) -> dict[str, str]:
    """One thing found, as a row that waits for its decision."""
    return {
        "employee_id": case.employee_id,
        "name": case.name,
        "code": code,
        "evidence": f"{REASONS.get(code, '')} {evidence}".strip(),
        "decision": "",
        "reason": "",
        "correct": "",
        "hidden": "",
    }


def occasion_of(record: Record) -> Occasion:
    """The run's occasion, with the day of payment as it was filled in where the calendar said none."""
    given = dict(record["run"])
    return Occasion.of_json({**given, "pay_date": given.get("pay_date") or record.get("pay_date") or None})


def paper(name: str, value: Any) -> Paper:
    """A paper of JSON values; the same values give the same bytes."""
    plain = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return Paper(name=name, content=zlib.compress(plain, 6))


def in_paper(record: Record, papers: Mapping[str, bytes], name: str) -> Any:
    """What a paper says; ValueError where it is not the one that the record binds."""
    content = papers.get(name)
    if content is None or hashlib.sha256(content).hexdigest() != record["papers"].get(name):
        raise ValueError(f"The paper “{name}” is not the one of this run.")
    return json.loads(zlib.decompress(content))


def worked_of(record: Record, papers: Mapping[str, bytes]) -> list[Worked]:
    """Everybody as worked out, from the run's papers; ValueError where they are not its own."""
    cases = {
        str(each["employee_id"]): Case.of_json(each) for each in in_paper(record, papers, INPUTS)["cases"]
    }
    return [
        Worked(
            case=cases[str(each["employee_id"])],
            line=Line.of_json(each["line"]) if each["line"] else None,
            exceptions=tuple(
                PayException(employee_id=str(each["employee_id"]), code=str(code), evidence=str(words))
                for code, words in each["found"]
            ),
        )
        for name in register_papers(record)
        for each in in_paper(record, papers, name)
    ]


def register_papers(record: Record) -> list[str]:
    """The names of the papers that hold the register, in the order of the list of employees."""
    return sorted(name for name in record["papers"] if name.startswith(f"{REGISTER}-"))


def left_of(record: Record, papers: Mapping[str, bytes]) -> dict[str, Decimal]:
    """Who was paid the period before and is not in this run, with their gross pay then."""
    return {str(number): Decimal(gross) for number, gross in in_paper(record, papers, INPUTS)["left"]}


def problems_as_findings(problems: Sequence[Problem], *, most: int = 60) -> list[Finding]:
    """What of the files could not be read and is nobody's in particular, as findings; many of a kind are counted."""
    found = []
    for problem in [each for each in problems if not each.employee_id][:most]:
        where = f"{problem.file}, row {problem.row}" if problem.row else problem.file
        code = "ROW_NOT_READ" if problem.row and problem.table else "TABLE_NOT_READ"
        if not problem.stops:
            code = _WORTH_KNOWING.get(problem.column, "TABLE_UNKNOWN")
        found.append(unread(code, f"{where}: {problem.message}"))
    left = sum(not each.employee_id for each in problems) - len(found)
    if left > 0:
        found.append(unread("ROW_NOT_READ", f"And {left} rows more."))
    return found


_WORTH_KNOWING = {"account": "ACCOUNT_AS_NUMBER", UNUSED: "COLUMN_UNUSED"}


def unread(code: str, message: str) -> Finding:
    """What of the files was not taken: asked about, but for a column that is only passed over."""
    return Finding(
        code=code, message=message, severity=Severity.NOTE if code == "COLUMN_UNUSED" else Severity.ASK
    )
