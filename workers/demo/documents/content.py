"""What a printed invoice says, worded and formatted, before any layout places it."""

from dataclasses import dataclass
from decimal import Decimal

from stdnum.ch import vat as ch_vat

from workers.demo.documents import identifiers, wording
from workers.demo.documents.values import Invoice, Line, TaxGroup
from workers.demo.documents.wording import Figures

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """One row of the totals; `strong` for the one or two that matter."""

    label: str
    amount: str
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """An invoice in words: everything is text in the seller's language and manner."""

    invoice: Invoice
    words: dict[str, str]
    figures: Figures
    title: str
    seller_lines: tuple[str, ...]
    seller_ids: tuple[Pair, ...]
    buyer_lines: tuple[str, ...]
    head: tuple[Pair, ...]
    """Number, date, due date, order: what every layout shows."""
    rest: tuple[Pair, ...]
    """References, other dates and amounts: what a reader must not take for the above."""
    totals: tuple[Total, ...]
    closing: Total
    """What is to be paid, or was credited."""
    payment: tuple[Pair, ...]
    sentences: tuple[str, ...]

    @property
    def has_discounts(self) -> bool:
        """Whether any line bears a discount of its own."""
        return any(line.discount for line in self.invoice.lines)

    def cell(self, key: str, at: int, line: Line) -> str:
        """What column `key` of the table says for a line."""
        show = self.figures.number
        match key:
            case "pos":
                return str(at)
            case "article":
                return line.article
            case "description":
                return line.description
            case "qty":
                return show(line.quantity, 0)
            case "unit":
                return self.words[f"u_{line.unit}"]
            case "unit_price":
                return show(line.unit_price)
            case "line_discount":
                return show(-line.discount) if line.discount else ""
            case "vat":
                return f"{show(line.rate, 0)}%"
            case _:
                return show(line.net)


def _tax_row(group: TaxGroup, words: dict[str, str], show: Figures, *, several: bool) -> Total:
    text = words["vat_on" if several else "vat_plain"]
    label = text.format(rate=show.number(group.rate, 0), base=show.number(group.taxable))
    return Total(label=label, amount=show.number(group.tax))


def _totals(invoice: Invoice, words: dict[str, str], show: Figures) -> tuple[Total, ...]:
    rows = []
    if invoice.adjustments:
        rows.append(Total(label=words["subtotal"], amount=show.number(invoice.line_total)))
    for change in invoice.adjustments:
        amount = change.amount if change.charge else -change.amount
        rows.append(Total(label=change.reason, amount=show.number(amount)))
    rows.append(Total(label=words["net"], amount=show.number(invoice.net)))
    groups = invoice.groups
    rows += [_tax_row(group, words, show, several=len(groups) > 1) for group in groups]
    rows.append(Total(label=words["gross"], amount=show.money(invoice.gross), strong=True))
    if invoice.prepaid:
        rows.append(Total(label=words["prepaid"], amount=show.number(-invoice.prepaid)))
        rows.append(Total(label=words["payable"], amount=show.money(invoice.payable), strong=True))
    return tuple(rows)


def _head(invoice: Invoice, words: dict[str, str]) -> tuple[Pair, ...]:
    credit = invoice.type_code == "381"
    language = invoice.language
    long = invoice.seller.layout in ("letter", "modern")
    shown = (
        wording.show_vague_date(invoice.issue_date, language)
        if invoice.vague_date
        else wording.show_date(invoice.issue_date, language, long=long)
    )
    rows: list[Pair] = []
    if invoice.number:
        rows.append((words["credit_number" if credit else "number"], invoice.number))
    rows.append((words["credit_date" if credit else "date"], shown))
    if invoice.due_date:
        rows.append((words["due"], wording.show_date(invoice.due_date, language, long=long)))
    if invoice.po_ref:
        rows.append((words["po"], invoice.po_ref))
    return tuple(rows)


