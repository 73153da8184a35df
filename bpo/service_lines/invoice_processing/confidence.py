"""What a confidence means: how far evidence speaks for a value, put in shares of values that were right.

The readers weigh evidence (label, place, arithmetic, whether two looks at a scan agree) to a raw number. These are
mapped here, by kind of field and method, to the share that was right among drawn invoices and scans of them:
`confidence_table.json`, made by `python -m tests.benchmarks.confidence`. Of a scan only what all looks came to is
mapped; one look against another is weighed raw.
"""

import json
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from bpo.catalog.rules import Reading

from .wordset import wordset

STRAIGHT_THROUGH = 0.9
"""Confidence every stated field needs where it is no share that was measured: learnt, given, of one look at a scan."""

DOUBTED = 0.85
"""Raw confidence that readers give at most to what they have a reason to doubt."""
IN_DOUBT = 0.95
"""The most that is said of such a value: below what is asked about."""

_KINDS = {
    "identity": wordset("number po_ref type_code currency preceding_invoice"),
    "dates": wordset("issue_date due_date"),
    "parties": wordset("seller buyer"),
    "numbers": wordset("seller_vat_id buyer_vat_id seller_tax_id iban"),
    "sums": wordset("line_total allowance_total charge_total net vat gross prepaid payable rounding"),
}
Steps = tuple[tuple[float, float], ...]


def kind_of_field(path: str) -> str:
    """The kind of field whose evidence is weighed alike: "identity", "sums", "lines.description"."""
    head, _, rest = path.partition(".")
    if head == "lines":
        column = rest.partition(".")[2]
        return "lines.description" if column == "description" else "lines"
    return next((kind for kind, names in _KINDS.items() if head in names), "sums")


@lru_cache(maxsize=1)
def _table() -> tuple[float, dict[str, Steps]]:
    """The share below which a field is asked about, and per kind and method the steps (raw from, share right)."""
    data = json.loads(Path(__file__).with_name("confidence_table.json").read_text())
    steps = {name: tuple((low, share) for low, share in rows) for name, rows in data["steps"].items()}
    return float(data["asked_below"]), steps


def steps_kept() -> Mapping[str, Steps]:
    """The steps that were measured, by kind of field and method, for whoever wants to look at them."""
    return _table()[1]


def mapped(readings: Mapping[str, Reading]) -> dict[str, Reading]:
    """The readings with the shares that were right."""
    steps, scan = steps_kept(), recognised(readings)
    return {
        path: replace(reading, confidence=share_right(steps.get(step_name(reading, scan=scan)), reading))
        for path, reading in readings.items()
    }


def step_name(reading: Reading, *, scan: bool) -> str:
    """By which row of the table a reading is mapped; what was worked out on a scan has a row of its own."""
    method = "ocr derived" if scan and reading.method == "derived" else reading.method
    return f"{kind_of_field(reading.path)} {method}"


def share_right(steps: Steps | None, reading: Reading) -> float:
    """The share of the highest step that a raw confidence reaches; itself where nothing was measured.

    A value that the reader has a reason to doubt is asked about, however often such doubts were idle on drawn pages:
    real ones have letterheads that are pictures, and two accounts of which one is closed.
    """
    at = bisect_right([low for low, _ in steps or ()], reading.confidence + 0.005) - 1
    if at < 0 or steps is None:
        return reading.confidence
    return min(steps[at][1], IN_DOUBT) if reading.confidence <= DOUBTED else steps[at][1]


def needed(readings: Mapping[str, Reading], path: str) -> float:
    """The confidence from which a field is not asked about, whatever the contract says (which may ask for more).

    What was measured needs the table's share. On a scan a field whose like was not measured has its raw number still.
    """
    reading = readings[path]
    if reading.method not in ("text", "derived", "ocr"):
        return STRAIGHT_THROUGH
    scan = recognised(readings)
    shares = {share for _, share in steps_kept().get(step_name(reading, scan=scan), ())} | {IN_DOUBT}
    return STRAIGHT_THROUGH if scan and reading.confidence not in shares else _table()[0]


def recognised(readings: Mapping[str, Reading]) -> bool:
    """Whether a page was recognised, so that what was read off it is no surer than that."""
    return any(reading.method == "ocr" for reading in readings.values())
