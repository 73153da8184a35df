"""The contract between a work type and the house: plain values and pure functions.

A work type is one folder in `bpo/service_lines/` that builds one `WorkType` and one line in
`bpo/catalog/registry.py`. Everything here is a value: no session, no clock, no Flask.
"""

from bpo.catalog.rules.batches import (
    BatchControl,
    BatchProof,
    BatchTotal,
    ReleasedBatch,
    Suspect,
    delivers_nothing,
)
from bpo.catalog.rules.field_rules import compared, doubts_about, tidied
from bpo.catalog.rules.forms import Equation, Form, FormField, FormTable, Region, Term
from bpo.catalog.rules.held_against import (
    Assessment,
    EarlierJob,
    MasterColumn,
    MasterList,
    Reference,
    SinceLast,
    WrongCell,
    assess_nothing,
)
from bpo.catalog.rules.lessons import Learning, Lesson, typed_place
from bpo.catalog.rules.listing import ListedColumn, ListedRow, Listing, RowDetail, RowFigure
from bpo.catalog.rules.parts import Part, Submission, finds_nothing
from bpo.catalog.rules.paying import PaymentLine, Payments
from bpo.catalog.rules.reading import (
    Evidence,
    Finding,
    Outcome,
    Paper,
    Reading,
    Record,
    Refers,
    Severity,
    Source,
    finding_as_kept,
    reading_as_kept,
)
from bpo.catalog.rules.results import (
    DeliveredFile,
    DuplicateKey,
    ReleasedJob,
    ScorecardLine,
    SheetTemplate,
    Weight,
)
from bpo.catalog.rules.steps import Actor, ListWrite, Step, nothing_forbids
from bpo.catalog.rules.work_type import WorkType

__all__ = [
    "Actor",
    "Assessment",
    "BatchControl",
    "BatchProof",
    "BatchTotal",
    "DeliveredFile",
    "DuplicateKey",
    "EarlierJob",
    "Equation",
    "Evidence",
    "Finding",
    "Form",
    "FormField",
    "FormTable",
    "Learning",
    "Lesson",
    "ListWrite",
    "ListedColumn",
    "ListedRow",
    "Listing",
    "MasterColumn",
    "MasterList",
    "Outcome",
    "Paper",
    "Part",
    "PaymentLine",
    "Payments",
    "Reading",
    "Record",
    "Reference",
    "Refers",
    "Region",
    "ReleasedBatch",
    "ReleasedJob",
    "RowDetail",
    "RowFigure",
    "ScorecardLine",
    "Severity",
    "SheetTemplate",
    "SinceLast",
    "Source",
    "Step",
    "Submission",
    "Suspect",
    "Term",
    "Weight",
    "WorkType",
    "WrongCell",
    "assess_nothing",
    "compared",
    "delivers_nothing",
    "doubts_about",
    "finding_as_kept",
    "finds_nothing",
    "nothing_forbids",
    "reading_as_kept",
    "tidied",
    "typed_place",
]
