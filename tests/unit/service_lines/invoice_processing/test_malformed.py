"""Spoilt e-invoices: each ends in an answer, none is released with sums that do not prove or with other values.

A thousand of every kind are judged by `python -m tests.benchmarks.spoilt_files`.
"""

from tests.factories.malformed import malformed
from tests.factories.malformed_judged import judged_wrongly


def test_spoilt_e_invoices_are_judged_soundly() -> None:
    files = [file for file in malformed(500) if file.name.startswith(("ubl", "cii"))]
    assert len(files) > 150
    wrong, slowest = judged_wrongly(files)
    assert wrong == []
    assert slowest < 5
