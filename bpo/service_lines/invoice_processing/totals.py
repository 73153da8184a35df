"""The sums at the foot of an invoice: amounts gathered by their labels, VAT rows by their arithmetic."""

import re
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from .dates import fold
from .labels import Label
from .layout import Document, Row, Span
from .money import Printed, numbers_in
from .record import CENT
from .wordset import wordset

ROLES = frozenset(
    {
        "line_total",
        "allowance_total",
        "charge_total",
        "net",
        "vat",
        "gross",
        "total",
        "prepaid",
        "payable",
        "rounding",
    }
)


ZERO = Decimal(0)


COMMON_RATES = frozenset(
    Decimal(rate)
    for rate in wordset(
        "0 2.1 2.5 2.6 3 3.7 3.8 4 4.8 5 5.5 6 6.5 7 7.7 8 8.1 8.5 9 9.5 10 11 12 13 13.5 14 15 16 17 18 19 20 "
        "21 22 23 24 25 25.5 27"
    )
)
"""Rates of VAT in force in Europe in recent years; two numbers whose product fits are told apart by them."""


@dataclass(slots=True, eq=False)
class Amount:
    """An amount with the role its label gives it; `cost` is how far-fetched that is."""

    role: str
    value: Decimal
    span: Span | None
    cost: float
    row: int = -1
    places: int = 2
    loose: bool = False
    """Whether other words stand between label and amount, so that it may belong to those."""


@dataclass(slots=True, eq=False)
class TaxRow:
    """One rate of the VAT breakdown as printed; `taxable` None where only the tax is."""

    rate: Decimal
    taxable: Decimal | None
    tax: Decimal
    span: Span
    row: int
    stated: bool = True


@dataclass(slots=True)
class Totals:
    """The reading of the sums that was chosen. `proven` where net + VAT = gross and all that is stated fits."""

    values: dict[str, Decimal] = field(default_factory=dict)
    spans: dict[str, Span] = field(default_factory=dict)
    derived: set[str] = field(default_factory=set)
    taxes: list[TaxRow] = field(default_factory=list)
    proven: bool = False
    with_lines: bool = False
    rivals: bool = False
    labelled: list[Amount] = field(default_factory=list)
    """Every amount beside a money label, chosen or not."""


def labelled_amounts(
    document: Document, labels: list[Label], mark: str | None, skip: set[int]
) -> list[Amount]:
    """Amounts beside money labels (in their row), or under them where a row of labels heads a row of amounts."""
    starts = {(id(label.segment), label.first) for label in labels}
    found: list[Amount] = []
    exact = prints_cents(document, mark)
    for label in labels:
        roles = label.fields & ROLES
        if not roles or label.row.index in skip:
            continue
        beside = _beside(label, starts, mark)
        hits = [(number, 0.0) for number in beside]
        if not hits:
            hits = [(number, 1.0) for number in _under(document, label, mark, skip)]
        for number, extra in hits:
            if (exact and number.places < 2 and number.value != 0) or _tail_words(label) > 2:
                continue
            cost = extra + (0.0 if label.exact else 0.4) + (0.3 if number.places == 0 else 0.0)
            cost += 0.25 * _tail_words(label)
            for role in roles:
                found.append(
                    Amount(
                        role,
                        number.value,
                        number.span,
                        cost,
                        number.span.tokens[0].page * 10_000 + label.row.index,
                        number.places,
                        _words_between(label, number),
                    )
                )
    return found


def prints_cents(document: Document, mark: str | None) -> bool:
    """Whether a document prints its amounts with two decimals, so that whole numbers are something else."""
    numbers = [n for row in document.rows for n in numbers_in(row.tokens, mark) if not n.percent]
    grouped = [
        n.places
        for n in numbers
        if n.value >= 1000 and re.search(r"\d[.,' \u00a0\u2019]\d{3}\b", n.span.text)
    ]
    if grouped.count(0) >= 3 and grouped.count(0) > grouped.count(2):
        return False  # currencies without parts; what has decimals is a quantity
    return sum(n.places == 2 for n in numbers) >= 3


