"""Invented documents add up, say what their truth says, and are the same in every run."""

import io
import random
import re
from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

import facturx
import pypdfium2
import pytest
from lxml import etree
from PIL import Image, ImageStat
from stdnum import iban
from stdnum.ch import vat as ch_vat
from stdnum.eu import vat as eu_vat
from stdnum.gb import vat as gb_vat
from stdnum.us import ein, rtn

from workers.demo.cast import client, clients
from workers.demo.documents import (
    KINDS,
    LANGUAGES,
    LAYOUTS,
    MadeDocument,
    make_blank,
    make_invoice,
    make_letter,
    other_documents,
    wording,
)

CENT = Decimal("0.01")
VENDORS = [(company, seller) for company in clients() for seller in company.vendors]
BY_LANGUAGE = {seller.language: (company, seller) for company, seller in reversed(VENDORS)}
ISSUED = date(2026, 3, 14)


def made(kind="text_pdf", *, seed=1, language="de", layout="classic", defects=frozenset(), issued=ISSUED):
    company, seller = BY_LANGUAGE[language]
    return make_invoice(
        random.Random(seed),
        seller=replace(seller, layout=layout),
        buyer=company.buyer,
        issue_date=issued,
        kind=kind,
        language=language,
        layout=layout,
        defects=defects,
    )


def text_of(document: MadeDocument) -> str:
    """The text layer with every kind of space made plain."""
    pdf = pypdfium2.PdfDocument(document.content)
    text = "\n".join(page.get_textpage().get_text_range() for page in pdf)
    return re.sub(r"[ \u00a0\r\n]+", " ", text)


def printed(amount: str, language: str) -> str:
    thousands, point = wording.SEPARATORS[language]
    whole, _, fraction = f"{Decimal(amount):,.2f}".partition(".")
    return f"{whole.replace(',', thousands)}{point}{fraction}".replace("\u00a0", " ")


def canonical(xml: bytes) -> str:
    return etree.canonicalize(etree.fromstring(xml), strip_text=True)


class TestTruth:
    @pytest.mark.parametrize("seed", range(40))
    def test_adds_up_from_lines_to_payable(self, seed):
        truth = made("ubl", seed=seed, language=LANGUAGES[seed % 8]).truth
        net, vat = Decimal(truth["net"]), Decimal(truth["vat"])
        groups = truth["vat_breakdown"]
        assert sum(Decimal(group["taxable"]) for group in groups) == net
        assert sum(Decimal(group["tax"]) for group in groups) == vat
        for group in groups:
            exact = Decimal(group["taxable"]) * Decimal(group["rate"]) / 100
            assert exact.quantize(CENT, ROUND_HALF_UP) == Decimal(group["tax"])
        assert net + vat == Decimal(truth["gross"])
        assert Decimal(truth["gross"]) - Decimal(truth["prepaid"] or 0) == Decimal(truth["payable"])

    def test_lines_are_quantity_times_price_unless_discounted(self):
        plain = discounted = 0
        for seed in range(60):
            for line in made("ubl", seed=seed).truth["lines"]:
                full = Decimal(line["quantity"]) * Decimal(line["unit_price"])
                if full.quantize(CENT, ROUND_HALF_UP) == Decimal(line["line_net"]):
                    plain += 1
                else:
                    assert Decimal(line["line_net"]) < full
                    discounted += 1
        assert plain > 200
        assert discounted > 5

    def test_has_every_variety(self):
        truths = [made("ubl", seed=seed).truth for seed in range(150)]
        assert {truth["type_code"] for truth in truths} == {"380", "381"}
        assert any(truth["prepaid"] for truth in truths)
        assert any(len(truth["lines"]) > 20 for truth in truths)
        lines = [sum(Decimal(line["line_net"]) for line in truth["lines"]) for truth in truths]
        nets = [Decimal(truth["net"]) for truth in truths]
        assert any(net < total for net, total in zip(nets, lines, strict=True)), "an allowance"
        assert any(net > total for net, total in zip(nets, lines, strict=True)), "a charge"

    def test_a_vendor_of_food_charges_two_rates(self):
        company = client("alder")
        truths = [
            make_invoice(
                random.Random(seed),
                seller=company.vendors[1],
                buyer=company.buyer,
                issue_date=ISSUED,
                kind="ubl",
                language="de",
                layout="letter",
            ).truth
            for seed in range(12)
        ]
        assert any({g["rate"] for g in truth["vat_breakdown"]} == {"19", "7"} for truth in truths)


