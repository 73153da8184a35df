"""What stands on the pages and found no place in the record: a label whose value was not read, a second
value under a like label, an amount beside a sum's label that fits no sum. Each is a question to a person."""

import re
from datetime import date, timedelta
from decimal import Decimal

from bpo.catalog.rules import Finding, Severity

from .around import Starts, values_around
from .buyers import speaks_of_buyer
from .dates import PrintedDate, find_dates, fold
from .dictionary import canonical, lookup
from .header_fields import Pair
from .identifiers import compact, is_placeholder
from .labels import Label
from .layout import Span
from .money import numbers_in
from .read_identity import buyers_own
from .reader import Reader
from .record import AMOUNT_FIELDS, to_decimal
from .terms.stems import ideas_of
from .totals import Amount, Totals

SUMS = frozenset({"line_total", "net", "vat", "gross", "total", "prepaid", "payable"})
NEAR = 0.35
"""Labels whose cost differs by less are as good as each other."""
LONGEST_TERM = timedelta(days=200)
"""A date later than this after the invoice's own is no due date."""
_ORDER_FORM = re.compile(r"(?<![\w-])P\.?O\.?[-# ]?\d{3,}")
_EARLY = re.compile(
    r"(?i)\d\s?%.*(?:skonto|discount|escompte|sconto|descuento|korting|rabat|alennus|desconto)|"
    r"(?:skonto|discount|escompte|sconto|descuento|korting|rabat|alennus|desconto).*\d\s?%"
)
"""Terms of a discount for early payment; the percentage tells them from one that is already given."""
_LABEL_NAMES = {
    "due_date": "due date",
    "po_ref": "order reference",
    "iban": "bank account",
    "seller_vat_id": "VAT id",
    "number": "invoice number",
    "issue_date": "invoice date",
    "vat_breakdown": "VAT rate",
}


def overlooked(reader: Reader, pairs: list[Pair], totals: Totals, skip: set[int]) -> list[Finding]:
    """Findings on what the pages show and the record does not; `skip` are the rows of the line table."""
    missed = _missed(reader, skip)
    if (
        reader.record["due_date"] is None
        and "due_date" not in missed
        and unexplained_dates(reader, pairs, skip)
    ):
        missed.insert(0, "due_date")
    if _rate_seen(reader, skip):
        missed.append("vat_breakdown")
    findings = [_unread(name) for name in missed]
    findings += [_contested(name) for name in _rivals(pairs)]
    amounts = contradicting(reader, totals)
    if amounts:
        findings.append(_contradiction(amounts))
    return findings


def _unread(name: str) -> Finding:
    return Finding(
        code="VALUE_NOT_READ",
        message=f"The page seems to state a value for {_LABEL_NAMES[name]} that was not read.",
        severity=Severity.ASK,
        fields=(name,),
    )


def _contested(name: str) -> Finding:
    return Finding(
        code="VALUES_COMPETE",
        message=f"The page states more than one value for {_LABEL_NAMES[name]}.",
        severity=Severity.ASK,
        fields=(name,),
    )


def _contradiction(amounts: list[Amount]) -> Finding:
    named = ", ".join(str(amount.value) for amount in amounts[:3])
    fields = tuple(dict.fromkeys("gross" if a.role == "total" else a.role for a in amounts))
    return Finding(
        code="VALUES_COMPETE",
        message=f"An amount beside a sum's name fits none of the sums read: {named}.",
        severity=Severity.ASK,
        fields=fields,
    )


def _missed(reader: Reader, skip: set[int]) -> list[str]:
    """Fields without a value although the page seems to state one."""
    record = reader.record
    seen = {
        "due_date": _due_date_seen,
        "po_ref": _order_seen,
        "iban": _account_seen,
        "seller_vat_id": _vat_id_seen,
    }
    return [name for name, look in seen.items() if record[name] is None and look(reader, skip)]


