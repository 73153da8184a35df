"""Spoilt e-invoices: each ends in an answer, none is released with sums that do not prove or with other values.

A thousand of every kind are judged by `python -m tests.benchmarks.spoilt_files`.
"""

import base64
import time
import zlib

from bpo.catalog.rules import Outcome, Source
from bpo.service_lines.invoice_processing import automate, goes_straight_through
from bpo.service_lines.invoice_processing.damage import is_damaged
from tests.factories.documents import invoice
from tests.factories.malformed import malformed
from tests.factories.malformed_judged import judged_wrongly
from tests.unit.service_lines.invoice_processing.documents import pdf


def test_spoilt_e_invoices_are_judged_soundly() -> None:
    files = [file for file in malformed(500) if file.name.startswith(("ubl", "cii"))]
    assert len(files) > 150
    wrong, _ = judged_wrongly(files)
    assert wrong == []


def _outcome(content: bytes) -> Outcome:
    return automate([Source(name="f", media_type="application/pdf", content=content)], {})


def test_a_pdf_whose_page_lost_its_end_is_not_released_with_what_is_left() -> None:
    """What stands in the head still proves; the account in the foot is gone."""
    sound = invoice("text_pdf", seed=1).content
    assert not is_damaged(sound)
    at = sound.index(b"stream") + 600
    spoilt = sound[:at] + bytes(reversed(sound[at : at + 40])) + sound[at + 40 :]
    assert is_damaged(spoilt)
    assert not goes_straight_through(_outcome(spoilt))


def test_the_damage_of_streams_is_told_from_other_ways_of_writing_them() -> None:
    packed = zlib.compress(b"BT (Rechnung) Tj ET" * 30)
    head = b"%PDF-1.7\n4 0 obj\n<< /Length 1 /Filter /FlateDecode >>\nstream\n"
    tail = b"\nendstream\nendobj\n"
    assert not is_damaged(head + packed + tail)
    assert is_damaged(head + packed[:-9] + tail)
    assert is_damaged(head + packed[:9] + b"\x00\xff" + packed[11:] + tail)
    assert not is_damaged(head.replace(b"/FlateDecode", b"/DCTDecode") + packed[:-9] + tail)
    assert not is_damaged(head + packed[:-9] + tail + b"trailer << /Encrypt 9 0 R >>")
    text = head.replace(b"/FlateDecode", b"[ /ASCII85Decode /FlateDecode ]")
    assert not is_damaged(text + base64.a85encode(packed) + b"~>" + tail)
    assert is_damaged(text + base64.a85encode(packed)[:-6] + b"~>" + tail)


def test_a_pdf_of_blank_pages_is_refused_at_once() -> None:
    started = time.process_time()
    outcome = _outcome(pdf((), ()))
    assert [finding.code for finding in outcome.findings] == ["UNREADABLE"]
    assert time.process_time() - started < 1