def _rest(invoice: Invoice, words: dict[str, str], show: Figures) -> tuple[Pair, ...]:
    """The decoys differ from customer to customer, so the customer number chooses them."""
    language, chosen = invoice.language, int(invoice.customer_number)
    rows = [(words["customer_no"], invoice.customer_number)]
    if invoice.preceding:
        rows.append((words["preceding"], invoice.preceding))
    if chosen % 2:
        rows.append((words["delivery_date"], wording.show_date(invoice.delivery_date, language)))
    if chosen % 3 == 0:
        rows.append((words["order_date"], wording.show_date(invoice.order_date, language)))
    if chosen % 5 == 0:
        rows.append((words["customer_since"], wording.show_date(invoice.customer_since, language)))
    if chosen % 4 and invoice.due_date:
        rows.append((words["terms_label"], words["terms_days"].format(days=invoice.seller.terms_days)))
    if invoice.buyer.vat_id and (invoice.seller.regime != "local" or chosen % 7 == 0):
        rows.append((words["your_vat_id"], invoice.buyer.vat_id))
    rows.append((words["contact"], invoice.contact))
    rows += [(words[key], show.money(amount)) for key, amount in invoice.decoy_amounts]
    return tuple(rows)


def _seller_ids(invoice: Invoice, words: dict[str, str]) -> tuple[Pair, ...]:
    seller, rows = invoice.seller, []
    if seller.vat_id:
        swiss = seller.address.country == "CH"
        rows.append((words["vat_id"], ch_vat.format(seller.vat_id) if swiss else seller.vat_id))
    if seller.ein:
        rows.append((words["tax_number"], seller.ein))
    if seller.phone:
        rows.append((words["tel"], seller.phone))
    if seller.email:
        rows.append(("E-Mail" if invoice.language == "de" else "Email", seller.email))
    return tuple(rows)


def _payment(invoice: Invoice, words: dict[str, str]) -> tuple[Pair, ...]:
    seller, rows = invoice.seller, []
    if seller.bank:
        rows.append((words["bank"], seller.bank))
    if seller.iban:
        rows.append(("IBAN", identifiers.grouped(seller.iban)))
    if seller.bic:
        rows.append(("BIC", seller.bic))
    if seller.routing and seller.account:
        rows += [(words["routing"], seller.routing), (words["account"], seller.account)]
    return tuple(rows)


def _sentences(invoice: Invoice, words: dict[str, str]) -> tuple[str, ...]:
    rows = []
    if invoice.seller.regime != "local":
        rows.append(words[invoice.seller.regime])
    if invoice.due_date is None:
        rows.append(words["credit_terms"])
    else:
        rows.append(words["terms"].format(date=wording.show_date(invoice.due_date, invoice.language)))
        if invoice.number and int(invoice.customer_number) % 2:
            rows.append(words["quote"].format(number=invoice.number))
    rows.append(words["thanks"])
    return tuple(rows)


def content_of(invoice: Invoice) -> Content:
    """`invoice` put into words."""
    seller, buyer, language = invoice.seller, invoice.buyer, invoice.language
    words = wording.labels(language)
    show = wording.figures(language, invoice.currency, seller.address.country)
    credit = invoice.type_code == "381"
    payable: Decimal = invoice.payable
    return Content(
        invoice=invoice,
        words=words,
        figures=show,
        title=words["credit_note" if credit else "invoice"],
        seller_lines=(
            seller.name,
            *wording.address_lines(seller.address, seen_from=buyer.address.country, language=language),
        ),
        seller_ids=_seller_ids(invoice, words),
        buyer_lines=(
            buyer.name,
            *wording.address_lines(buyer.address, seen_from=seller.address.country, language=language),
        ),
        head=_head(invoice, words),
        rest=_rest(invoice, words, show),
        totals=_totals(invoice, words, show),
        closing=Total(label=words["credited" if credit else "payable"], amount=show.money(payable)),
        payment=() if credit else _payment(invoice, words),
        sentences=_sentences(invoice, words),
    )
