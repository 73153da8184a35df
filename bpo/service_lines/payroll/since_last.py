"""Bank details held against those that each employee was last paid by: a changed account is for a person to look at."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bpo.catalog.rules import Outcome, Record, ReleasedJob
from bpo.catalog.rules.secrets import mask

from .decisions import CORRECT, PAY, decided_of, held_by_hand
from .pay_run import Case
from .pay_run.exceptions import Account, account_of
from .run_record import INPUTS, in_paper, paper

BANK_CHANGED = "BANK_CHANGED"


def held_against_last(outcome: Outcome, delivered: Iterable[ReleasedJob]) -> Outcome:
    """The run that was read, with whose account is another than they were last paid into.

    `changed` of the record maps those employees to the evidence, in which accounts are masked; their cases in the
    paper say so too. Who was never paid by a run of ours, or was held in all of them, has nothing to be held against.
    """
    papers = {each.name: each.content for each in outcome.papers}
    if INPUTS not in papers:
        return outcome
    inputs = in_paper(outcome.record, papers, INPUTS)
    cases = [Case.of_json(each) for each in inputs["cases"]]
    changed = _changed(cases, delivered, str(outcome.record["run"]["jurisdiction"]))
    if not changed:
        return outcome
    record: Record = {**outcome.record, "changed": changed}
    made = paper(INPUTS, {**inputs, "cases": [also_changed(case, record).as_json() for case in cases]})
    record["papers"] = {**record["papers"], INPUTS: made.digest}
    others = tuple(each for each in outcome.papers if each.name != INPUTS)
    return replace(outcome, record=record, papers=(*others, made))


def also_changed(case: Case, record: Record) -> Case:
    """The case, with what the record of the run that was read says has changed about them."""
    words = (record.get("changed") or {}).get(case.employee_id)
    return replace(case, noted=(*case.noted, (BANK_CHANGED, words))) if words else case


def _changed(cases: Iterable[Case], delivered: Iterable[ReleasedJob], jurisdiction: str) -> dict[str, str]:
    left = {case.employee_id: account for case in cases if (account := account_of(case.employee)) is not None}
    found: dict[str, str] = {}
    for job in delivered:
        run = job.record.get("run") or {}
        if run.get("jurisdiction") != jurisdiction or INPUTS not in job.papers:
            continue
        for number, before in _paid_into(job):
            now = left.pop(number, None)
            if now is not None and now != before:
                found[number] = (
                    f"Now {_masked(now)}; {job.reference}, paid on {job.record.get('pay_date')},"
                    f" went to {_masked(before)}."
                )
        if not left:
            break
    return found


def _paid_into(job: ReleasedJob) -> Iterator[tuple[str, Account]]:
    """(employee, account) of everybody whom a delivered run paid, with what was put right in it."""
    decided, by_hand = decided_of(job.record), held_by_hand(job.record)
    found = {str(employee) for employee, _ in job.record.get("found") or ()}
    for given in in_paper(job.record, job.papers, INPUTS)["cases"]:
        case = Case.of_json(given)
        own = decided.get(case.employee_id, {}).values()
        settled = all(each.decision in (PAY, CORRECT) and not each.problem for each in own)
        if case.employee_id in by_hand or not settled or (case.employee_id in found and not own):
            continue
        changes = {key: value for each in own for key, value in each.changes.items()}
        account = account_of(case.with_changes(changes).employee)
        if account is not None:
            yield case.employee_id, account


def _masked(account: Account) -> str:
    bank, number = account
    return f"{mask(number)} at {mask(bank)}"
