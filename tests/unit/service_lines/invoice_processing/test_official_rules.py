"""The official rules of EN 16931: they agree with our own on each broken sum, in the process and in the sandbox."""

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest

from bpo.app import RULES
from bpo.catalog.rules import Outcome, Source
from bpo.platform.sandbox import Sandbox
from bpo.service_lines.invoice_processing import WORK_TYPE, automate
from bpo.service_lines.invoice_processing.official_rules import broken_official, fatal_rules
from bpo.service_lines.invoice_processing.ubl_writer import write_ubl
from tests.unit.service_lines.invoice_processing.documents import ubl
from tests.unit.service_lines.invoice_processing.matching_cases import Maker, write_invoice
from tests.unit.service_lines.invoice_processing.matching_plants import WRONG


def invoice(plant: str | None = None, **bill: str) -> bytes:
    maker = Maker(3)
    case = maker.case("clean")
    if plant:
        WRONG[plant](case, maker)
    case.bill |= bill
    return write_invoice(case).encode()


def test_a_sound_invoice_breaks_no_rule() -> None:
    assert fatal_rules(invoice()) == []


@pytest.mark.parametrize("rule", ["BR-CO-10", "BR-CO-13", "BR-CO-14", "BR-CO-15", "BR-CO-16", "BR-CO-17"])
def test_each_broken_sum_is_found_by_the_artefact_and_by_us(rule: str) -> None:
    content = invoice(rule)
    assert rule in fatal_rules(content)
    assert "TOTALS_DO_NOT_PROVE" in {finding.code for finding in found(content).findings}


def test_what_only_the_artefact_knows_is_told_with_its_rule() -> None:
    content = invoice().replace(b"<cbc:IdentificationCode>DE</cbc:IdentificationCode>", b"", 2)
    outcome = found(content)
    assert WORK_TYPE.standard is not None
    told = WORK_TYPE.standard([source(content)], outcome)
    assert any(finding.message.startswith("BR-") for finding in told)
    assert {finding.code for finding in told} == {"XML_RULE_BROKEN"}


def test_what_is_known_is_not_told_again() -> None:
    assert WORK_TYPE.standard is not None
    for content in (invoice("BR-CO-15"), invoice(number="")):
        assert WORK_TYPE.standard([source(content)], found(content)) == ()


def test_other_families_are_not_held_against_the_standard() -> None:
    assert broken_official(invoice().replace(b"urn:cen.eu:en16931:2017", b"urn:example:other")) == ()
    assert fatal_rules(b"<Invoice") == []


def source(content: bytes) -> Source:
    return Source(name="x.xml", media_type="application/xml", content=content)


def found(content: bytes) -> Outcome:
    return automate([source(content)], {})


@pytest.fixture(scope="module")
def rules_sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    place: Path = tmp_path_factory.mktemp("rules")
    box = Sandbox(place / "socket", preload=RULES)
    yield box
    box.close()


def test_children_of_a_server_find_the_rules_compiled(rules_sandbox: Sandbox) -> None:
    content = invoice("BR-CO-15")
    asked = {
        "work_type": "invoice_processing",
        "sources": [{"name": "x.xml", "media_type": "application/xml"}],
        "input": {},
        "outcome": asdict(found(ubl())),
    }
    answer = rules_sandbox.call("bpo.catalog.service:standard", {"json": asked, "blobs": [content]})
    assert any(each["message"].startswith("BR-CO-15") for each in answer["json"])


def test_what_we_write_breaks_no_rule_and_bears_the_coding() -> None:
    record = dict(found(invoice()).record)
    record["lines"] = [{**row, "gl_account": "6815"} for row in record["lines"]]
    written = write_ubl(record)
    assert b"<cbc:AccountingCost>6815</cbc:AccountingCost>" in written
    again = found(written).record
    assert [(row["sku"], row["order_line"]) for row in again["lines"]] == [
        (row["sku"], row["order_line"]) for row in record["lines"]
    ]
    fatal = [
        rule for rule in fatal_rules(written) if rule not in ("BR-08", "BR-09", "BR-10", "BR-11", "BR-CO-26")
    ]
    assert fatal == []  # addresses and registrations are not in the record, so not in the export
