"""Checks of a run as people left it: everything decided, with a reason, and what was put right does put it right."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from bpo.catalog.rules import Assessment, Finding, Reading, Record, Reference, Severity

from .decisions import CORRECT, DECISIONS, PAY, Decided, decided_of, decision_rows, held_by_hand, settle
from .masters import EMPLOYER_OF, EVERY, NEEDED
from .parameters import NotCovered
from .pay_run import Case, work_out, year_of
from .pay_run.exceptions import CANNOT_BE_PAID
from .pay_run.records import day_of
from .run_record import EXCEPTIONS_FOUND, SECRETS, occasion_of, unread

_KNOWN = {value for value, _ in DECISIONS}
_NEEDS_SECRETS = frozenset(
    {
        "SSN_MISSING",
        "SSN_INVALID",
        "NINO_MISSING",
        "NINO_INVALID",
        "BANK_MISSING",
        "ABA_INVALID",
        "SORT_CODE_INVALID",
    }
    | {"ACCOUNT_INVALID"}
)
"""Found again for want of what the record does not hold; only a new value says something about it."""


def check_record(record: Record) -> tuple[Finding, ...]:
    """What stands in the way of the run as it is filled in."""
    if "found" not in record:
        return tuple(
            Finding(code="RUN_REFUSED", message=words) for words in record.get("refused") or ["No run."]
        )
    return (*unread_of(record), *_decisions(record), *_day(record), *_holds(record))


def unread_of(record: Record) -> tuple[Finding, ...]:
    """What of the files could not be read and is nobody's in particular."""
    return tuple(unread(str(code), str(message)) for code, message in record.get("unread") or ())


def _decisions(record: Record) -> Iterator[Finding]:
    if record["found"]:
        yield Finding(
            code=EXCEPTIONS_FOUND,
            message=f"{len(record['found'])} exceptions were found.",
            severity=Severity.NOTE,
        )
    jurisdiction = str(record["run"]["jurisdiction"])
    rows = [(path, Decided.of(row, jurisdiction)) for path, row in decision_rows(record)]
    gone = Counter((str(employee), str(code)) for employee, code in record["found"]) - Counter(
        (each.employee_id, each.code) for _, each in rows
    )
    if gone:
        names = ", ".join(f"{code} of {employee}" for employee, code in list(gone)[:8])
        yield Finding(
            code="EXCEPTIONS_CHANGED", message=f"Not in the table any more: {names}. Write it in again."
        )
    for path, each in rows:
        yield from of_decision(each, path)
    yield from _twice(record, rows)
    yield from _contradictions(record)
    yield from _consequences(record)


def _twice(record: Record, rows: Sequence[tuple[str, Decided]]) -> Iterator[Finding]:
    """Rows besides that decide nothing: of somebody nothing was found about, or of what is decided above."""
    in_question = {str(each["employee_id"]) for each in record.get("in_question") or ()}
    above = {(each.employee_id, each.code) for path, each in rows if path.startswith("exceptions.")}
    for path, each in rows:
        if not path.startswith("further."):
            continue
        if each.employee_id not in in_question:
            words = f"Nothing was found about “{each.employee_id}”. To leave somebody out, hold them below."
        elif (each.employee_id, each.code) in above:
            words = f"{each.code} of {each.employee_id} is decided above. Leave one."
        else:
            continue
        yield Finding(code="DECIDED_TWICE", message=words, fields=(f"{path}code",))


def _contradictions(record: Record) -> Iterator[Finding]:
    """What two decisions about one employee put right in two ways: neither is taken for the other."""
    for employee, own in decided_of(record).items():
        values: dict[str, set[str]] = {}
        for each in own.values():
            for key, value in each.changes.items():
                values.setdefault(key, set()).add(value)
        names = sorted(key for key, found in values.items() if len(found) > 1)
        if names:
            yield Finding(
                code="CORRECTION_WRONG",
                message=f"{employee}: {', '.join(names)} is put right in two ways. Leave one.",
                fields=("exceptions",),
            )


def of_decision(each: Decided, path: str) -> Iterator[Finding]:
    """What is wrong with one decision; `path` goes before the names of its fields."""
    who = f"{each.code} of {each.employee_id}"
    if each.decision not in _KNOWN:
        yield Finding(code="EXCEPTION_OPEN", message=f"{who} is not decided.", fields=(f"{path}decision",))
        return
    if len(each.reason) < 3:
        yield Finding(code="REASON_MISSING", message=f"{who}: say why.", fields=(f"{path}reason",))
    if each.problem:
        yield Finding(
            code="CORRECTION_WRONG",
            message=f"{who}: {each.problem}",
            fields=(f"{path}correct", f"{path}hidden"),
        )
    if each.decision == PAY and each.code in CANNOT_BE_PAID:
        yield Finding(
            code="CANNOT_BE_PAID",
            message=f"{who} cannot be paid here: hold them, or put right what is wrong.",
            fields=(f"{path}decision",),
        )


