"""Money in payroll: Decimal only, rounded where a rule says so."""

from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_HALF_UP, Decimal

PENNY = Decimal("0.01")
ZERO = Decimal("0.00")


def cents(amount: Decimal) -> Decimal:
    """To the cent, halves up: what payroll means by rounding where no rule says otherwise."""
    return amount.quantize(PENNY, ROUND_HALF_UP)


def pennies_down(amount: Decimal) -> Decimal:
    """Fractions of a penny cut off, towards zero (PAYE tax)."""
    return amount.quantize(PENNY, ROUND_DOWN)


def pennies_up(amount: Decimal) -> Decimal:
    """Up to the next penny (PAYE free pay)."""
    return amount.quantize(PENNY, ROUND_CEILING)


def whole_pounds_down(amount: Decimal) -> Decimal:
    """Pence cut off (taxable pay to date, student loans)."""
    return amount.quantize(Decimal(1), ROUND_FLOOR)


def whole_pounds_up(amount: Decimal) -> Decimal:
    """Up to the next pound (the limits that decide the band)."""
    return amount.quantize(Decimal(1), ROUND_CEILING)


def ni_pennies(amount: Decimal) -> Decimal:
    """National Insurance's own rounding: a third decimal of 0-5 goes down, 6-9 up (CWG2, exact percentage method)."""
    thousandths = amount.quantize(Decimal("0.001"), ROUND_DOWN)
    down = thousandths.quantize(PENNY, ROUND_DOWN)
    return down + PENNY if thousandths - down >= Decimal("0.006") else down
