"""Invoice processing: an invoice in (e-invoice, PDF, scan), a checked record and its exports out.

`automate` reads one file to the canonical record of `record`: XML exactly (`ubl_reader`, `cii_reader`),
PDFs with XML inside against their page (`hybrid`), other pages by labels, geometry and arithmetic
(`page_reader` and what it calls), scans by recognition under several settings (`scans`, `ocr`). What
proves itself may go straight through; everything else becomes findings with the codes of `reasons`.

Importing this package is cheap: parsers, recognition and spreadsheets are imported where first needed.
"""

from collections.abc import Sequence

from bpo.catalog.rules import Finding, Outcome, Source, WorkType

from .assess import assess
from .capture import automate, goes_straight_through
from .checks import check_record
from .deliverable import deliver
from .duplicates import VENDOR_KEY, amount, duplicate_keys, title
from .form import FORM, INSTRUCTIONS, MAY_STAND, SCORECARD
from .masters import MASTERS
from .paying import PAYMENTS
from .reasons import REASONS
from .recall import LEARNING
from .steps import STEPS


def _split(source: Source) -> tuple[Source, ...]:
    from .split import split  # with its parsers, where it is needed

    return split(source)


def _standard(sources: Sequence[Source], outcome: Outcome) -> tuple[Finding, ...]:
    from .official_rules import official_findings  # with its parsers, where it is needed

    return official_findings(sources, outcome)


WORK_TYPE = WorkType(
    key="invoice_processing",
    name="Invoice processing",
    service_line="Finance & accounting",
    description="Invoices and credit notes captured, checked and returned as data: e-invoices, PDFs and scans.",
    unit="invoice",
    accepts=("application/pdf", "application/xml", "text/xml", "image/jpeg", "image/png", "image/tiff"),
    one_job_per_file=True,
    steps=STEPS,
    form=FORM,
    instructions=INSTRUCTIONS,
    scorecard=SCORECARD,
    reasons=REASONS,
    automate=automate,
    split=_split,
    check=check_record,
    deliver=deliver,
    duplicate_keys=duplicate_keys,
    title=title,
    amount=amount,
    source_key=VENDOR_KEY,
    may_stand=MAY_STAND,
    assess=assess,
    standard=_standard,
    payments=PAYMENTS,
    masters=MASTERS,
    learning=LEARNING,
)

__all__ = ["WORK_TYPE", "automate", "goes_straight_through"]
