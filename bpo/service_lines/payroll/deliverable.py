"""What the client gets of a run: register, payslips, journal, payment file, variance report; nothing unless it ties."""

import csv
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal

from bpo.catalog.rules import DeliveredFile, Record, ReleasedJob
from bpo.platform.files import media
from bpo.platform.sheets.writing import Cell, write_csv, write_xlsx

from .decisions import Settled, decided_of, decision_rows, held_by_hand, settle
from .money import ZERO
from .outputs.journal import JournalLine, journal
from .outputs.payments import Payer, PaymentFile, payment_file
from .outputs.payslips import payslips
from .outputs.tie import Tie, tie
from .outputs.variance import variances
from .pay_run import Line, year_of
from .run_record import left_of, occasion_of, worked_of
from .scheme import Scheme, scheme_of

Rows = tuple[tuple[str, ...], list[tuple[Cell, ...]]]


def deliver(job: ReleasedJob) -> tuple[DeliveredFile, ...]:
    """The files of a released run, manifest last. The same run gives the same bytes.

    DoesNotTie where the results do not say the same amounts: then there is nothing to deliver. ValueError where the
    papers are not the run's own, or a payee cannot be paid.
    """
    record, occasion = job.record, occasion_of(job.record)
    scheme = scheme_of(occasion.jurisdiction)
    everybody = settled_of(record, job.papers)
    paid = [(each.worked.case, each.worked.line) for each in everybody if each.paid and each.worked.line]
    lines = [each.worked.line for each in everybody if each.worked.line is not None]
    paid_lines = [line for _, line in paid]
    employer = str(record.get("employer") or "")
    slips = payslips(paid, scheme, occasion, employer=employer)
    entries = journal(paid_lines, scheme, _ledger(record))
    payments = payment_file(paid, _payer(record), occasion, reference=job.reference)
    register = _register(everybody, scheme)
    register_csv = write_csv(*register)
    proof = tie(
        lines=lines,
        paid=paid_lines,
        scheme=scheme,
        slips=slips,
        entries=entries,
        payments=payments,
        written=_net_in(register_csv),
    )
    proof.demand()
    differences = _differences(everybody, left_of(record, job.papers))
    book = write_xlsx(
        [
            ("Register", *register),
            ("Journal", *_journal_rows(entries)),
            ("Variance", *differences),
            ("Exceptions", *_exception_rows(record)),
            ("Totals", *_tie_rows(proof)),
        ]
    )
    files = [
        DeliveredFile(name="register.xlsx", media_type=media.XLSX, content=book),
        DeliveredFile(name="register.csv", media_type=media.CSV, content=register_csv),
        DeliveredFile(name="payslips.pdf", media_type=media.PDF, content=slips.bundle),
        DeliveredFile(name="payslips.zip", media_type=media.ZIP, content=slips.each),
        DeliveredFile(name="journal.csv", media_type=media.CSV, content=write_csv(*_journal_rows(entries))),
        DeliveredFile(name="variance.csv", media_type=media.CSV, content=write_csv(*differences)),
    ]
    if payments is not None:
        files.insert(0, _as_file(payments))
    return (*files, _manifest(job, files, proof))


def settled_of(record: Record, papers: Mapping[str, bytes]) -> list[Settled]:
    """Everybody of a run as decided, in the order of the list of employees."""
    occasion = occasion_of(record)
    year = year_of(occasion)
    decided, by_hand = decided_of(record), held_by_hand(record)
    return [
        settle(
            worked,
            decided.get(worked.case.employee_id, {}),
            by_hand.get(worked.case.employee_id, ""),
            occasion,
            year=year,
        )
        for worked in worked_of(record, papers)
    ]


def _payer(record: Record) -> Payer:
    return Payer(
        name=str(record.get("employer") or ""),
        company_id=str(record.get("company_id") or ""),
        bank=str(record.get("bank") or ""),
        bank_name=str(record.get("bank_name") or ""),
        account=str(record.get("account") or ""),
    )


