"""UBL 2.1 invoices and credit notes under the EN 16931 core."""

from decimal import Decimal

from workers.demo.documents.facts import plain
from workers.demo.documents.values import Address, Buyer, Invoice, Line, Seller, TaxGroup
from workers.demo.documents.wording import labels
from workers.demo.documents.xml import Node, document

BASE = "urn:oasis:names:specification:ubl:schema:xsd"
REASON_CODES = {"AE": "VATEX-EU-AE", "G": "VATEX-EU-G"}


def _address(address: Address) -> Node:
    return Node(
        "cac:PostalAddress",
        [
            Node("cbc:StreetName", address.street),
            Node("cbc:CityName", address.city),
            Node("cbc:PostalZone", address.postcode),
            Node("cbc:CountrySubentity", address.region) if address.region else None,
            Node("cac:Country", [Node("cbc:IdentificationCode", address.country)]),
        ],
    )


def _tax_scheme(number: str | None, scheme: str) -> Node | None:
    if number is None:
        return None
    return Node(
        "cac:PartyTaxScheme",
        [Node("cbc:CompanyID", number), Node("cac:TaxScheme", [Node("cbc:ID", scheme)])],
    )


def _party(role: str, party: Seller | Buyer, extra: Node | None = None) -> Node:
    registered = party.ein if isinstance(party, Seller) else None
    return Node(
        role,
        [
            Node(
                "cac:Party",
                [
                    Node("cac:PartyName", [Node("cbc:Name", party.name)]),
                    _address(party.address),
                    _tax_scheme(party.vat_id, "VAT"),
                    _tax_scheme(registered, "TAX"),
                    Node(
                        "cac:PartyLegalEntity",
                        [
                            Node("cbc:RegistrationName", party.name),
                            Node("cbc:CompanyID", registered) if registered else None,
                        ],
                    ),
                    extra,
                ],
            )
        ],
    )


def _contact(invoice: Invoice) -> Node:
    return Node(
        "cac:Contact",
        [
            Node("cbc:Name", invoice.contact),
            Node("cbc:Telephone", invoice.seller.phone) if invoice.seller.phone else None,
            Node("cbc:ElectronicMail", invoice.seller.email) if invoice.seller.email else None,
        ],
    )


def _money(name: str, value: Decimal, currency: str) -> Node:
    return Node(name, plain(value), {"currencyID": currency})


def _category(name: str, category: str, rate: Decimal, reason: str | None = None) -> Node:
    return Node(
        name,
        [
            Node("cbc:ID", category),
            Node("cbc:Percent", plain(rate, 0)),
            Node("cbc:TaxExemptionReasonCode", REASON_CODES[category]) if reason else None,
            Node("cbc:TaxExemptionReason", reason) if reason else None,
            Node("cac:TaxScheme", [Node("cbc:ID", "VAT")]),
        ],
    )


def exemption(group: TaxGroup, language: str) -> str | None:
    """Why a group bears no tax, in the invoice's language; None where no reason is due."""
    key = {"AE": "reverse_charge", "G": "export"}.get(group.category)
    return labels(language)[key] if key else None


def _payment(invoice: Invoice) -> Node | None:
    credit, seller = invoice.type_code == "381", invoice.seller
    due = Node("cbc:PaymentDueDate", invoice.due_date.isoformat()) if credit and invoice.due_date else None
    if seller.iban is None:
        return Node("cac:PaymentMeans", [Node("cbc:PaymentMeansCode", "20"), due])
    return Node(
        "cac:PaymentMeans",
        [
            Node("cbc:PaymentMeansCode", "58" if invoice.currency == "EUR" else "30"),
            due,
            Node("cbc:PaymentID", invoice.number) if invoice.number else None,
            Node(
                "cac:PayeeFinancialAccount",
                [
                    Node("cbc:ID", seller.iban),
                    Node("cbc:Name", seller.name),
                    Node("cac:FinancialInstitutionBranch", [Node("cbc:ID", seller.bic)])
                    if seller.bic
                    else None,
                ],
            ),
        ],
    )


def _line(invoice: Invoice, at: int, line: Line) -> Node:
    credit = invoice.type_code == "381"
    discount: Node | None = None
    if line.discount:
        discount = Node(
            "cac:AllowanceCharge",
            [
                Node("cbc:ChargeIndicator", "false"),
                Node("cbc:AllowanceChargeReason", labels(invoice.language)["line_discount"]),
                _money("cbc:Amount", line.discount, invoice.currency),
            ],
        )
    return Node(
        "cac:CreditNoteLine" if credit else "cac:InvoiceLine",
        [
            Node("cbc:ID", str(at)),
            Node(
                "cbc:CreditedQuantity" if credit else "cbc:InvoicedQuantity",
                plain(line.quantity, 0),
                {"unitCode": line.unit},
            ),
            _money("cbc:LineExtensionAmount", line.net, invoice.currency),
            discount,
            Node(
                "cac:Item",
                [
                    Node("cbc:Name", line.description),
                    Node("cac:SellersItemIdentification", [Node("cbc:ID", line.article)]),
                    _category("cac:ClassifiedTaxCategory", line.category, line.rate),
                ],
            ),
            Node("cac:Price", [_money("cbc:PriceAmount", line.unit_price, invoice.currency)]),
        ],
    )


