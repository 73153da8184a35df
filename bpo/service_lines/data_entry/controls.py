"""Control totals: a batch is released only when it proves against the header made before anybody keyed it.

Two keyers can agree on the same wrong value; only the totals catch it. Where a batch does not prove, the
difference says where to look: the classic signs of bookkeeping (a digit misread, two digits swapped, an
amount left out or doubled).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

Cells = Mapping[str, str]
_MOST_HINTS = 12
_GROUPED = re.compile(r"-?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """One total of a batch header: `kind` is `count`, `amount` (sum of a field) or `hash` (sum of a field's digits)."""

    kind: str
    expected: Decimal
    field: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """A record whose field, changed in the way said, would make the batch prove."""

    rec: str
    field: str
    value: str
    would_be: str
    sign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One control held against the records; `difference` is found less expected, 0 where it proves."""

    control: Control
    found: Decimal
    hints: tuple[Hint, ...] = ()

    @property
    def difference(self) -> Decimal:
        """Found less expected."""
        return self.found - self.control.expected

    @property
    def proves(self) -> bool:
        """Whether the total is the header's."""
        return self.difference == 0


def prove(controls: Sequence[Control], records: Sequence[Cells], *, identity: str) -> tuple[Proof, ...]:
    """Hold the records of a batch against its header. A field that is no number counts as nothing, and says so."""
    return tuple(_prove(control, records, identity) for control in controls)


def digits_of(text: str) -> Decimal:
    """The number that a field's digits make, for hash totals: `P50708047` is 50708047."""
    digits = re.sub(r"[^0-9]", "", text)
    return Decimal(digits or 0)


def amount_of(text: str) -> Decimal | None:
    """A keyed amount with its places as keyed, also with commas between its thousands; None where it is none."""
    bare = text.strip()
    try:
        amount = Decimal(bare.replace(",", "") if _GROUPED.fullmatch(bare) else bare)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() else None


def _prove(control: Control, records: Sequence[Cells], identity: str) -> Proof:
    if control.kind == "count":
        return Proof(control=control, found=Decimal(len(records)))
    values = [(record.get(identity, ""), record.get(control.field, "")) for record in records]
    if control.kind == "amount":
        numbers = [(rec, text, amount_of(text)) for rec, text in values]
    else:
        numbers = [(rec, text, digits_of(text)) for rec, text in values]
    found = sum((number for _, _, number in numbers if number is not None), Decimal(0))
    difference = found - control.expected
    unreadable = [
        Hint(rec=rec, field=control.field, value=text, would_be="", sign="no number")
        for rec, text, number in numbers
        if number is None
    ]
    likely = [
        hint
        for rec, text, number in numbers
        if difference and number is not None
        for hint in _signs(rec, control.field, text, number, difference)
    ]
    return Proof(control=control, found=found, hints=(*unreadable, *likely)[:_MOST_HINTS])


def _signs(rec: str, field: str, text: str, number: Decimal, difference: Decimal) -> Iterator[Hint]:
    """What one slip in this value would explain the whole difference."""
    wanted = number - difference
    if wanted < 0:
        return
    if wanted == 0:
        yield Hint(
            rec=rec, field=field, value=text, would_be="", sign="counted, though it may not belong here"
        )
        return
    was, would_be = _plain(number), _plain(wanted)
    if number * 2 == wanted or wanted * 2 == number:
        yield Hint(rec=rec, field=field, value=text, would_be=would_be, sign="doubled or halved")
    elif len(was) == len(would_be):
        places = [place for place in range(len(was)) if was[place] != would_be[place]]
        if len(places) == 1:
            yield Hint(rec=rec, field=field, value=text, would_be=would_be, sign="one digit misread")
        elif len(places) == 2 and [was[each] for each in places] == [
            would_be[each] for each in reversed(places)
        ]:
            yield Hint(rec=rec, field=field, value=text, would_be=would_be, sign="two digits swapped")


def _plain(number: Decimal) -> str:
    return format(number, "f")
