"""What work costs the client: a price for each unit, by volume, and what urgency adds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from typing import Any

from bpo.contracts.rules.reading import decimal_of, integer_of, list_of, part_of

CENT = Decimal("0.01")


def money(amount: Decimal) -> Decimal:
    """An amount to the cent, halves up."""
    return amount.quantize(CENT, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Tier:
    """From the `above`-th unit of a month on (not counting it), each further one costs `price`."""

    above: int
    price: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """The price of a work type's unit, in the contract's currency; nothing is billed at 0.

    `urgent_percent` of the price of the first unit is added for each unit of urgent jobs.
    """

    price: Decimal = Decimal(0)
    tiers: tuple[Tier, ...] = ()
    urgent_percent: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Charge:
    """What the units of a month cost: by price (units, price, amount), and for urgency."""

    parts: tuple[tuple[int, Decimal, Decimal], ...]
    urgent_units: int
    urgent: Decimal
    total: Decimal


def charge(rate: Rate, units: int, urgent_units: int = 0) -> Charge:
    """What so many units of one month cost, of which so many were urgent. ValueError for counts that cannot be."""
    if not 0 <= urgent_units <= units:
        raise ValueError("urgent units are some of the units")
    steps = (Tier(0, rate.price), *rate.tiers)
    parts = []
    for step, following in pairwise((*steps, None)):
        if step is None or units <= step.above:
            break
        count = (units if following is None else min(units, following.above)) - step.above
        parts.append((count, step.price, money(count * step.price)))
    urgent = money(urgent_units * rate.price * rate.urgent_percent / 100)
    return Charge(
        parts=tuple(parts),
        urgent_units=urgent_units,
        urgent=urgent,
        total=sum((amount for _, _, amount in parts), urgent),
    )


def read_rate(data: Mapping[str, Any]) -> Rate:
    """The rate under `rate`, as `write_rate` stores it."""
    stored = part_of(data, "rate")
    tiers = list_of(stored, "tiers", ())
    if not all(isinstance(tier, Mapping) for tier in tiers):
        raise ValueError("A price by volume has a number of units and a price.")
    return Rate(
        price=decimal_of(stored, "price", Decimal(0)),
        tiers=tuple(
            Tier(integer_of(tier, "above", 0), decimal_of(tier, "price", Decimal(0))) for tier in tiers
        ),
        urgent_percent=decimal_of(stored, "urgent_percent", Decimal(0)),
    )


def write_rate(rate: Rate) -> dict[str, Any]:
    """The form that is stored."""
    return {
        "price": str(rate.price),
        "tiers": [{"above": tier.above, "price": str(tier.price)} for tier in rate.tiers],
        "urgent_percent": str(rate.urgent_percent),
    }


def rate_problems(rate: Rate) -> Iterator[str]:
    """What is wrong with a rate, in sentences."""
    if any(not 0 <= price <= 1_000_000 for price in (rate.price, *(tier.price for tier in rate.tiers))):
        yield "a price is not below 0."
    aboves = [tier.above for tier in rate.tiers]
    if aboves != sorted(set(aboves)) or any(above < 1 for above in aboves):
        yield "prices by volume come one after the other, each above another number of units."
    if not 0 <= rate.urgent_percent <= 1000:
        yield "what urgency adds is 0 to 1000 percent."
