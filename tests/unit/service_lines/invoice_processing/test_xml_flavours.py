"""E-invoices in all their flavours: the same facts come out of each, exactly, and what is missing stays missing."""

import re

import pytest

from bpo.catalog.rules import Outcome, Record, Source
from bpo.service_lines.invoice_processing import automate, goes_straight_through
from tests.unit.service_lines.invoice_processing.e_invoices import (
    CII_MEANS,
    CII_SELLER,
    DATES,
    MEANS,
    SOLD,
    TAXES,
    cii_line,
    cii_tax,
    cii_text,
    line,
    net_price,
    party,
    tax_total,
    totals,
    ubl_text,
    zugferd_1,
)

DECLARED = '<?xml version="1.0" encoding="{}"?>\n'
KNOWN = {
    "number": "R-7",
    "issue_date": "2026-03-02",
    "due_date": "2026-04-01",
    "type_code": "380",
    "currency": "EUR",
    "seller": "Mühle Hartmann KG",
    "seller_vat_id": "DE136695976",
    "buyer": "Contoso GmbH",
    "iban": "DE89370400440532013000",
    "po_ref": None,
    "line_total": "100.00",
    "net": "100.00",
    "vat": "19.00",
    "gross": "119.00",
    "prepaid": None,
    "rounding": None,
    "payable": "119.00",
}


def outcome_of(content: str | bytes) -> Outcome:
    data = content.encode() if isinstance(content, str) else content
    return automate([Source(name="f", media_type="application/xml", content=data)], {})


def record_of(content: str | bytes) -> Record:
    return outcome_of(content).record


def rows(record: Record) -> list[tuple[str | None, ...]]:
    return [
        tuple(row[name] for name in ("description", "quantity", "unit_price", "line_net"))
        for row in record["lines"]
    ]


def taxes(record: Record) -> list[tuple[str | None, ...]]:
    return [
        tuple(row[name] for name in ("category", "rate", "taxable", "tax")) for row in record["vat_breakdown"]
    ]


def is_known(content: str | bytes) -> None:
    outcome = outcome_of(content)
    assert {name: outcome.record[name] for name in KNOWN} == KNOWN
    assert rows(outcome.record) == [("Beratung", "4", "25.00", "100.00")]
    assert taxes(outcome.record) == [("S", "19", "100.00", "19.00")]
    assert goes_straight_through(outcome)


BOTH = pytest.mark.parametrize("text", [ubl_text(), cii_text()], ids=["ubl", "cii"])


@BOTH
def test_plain(text: str) -> None:
    is_known(text)


@BOTH
@pytest.mark.parametrize(
    ("declared", "codec", "before"),
    [
        ("UTF-8", "utf-8", b""),
        ("UTF-8", "utf-8-sig", b""),
        ("UTF-16", "utf-16", b""),
        ("UTF-16", "utf-16-be", b"\xfe\xff"),
        ("UTF-16", "utf-16-le", b""),
        ("ISO-8859-1", "latin-1", b""),
        ("windows-1252", "cp1252", b""),
        ("UTF-8", "utf-8", b"\r\n  "),
        ("utf-16", "utf-8", b""),
    ],
)
def test_every_encoding_is_read(text: str, declared: str, codec: str, before: bytes) -> None:
    is_known(before + (DECLARED.format(declared) + text).encode(codec))


@BOTH
def test_prefixes_do_not_matter(text: str) -> None:
    is_known(re.sub(r"(</?|xmlns:)([a-z])(?=[:=])", r"\1ns0_\2", text))


def test_namespaces_may_be_declared_where_they_are_used() -> None:
    text = re.sub(r' xmlns:[cb]="[^"]+"', "", ubl_text())
    names = "urn:oasis:names:specification:ubl:schema:xsd:Common"
    text = re.sub(r"<c:(\w+)", rf'<\1 xmlns="{names}AggregateComponents-2"', text)
    text = re.sub(r"<b:(\w+)", rf'<\1 xmlns="{names}BasicComponents-2"', text)
    is_known(re.sub(r"</[cb]:", "</", text))


@BOTH
def test_comments_instructions_and_white_space_are_no_part_of_values(text: str) -> None:
    dressed = re.sub(r">([^<>]+)<", r">\n   \1<!-- as agreed -->\n <", text).replace("><", ">\n\t<")
    is_known("<?xml-stylesheet type='text/xsl' href='a.xsl'?><!-- made by hand -->" + dressed)
    is_known(
        text.replace("R-7", "R<!-- dash -->-<?x y?>7").replace("Contoso GmbH", "<![CDATA[Contoso]]> GmbH")
    )