def _texts(reader: Reader, field: str, skip: set[int]) -> list[tuple[Label, Span]]:
    """The words beside or under the labels of a field."""
    starts: Starts = {(id(label.segment), label.first): label for label in reader.labels}
    return [
        (label, span)
        for label in reader.labels
        if field in label.fields and label.row.index not in skip and not (label.generic and label.first > 0)
        for span in values_around(reader.document, label, starts)
    ]


def _due_date_seen(reader: Reader, skip: set[int]) -> bool:
    """A date, or the ruins of one, at a label for the due date."""
    for _, span in _texts(reader, "due_date", skip):
        first = " ".join(token.text for token in span.tokens[:4])
        if find_dates(first, compact=True) or re.match(r"\W*\d{1,4}[./\-]\s?\w{1,4}[./\-]", first):
            return True
    return False


def _order_seen(reader: Reader, skip: set[int]) -> bool:
    """Something with figures in it at a label for the order; or an order number in its usual form."""
    for label, span in (*_texts(reader, "po_ref", skip), *_unlisted_orders(reader, skip)):
        if len(label.fields) > 1 or span.left - label.span.right > 250:
            continue
        first = span.tokens[0].text.strip(".,;:#")
        is_date = bool(find_dates(span.text)) and find_dates(span.text)[0].start == 0
        amount = any(
            n.span.tokens[0] is span.tokens[0] and n.places == 2 for n in numbers_in(span.tokens, reader.mark)
        )
        if (
            sum(char.isdigit() for char in first) >= 3
            and not is_date
            and not amount
            and not is_placeholder(first)
        ):
            return True
    rows = [row.text for row in reader.document.rows if row.index not in skip]
    return any(_ORDER_FORM.search(text) or _orders_in_passing(text) for text in rows)


def _orders_in_passing(text: str) -> bool:
    """Whether a line of labels and values names an order by words on no list: "V/Commande: B7/26; Client: 5"."""
    return any(
        _speaks_of_order(name) and sum(char.isdigit() for char in value) >= 3 and not find_dates(value)
        for name, value in re.findall(r"(?:^|[;,|·])\s*([^;:|·]{3,30}?)\s?:\s*([^\s;|·]+)", text)
        if lookup(canonical(name), fuzzy=False) is None
    )


def _speaks_of_order(text: str) -> bool:
    ideas = frozenset().union(*(ideas_of(word) for word in re.findall(r"[^\W\d_]+", fold(text))))
    return "order" in ideas and not ideas & {"date", "ours", "deliver", "total"}


def _unlisted_orders(reader: Reader, skip: set[int]) -> list[tuple[Label, Span]]:
    """The words beside or under a text that speaks of an order, though no list has it as a label."""
    known = {id(label.segment) for label in reader.labels}
    starts: Starts = {(id(label.segment), label.first): label for label in reader.labels}
    found = []
    for row in reader.document.rows:
        for segment in row.segments if row.index not in skip else []:
            if id(segment) in known or len(segment.tokens) > 4 or _figures(segment):
                continue
            if _speaks_of_order(segment.text):
                end = len(segment.tokens)
                label = Label(frozenset({"po_ref"}), "", row, segment, segment, 0, end, False, False)
                found += [(label, span) for span in values_around(reader.document, label, starts)]
    return found


def _account_seen(reader: Reader, skip: set[int]) -> bool:
    """The word IBAN with figures behind it."""
    for row in reader.document.rows:
        match = re.search(r"(?i)\b[il1]ban\b", row.text)
        if match is not None and sum(char.isdigit() for char in row.text[match.end() :][:60]) >= 8:
            return True
    return any(_figures(span) >= 10 for _, span in _texts(reader, "iban", skip))


def _vat_id_seen(reader: Reader, skip: set[int]) -> bool:
    """Seven figures or more at a label for the VAT id that is not the buyer's."""
    theirs = compact(reader.record["buyer_vat_id"] or "")
    for label, span in _texts(reader, "x_vat_id", skip):
        if speaks_of_buyer(label.row.text) or any(n.places for n in numbers_in(span.tokens, reader.mark)):
            continue
        if _figures(span) >= 7 and not (theirs and theirs in compact(span.text)):
            return True
    return False


