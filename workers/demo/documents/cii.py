"""UN/CEFACT Cross Industry Invoices under the EN 16931 core, also what hybrid PDFs carry inside."""

from datetime import date
from decimal import Decimal

from workers.demo.documents.facts import plain
from workers.demo.documents.ubl import REASON_CODES, exemption, terms
from workers.demo.documents.values import Adjustment, Buyer, Invoice, Line, Seller
from workers.demo.documents.wording import labels
from workers.demo.documents.xml import Node, document

NAMESPACES = {
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
}


def _day(name: str, day: date) -> Node:
    return Node(name, [Node("udt:DateTimeString", day.strftime("%Y%m%d"), {"format": "102"})])


def _registration(number: str | None, scheme: str) -> Node | None:
    if number is None:
        return None
    return Node("ram:SpecifiedTaxRegistration", [Node("ram:ID", number, {"schemeID": scheme})])


def _party(role: str, party: Seller | Buyer, contact: Node | None = None) -> Node:
    address = party.address
    registered = party.ein if isinstance(party, Seller) else None
    return Node(
        role,
        [
            Node("ram:Name", party.name),
            Node("ram:SpecifiedLegalOrganization", [Node("ram:ID", registered)]) if registered else None,
            contact,
            Node(
                "ram:PostalTradeAddress",
                [
                    Node("ram:PostcodeCode", address.postcode),
                    Node("ram:LineOne", address.street),
                    Node("ram:CityName", address.city),
                    Node("ram:CountryID", address.country),
                    Node("ram:CountrySubDivisionName", address.region) if address.region else None,
                ],
            ),
            _registration(registered, "FC"),
            _registration(party.vat_id, "VA"),
        ],
    )


def _contact(invoice: Invoice) -> Node:
    seller = invoice.seller
    phone: Node = Node("ram:TelephoneUniversalCommunication", [Node("ram:CompleteNumber", seller.phone)])
    mail: Node = Node("ram:EmailURIUniversalCommunication", [Node("ram:URIID", seller.email)])
    return Node(
        "ram:DefinedTradeContact",
        [
            Node("ram:PersonName", invoice.contact),
            phone if seller.phone else None,
            mail if seller.email else None,
        ],
    )


def _line(invoice: Invoice, at: int, line: Line) -> Node:
    discount: Node | None = None
    if line.discount:
        discount = Node(
            "ram:SpecifiedTradeAllowanceCharge",
            [
                Node("ram:ChargeIndicator", [Node("udt:Indicator", "false")]),
                Node("ram:ActualAmount", plain(line.discount)),
                Node("ram:Reason", labels(invoice.language)["line_discount"]),
            ],
        )
    tax: Node = Node(
        "ram:ApplicableTradeTax",
        [
            Node("ram:TypeCode", "VAT"),
            Node("ram:CategoryCode", line.category),
            Node("ram:RateApplicablePercent", plain(line.rate, 0)),
        ],
    )
    total: Node = Node(
        "ram:SpecifiedTradeSettlementLineMonetarySummation",
        [Node("ram:LineTotalAmount", plain(line.net))],
    )
    price: Node = Node("ram:NetPriceProductTradePrice", [Node("ram:ChargeAmount", plain(line.unit_price))])
    quantity: Node = Node("ram:BilledQuantity", plain(line.quantity, 0), {"unitCode": line.unit})
    return Node(
        "ram:IncludedSupplyChainTradeLineItem",
        [
            Node("ram:AssociatedDocumentLineDocument", [Node("ram:LineID", str(at))]),
            Node(
                "ram:SpecifiedTradeProduct",
                [Node("ram:SellerAssignedID", line.article), Node("ram:Name", line.description)],
            ),
            Node("ram:SpecifiedLineTradeAgreement", [price]),
            Node("ram:SpecifiedLineTradeDelivery", [quantity]),
            Node("ram:SpecifiedLineTradeSettlement", [tax, discount, total]),
        ],
    )


def _adjustment(change: Adjustment) -> Node:
    return Node(
        "ram:SpecifiedTradeAllowanceCharge",
        [
            Node("ram:ChargeIndicator", [Node("udt:Indicator", "true" if change.charge else "false")]),
            Node("ram:ActualAmount", plain(change.amount)),
            Node("ram:Reason", change.reason),
            Node(
                "ram:CategoryTradeTax",
                [
                    Node("ram:TypeCode", "VAT"),
                    Node("ram:CategoryCode", change.category),
                    Node("ram:RateApplicablePercent", plain(change.rate, 0)),
                ],
            ),
        ],
    )