def _head(invoice: Invoice) -> list[Node | None]:
    credit = invoice.type_code == "381"
    earlier: Node | None = None
    if invoice.preceding:
        earlier = Node(
            "cac:BillingReference",
            [Node("cac:InvoiceDocumentReference", [Node("cbc:ID", invoice.preceding)])],
        )
    return [
        Node("cbc:CustomizationID", "urn:cen.eu:en16931:2017"),
        Node("cbc:ProfileID", "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"),
        Node("cbc:ID", invoice.number or ""),
        Node("cbc:IssueDate", invoice.issue_date.isoformat()),
        Node("cbc:DueDate", invoice.due_date.isoformat()) if invoice.due_date and not credit else None,
        Node("cbc:CreditNoteTypeCode" if credit else "cbc:InvoiceTypeCode", invoice.type_code),
        Node("cbc:DocumentCurrencyCode", invoice.currency),
        Node("cbc:BuyerReference", invoice.customer_number),
        Node("cac:OrderReference", [Node("cbc:ID", invoice.po_ref)]) if invoice.po_ref else None,
        earlier,
    ]


def _adjustments(invoice: Invoice) -> list[Node | None]:
    return [
        Node(
            "cac:AllowanceCharge",
            [
                Node("cbc:ChargeIndicator", "true" if change.charge else "false"),
                Node("cbc:AllowanceChargeReason", change.reason),
                _money("cbc:Amount", change.amount, invoice.currency),
                _category("cac:TaxCategory", change.category, change.rate),
            ],
        )
        for change in invoice.adjustments
    ]


def _totals(invoice: Invoice) -> list[Node | None]:
    currency = invoice.currency
    groups: list[Node | None] = [
        Node(
            "cac:TaxSubtotal",
            [
                _money("cbc:TaxableAmount", group.taxable, currency),
                _money("cbc:TaxAmount", group.tax, currency),
                _category("cac:TaxCategory", group.category, group.rate, exemption(group, invoice.language)),
            ],
        )
        for group in invoice.groups
    ]
    allowances = sum((c.amount for c in invoice.adjustments if not c.charge), Decimal(0))
    charges = sum((c.amount for c in invoice.adjustments if c.charge), Decimal(0))
    return [
        Node("cac:TaxTotal", [_money("cbc:TaxAmount", invoice.vat, currency), *groups]),
        Node(
            "cac:LegalMonetaryTotal",
            [
                _money("cbc:LineExtensionAmount", invoice.line_total, currency),
                _money("cbc:TaxExclusiveAmount", invoice.net, currency),
                _money("cbc:TaxInclusiveAmount", invoice.gross, currency),
                _money("cbc:AllowanceTotalAmount", allowances, currency) if allowances else None,
                _money("cbc:ChargeTotalAmount", charges, currency) if charges else None,
                _money("cbc:PrepaidAmount", invoice.prepaid, currency) if invoice.prepaid else None,
                _money("cbc:PayableAmount", invoice.payable, currency),
            ],
        ),
    ]


def terms(invoice: Invoice) -> str:
    """The sentence about payment, in the invoice's language."""
    words = labels(invoice.language)
    if invoice.due_date is None:
        return words["credit_terms"]
    return words["terms_days"].format(days=invoice.seller.terms_days)


def ubl_of(invoice: Invoice) -> bytes:
    """`invoice` as a UBL 2.1 Invoice or CreditNote."""
    root = "CreditNote" if invoice.type_code == "381" else "Invoice"
    delivery: Node = Node("cac:Delivery", [Node("cbc:ActualDeliveryDate", invoice.delivery_date.isoformat())])
    nodes: list[Node | None] = [
        *_head(invoice),
        _party("cac:AccountingSupplierParty", invoice.seller, _contact(invoice)),
        _party("cac:AccountingCustomerParty", invoice.buyer),
        delivery,
        _payment(invoice),
        Node("cac:PaymentTerms", [Node("cbc:Note", terms(invoice))]),
        *_adjustments(invoice),
        *_totals(invoice),
        *(_line(invoice, at, line) for at, line in enumerate(invoice.lines, start=1)),
    ]
    namespaces = {
        "ubl": f"{BASE}:{root}-2",
        "cac": f"{BASE}:CommonAggregateComponents-2",
        "cbc": f"{BASE}:CommonBasicComponents-2",
    }
    return document(f"ubl:{root}", nodes, namespaces)