class TestDefects:
    def test_totals_wrong_only_moves_the_gross(self):
        right, wrong = made("ubl").truth, made("ubl", defects=frozenset({"totals_wrong"})).truth
        assert right["gross"] != wrong["gross"]
        assert (right["net"], right["vat"], right["lines"]) == (wrong["net"], wrong["vat"], wrong["lines"])

    def test_missing_values_are_none_and_not_on_the_page(self):
        whole, document = made(), made(defects=frozenset({"missing_number", "missing_po"}))
        assert document.truth["number"] is None
        assert document.truth["po_ref"] is None
        assert whole.truth["number"] not in text_of(document)
        assert whole.truth["po_ref"] not in text_of(document)

    def test_a_bad_iban_fails_its_check_and_is_printed_so(self):
        document = made(defects=frozenset({"bad_iban"}))
        assert not iban.is_valid(document.truth["iban"])
        assert document.truth["iban"] in text_of(document).replace(" ", "")

    @pytest.mark.parametrize(("issued", "shown"), [(date(2026, 3, 4), "04/03/26"), (ISSUED, "14 März")])
    def test_an_unclear_date_leaves_the_reader_to_guess(self, issued, shown):
        text = text_of(made(defects=frozenset({"unclear_date"}), issued=issued))
        assert f"Rechnungsdatum {shown}" in text

    def test_a_duplicate_is_the_same_invoice_again(self):
        first, second = made("cii", seed=5), made("text_pdf", seed=5, defects=frozenset({"duplicate"}))
        assert first.truth == second.truth
        assert "KOPIE" in text_of(second)

    def test_what_is_unknown_is_refused(self):
        with pytest.raises(ValueError, match="smudged"):
            made(defects=frozenset({"smudged"}))
        with pytest.raises(ValueError, match="baroque"):
            made(layout="baroque")
        company, seller = BY_LANGUAGE["de"]
        with pytest.raises(ValueError, match="tlh"):
            make_invoice(
                random.Random(1),
                seller=seller,
                buyer=company.buyer,
                issue_date=ISSUED,
                kind="ubl",
                language="tlh",
                layout="classic",
            )


class TestSameSeedSameBytes:
    @pytest.mark.parametrize("kind", KINDS)
    def test_in_every_kind(self, kind):
        assert made(kind, seed=3) == made(kind, seed=3)

    def test_another_seed_is_another_invoice(self):
        assert made("ubl", seed=3).truth["number"] != made("ubl", seed=4).truth["number"]

    def test_the_kind_does_not_change_the_invoice(self):
        truths = [made(kind, seed=8).truth for kind in KINDS]
        assert all(truth == truths[0] for truth in truths)


class TestXml:
    @pytest.mark.parametrize("seed", range(8))
    def test_cii_holds_to_its_schema(self, seed):
        document = made("cii", seed=seed, language=LANGUAGES[seed])
        assert facturx.xml_check_xsd(document.content, flavor="factur-x", level="en16931")

    @pytest.mark.parametrize("language", LANGUAGES)
    def test_ubl_says_what_the_truth_says(self, language):
        document = made("ubl", seed=11, language=language)
        root, truth = etree.fromstring(document.content), document.truth
        name = {"cbc": root.nsmap["cbc"], "cac": root.nsmap["cac"]}
        assert root.findtext("cbc:ID", namespaces=name) == truth["number"]
        assert root.findtext("cbc:IssueDate", namespaces=name) == truth["issue_date"]
        total = root.find("cac:LegalMonetaryTotal", name)
        assert total is not None
        assert total.findtext("cbc:TaxExclusiveAmount", namespaces=name) == truth["net"]
        assert total.findtext("cbc:TaxInclusiveAmount", namespaces=name) == truth["gross"]
        assert total.findtext("cbc:PayableAmount", namespaces=name) == truth["payable"]
        nets = [e.text for e in root.iterfind("cac:InvoiceLine/cbc:LineExtensionAmount", name)]
        assert nets == [line["line_net"] for line in truth["lines"]]
        assert sum(map(Decimal, nets)) == Decimal(
            total.findtext("cbc:LineExtensionAmount", namespaces=name) or "0"
        )

    def test_a_credit_note_is_its_own_kind_of_document(self):
        document = next(d for d in (made("ubl", seed=s) for s in range(200)) if d.truth["type_code"] == "381")
        assert etree.QName(etree.fromstring(document.content)).localname == "CreditNote"
        assert document.truth["due_date"] is None

    def test_a_hybrid_carries_the_xml_of_the_same_invoice(self):
        hybrid, xml = made("hybrid_pdf", seed=6), made("cii", seed=6)
        name, inside = facturx.get_xml_from_pdf(io.BytesIO(hybrid.content), check_xsd=False)
        assert name == "factur-x.xml"
        assert canonical(inside) == canonical(xml.content)
        assert hybrid.truth["number"] in text_of(hybrid)


