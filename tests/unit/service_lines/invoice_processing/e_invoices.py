"""E-invoices for tests, put together from parts: UBL in any dress, and Cross Industry Invoices of both ages."""

UBL_NAMES = "urn:oasis:names:specification:ubl:schema:xsd:"
AGGREGATE, BASIC = f"{UBL_NAMES}CommonAggregateComponents-2", f"{UBL_NAMES}CommonBasicComponents-2"
CII_NAMES = "urn:un:unece:uncefact:data:standard:"


def party(name: str, *, vat: str | None = None, other: str | None = None, trading: str | None = None) -> str:
    """A UBL party with its registered name, VAT id, other tax number and trading name."""
    schemes = "".join(
        f"<c:PartyTaxScheme><b:CompanyID>{value}</b:CompanyID><c:TaxScheme><b:ID>{kind}</b:ID></c:TaxScheme>"
        "</c:PartyTaxScheme>"
        for kind, value in (("FC", other), ("VAT", vat))
        if value
    )
    called = f"<c:PartyName><b:Name>{trading}</b:Name></c:PartyName>" if trading else ""
    legal = f"<c:PartyLegalEntity><b:RegistrationName>{name}</b:RegistrationName></c:PartyLegalEntity>"
    return f"<c:Party>{called}{schemes}{legal}</c:Party>"


def tax_total(amount: str, *rows: tuple[str, str, str, str], currency: str = "EUR") -> str:
    """A UBL TaxTotal; rows are category, rate, base and tax."""
    parts = "".join(
        f'<c:TaxSubtotal><b:TaxableAmount currencyID="{currency}">{base}</b:TaxableAmount>'
        f'<b:TaxAmount currencyID="{currency}">{tax}</b:TaxAmount><c:TaxCategory><b:ID>{category}</b:ID>'
        + (f"<b:Percent>{rate}</b:Percent>" if rate else "")
        + "<c:TaxScheme><b:ID>VAT</b:ID></c:TaxScheme></c:TaxCategory></c:TaxSubtotal>"
        for category, rate, base, tax in rows
    )
    return f'<c:TaxTotal><b:TaxAmount currencyID="{currency}">{amount}</b:TaxAmount>{parts}</c:TaxTotal>'


def totals(currency: str = "EUR", **amounts: str) -> str:
    """A UBL LegalMonetaryTotal of the amounts named, in the order given."""
    inside = "".join(
        f'<b:{name} currencyID="{currency}">{value}</b:{name}>' for name, value in amounts.items()
    )
    return f"<c:LegalMonetaryTotal>{inside}</c:LegalMonetaryTotal>"


def line(
    number: int, quantity: str, net: str, name: str, price: str, *, rate: str = "19", inner: str = "",
    base: str = "", credit: bool = False,
) -> str:  # fmt: skip
    """A UBL line; `inner` goes before its item, `base` is the quantity that the price is for."""
    kind, counted = ("CreditNoteLine", "CreditedQuantity") if credit else ("InvoiceLine", "InvoicedQuantity")
    per = f'<b:BaseQuantity unitCode="C62">{base}</b:BaseQuantity>' if base else ""
    category = (
        f"<c:ClassifiedTaxCategory><b:ID>S</b:ID><b:Percent>{rate}</b:Percent></c:ClassifiedTaxCategory>"
    )
    return (
        f'<c:{kind}><b:ID>{number}</b:ID><b:{counted} unitCode="C62">{quantity}</b:{counted}>'
        f'<b:LineExtensionAmount currencyID="EUR">{net}</b:LineExtensionAmount>{inner}'
        f"<c:Item><b:Name>{name}</b:Name>{category}</c:Item>"
        f'<c:Price><b:PriceAmount currencyID="EUR">{price}</b:PriceAmount>{per}</c:Price></c:{kind}>'
    )


SOLD = party("Mühle Hartmann KG", vat="DE136695976")
BOUGHT = party("Contoso GmbH")
LINES = line(1, "4", "100.00", "Beratung", "25.00")
TAXES = tax_total("19.00", ("S", "19", "100.00", "19.00"))
SUMS = totals(
    LineExtensionAmount="100.00",
    TaxExclusiveAmount="100.00",
    TaxInclusiveAmount="119.00",
    PayableAmount="119.00",
)
DATES = "<b:DueDate>2026-04-01</b:DueDate>"
MEANS = (
    "<c:PaymentMeans><b:PaymentMeansCode>58</b:PaymentMeansCode><c:PayeeFinancialAccount>"
    "<b:ID>DE89370400440532013000</b:ID></c:PayeeFinancialAccount></c:PaymentMeans>"
)