def credit_note() -> str:
    due = "<c:PaymentMeans><b:PaymentMeansCode>30</b:PaymentMeansCode></c:PaymentMeans>" + MEANS.replace(
        "</b:PaymentMeansCode>", "</b:PaymentMeansCode><b:PaymentDueDate>2026-04-01</b:PaymentDueDate>"
    )
    return ubl_text(
        root="CreditNote", kind="381", dates="", means=due,
        lines=line(1, "4", "100.00", "Beratung", "25.00", credit=True),
        refs="<c:BillingReference><c:InvoiceDocumentReference><b:ID>R-5</b:ID></c:InvoiceDocumentReference>"
        "</c:BillingReference>",
    )  # fmt: skip


def test_a_credit_note_in_ubl() -> None:
    record = record_of(credit_note())
    assert {name: record[name] for name in KNOWN} == {**KNOWN, "type_code": "381"}
    assert record["preceding_invoice"] == "R-5"
    assert rows(record) == [("Beratung", "4", "25.00", "100.00")]


def test_a_credit_note_without_its_code_is_one_all_the_same() -> None:
    text = re.sub(r"<b:CreditNoteTypeCode>.*?</b:CreditNoteTypeCode>", "", credit_note())
    assert record_of(text)["type_code"] == "381"


def test_amounts_printed_negative_are_kept_and_asked_about() -> None:
    text = re.sub(r">(\d+\.\d\d)</r:(\w+Amount)", r">-\1</r:\2", cii_text(kind="381"))
    text = text.replace(">-25.00<", ">25.00<").replace(">4</r:Billed", ">-4</r:Billed")
    outcome = outcome_of(text)
    assert [outcome.record[name] for name in ("type_code", "net", "gross")] == ["381", "-100.00", "-119.00"]
    assert rows(outcome.record) == [("Beratung", "-4", "25.00", "-100.00")]
    assert not goes_straight_through(outcome)


def allowance(amount: str, *, charge: bool = False, rate: str = "19") -> str:
    """An allowance or charge in UBL; the same stands on a line, without its tax."""
    tax = f"<c:TaxCategory><b:ID>S</b:ID><b:Percent>{rate}</b:Percent></c:TaxCategory>" if rate else ""
    return (
        f"<c:AllowanceCharge><b:ChargeIndicator>{str(charge).lower()}</b:ChargeIndicator>"
        f'<b:Amount currencyID="EUR">{amount}</b:Amount>{tax}</c:AllowanceCharge>'
    )


def test_allowances_and_charges_on_document_and_line_prepaid_and_rounding() -> None:
    on_line = allowance("10.00", rate="") + allowance("2.00", charge=True, rate="")
    outcome = outcome_of(
        ubl_text(
            extras=allowance("5.00") + allowance("7.50", charge=True),
            taxes=tax_total("17.96", ("S", "19", "94.50", "17.96")),
            sums=totals(
                LineExtensionAmount="92.00", TaxExclusiveAmount="94.50", TaxInclusiveAmount="112.46",
                AllowanceTotalAmount="5.00", ChargeTotalAmount="7.50", PrepaidAmount="50.00",
                PayableRoundingAmount="0.04", PayableAmount="62.50",
            ),
            lines=line(1, "4", "92.00", "Beratung", "25.00", inner=on_line),
        )
    )  # fmt: skip
    names = (
        "line_total",
        "allowance_total",
        "charge_total",
        "net",
        "vat",
        "gross",
        "prepaid",
        "rounding",
        "payable",
    )
    assert [outcome.record[name] for name in names] == [
        "92.00", "5.00", "7.50", "94.50", "17.96", "112.46", "50.00", "0.04", "62.50",
    ]  # fmt: skip
    assert rows(outcome.record) == [("Beratung", "4", "25.00", "92.00")]
    assert goes_straight_through(outcome)