def _tail_words(label: Label) -> int:
    """Words between the label and its amount that say something else: "Total weight 12"."""
    words = [token.text for token in label.rest if re.fullmatch(r"[^\W\d_]{3,}\.?:?", token.text)]
    others = len([word for word in words if len(word) > 3])
    if label.fields & {"payable", "gross", "prepaid", "total"} and any(
        _is_code(token.text) for token in label.rest
    ):
        others += 3  # "Balance of invoice 2025/117: 90.00" is about another invoice
    return min(others, 3)


def _is_code(text: str) -> bool:
    """Whether a word is a document's number: letters and digits mixed, or long digits, and neither rate nor amount."""
    plain = text.strip(".,:;()")
    if re.fullmatch(r"[^\W_]+([./\-][^\W_]+)*", plain) is None or "%" in text:
        return False
    digits = sum(char.isdigit() for char in plain)
    amount = re.fullmatch(r"\d{1,3}([.']\d{3})*|\d+[.,]\d{1,2}", plain) is not None
    return digits >= 3 and not amount


def _words_between(label: Label, number: Printed) -> bool:
    """Whether words stand between a label and an amount in its row."""
    return any(
        re.fullmatch(r"[^\W\d_]{4,}\.?:?", token.text) is not None
        for token in label.row.tokens
        if token.left >= label.span.right and token.right <= number.span.left
    )


def _beside(label: Label, starts: set[tuple[int, int]], mark: str | None) -> list[Printed]:
    """The amount at the end of the words right of a label, up to the next label of the row."""
    tokens = []
    segments = label.row.segments
    position = next(index for index, segment in enumerate(segments) if segment is label.segment)
    for index, segment in enumerate(segments[position:]):
        first = label.end if index == 0 else 0
        for place in range(first, len(segment.tokens)):
            if (id(segment), place) in starts and not _only_mark(segment, place):
                break
            tokens.append(segment.tokens[place])
        else:
            continue
        break
    numbers = [number for number in numbers_in(tokens, mark) if not number.percent]
    if len(numbers) == 1 and "vat" in label.fields and _says_base(segments[position], numbers[0]):
        return []  # "VAT 20 % on 293.92": what it is charged on
    return numbers[-1:]


def _says_base(segment: Span, number: Printed) -> bool:
    """Whether the word before a number says that tax is charged on it."""
    place = next((i for i, token in enumerate(segment.tokens) if token is number.span.tokens[0]), 0)
    return place > 0 and fold(segment.tokens[place - 1].text).strip("(:.") in _ON


_ON = wordset("on of over auf aus von sur su sobre s/ base pa av af z ze")


def _only_mark(segment: Span, place: int) -> bool:
    """Labels like "EUR" or "kr" inside a sum's row are its currency."""
    return len(segment.tokens[place].text) <= 3 and segment.tokens[place].text.isupper()


def _under(document: Document, label: Label, mark: str | None, skip: set[int]) -> list[Printed]:
    """The amount below a label in a row of amounts (a grid of totals)."""
    bare = not any(char.isalpha() for token in label.rest for char in token.text)
    box = label.segment if bare else label.span  # "VAT 20 %": the rate belongs to the head of the column
    size = box.tokens[0].em
    for row in document.rows[label.row.index + 1 : label.row.index + 4]:
        if row.page != label.row.page or row.top - box.bottom > 2.5 * size or row.index in skip:
            return []
        numbers = [number for number in numbers_in(row.tokens, mark) if not number.percent]
        over = [
            n
            for n in numbers
            if min(n.span.right, box.right) - max(n.span.left, box.left) > 0
            or abs(n.span.right - box.right) < size
        ]
        if over:
            return [min(over, key=lambda n: abs((n.span.left + n.span.right) - (box.left + box.right)))]
        if numbers:
            return []
    return []


