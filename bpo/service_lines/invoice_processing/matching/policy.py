"""A buyer's policy: how far an invoice may differ from the order before a person is asked."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from ..record import to_decimal

ZERO = Decimal(0)
_NUMBER = r"(\d+(?:[.,]\d+)*)"
_PERCENT = re.compile(_NUMBER + r"\s*(?:%|percent|per cent|pct|prozent)", re.IGNORECASE)
_PLAIN = re.compile(_NUMBER)
_LOOSER = re.compile(
    r"\b(?:looser|greater|higher|larger|lenient|whichever is (?:more|greater|higher|larger))\b", re.IGNORECASE
)
_BOTH_WAYS = re.compile(r"\b(?:either|both)\b|\+/-|±", re.IGNORECASE)
_PER_INVOICE = re.compile(
    r"\b(?:per|an|each|je|pro)\s+(?:invoice|document|rechnung)\b|\bin\s+total\b|\binvoice\s+total\b",
    re.IGNORECASE,
)
_PER_LINE = re.compile(r"\b(?:per|a|each|je|pro)\s+(?:\w+\s+)?(?:line|position|row)\b", re.IGNORECASE)
_DOWN_IS_FINE = re.compile(
    r"\b(?:down\w*|lower|cheaper|below)\b[^.;]*\b(?:fine|ok|okay|accepted|allowed)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Allowance:
    """By how much a value may be above what was agreed: a share of it, an amount, or both.

    Where both are set the stricter one counts, unless the policy says otherwise (`looser`). Nothing set
    means nothing may be above. `per` is what the amount is for: one "unit", a "line", or the whole "invoice".
    """

    percent: Decimal | None = None
    amount: Decimal | None = None
    looser: bool = False
    per: str = "unit"

    def above(self, agreed: Decimal, quantity: Decimal = Decimal(1)) -> Decimal:
        """What a value may be above `agreed`, in the same unit, where there are `quantity` of it."""
        limits = []
        if self.percent is not None:
            limits.append(abs(agreed) * self.percent / 100)
        if self.amount is not None:
            limits.append(self.amount if self.per == "unit" or not quantity else self.amount / abs(quantity))
        if not limits:
            return ZERO
        return max(limits) if self.looser else min(limits)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What one buyer asks of invoices. `as_of` is the day on which they are judged; None: no date is in the future.

    `rates` are the VAT rates of a country, by its code; a country without an entry is not judged.
    """

    our_names: tuple[str, ...] = ()
    as_of: date | None = None
    price: Allowance = field(default_factory=Allowance)
    price_down_is_fine: bool = True
    over_received: Allowance = field(default_factory=Allowance)
    over_ordered: Allowance = field(default_factory=Allowance)
    charges: Allowance = field(default_factory=Allowance)
    rates: Mapping[str, frozenset[Decimal]] = field(default_factory=dict)
    receipt_required: bool = True
    currency: str | None = None
    approval_limit: Decimal | None = None
    second_approval_limit: Decimal | None = None
    coding_confidence: float = 0.9


def parse_number(text: str) -> Decimal | None:
    """A number as written by hand in a policy: 2, 2.5, 2,5, 1,000.00 or 1.000,00."""
    plain = text.strip()
    point, comma = plain.rfind("."), plain.rfind(",")
    if point >= 0 and comma >= 0:
        plain = plain.replace(",", "") if point > comma else plain.replace(".", "").replace(",", ".")
    elif comma >= 0:
        grouped = re.fullmatch(r"\d{1,3}(?:,\d{3})+", plain) is not None
        plain = plain.replace(",", "" if grouped else ".")
    return to_decimal(plain)


def parse_allowance(value: Any, *, share: bool = False) -> Allowance:
    """What a policy's words allow: "2% per unit price", "10.00", "none", "2% or 0.05, stricter wins".

    `share`: a number without a sign is a percentage; a fraction below 1 given as a number means hundredths.
    """
    if value is None or isinstance(value, bool):
        return Allowance()
    if isinstance(value, int | float):
        number = Decimal(str(value))
        if share and isinstance(value, float) and number < 1:
            number *= 100
        return Allowance(percent=number) if share else Allowance(amount=number)
    text = str(value)
    percents = _numbers(_PERCENT, text)
    amounts = _numbers(_PLAIN, _PERCENT.sub(" ", text))
    if share and not percents and re.fullmatch(r"\s*" + _NUMBER + r"\s*", text):
        percents, amounts = amounts, []
    return Allowance(
        percent=min(percents) if percents else None,
        amount=min(amounts) if amounts else None,
        looser=_LOOSER.search(text) is not None,
        per="line" if _PER_LINE.search(text) else "invoice" if _PER_INVOICE.search(text) else "unit",
    )