def test_several_rates_in_both_syntaxes() -> None:
    sums = totals(
        LineExtensionAmount="150.00",
        TaxExclusiveAmount="150.00",
        TaxInclusiveAmount="172.50",
        PayableAmount="172.50",
    )
    split = (("S", "19.00", "100.00", "19.00"), ("S", "7", "50.00", "3.50"))
    lines = line(1, "4", "100.00", "Beratung", "25.00") + line(2, "5", "50.00", "Buch", "10", rate="7")
    outcome = outcome_of(ubl_text(taxes=tax_total("22.50", *split), sums=sums, lines=lines))
    expected = [("S", "19", "100.00", "19.00"), ("S", "7", "50.00", "3.50")]
    assert taxes(outcome.record) == expected
    assert rows(outcome.record)[1] == ("Buch", "5", "10.00", "50.00")
    assert goes_straight_through(outcome)
    assert taxes(record_of(cii_text(taxes="".join(cii_tax(*row) for row in split)))) == expected


@pytest.mark.parametrize(
    ("category", "rate"), [("AE", "0"), ("E", "0.00"), ("O", ""), ("K", "0"), ("Z", "0")]
)
def test_without_vat(category: str, rate: str) -> None:
    record = record_of(
        ubl_text(
            taxes=tax_total("0", (category, rate, "100.00", "0")),
            sums=totals(
                LineExtensionAmount="100.00", TaxExclusiveAmount="100.00", TaxInclusiveAmount="100.00",
                PayableAmount="100.00",
            ),
            lines=line(1, "4", "100.00", "Beratung", "25.00", rate="0"),
        )
    )  # fmt: skip
    assert (record["vat"], record["gross"]) == ("0.00", "100.00")
    assert taxes(record) == [(category, "0", "100.00", "0.00")]


def test_a_price_for_several_units() -> None:
    ubl = record_of(ubl_text(lines=line(1, "400", "100.00", "Schrauben", "25.00", base="100")))
    cii = record_of(cii_text(lines=cii_line(1, "400", "100.00", "Schrauben", net_price("25.00", "100.0000"))))
    for record in (ubl, cii):
        assert rows(record) == [("Schrauben", "400", "25.00", "100.00")]
        assert record["lines"][0]["price_base"] == "100"


def test_a_price_before_its_discount_is_not_the_price() -> None:
    gross = (
        "<r:GrossPriceProductTradePrice><r:ChargeAmount>30.00</r:ChargeAmount><r:BasisQuantity>1</r:BasisQuantity>"
        "<r:AppliedTradeAllowanceCharge><r:ActualAmount>5.00</r:ActualAmount></r:AppliedTradeAllowanceCharge>"
        "</r:GrossPriceProductTradePrice>"
    )
    record = record_of(cii_text(lines=cii_line(1, "4", "100.00", "Beratung", gross + net_price("25.0000"))))
    assert rows(record) == [("Beratung", "4", "25.00", "100.00")]


def test_lines_within_a_line_are_not_counted_twice() -> None:
    inside = f"<c:SubInvoiceLine>{line(11, '1', '60.00', 'Teil', '60.00')}</c:SubInvoiceLine>"
    inside += f"<c:SubInvoiceLine>{line(12, '1', '40.00', 'Rest', '40.00')}</c:SubInvoiceLine>"
    outcome = outcome_of(ubl_text(lines=line(1, "4", "100.00", "Beratung", "25.00", inner=inside)))
    assert rows(outcome.record) == [("Beratung", "4", "25.00", "100.00")]
    assert goes_straight_through(outcome)
    status = "<r:LineStatusReasonCode>{}</r:LineStatusReasonCode>"
    grouped = cii_line(1, "1", "100.00", "Paket", net_price("100.00"), status=status.format("GROUP"))
    detail = cii_line(2, "4", "100.00", "Beratung", net_price("25.00"), status=status.format("DETAIL"))
    assert rows(record_of(cii_text(lines=grouped + detail))) == [("Beratung", "4", "25.00", "100.00")]


def test_of_several_accounts_the_first_iban_counts() -> None:
    giro = MEANS.replace("DE89370400440532013000", "5050-1055")
    spaced = MEANS.replace("DE89370400440532013000", "DE89 3704 0044 0532 0130 00")
    second = MEANS.replace("DE89370400440532013000", "FR7630006000011234567890189")
    assert record_of(ubl_text(means=giro + spaced + second))["iban"] == "DE89370400440532013000"
    other = CII_MEANS.replace("r:IBANID", "r:ProprietaryID").replace("DE89370400440532013000", "5050-1055")
    again = CII_MEANS.replace("DE89370400440532013000", "FR7630006000011234567890189")
    assert record_of(cii_text(means=other + CII_MEANS + again))["iban"] == "DE89370400440532013000"


