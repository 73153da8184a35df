"""Keys under which two invoices may be one: asked about, never rejected, for numbering restarts and typing varies."""

import re

from bpo.catalog.rules import DuplicateKey, Record

from .dates import fold
from .identifiers import compact
from .record import CREDIT_TYPES, money_text, to_decimal

_FORMS = re.compile(
    r"\b(gmbh|mbh|ug|ag|kg|ohg|co|ltd|limited|plc|llp|inc|llc|corp|sarl|sas|sa|srl|spa|sl|slu|bv|nv|ab|as|aps|oy|lda|sro|kft|und|and|et|e)\b"
)


def normal_number(number: str) -> str:
    """An invoice number as duplicates are compared.

    Upper case, letters and digits only, O as 0, I and L as 1, no leading zeros.
    """
    plain = re.sub(r"[^0-9A-Z]", "", fold(number).upper()).translate(str.maketrans("OIL", "011"))
    return plain.lstrip("0") or "0"


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
    """Keys by vendor and number, and by vendor, amount and date. Credit notes have keys of their own."""
    side = "credit" if record.get("type_code") in CREDIT_TYPES else "debit"
    gross = to_decimal(record.get("gross"))
    keys: list[DuplicateKey] = []
    for vendor in dict.fromkeys(filter(None, (vendor_key(record), name_key(record)))):
        if record.get("number"):
            keys.append(
                DuplicateKey(
                    kind="vendor_number",
                    value=f"{side}|{vendor}|{normal_number(str(record['number']))}",
                    score=0.9,
                )
            )
        if gross is not None and gross != 0 and record.get("issue_date"):
            amount = f"{record.get('currency')}|{money_text(gross)}"
            keys.append(
                DuplicateKey(
                    kind="vendor_amount_date",
                    value=f"{side}|{vendor}|{amount}|{record['issue_date']}",
                    score=0.7,
                )
            )
    return tuple(keys)


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
