"""A scan of several invoices: told apart where both looks say the same, one job with a question where they do not."""

import io
import json
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageSequence

from bpo.catalog.rules import Source
from bpo.service_lines.invoice_processing import automate, scans
from bpo.service_lines.invoice_processing.capture import automate_each
from bpo.service_lines.invoice_processing.cli import main
from bpo.service_lines.invoice_processing.split import agreed_parts
from bpo.service_lines.page_reading import neural, ocr
from bpo.service_lines.page_reading.pdf_text import pdf_words
from bpo.service_lines.page_reading.words import PageWords
from tests.unit.service_lines.invoice_processing.documents import german

Pages = tuple[PageWords, ...]


def recognised(content: bytes) -> Pages:
    """The pages of a PDF as if they had been recognised, every letter rightly."""
    return tuple(replace(page, method="ocr") for page in pdf_words(content))


def misread(pages: Pages, text: str, instead: str) -> Pages:
    """The pages with a word read otherwise."""
    return tuple(
        replace(
            page,
            words=tuple(replace(word, text=word.text.replace(text, instead)) for word in page.words),
        )
        for page in pages
    )


def test_pages_are_parted_where_both_looks_saw_each_number() -> None:
    pages = recognised(german(times=3))
    assert agreed_parts(pages, pages) == ((0, 1), (1, 2), (2, 3))
    assert agreed_parts(pages, misread(pages, "0816", "O8I6")) == ()


def test_a_number_misread_on_one_page_parts_nothing() -> None:
    twice = recognised(german(times=2, swap={"2026-0815": "4711", "2026-0816": "4711"}))
    assert agreed_parts(twice, twice) == ()
    assert agreed_parts((twice[0], *misread(twice[1:], "4711", "4717")), twice) == ()


def _looked(monkeypatch: pytest.MonkeyPatch, first: Pages, second: Pages) -> None:
    posture = ocr.Posture(neural.Lie(), 0.0)
    monkeypatch.setattr(
        ocr, "two_looks", lambda image, number, time: (first[number], second[number], posture)
    )
    monkeypatch.setattr(ocr, "third_look", lambda image, number, posture, time: first[number])


def test_each_invoice_of_a_scan_is_read_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = recognised(german(times=2))
    _looked(monkeypatch, pages, pages)
    found = scans.invoices_in_scan(lambda number: None, 2)
    assert [part for part, _ in found] == [(0, 1), (1, 2)]
    assert [outcome.record["number"] for _, outcome in found] == ["2026-0815", "2026-0816"]
    assert {outcome.record["gross"] for _, outcome in found} == {"236.81"}


def test_a_scan_that_one_look_parts_is_one_job_with_a_question(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = recognised(german(times=2))
    _looked(monkeypatch, pages, misread(pages, "0816", "O8I6"))
    ((part, outcome),) = scans.invoices_in_scan(lambda number: None, 2)
    assert part == (0, 2)
    assert "SEVERAL_DOCUMENTS" in {finding.code for finding in outcome.findings}


def test_the_command_prints_a_line_for_each_invoice_of_a_scan(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "two.tif").write_bytes(tiff(german(times=2), dpi=200))
    assert main([str(tmp_path)]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["fields"]["number"], line["pages"]) for line in lines] == [
        ("2026-0815", [1, 1]),
        ("2026-0816", [2, 2]),
    ]


def tiff(content: bytes, dpi: int = 72) -> bytes:
    """A PDF's pages as pictures in a TIFF."""
    document = pypdfium2.PdfDocument(content)
    first, *others = (page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in document)
    out = io.BytesIO()
    first.save(out, "TIFF", save_all=True, append_images=others, compression="tiff_lzw", dpi=(dpi, dpi))
    return out.getvalue()


def pictures(content: bytes) -> list[bytes]:
    """The points of each page of a TIFF."""
    with Image.open(io.BytesIO(content)) as image:
        return [frame.tobytes() for frame in ImageSequence.Iterator(image)]


def test_a_scan_of_several_is_read_as_the_first_with_a_file_of_each(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = recognised(german(times=3))
    _looked(monkeypatch, pages, pages)
    scan = tiff(german(times=3))
    outcome = automate([Source(name="post.tif", media_type="image/tiff", content=scan)], {})
    assert outcome.record["number"] == "2026-0815"
    assert "SEVERAL_DOCUMENTS" not in {finding.code for finding in outcome.findings}
    assert [part.name for part in outcome.parts] == [f"post (page {number}).tif" for number in (1, 2, 3)]
    assert [pictures(part.content) for part in outcome.parts] == [[page] for page in pictures(scan)]


def test_a_scan_for_which_values_were_given_stays_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = recognised(german(times=2))
    _looked(monkeypatch, pages, pages)
    scan = tiff(german(times=2))
    outcome = automate([Source(name="post.tif", media_type="image/tiff", content=scan)], {"po_ref": "B-1"})
    assert outcome.parts == ()
    assert "SEVERAL_DOCUMENTS" in {finding.code for finding in outcome.findings}


def test_scanned_pages_of_a_pdf_are_divided_too(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = recognised(german(times=2))
    _looked(monkeypatch, pages, pages)
    with Image.open(io.BytesIO(tiff(german(times=2)))) as scan:
        out = io.BytesIO()
        scan.save(out, "PDF", save_all=True)
    outcome = automate([Source(name="post.pdf", media_type="application/pdf", content=out.getvalue())], {})
    assert [len(pypdfium2.PdfDocument(part.content)) for part in outcome.parts] == [1, 1]


def test_one_invoice_has_no_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = recognised(german())
    _looked(monkeypatch, pages, pages)
    outcome = automate([Source(name="one.tif", media_type="image/tiff", content=tiff(german()))], {})
    assert (outcome.parts, outcome.record["number"]) == ((), "2026-0815")


def test_a_fault_of_looking_for_several_does_not_pass_in_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(content: bytes) -> list[object]:
        raise TypeError

    monkeypatch.setattr(scans, "invoices_in", faulty)
    spoilt = Source(name="scan.png", media_type="image/png", content=b"\x89PNG\r\n\x1a\n spoilt")
    ((pages, outcome),) = automate_each(spoilt)
    assert pages is None
    assert "SEVERAL_DOCUMENTS" in {finding.code for finding in outcome.findings}