def tax_rows(document: Document, mark: str | None, skip: set[int], labels: list[Label]) -> list[TaxRow]:
    """Rows that state a rate with its tax: base x rate = tax proves one; a VAT label with a rate is enough too."""
    taxed = {label.row.index for label in labels if label.fields & {"vat", "x_vat_id"}}
    found: list[TaxRow] = []
    exact = prints_cents(document, mark)
    for row in document.rows:
        if row.index in skip:
            continue
        numbers = [
            number
            for number in numbers_in(row.tokens, mark)
            if not exact or number.percent or number.places == 2 or (number.places < 2 and number.value <= 30)
        ]
        hit = _proving(row, numbers, exact) if len(numbers) >= 3 else None
        if hit is None and (row.index in taxed or _has_tax_word(row)):
            hit = _rate_only(row, numbers)
        if hit is not None:
            found.append(hit)
    found += _headed(document, mark, skip, labels)
    return _without_repeats(found)


def _headed(document: Document, mark: str | None, skip: set[int], labels: list[Label]) -> list[TaxRow]:
    """ "VAT 20 %" as the head of a cell with the tax below: rate in the label's words, tax under it."""
    found = []
    for label in labels:
        if "vat" not in label.fields or label.row.index in skip:
            continue
        rates = [n for n in numbers_in(label.segment.tokens, mark) if n.percent and ZERO <= n.value <= 30]
        if len(rates) != 1 or any(not n.percent for n in numbers_in(label.row.tokens, mark)):
            continue
        for tax in _under(document, label, mark, skip)[:1]:
            found.append(TaxRow(rates[0].value, None, tax.value, tax.span, label.row.index, stated=False))
    return found


def _proving(row: Row, numbers: list[Printed], exact: bool) -> TaxRow | None:
    """Three numbers r, b, t of a row with b x r % = t; `exact` where the document prints amounts with cents."""
    rates = [n for n in numbers if n.percent] or [
        n for n in numbers if ZERO <= n.value <= 30 and n.places <= 2
    ]
    for rate in sorted(rates, key=lambda n: (n.value not in COMMON_RATES, n.places)):
        rest = [n for n in numbers if n is not rate and not n.percent]
        for base in rest:
            for tax in rest:
                if tax is base or base.value == 0 or abs(tax.value) >= abs(base.value):
                    continue
                if exact and (base.places < 2 or (tax.places < 2 and tax.value != 0)):
                    continue
                if tax.span.left < base.span.left and not rate.percent:
                    continue
                expected = (base.value * rate.value / 100).quantize(CENT, ROUND_HALF_UP)
                if abs(expected - tax.value) <= CENT and (
                    rate.percent or rate.value != 0 or _has_tax_word(row)
                ):
                    return TaxRow(rate.value, base.value, tax.value, Span(tax.span.tokens), row.index)
    return None


def _has_tax_word(row: Row) -> bool:
    return (
        re.search(r"(?i)\b(vat|tax|ust|mwst|umsatzsteuer|tva|iva|btw|moms|mva|alv|dph|afa|φπα)\b", row.text)
        is not None
    )


def _rate_only(row: Row, numbers: list[Printed]) -> TaxRow | None:
    """ "Sales Tax (7.25%) 406.10": the rate and, at the end of the row, its tax."""
    rates = [n for n in numbers if n.percent and ZERO <= n.value <= 30]
    if not rates:
        in_brackets = re.search(r"\(\s*(\d{1,2}(?:[.,]\d{1,3})?)\s*%\s*\)", row.text)
        if in_brackets is None:
            return None
        rate = Decimal(in_brackets[1].replace(",", "."))
    else:
        rate = rates[-1].value
    amounts = [n for n in numbers if (not n.percent and n.places >= 1) or (not n.percent and n.value == 0)]
    if not amounts or (rates and amounts[-1].span.left < rates[-1].span.left):
        return None
    tax = amounts[-1]
    return TaxRow(rate, None, tax.value, tax.span, row.index, stated=False)


def _without_repeats(rows: list[TaxRow]) -> list[TaxRow]:
    kept: list[TaxRow] = []
    for row in rows:
        same = [k for k in kept if k.rate == row.rate and k.tax == row.tax]
        if not same:
            kept.append(row)
        elif same[0].taxable is None and row.taxable is not None:
            kept[kept.index(same[0])] = row
    return kept
