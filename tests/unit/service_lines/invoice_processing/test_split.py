"""One PDF with several invoices: divided where that is beyond doubt, left whole where it is not."""

import json
from pathlib import Path

import pytest

from bpo.catalog.rules import Source
from bpo.service_lines.invoice_processing import WORK_TYPE, automate
from bpo.service_lines.invoice_processing.cli import main
from bpo.service_lines.invoice_processing.split import pages_text, ranges_of, split
from tests.unit.service_lines.invoice_processing.documents import german


def source(content: bytes) -> Source:
    return Source(name="march.pdf", media_type="application/pdf", content=content)


def test_each_invoice_becomes_a_file_that_reads_by_itself() -> None:
    parts = split(source(german(times=3)))
    assert [part.name for part in parts] == [
        "march (page 1).pdf",
        "march (page 2).pdf",
        "march (page 3).pdf",
    ]
    read = [automate([part], {}) for part in parts]
    assert [outcome.record["number"] for outcome in read] == ["2026-0815", "2026-0816", "2026-0817"]
    assert all(outcome.record["gross"] == "236.81" for outcome in read)
    assert not any(finding.code == "SEVERAL_DOCUMENTS" for outcome in read for finding in outcome.findings)


def test_one_invoice_is_not_divided() -> None:
    assert split(source(german())) == ()


def test_the_same_invoice_twice_is_left_for_a_person() -> None:
    twice = german(times=2, swap={"2026-0815": "4711"})
    assert ranges_of(twice) == ()
    codes = {finding.code for finding in automate([source(twice)], {}).findings}
    assert codes, "a person is asked"


def test_pages_that_count_themselves_otherwise_are_left_whole() -> None:
    assert ranges_of(german(times=2, extra=((40, 800, "Seite 1 von 2"),))) == ()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"no pdf"])
def test_what_cannot_be_opened_is_one_document(content: bytes) -> None:
    assert split(source(content)) == ()


def test_the_command_prints_a_line_for_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "two.pdf").write_bytes(german(times=2))
    assert main([str(tmp_path)]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["fields"]["number"], line["pages"]) for line in lines] == [
        ("2026-0815", [1, 1]),
        ("2026-0816", [2, 2]),
    ]
    assert all(line["file"].endswith("two.pdf") for line in lines)


def test_ranges_are_told_as_people_count() -> None:
    assert (pages_text((0, 1)), pages_text((3, 6))) == ("page 1", "pages 4-6")


def test_the_work_type_divides() -> None:
    assert WORK_TYPE.split is not None
    assert len(WORK_TYPE.split(source(german(times=2)))) == 2
