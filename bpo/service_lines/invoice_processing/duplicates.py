"""Keys under which two invoices may be one: asked about, never rejected, for numbering restarts and typing varies."""

import re

from bpo.catalog.rules import DuplicateKey, Record

from .dates import fold
from .identifiers import compact
from .record import CREDIT_TYPES, money_text, to_decimal

_FORMS = re.compile(
    r"\b(gmbh|mbh|ug|ag|kg|ohg|co|ltd|limited|plc|llp|inc|llc|corp|sarl|sas|sa|srl|spa|sl|slu|bv|nv|ab|as|aps|oy|lda|sro|kft|und|and|et|e)\b"
)


VENDOR_KEY, ORDER_KEY = "vendor", "order"
"""Kinds of keys that only look earlier jobs up: those of one vendor, and those that bill one order."""


def number_readings(number: str) -> tuple[str, ...]:
    """What a number may be compared as: as it is written, and without the zeros that fill up the digits after a word.

    Upper case, letters and digits only, O as 0, I and L as 1, no leading zeros.

    INV-0012 and "inv 12" are one number to whoever types them. Two numbers are one where any reading is.
    """
    plain = _letters_and_digits(number)
    unfilled = re.sub(r"(?<![0-9O])[0O]+(?=[0-9])", "", plain)
    return tuple(dict.fromkeys((_as_digits(plain), _as_digits(unfilled))))


def same_number(one: str, other: str) -> bool:
    """Whether two invoice numbers may be one."""
    return not set(number_readings(one)).isdisjoint(number_readings(other))


def _letters_and_digits(number: str) -> str:
    return re.sub(r"[^0-9A-Z]", "", fold(number).upper())


def _as_digits(plain: str) -> str:
    return plain.translate(str.maketrans("OIL", "011")).lstrip("0") or "0"


def vendor_key(record: Record) -> str | None:
    """The vendor as duplicates are compared: the VAT id, else the name without legal forms."""
    vat = record.get("seller_vat_id")
    if vat:
        return compact(str(vat))
    name = record.get("seller")
    if not name:
        return None
    plain = _FORMS.sub(" ", re.sub(r"[^\w\s]", "", fold(str(name))))
    return re.sub(r"\s+", "", plain) or None


def name_key(record: Record) -> str | None:
    """The vendor's name alone, for invoices on which only one of two states a VAT id."""
    return vendor_key({**record, "seller_vat_id": None})


def duplicate_keys(record: Record) -> tuple[DuplicateKey, ...]:
    """Keys by vendor and number, and by vendor, amount and date; credit notes have keys of their own.

    Keys of score 0 suspect nothing: by them earlier jobs of the vendor, or on the same order, are looked up.
    """
    side = "credit" if record.get("type_code") in CREDIT_TYPES else "debit"
    gross = to_decimal(record.get("gross"))
    keys: list[DuplicateKey] = []
    for vendor in dict.fromkeys(filter(None, (vendor_key(record), name_key(record)))):
        readings = number_readings(str(record["number"])) if record.get("number") else ()
        keys += [
            DuplicateKey(kind="vendor_number", value=f"{side}|{vendor}|{reading}", score=0.9)
            for reading in readings
        ]
        if gross is not None and gross != 0 and record.get("issue_date"):
            amount = f"{record.get('currency')}|{money_text(gross)}"
            keys.append(
                DuplicateKey(
                    kind="vendor_amount_date",
                    value=f"{side}|{vendor}|{amount}|{record['issue_date']}",
                    score=0.7,
                )
            )
    return (*keys, *_looking_up(record))


def _looking_up(record: Record) -> list[DuplicateKey]:
    vendors = dict.fromkeys(filter(None, (vendor_key(record), name_key(record))))
    found = [DuplicateKey(kind=VENDOR_KEY, value=vendor, score=0.0) for vendor in vendors]
    stated = [record.get("po_ref"), *(row.get("order_ref") for row in record.get("lines") or [])]
    numbers = {number for reference in stated if reference for number in order_numbers(str(reference))}
    return found + [DuplicateKey(kind=ORDER_KEY, value=number, score=0.0) for number in sorted(numbers)[:20]]


def order_number(reference: str) -> str:
    """An order's number as jobs are looked up by it: its digits, or all of it where it has hardly any."""
    digits = re.sub(r"\D", "", reference)
    return digits if len(digits) >= 3 else compact(reference)


def order_numbers(reference: str) -> list[str]:
    """The numbers that a reference may name: the whole, and each of its parts where it lists several."""
    parts = re.split(r"[,;/|&+\s]+", reference)
    numbers = (order_number(part) for part in (reference, *parts))
    return [number for number in dict.fromkeys(numbers) if number]


def title(record: Record) -> str:
    """What a person knows the job by: "RE-2026-04418 · Mühle Hartmann KG"."""
    parts = [str(record[name]) for name in ("number", "seller") if record.get(name)]
    return " · ".join(parts) or "Invoice not read yet"


def amount(record: Record) -> tuple[str, str] | None:
    """(amount due or total, currency) for lists; a credit note's with a minus."""
    value = to_decimal(record.get("payable")) or to_decimal(record.get("gross"))
    if value is None or not record.get("currency"):
        return None
    if record.get("type_code") in CREDIT_TYPES:
        value = -value
    return money_text(value), str(record["currency"])