def _payment(invoice: Invoice) -> Node:
    seller = invoice.seller
    if seller.iban is None:
        return Node("ram:SpecifiedTradeSettlementPaymentMeans", [Node("ram:TypeCode", "20")])
    account: Node = Node(
        "ram:PayeePartyCreditorFinancialAccount",
        [Node("ram:IBANID", seller.iban), Node("ram:AccountName", seller.name)],
    )
    bank: Node = Node("ram:PayeeSpecifiedCreditorFinancialInstitution", [Node("ram:BICID", seller.bic or "")])
    code = "58" if invoice.currency == "EUR" else "30"
    return Node(
        "ram:SpecifiedTradeSettlementPaymentMeans",
        [Node("ram:TypeCode", code), account, bank if seller.bic else None],
    )


def _taxes(invoice: Invoice) -> list[Node]:
    made: list[Node] = []
    for group in invoice.groups:
        reason = exemption(group, invoice.language)
        made.append(
            Node(
                "ram:ApplicableTradeTax",
                [
                    Node("ram:CalculatedAmount", plain(group.tax)),
                    Node("ram:TypeCode", "VAT"),
                    Node("ram:ExemptionReason", reason) if reason else None,
                    Node("ram:BasisAmount", plain(group.taxable)),
                    Node("ram:CategoryCode", group.category),
                    Node("ram:ExemptionReasonCode", REASON_CODES[group.category]) if reason else None,
                    Node("ram:RateApplicablePercent", plain(group.rate, 0)),
                ],
            )
        )
    return made


def _summation(invoice: Invoice) -> Node:
    allowances = sum((c.amount for c in invoice.adjustments if not c.charge), Decimal(0))
    charges = sum((c.amount for c in invoice.adjustments if c.charge), Decimal(0))
    return Node(
        "ram:SpecifiedTradeSettlementHeaderMonetarySummation",
        [
            Node("ram:LineTotalAmount", plain(invoice.line_total)),
            Node("ram:ChargeTotalAmount", plain(charges)) if charges else None,
            Node("ram:AllowanceTotalAmount", plain(allowances)) if allowances else None,
            Node("ram:TaxBasisTotalAmount", plain(invoice.net)),
            Node("ram:TaxTotalAmount", plain(invoice.vat), {"currencyID": invoice.currency}),
            Node("ram:GrandTotalAmount", plain(invoice.gross)),
            Node("ram:TotalPrepaidAmount", plain(invoice.prepaid)) if invoice.prepaid else None,
            Node("ram:DuePayableAmount", plain(invoice.payable)),
        ],
    )


def _settlement(invoice: Invoice) -> Node:
    due = _day("ram:DueDateDateTime", invoice.due_date) if invoice.due_date else None
    earlier: Node | None = None
    if invoice.preceding:
        earlier = Node(
            "ram:InvoiceReferencedDocument",
            [Node("ram:IssuerAssignedID", invoice.preceding)],
        )
    return Node(
        "ram:ApplicableHeaderTradeSettlement",
        [
            Node("ram:PaymentReference", invoice.number) if invoice.number else None,
            Node("ram:InvoiceCurrencyCode", invoice.currency),
            _payment(invoice),
            *_taxes(invoice),
            *(_adjustment(change) for change in invoice.adjustments),
            Node("ram:SpecifiedTradePaymentTerms", [Node("ram:Description", terms(invoice)), due]),
            _summation(invoice),
            earlier,
        ],
    )


def cii_of(invoice: Invoice) -> bytes:
    """`invoice` as a CII document (D16B syntax of EN 16931)."""
    profile: Node = Node(
        "ram:GuidelineSpecifiedDocumentContextParameter",
        [Node("ram:ID", "urn:cen.eu:en16931:2017")],
    )
    head: Node = Node(
        "rsm:ExchangedDocument",
        [
            Node("ram:ID", invoice.number or ""),
            Node("ram:TypeCode", invoice.type_code),
            _day("ram:IssueDateTime", invoice.issue_date),
        ],
    )
    order: Node = Node(
        "ram:BuyerOrderReferencedDocument", [Node("ram:IssuerAssignedID", invoice.po_ref or "")]
    )
    agreement: Node = Node(
        "ram:ApplicableHeaderTradeAgreement",
        [
            Node("ram:BuyerReference", invoice.customer_number),
            _party("ram:SellerTradeParty", invoice.seller, _contact(invoice)),
            _party("ram:BuyerTradeParty", invoice.buyer),
            order if invoice.po_ref else None,
        ],
    )
    delivered: Node = Node(
        "ram:ActualDeliverySupplyChainEvent",
        [_day("ram:OccurrenceDateTime", invoice.delivery_date)],
    )
    lines = [_line(invoice, at, line) for at, line in enumerate(invoice.lines, start=1)]
    trade: list[Node | None] = [
        *lines,
        agreement,
        Node("ram:ApplicableHeaderTradeDelivery", [delivered]),
        _settlement(invoice),
    ]
    return document(
        "rsm:CrossIndustryInvoice",
        [
            Node("rsm:ExchangedDocumentContext", [profile]),
            head,
            Node("rsm:SupplyChainTradeTransaction", trade),
        ],
        NAMESPACES,
    )