class TestPrint:
    @pytest.mark.parametrize("layout", LAYOUTS)
    @pytest.mark.parametrize("language", LANGUAGES)
    def test_the_text_layer_has_number_totals_and_lines(self, language, layout):
        for seed in (2, 9):
            document = made(seed=seed, language=language, layout=layout)
            text, truth = text_of(document), document.truth
            assert truth["number"] in text
            assert truth["po_ref"] in text
            for key in ("net", "vat", "gross", "payable"):
                assert printed(truth[key], language) in text, key
            for line in truth["lines"]:
                assert printed(line["line_net"], language) in text

    @pytest.mark.parametrize("layout", LAYOUTS)
    def test_a_long_invoice_takes_several_pages_and_stays_inside_them(self, layout):
        document = next(
            d for d in (made(seed=s, layout=layout) for s in range(200)) if len(d.truth["lines"]) > 38
        )
        pdf = pypdfium2.PdfDocument(document.content)
        assert len(pdf) > 1
        for page in pdf:
            width, height = page.get_size()
            words = page.get_textpage()
            for at in range(words.count_rects()):
                left, bottom, right, top = words.get_rect(at)
                assert left >= 10
                assert right <= width - 10
                assert bottom >= 10
                assert top <= height - 10

    def test_amounts_of_a_swiss_seller_have_apostrophes(self):
        company = client("alder")
        seller = next(one for one in company.vendors if one.address.country == "CH")
        rng = random.Random(2)
        document = make_invoice(
            rng,
            seller=seller,
            buyer=company.buyer,
            issue_date=ISSUED,
            kind="text_pdf",
            language="de",
            layout="sidebar",
        )
        assert document.truth["currency"] == "CHF"
        assert f"CHF {Decimal(document.truth['gross']):,.2f}".replace(",", "'") in text_of(document)


class TestScans:
    @pytest.mark.parametrize("kind", ["scan_jpg", "scan_png", "scan_tif"])
    @pytest.mark.parametrize("defects", [frozenset(), frozenset({"low_quality"})])
    def test_pictures_decode_at_the_size_of_a_page(self, kind, defects):
        picture = Image.open(io.BytesIO(made(kind, defects=defects).content))
        picture.load()
        assert 1200 < picture.width < 1700
        assert 1600 < picture.height < 2400
        grey = picture.convert("L")
        low, high = grey.getextrema()
        assert high - low > 90, "something dark on something light"

    def test_a_scanned_pdf_has_pages_but_no_text(self):
        pdf = pypdfium2.PdfDocument(made("scan_pdf").content)
        assert len(pdf) >= 1
        assert pdf[0].get_textpage().count_chars() == 0

    def test_a_bad_scan_is_worse_than_a_good_one(self):
        good = Image.open(io.BytesIO(made("scan_png").content)).convert("L")
        bad = Image.open(io.BytesIO(made("scan_png", defects=frozenset({"low_quality"})).content)).convert(
            "L"
        )

        def grain(picture):
            return ImageStat.Stat(picture.crop((20, 400, 80, 1300))).stddev[0]

        assert grain(bad) > 2 * grain(good)


class TestOthers:
    def test_a_letter_has_words_but_is_no_invoice(self):
        company, seller = BY_LANGUAGE["de"]
        letter = make_letter(
            random.Random(1), seller=seller, buyer=company.buyer, issue_date=ISSUED, language="de"
        )
        assert company.buyer.name in text_of(letter)
        assert letter.truth == {}

    def test_a_blank_page_is_blank(self):
        assert text_of(make_blank(random.Random(1))).strip() == ""

    def test_both_come_together(self):
        company, seller = BY_LANGUAGE["en-GB"]
        pair = other_documents(
            random.Random(1), seller=seller, buyer=company.buyer, issue_date=ISSUED, language="en-GB"
        )
        assert [document.media_type for document in pair] == ["application/pdf"] * 2


class TestIdentifiers:
    @pytest.mark.parametrize("seller", [seller for _, seller in VENDORS], ids=lambda seller: seller.name)
    def test_every_vendor_has_valid_ones(self, seller):
        country = seller.address.country
        if country == "US":
            assert ein.is_valid(seller.ein)
            assert rtn.is_valid(seller.routing)
            assert seller.iban is None
            return
        assert iban.is_valid(seller.iban)
        form = {"GB": gb_vat, "CH": ch_vat}.get(country, eu_vat)
        assert form.is_valid(seller.vat_id)
