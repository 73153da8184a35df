"""Payroll: gross to net by dated parameters, every figure explained; paid when two people and the client say so.

`tables` reads what a client hands in, `pay_run` works everybody out by `us_federal` and `uk_paye` with the figures of
`parameters`, `decisions` is what people decide about what was found, `outputs` are the files, which tie to 0.00.
Importing this package is cheap: what works runs out and what writes their files is imported where first needed.
"""

import hashlib
from collections.abc import Sequence

from bpo.catalog.rules import (
    DeliveredFile,
    DuplicateKey,
    Outcome,
    Record,
    ReleasedJob,
    SinceLast,
    Source,
    WorkType,
)
from bpo.platform.files import media

from .checks import assess, check_record
from .form import FORM, INSTRUCTIONS, SCORECARD
from .listing import LISTING, to_be_paid
from .masters import MASTERS
from .reasons import MAY_STAND, NEVER_STANDS, REASONS
from .run_record import INPUTS
from .since_last import held_against_last
from .steps import STEPS
from .tables import TEMPLATES


def _read(sources: Sequence[Source], given: Record) -> Outcome:
    from .calculate import read  # with its readers, where it is needed

    return read(sources, given)


def _deliver(job: ReleasedJob) -> tuple[DeliveredFile, ...]:
    from .deliverable import deliver  # with its writers, where it is needed

    return deliver(job)


def title(record: Record) -> str:
    """The period and how many are in it."""
    run = record.get("run") or {}
    if not run.get("lines"):
        return "Pay run"
    country = str(run["jurisdiction"]).upper()
    return f"Pay run {country} {record.get('period') or run.get('tax_year')} · {run['lines']} employees"


def amount(record: Record) -> tuple[str, str] | None:
    """The net pay of who is paid, as decided so far."""
    run = record.get("run") or {}
    return (str(to_be_paid(record)), str(run["currency"])) if "clean" in run else None


def duplicate_keys(record: Record) -> tuple[DuplicateKey, ...]:
    """The same period of the same people, handed in twice: it is asked, since a correction is a new run."""
    run = record.get("run") or {}
    if not run.get("period_start") or "papers" not in record:
        return ()
    people = hashlib.sha256(str(record["papers"].get("inputs", "")).encode()).hexdigest()[:16]
    period = f"{run['jurisdiction']}|{run['period_start']}|{run['period_end']}"
    return (
        DuplicateKey(kind="same_run", value=f"{period}|{people}", score=0.99),
        DuplicateKey(kind="pay_period", value=period, score=0.0),
    )


WORK_TYPE = WorkType(
    key="payroll",
    name="Payroll",
    service_line="Payroll",
    description="Pay runs from employees, timesheets and adjustments: US federal and UK, checked by two people.",
    unit="pay run",
    accepts=(media.CSV, media.XLSX, media.TEXT),
    one_job_per_file=False,
    steps=STEPS,
    form=FORM,
    instructions=INSTRUCTIONS,
    scorecard=SCORECARD,
    reasons=REASONS,
    automate=_read,
    check=check_record,
    deliver=_deliver,
    duplicate_keys=duplicate_keys,
    title=title,
    amount=amount,
    may_stand=MAY_STAND,
    never_stands=NEVER_STANDS,
    assess=assess,
    since_last=SinceLast(papers=frozenset({INPUTS}), hold=held_against_last),
    masters=MASTERS,
    listing=LISTING,
    templates=TEMPLATES,
    confidential=True,
    secrets=("bank", "account"),
    final=True,
)

__all__ = ["WORK_TYPE", "amount", "duplicate_keys", "title"]
