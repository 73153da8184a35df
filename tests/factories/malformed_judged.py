"""How spoilt invoices are judged: what is released must prove its sums and say what the sound file says."""

import time
from collections.abc import Iterable

from bpo.catalog.rules import Record, Source
from bpo.service_lines.invoice_processing import automate, goes_straight_through
from bpo.service_lines.invoice_processing.proof import prove
from tests.factories.malformed import Spoilt

TOLD = ("number", "issue_date", "due_date", "currency", "net", "vat", "gross", "payable", "iban")


def record_of(content: bytes) -> Record:
    return automate([Source(name="f", media_type="application/pdf", content=content)], {}).record


def judged_wrongly(files: Iterable[Spoilt]) -> tuple[list[str], float]:
    """The names of those released though they must not be, and the seconds of the slowest."""
    wrong, slowest = [], 0.0
    for file in files:
        started = time.perf_counter()
        outcome = automate([Source(name="f", media_type="application/pdf", content=file.content)], {})
        slowest = max(slowest, time.perf_counter() - started)
        if not goes_straight_through(outcome):
            continue
        printed = file.content.lstrip()[:1] != b"<"
        sound = record_of(file.sound) if printed else {}
        if not prove(outcome.record).proven or any(
            outcome.record[name] != sound[name] for name in TOLD if sound
        ):
            wrong.append(file.name)
    return wrong, slowest