def _rate_seen(reader: Reader, skip: set[int]) -> bool:
    """A rate beside a word for VAT, where VAT is charged and no rate of it was read, or a rate without its base."""
    record = reader.record
    if any(row.get("taxable") is None for row in record["vat_breakdown"]):
        return True
    if record["vat_breakdown"] or not to_decimal(record["vat"]):
        return False
    taxed = {label.row.index for label in reader.labels if label.fields & {"vat", "x_vat_id"}}
    rows = (row for row in reader.document.rows if row.index in taxed and row.index not in skip)
    return any(re.search(r"\d\s?%|%\s?\d", row.text) for row in rows)


def _figures(span: Span) -> int:
    return sum(char.isdigit() for token in span.tokens[:6] for char in token.text)


def _rivals(pairs: list[Pair]) -> list[str]:
    """Fields for which two labels, each as good as the other, state different values."""
    contested = []
    for name in ("issue_date", "due_date", "po_ref"):
        offers = [pair for pair in pairs if pair.field == name]
        if name == "po_ref":
            offers = buyers_own(offers)
        if not offers:
            continue
        best = offers[0]
        level = _label_cost(best) + NEAR
        if any(not _same(best, pair) for pair in offers[1:] if _label_cost(pair) < level):
            contested.append(name)
    return contested


def _label_cost(pair: Pair) -> float:
    """How far-fetched a label is, wherever its value stands."""
    return (0.0 if pair.label.exact else 0.3) + (0.4 if pair.label.generic else 0.0)


def _same(one: Pair, other: Pair) -> bool:
    if one.date is not None and other.date is not None:
        return bool(_days(one.date) & _days(other.date))
    return compact(one.value) == compact(other.value)


def _days(printed: PrintedDate) -> set[date]:
    return {day for day in (printed.day_first, printed.month_first, printed.year_first) if day is not None}


def contradicting(reader: Reader, totals: Totals) -> list[Amount]:
    """Labelled amounts that are none of the sums in the record, nor parts that add up to one."""
    known = {abs(value) for name in AMOUNT_FIELDS if (value := to_decimal(reader.record[name])) is not None}
    for row in totals.taxes:
        known |= {abs(row.tax), abs(row.taxable or Decimal(0)), abs(row.tax) + abs(row.taxable or Decimal(0))}
    known.add(Decimal(0))
    strange = [
        amount
        for amount in totals.labelled
        if amount.role in SUMS and not amount.loose and abs(amount.value) not in known and amount.cost < 1.2
    ]
    by_place: dict[int, list[Amount]] = {}
    for amount in strange:
        by_place.setdefault(amount.row, []).append(amount)
    parts: dict[str, set[int]] = {}
    for amount in strange:
        parts.setdefault(amount.role, set()).add(amount.row)
    whole = {
        role
        for role, rows in parts.items()
        if len(rows) > 1 and abs(sum((by_place[row][0].value for row in rows), Decimal(0))) in known
    }
    return [offers[0] for offers in by_place.values() if not any(offer.role in whole for offer in offers)]


def unexplained_dates(reader: Reader, pairs: list[Pair], skip: set[int]) -> int:
    """Dates on the pages that no label accounts for and that, by the invoice's own, could be a due date."""
    used = {id(token) for pair in pairs for token in pair.span.tokens}
    issued = reader.record["issue_date"]
    earliest = date.fromisoformat(issued) if issued else None
    return sum(
        _could_be_due(found, earliest)
        for row in reader.document.rows
        if row.index not in skip
        for found in _dates_of(row.text)
        if not any(id(token) in used for token in row.span.sub(found.start, found.end).tokens)
    )


def _dates_of(text: str) -> list[PrintedDate]:
    """The dates in a line; the only one beside a discount for early payment is that discount's."""
    found = find_dates(text)
    return [] if len(found) == 1 and _EARLY.search(text) else found


def _could_be_due(found: PrintedDate, earliest: date | None) -> bool:
    if earliest is None:
        return True
    return any(earliest < day <= earliest + LONGEST_TERM for day in _days(found))