def ubl_text(
    *, root: str = "Invoice", kind: str = "380", dates: str = DATES, refs: str = "", seller: str = SOLD,
    buyer: str = BOUGHT, means: str = MEANS, extras: str = "", taxes: str = TAXES, sums: str = SUMS,
    lines: str = LINES, currency: str = "EUR",
) -> str:  # fmt: skip
    """A UBL document of these parts, prefixes `c` and `b`, without an XML declaration."""
    return (
        f'<{root} xmlns="{UBL_NAMES}{root}-2" xmlns:c="{AGGREGATE}" xmlns:b="{BASIC}">'
        f"<b:ID>R-7</b:ID><b:IssueDate>2026-03-02</b:IssueDate>{dates}"
        f"<b:{root}TypeCode>{kind}</b:{root}TypeCode><b:DocumentCurrencyCode>{currency}</b:DocumentCurrencyCode>"
        f"{refs}<c:AccountingSupplierParty>{seller}</c:AccountingSupplierParty>"
        f"<c:AccountingCustomerParty>{buyer}</c:AccountingCustomerParty>{means}{extras}{taxes}{sums}{lines}</{root}>"
    )


def cii_line(number: int, quantity: str, net: str, name: str, price: str, *, status: str = "") -> str:
    """A CII line at 19 %; `price` is what stands in the agreement."""
    return (
        f"<r:IncludedSupplyChainTradeLineItem><r:AssociatedDocumentLineDocument><r:LineID>{number}</r:LineID>{status}"
        f"</r:AssociatedDocumentLineDocument><r:SpecifiedTradeProduct><r:Name>{name}</r:Name></r:SpecifiedTradeProduct>"
        f"<r:SpecifiedLineTradeAgreement>{price}</r:SpecifiedLineTradeAgreement><r:SpecifiedLineTradeDelivery>"
        f'<r:BilledQuantity unitCode="H87">{quantity}</r:BilledQuantity></r:SpecifiedLineTradeDelivery>'
        "<r:SpecifiedLineTradeSettlement><r:ApplicableTradeTax><r:TypeCode>VAT</r:TypeCode>"
        "<r:CategoryCode>S</r:CategoryCode><r:RateApplicablePercent>19</r:RateApplicablePercent>"
        "</r:ApplicableTradeTax><r:SpecifiedTradeSettlementLineMonetarySummation>"
        f"<r:LineTotalAmount>{net}</r:LineTotalAmount></r:SpecifiedTradeSettlementLineMonetarySummation>"
        "</r:SpecifiedLineTradeSettlement></r:IncludedSupplyChainTradeLineItem>"
    )


def net_price(amount: str, base: str = "") -> str:
    """The net price of a CII line."""
    per = f"<r:BasisQuantity>{base}</r:BasisQuantity>" if base else ""
    return f"<r:NetPriceProductTradePrice><r:ChargeAmount>{amount}</r:ChargeAmount>{per}</r:NetPriceProductTradePrice>"


def cii_tax(category: str, rate: str, base: str, tax: str) -> str:
    """A row of a CII VAT breakdown."""
    return (
        f"<r:ApplicableTradeTax><r:CalculatedAmount>{tax}</r:CalculatedAmount><r:TypeCode>VAT</r:TypeCode>"
        f"<r:BasisAmount>{base}</r:BasisAmount><r:CategoryCode>{category}</r:CategoryCode>"
        f"<r:RateApplicablePercent>{rate}</r:RateApplicablePercent></r:ApplicableTradeTax>"
    )