def test_whoever_is_paid_the_seller_stays_the_seller() -> None:
    payee = "<c:PayeeParty><c:PartyName><b:Name>Faktor AG</b:Name></c:PartyName></c:PayeeParty>"
    agent = (
        f"<c:TaxRepresentativeParty>{party('Vertreter GmbH', vat='DE999999999')}</c:TaxRepresentativeParty>"
    )
    record = record_of(ubl_text(means=payee + agent + MEANS))
    assert (record["seller"], record["seller_vat_id"]) == ("Mühle Hartmann KG", "DE136695976")


@pytest.mark.parametrize("first", [True, False])
def test_vat_repeated_in_the_sellers_currency_is_left_aside(first: bool) -> None:
    second = tax_total("210.90", currency="SEK")
    code = "<b:TaxCurrencyCode>SEK</b:TaxCurrencyCode>"
    is_known(ubl_text(refs=code, taxes=second + TAXES if first else TAXES + second))
    own, kronor = (
        '<r:TaxTotalAmount currencyID="EUR">19.00</r:TaxTotalAmount>',
        '<r:TaxTotalAmount currencyID="SEK">210.90</r:TaxTotalAmount>',
    )
    is_known(cii_text().replace(own, kronor + own if first else own + kronor))


def test_a_seller_with_several_tax_numbers_and_a_trading_name() -> None:
    seller = party("Mühle Hartmann KG", vat="DE136695976", other="13/815/0815/5", trading="Die Mühle")
    record = record_of(ubl_text(seller=seller))
    names = ("seller", "seller_vat_id", "seller_tax_id")
    assert [record[name] for name in names] == ["Mühle Hartmann KG", "DE136695976", "13/815/0815/5"]
    number = (
        "<r:SpecifiedTaxRegistration><r:ID schemeID='FC'>13/815/0815/5</r:ID></r:SpecifiedTaxRegistration>"
    )
    record = record_of(cii_text(seller=CII_SELLER.replace("<r:Spec", number + "<r:Spec", 1)))
    assert [record[name] for name in names] == ["Mühle Hartmann KG", "DE136695976", "13/815/0815/5"]


def test_a_seller_that_has_only_a_trading_name() -> None:
    shop = "<r:TradingBusinessName>Die Mühle</r:TradingBusinessName>"
    shop = f"<r:SpecifiedLegalOrganization>{shop}</r:SpecifiedLegalOrganization>"
    assert record_of(cii_text(seller=shop))["seller"] == "Die Mühle"
    called = "<c:Party><c:PartyName><b:Name>Die Mühle</b:Name></c:PartyName></c:Party>"
    assert record_of(ubl_text(seller=called))["seller"] == "Die Mühle"


def test_an_invoice_without_lines() -> None:
    """Factur-X MINIMUM and BASIC WL: sums only, the first without VAT by rate."""
    for parts in ({"lines": "", "taxes": ""}, {"lines": ""}):
        record = record_of(cii_text(**parts).replace("<r:LineTotalAmount>100.00</r:LineTotalAmount>", ""))
        assert {name: record[name] for name in KNOWN} == {**KNOWN, "line_total": None}
        assert record["lines"] == []
        assert len(record["vat_breakdown"]) == ("taxes" not in parts)


def test_the_older_zugferd() -> None:
    outcome = outcome_of(zugferd_1())
    assert {name: outcome.record[name] for name in KNOWN} == KNOWN
    assert rows(outcome.record) == [("Beratung", "4", "25.00", "100.00")]
    assert taxes(outcome.record) == [("S", "19", "100.00", "19.00")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("due_date", ubl_text(dates="")),
        ("due_date", cii_text(due="")),
        ("iban", ubl_text(means="")),
        ("iban", cii_text(means="")),
        ("iban", ubl_text(means=MEANS.replace("DE89370400440532013000", "n/a"))),
        ("seller_vat_id", ubl_text(seller=party("Mühle Hartmann KG"))),
        ("seller_vat_id", ubl_text(seller=party("Mühle Hartmann KG", vat="N/A"))),
        ("seller_vat_id", cii_text(seller=CII_SELLER.replace("DE136695976", "unbekannt"))),
        ("vat", ubl_text(taxes="")),
        ("po_ref", ubl_text(refs="<c:OrderReference><b:ID>NA</b:ID></c:OrderReference>")),
        ("po_ref", ubl_text(refs="<c:OrderReference><b:ID/></c:OrderReference>")),
        ("preceding_invoice", ubl_text(refs="<c:BillingReference><c:InvoiceDocumentReference><b:ID>-</b:ID>"
                                            "</c:InvoiceDocumentReference></c:BillingReference>")),
        ("payable", ubl_text(sums=totals(TaxExclusiveAmount="100.00", TaxInclusiveAmount="119.00"))),
        ("seller", ubl_text(seller="<c:Party/>")),
        ("buyer", ubl_text(buyer="")),
        ("gross", ubl_text(sums="")),
        ("currency", ubl_text(currency="")),
        ("issue_date", ubl_text().replace("2026-03-02", " ")),
        ("number", cii_text().replace("R-7", "")),
    ],
)  # fmt: skip
def test_what_is_missing_or_a_placeholder_stays_missing(name: str, text: str) -> None:
    assert record_of(text)[name] is None