def _numbers(pattern: re.Pattern[str], text: str) -> list[Decimal]:
    found = [parse_number(match[1]) for match in pattern.finditer(text)]
    return [number for number in found if number is not None]


def _joined(share: Allowance, amount: Allowance) -> Allowance:
    amounts = [each for each in (share.amount, amount.amount) if each is not None]
    percents = [each for each in (share.percent, amount.percent) if each is not None]
    return Allowance(
        percent=min(percents) if percents else None,
        amount=min(amounts) if amounts else None,
        looser=share.looser or amount.looser,
        per=share.per if amount.amount is None else amount.per,
    )


def _quantity(words: str, *subjects: str) -> Allowance:
    """The clause of a text that speaks of a subject: "0 over received; 2% over ordered"."""
    clauses = [clause for clause in re.split(r"[;\n]|,\s|\band\b", words) if clause.strip()]
    named = [clause for clause in clauses if any(subject in clause.casefold() for subject in subjects)]
    if named:
        return parse_allowance(named[0])
    about_both = len(clauses) == 1 and not re.search("receiv|receipt|order", words.casefold())
    return parse_allowance(words) if about_both else Allowance()


def policy_of_words(given: Mapping[str, Any]) -> Policy:
    """The policy that the words of a policy file state. What it does not state allows nothing."""
    words = {key: value for key, value in given.items() if value is not None}
    price_text = str(words.get("price_tolerance", ""))
    quantity = str(words.get("quantity_tolerance", ""))
    received = words.get("quantity_over_received")
    ordered = words.get("quantity_over_ordered")
    stated = words.get("as_of")
    return Policy(
        our_names=_names(words.get("our_legal_entity")),
        as_of=date.fromisoformat(str(stated)[:10]) if stated else None,
        price=_joined(
            parse_allowance(words.get("price_tolerance"), share=True),
            parse_allowance(words.get("price_tolerance_abs")),
        ),
        price_down_is_fine=not _BOTH_WAYS.search(price_text) or _DOWN_IS_FINE.search(price_text) is not None,
        over_received=_quantity(quantity, "receiv", "receipt")
        if received is None
        else parse_allowance(received),
        over_ordered=_quantity(quantity, "order") if ordered is None else parse_allowance(ordered),
        charges=parse_allowance(words.get("unplanned_charges_tolerance")),
        rates=_rates(words.get("vat_rates")),
        receipt_required=str(words.get("receipt_required", "Y")).strip().casefold()
        not in ("n", "no", "false", "0"),
        currency=words.get("currency"),
        approval_limit=to_decimal(words.get("approval_limit")),
        second_approval_limit=to_decimal(words.get("second_approval_limit")),
    )


def policy_of_row(
    row: Mapping[str, str], rates: Mapping[str, frozenset[Decimal]], as_of: date | None
) -> Policy:
    """The policy that a client keeps as a form: every value a plain number or empty."""
    confidence = to_decimal(row.get("coding_confidence"))
    return Policy(
        our_names=_names(row.get("our_legal_entity")),
        as_of=as_of,
        price=Allowance(
            percent=to_decimal(row.get("price_tolerance")), amount=to_decimal(row.get("price_tolerance_abs"))
        ),
        over_received=Allowance(amount=to_decimal(row.get("quantity_over_received"))),
        over_ordered=Allowance(amount=to_decimal(row.get("quantity_over_ordered"))),
        charges=Allowance(amount=to_decimal(row.get("unplanned_charges_tolerance"))),
        rates=rates,
        receipt_required=row.get("receipt_required") != "N",
        currency=row.get("currency") or None,
        approval_limit=to_decimal(row.get("approval_limit")),
        second_approval_limit=to_decimal(row.get("second_approval_limit")),
        coding_confidence=0.9 if confidence is None else float(confidence),
    )


def _names(value: Any) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else str(value or "").split(";")
    return tuple(str(part).strip() for part in parts if str(part).strip())


def _rates(value: Any) -> dict[str, frozenset[Decimal]]:
    if not isinstance(value, Mapping):
        return {}
    found: dict[str, frozenset[Decimal]] = {}
    for country, listed in value.items():
        rates = [
            parse_number(str(rate).replace("%", ""))
            for rate in (listed if isinstance(listed, list) else [listed])
        ]
        found[str(country).upper()] = frozenset(rate for rate in rates if rate is not None)
    return found