def _consequences(record: Record) -> Iterator[Finding]:
    """Who is meant to be paid and would be held all the same: worked out with what was put right."""
    occasion = occasion_of(record)
    try:
        year = year_of(occasion)
    except NotCovered as error:
        yield Finding(code="YEAR_NOT_COVERED", message=str(error), fields=("pay_date",))
        return
    decided, by_hand = decided_of(record), held_by_hand(record)
    for given in record.get("in_question") or ():
        case = Case.of_json(given)
        own = decided.get(case.employee_id, {})
        meant = bool(own) and all(
            each.decision in (PAY, CORRECT) and not each.problem for each in own.values()
        )
        if not meant or case.employee_id in by_hand or not case.employee:
            continue
        worked = work_out(case, occasion, year=year)
        settled = settle(worked, own, "", occasion, year=year)
        left = [
            each.code for each in settled.worked.exceptions if not needs_secrets(each.code, settled.changes)
        ]
        open_ = [code for code in left if code not in own or own[code].decision == CORRECT]
        if settled.worked.line is not None and settled.worked.line.net < 0:
            open_.append("NEGATIVE_NET")
        if open_:
            words = ", ".join(dict.fromkeys(open_))
            yield Finding(
                code="STILL_FOUND",
                message=f"{case.employee_id} with what was put right: {words}. Decide that too, in a row below,"
                " or hold.",
                fields=("further",),
            )


def needs_secrets(code: str, changes: Mapping[str, str]) -> bool:
    """Whether an exception is found again only for want of secrets that were not put right: then it says nothing."""
    return code in _NEEDS_SECRETS and not _about(code) & changes.keys() & SECRETS


def _about(code: str) -> set[str]:
    return {
        "SSN": {"ssn"},
        "NINO": {"nino"},
        "ABA": {"aba"},
        "SORT": {"sort_code"},
        "ACCOUNT": {"account"},
    }.get(code.partition("_")[0], set())


def _day(record: Record) -> Iterator[Finding]:
    day = str(record.get("pay_date") or "")
    known = record["run"].get("pay_date")
    if not day:
        yield Finding(
            code="PAY_DATE_MISSING", message="Fill in on which day the run is paid.", fields=("pay_date",)
        )
        return
    try:
        paid = day_of(day)
        end = day_of(str(record["run"].get("period_end") or ""))
    except ValueError:
        yield Finding(code="PAY_DATE_WRONG", message=f"“{day}” is no date.", fields=("pay_date",))
        return
    if known and day != known:
        yield Finding(
            code="PAY_DATE_WRONG",
            message=f"The pay calendar says {known}, by which the tax was worked out. Another day is another run.",
            fields=("pay_date",),
        )
    elif paid and end and not -31 <= (paid - end).days <= 62:
        yield Finding(
            code="PAY_DATE_WRONG", message=f"Paid on {paid}, for a period until {end}?", fields=("pay_date",)
        )


def _holds(record: Record) -> Iterator[Finding]:
    for number, row in enumerate(record.get("holds") or ()):
        if row.get("employee_id") and len(str(row.get("reason") or "").strip()) < 3:
            yield Finding(
                code="REASON_MISSING",
                message=f"Say why {row['employee_id']} is held.",
                fields=(f"holds.{number}.reason",),
            )


def assess(record: Record, reference: Reference) -> Assessment:
    """Who pays, and from where, is what the client's own list says; never what anybody typed."""
    if "found" not in record:
        return Assessment()
    jurisdiction = str(record["run"]["jurisdiction"])
    policy = reference.policy(EMPLOYER_OF[jurisdiction])
    findings: list[Finding] = []
    missing = [key for key in NEEDED[jurisdiction] if not policy.get(key)]
    if missing:
        findings.append(
            Finding(
                code="EMPLOYER_INCOMPLETE",
                message=f"In your list “Employer for pay runs, {jurisdiction.upper()}” is not filled in: "
                f"{', '.join(missing)}. Without it there can be no payment file.",
                severity=Severity.ASK,
            )
        )
    differing = [key for key in EVERY if record.get(key) and record.get(key) != policy.get(key, "")]
    if differing:
        findings.append(
            Finding(
                code="EMPLOYER_DIFFERS",
                message=f"Not as in the client's list: {', '.join(differing)}. Empty the field to take it from there.",
                fields=tuple(key for key in differing if key == "employer"),
            )
        )
    ledger = {row["item"]: [row["account"], row["name"]] for row in reference.rows("payroll_accounts")}
    additions = [
        Reading(path=key, value=policy[key], confidence=1.0, method="derived")
        for key in EVERY
        if policy.get(key)
    ]
    if ledger:
        additions.append(Reading(path="ledger", value=ledger, confidence=1.0, method="derived"))
    return Assessment(findings=tuple(findings), additions=tuple(additions))