CII_LINES = cii_line(1, "4", "100.00", "Beratung", net_price("25.00"))
CII_TAXES = cii_tax("S", "19", "100.00", "19.00")
CII_SUMS = (
    "<r:LineTotalAmount>100.00</r:LineTotalAmount><r:TaxBasisTotalAmount>100.00</r:TaxBasisTotalAmount>"
    '<r:TaxTotalAmount currencyID="EUR">19.00</r:TaxTotalAmount><r:GrandTotalAmount>119.00</r:GrandTotalAmount>'
    "<r:DuePayableAmount>119.00</r:DuePayableAmount>"
)
CII_MEANS = (
    "<r:SpecifiedTradeSettlementPaymentMeans><r:TypeCode>58</r:TypeCode><r:PayeePartyCreditorFinancialAccount>"
    "<r:IBANID>DE89370400440532013000</r:IBANID></r:PayeePartyCreditorFinancialAccount>"
    "</r:SpecifiedTradeSettlementPaymentMeans>"
)
CII_DUE = (
    "<r:SpecifiedTradePaymentTerms><r:DueDateDateTime><u:DateTimeString format='102'>20260401</u:DateTimeString>"
    "</r:DueDateDateTime></r:SpecifiedTradePaymentTerms>"
)
CII_SELLER = (
    "<r:Name>Mühle Hartmann KG</r:Name><r:SpecifiedTaxRegistration><r:ID schemeID='VA'>DE136695976</r:ID>"
    "</r:SpecifiedTaxRegistration>"
)


def cii_text(
    *, kind: str = "380", seller: str = CII_SELLER, order: str = "", lines: str = CII_LINES, taxes: str = CII_TAXES,
    sums: str = CII_SUMS, means: str = CII_MEANS, due: str = CII_DUE, extras: str = "",
) -> str:  # fmt: skip
    """A Cross Industry Invoice of these parts, prefixes `x`, `r` and `u`, without an XML declaration."""
    return (
        f'<x:CrossIndustryInvoice xmlns:x="{CII_NAMES}CrossIndustryInvoice:100"'
        f' xmlns:r="{CII_NAMES}ReusableAggregateBusinessInformationEntity:100"'
        f' xmlns:u="{CII_NAMES}UnqualifiedDataType:100">'
        f"<x:ExchangedDocument><r:ID>R-7</r:ID><r:TypeCode>{kind}</r:TypeCode><r:IssueDateTime>"
        '<u:DateTimeString format="102">20260302</u:DateTimeString></r:IssueDateTime></x:ExchangedDocument>'
        f"<x:SupplyChainTradeTransaction>{lines}<r:ApplicableHeaderTradeAgreement>"
        f"<r:SellerTradeParty>{seller}</r:SellerTradeParty><r:BuyerTradeParty><r:Name>Contoso GmbH</r:Name>"
        f"</r:BuyerTradeParty>{order}</r:ApplicableHeaderTradeAgreement><r:ApplicableHeaderTradeSettlement>"
        f"<r:InvoiceCurrencyCode>EUR</r:InvoiceCurrencyCode>{means}{taxes}{extras}{due}"
        "<r:SpecifiedTradeSettlementHeaderMonetarySummation>"
        f"{sums}</r:SpecifiedTradeSettlementHeaderMonetarySummation></r:ApplicableHeaderTradeSettlement>"
        "</x:SupplyChainTradeTransaction></x:CrossIndustryInvoice>"
    )


def zugferd_1() -> bytes:
    """The same invoice as the older standard of Germany wrote it, with a line of words only."""
    text = cii_text(
        lines=CII_LINES
        + "<r:IncludedSupplyChainTradeLineItem><r:AssociatedDocumentLineDocument><r:IncludedNote>"
        "<r:Content>Vielen Dank</r:Content></r:IncludedNote></r:AssociatedDocumentLineDocument>"
        "</r:IncludedSupplyChainTradeLineItem>"
    )
    for new, old in (
        ("CrossIndustryInvoice:100", "CrossIndustryDocument:invoice:1p0"),
        ("x:CrossIndustryInvoice", "x:CrossIndustryDocument"),
        ("ReusableAggregateBusinessInformationEntity:100", "ReusableAggregateBusinessInformationEntity:12"),
        ("UnqualifiedDataType:100", "UnqualifiedDataType:15"),
        ("x:ExchangedDocument", "x:HeaderExchangedDocument"),
        ("x:SupplyChainTradeTransaction", "x:SpecifiedSupplyChainTradeTransaction"),
        ("ApplicableHeaderTrade", "ApplicableSupplyChainTrade"),
        ("SpecifiedTradeSettlementHeaderMonetarySummation", "SpecifiedTradeSettlementMonetarySummation"),
        ("SpecifiedTradeSettlementLineMonetarySummation", "SpecifiedTradeSettlementMonetarySummation"),
        ("SpecifiedLineTrade", "SpecifiedSupplyChainTrade"),
        ("RateApplicablePercent", "ApplicablePercent"),
    ):
        text = text.replace(new, old)
    return text.encode()