def _ledger(record: Record) -> dict[str, tuple[str, str]]:
    return {str(key): (str(value[0]), str(value[1])) for key, value in (record.get("ledger") or {}).items()}


def _register(everybody: Sequence[Settled], scheme: Scheme) -> Rows:
    columns = scheme.columns
    rows: list[tuple[Cell, ...]] = [
        (
            each.worked.case.employee_id,
            each.worked.case.name,
            *(_figure(each.worked.line, key) for key, _ in columns),
            "paid" if each.paid else "held",
            each.why_held,
            "; ".join(f"{key}={value}" for key, value in each.changes.items() if not _is_secret(key)),
        )
        for each in everybody
    ]
    return ("employee_id", "name", *(key for key, _ in columns), "status", "why_held", "put_right"), rows


def _is_secret(key: str) -> bool:
    return key in ("ssn", "nino", "aba", "account", "sort_code")


def _figure(line: Line | None, key: str) -> Cell:
    return line.figures.get(key, ZERO) if line is not None else None


def _net_in(register: bytes) -> Decimal:
    """The net pay of a register's file, read back from its bytes."""
    rows = csv.DictReader(io.StringIO(register.decode("utf-8-sig"), newline=""))
    return sum((Decimal(row["net"]) for row in rows if row["net"]), ZERO)


def _journal_rows(entries: Sequence[JournalLine]) -> Rows:
    rows: list[tuple[Cell, ...]] = [(each.account, each.name, each.debit, each.credit) for each in entries]
    return ("account", "name", "debit", "credit"), rows


def _differences(everybody: Sequence[Settled], left: Mapping[str, Decimal]) -> Rows:
    lines = [each.worked.line for each in everybody if each.worked.line is not None]
    cases = {each.worked.case.employee_id: each.worked.case for each in everybody}
    before = {number: Decimal(case.prior) for number, case in cases.items() if case.prior}
    rows: list[tuple[Cell, ...]] = [
        (
            each.employee_id,
            cases[each.employee_id].name if each.employee_id in cases else "",
            each.before,
            each.now,
            each.difference,
            each.percent,
        )
        for each in variances(lines, {**before, **left})
    ]
    return ("employee_id", "name", "gross_before", "gross_now", "difference", "percent"), rows


def _exception_rows(record: Record) -> Rows:
    keys = ("employee_id", "name", "code", "evidence", "decision", "reason")
    rows: list[tuple[Cell, ...]] = [
        tuple(str(row.get(key) or "") for key in keys) for _, row in decision_rows(record)
    ]
    return keys, rows


def _tie_rows(proof: Tie) -> Rows:
    rows: list[tuple[Cell, ...]] = [(what, amount, off) for what, amount, off in proof.rows]
    return ("what", "amount", "off_by"), rows


def _as_file(payments: PaymentFile) -> DeliveredFile:
    return DeliveredFile(name=payments.name, media_type=payments.media_type, content=payments.content)


def _manifest(job: ReleasedJob, files: Sequence[DeliveredFile], proof: Tie) -> DeliveredFile:
    listed = {
        "reference": job.reference,
        "run": {
            key: job.record["run"].get(key)
            for key in ("jurisdiction", "tax_year", "period_start", "period_end")
        },
        "pay_date": job.record.get("pay_date"),
        "totals": [
            {"what": what, "amount": str(amount), "off_by": str(off)} for what, amount, off in proof.rows
        ],
        "files": [
            {
                "name": file.name,
                "media_type": file.media_type,
                "bytes": len(file.content),
                "sha256": hashlib.sha256(file.content).hexdigest(),
            }
            for file in files
        ],
    }
    content = (json.dumps(listed, indent=2) + "\n").encode()
    return DeliveredFile(name="manifest.json", media_type="application/json", content=content)