def test_an_order_is_the_buyers_and_a_date_may_have_a_zone() -> None:
    refs = "<c:OrderReference><b:ID> PO 4711 </b:ID><b:SalesOrderID>S-9</b:SalesOrderID></c:OrderReference>"
    record = record_of(ubl_text(refs=refs, dates=DATES.replace("04-01", "04-01+02:00")))
    assert (record["po_ref"], record["due_date"]) == ("PO 4711", "2026-04-01")
    sold = "<r:IssuerAssignedID>S-9</r:IssuerAssignedID>"
    sold = f"<r:SellerOrderReferencedDocument>{sold}</r:SellerOrderReferencedDocument>"
    bought = sold.replace("Seller", "Buyer").replace("S-9", "PO 4711")
    assert record_of(cii_text(order=sold + bought))["po_ref"] == "PO 4711"


def test_two_sellers_of_one_name_are_read_as_stated() -> None:
    assert record_of(ubl_text(buyer=SOLD))["buyer"] == "Mühle Hartmann KG"


def cii_allowance(amount: str, *, charge: bool = False) -> str:
    """An allowance or charge on a whole CII document, at 19 %."""
    return (
        "<r:SpecifiedTradeAllowanceCharge><r:ChargeIndicator>"
        f"<u:Indicator>{str(charge).lower()}</u:Indicator></r:ChargeIndicator><r:ActualAmount>{amount}</r:ActualAmount>"
        "<r:CategoryTradeTax><r:TypeCode>VAT</r:TypeCode><r:CategoryCode>S</r:CategoryCode>"
        "<r:RateApplicablePercent>19</r:RateApplicablePercent></r:CategoryTradeTax></r:SpecifiedTradeAllowanceCharge>"
    )


@pytest.mark.parametrize("kind", ["380", "381"])
def test_allowances_charges_prepaid_and_rounding_in_cii_invoices_and_credit_notes(kind: str) -> None:
    stated = {
        "LineTotalAmount": "92.00", "ChargeTotalAmount": "7.50", "AllowanceTotalAmount": "5.00",
        "TaxBasisTotalAmount": "94.50", "GrandTotalAmount": "112.46", "RoundingAmount": "0.04",
        "TotalPrepaidAmount": "50.00", "DuePayableAmount": "62.50",
    }  # fmt: skip
    sums = "".join(f"<r:{name}>{amount}</r:{name}>" for name, amount in stated.items())
    outcome = outcome_of(
        cii_text(
            kind=kind,
            lines=cii_line(1, "4", "92.00", "Beratung", net_price("23.00")),
            taxes=cii_tax("S", "19", "94.50", "17.96"),
            extras=cii_allowance("5.00") + cii_allowance("7.50", charge=True),
            sums=sums + '<r:TaxTotalAmount currencyID="EUR">17.96</r:TaxTotalAmount>',
        )
    )
    record = outcome.record
    assert record["type_code"] == kind
    assert [record[name] for name in ("line_total", "allowance_total", "charge_total", "net", "vat", "gross")] == [
        "92.00", "5.00", "7.50", "94.50", "17.96", "112.46",
    ]  # fmt: skip
    assert [record[name] for name in ("prepaid", "rounding", "payable")] == ["50.00", "0.04", "62.50"]
    assert rows(record) == [("Beratung", "4", "23.00", "92.00")]
    assert goes_straight_through(outcome), outcome.findings
