"""What a person decides about what was found: pay as it is, hold, or put right and pay; and what it leads to."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bpo.catalog.rules import Record
from bpo.platform.sheets.cells import Unreadable

from .parameters import UkYear, UsYear
from .pay_run import Case, Occasion, Worked, work_out
from .pay_run.exceptions import CANNOT_BE_PAID, aba_is_valid, nino_is_possible, ssn_is_possible
from .pay_run.records import HOURS, PERIOD
from .tables import EMPLOYEES_UK, EMPLOYEES_US
from .tables.columns import Column
from .tables.values import Reader

PAY, HOLD, CORRECT = "pay", "hold", "correct"
DECISIONS = (
    (PAY, "Pay as it is"),
    (HOLD, "Hold: leave out of the payment"),
    (CORRECT, "Put right, then pay"),
)
_NEVER = frozenset({"employee_id", "pay_type", "frequency"})
"""What is not put right here: it would be another run."""


_POSSIBLE: Mapping[str, Callable[[str], bool]] = {
    "ssn": ssn_is_possible,
    "nino": nino_is_possible,
    "aba": aba_is_valid,
}
"""Numbers whose form or check digit says by itself whether they can be right."""
_TOUCHES: Mapping[str, frozenset[str]] = {
    "DUPLICATE_BANK_ACCOUNT": frozenset({"account", "aba", "sort_code"}),
    "BANK_CHANGED": frozenset({"account", "aba", "sort_code"}),
    "DUPLICATE_SSN": frozenset({"ssn"}),
    "DUPLICATE_NINO": frozenset({"nino"}),
}
"""What is found by comparing with others, or with before: it is put right by nothing else."""


class WrongCorrection(ValueError):
    """What was written to put right cannot be taken; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What was decided about one thing found; `decision` "" for nothing yet."""

    employee_id: str
    code: str
    decision: str
    reason: str
    changes: Mapping[str, str]
    problem: str = ""

    @classmethod
    def of(cls, row: Mapping[str, Any], jurisdiction: str) -> "Decided":
        """From a row of the record's exceptions."""
        decision, problem, changes = str(row.get("decision") or ""), "", {}
        if decision == CORRECT:
            try:
                changes = _changes(str(row.get("correct") or ""), str(row.get("hidden") or ""), jurisdiction)
            except WrongCorrection as error:
                problem = str(error)
        return cls(
            employee_id=str(row.get("employee_id") or ""),
            code=str(row.get("code") or ""),
            decision=decision,
            reason=str(row.get("reason") or "").strip(),
            changes=changes,
            problem=problem,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """One employee as decided. `why_held` "" where they are paid; `worked` is with what was put right."""

    worked: Worked
    why_held: str
    changes: Mapping[str, str]
    decided: tuple[Decided, ...] = ()

    @property
    def paid(self) -> bool:
        """Whether they are in the payment file."""
        return not self.why_held and self.worked.line is not None


def _changes(open_: str, hidden: str, jurisdiction: str) -> dict[str, str]:
    """What is put right, in words everybody reads and in those that are kept secret."""
    changes = changes_of(open_, jurisdiction) if open_.strip() or not hidden.strip() else {}
    if any(correctable(jurisdiction)[key].secret for key in changes if key != PERIOD):
        raise WrongCorrection("Write numbers of people and banks into the column that is kept secret.")
    return changes | (changes_of(hidden, jurisdiction) if hidden.strip() else {})


def correctable(jurisdiction: str) -> Mapping[str, Column]:
    """What may be put right: columns of the employee, hours and period of the timesheet."""
    table = EMPLOYEES_US if jurisdiction == "us" else EMPLOYEES_UK
    hours = {key: Column(key=key, label=key.replace("_", " ").capitalize(), kind="number") for key in HOURS}
    return {column.key: column for column in table.columns if column.key not in _NEVER} | hours


def changes_of(text: str, jurisdiction: str) -> dict[str, str]:
    """`regular_hours=80; overtime_hours=4` as column → value in its kept form; WrongCorrection, in words."""
    known = correctable(jurisdiction)
    found: dict[str, str] = {}
    for part in re.split(r"[;\n]", text):
        if not part.strip():
            continue
        key, sign, value = (each.strip() for each in part.partition("="))
        if key == PERIOD and re.fullmatch(r"\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d", value):
            found[key] = value
            continue
        if not sign or key not in known:
            names = ", ".join(known)
            raise WrongCorrection(
                f"“{part.strip()}” is not understood. Write such as rate=21.50; known: {names}."
            )
        try:
            found[key] = Reader(known[key], (), mark=".", whole_file_mark=".").read(value)
        except Unreadable as error:
            raise WrongCorrection(f"{known[key].label}: {error}.") from error
        if key in _POSSIBLE and not _POSSIBLE[key](found[key]):
            raise WrongCorrection(f"{known[key].label}: no number of this form is ever given out.")
    if not found:
        raise WrongCorrection("Write what is put right, such as rate=21.50.")
    return found


def decision_rows(record: Record) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """(path, row) of every decision: of what was found, then of what shows only with what was put right."""
    for table in ("exceptions", "further"):
        for number, row in enumerate(record.get(table) or ()):
            if table == "exceptions" or any(row.values()):
                yield f"{table}.{number}.", row


def decided_of(record: Record) -> dict[str, dict[str, Decided]]:
    """By employee and code, what stands in the record."""
    jurisdiction = str(record["run"]["jurisdiction"])
    decided: dict[str, dict[str, Decided]] = {}
    for _, row in decision_rows(record):
        each = Decided.of(row, jurisdiction)
        decided.setdefault(each.employee_id, {}).setdefault(each.code, each)
    return decided


def held_by_hand(record: Record) -> dict[str, str]:
    """Employees whom the preparer holds beside what was found, and why."""
    rows = record.get("holds") or ()
    return {
        str(row.get("employee_id")).strip(): str(row.get("reason") or "").strip() or "held by hand"
        for row in rows
        if row.get("employee_id")
    }


def settle(
    worked: Worked,
    decided: Mapping[str, Decided],
    by_hand: str,
    occasion: Occasion,
    *,
    year: UsYear | UkYear,
) -> Settled:
    """One employee as decided. Whatever is open, cannot be paid, or still stands after it was put right, is held."""
    if not worked.exceptions:
        why = by_hand or ("" if worked.line is not None else "no figures")
        return Settled(worked=worked, why_held=_or_negative(why, worked), changes={})
    own = tuple(decided[each.code] for each in worked.exceptions if each.code in decided)
    changes = {key: value for each in own for key, value in each.changes.items()}
    if changes:
        worked = work_out(put_right(worked.case, own), occasion, year=year)
    open_ = [
        each
        for each in worked.exceptions
        if each.code in CANNOT_BE_PAID
        or each.code not in decided
        or decided[each.code].decision != PAY
        or decided[each.code].problem
    ]
    undone = [each for each in own if each.decision not in (PAY, CORRECT) or each.problem]
    why = by_hand or "; ".join(
        dict.fromkeys([*(each.code for each in undone), *(each.code for each in open_)])
    )
    return Settled(worked=worked, why_held=_or_negative(why, worked), changes=changes, decided=own)


def _or_negative(why: str, worked: Worked) -> str:
    if not why and worked.line is not None and worked.line.net < 0:
        return "NEGATIVE_NET"
    return why


def put_right(case: Case, decided: Sequence[Decided]) -> Case:
    """The case with what was put right. What comparing with others found is gone once what was the same is another."""
    changes = {key: value for each in decided for key, value in each.changes.items()}
    right = {
        each.code
        for each in decided
        if each.decision == CORRECT
        and each.changes
        and not each.problem
        and (each.code not in _TOUCHES or _TOUCHES[each.code] & each.changes.keys())
    }
    noted = [each for each in map(list, case.noted) if each[0] not in right]
    return Case.of_json({**case.as_json(), "noted": noted}).with_changes(changes)
