"""How figures of a report are said in documents: plain English forms, the same on every machine."""

from datetime import date
from decimal import Decimal

from bpo.contracts.rules import EarnBack, Verdict

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
VERDICTS = {
    Verdict.NOTHING_DUE: "Nothing due",
    Verdict.EXPECTED: "As promised",
    Verdict.MINIMUM: "Below aim, above minimum",
    Verdict.FEW: "Few jobs: within what is allowed",
    Verdict.MISSED: "Missed",
}
EARNED = {
    EarnBack.NOT_OFFERED: "stands",
    EarnBack.PENDING: "may still be earned back",
    EarnBack.EARNED: "earned back",
    EarnBack.LOST: "stands",
}
OWES = {
    "client": "You",
    "provider": "We",
    "third_party": "A third party",
    "force_majeure": "Nobody (force majeure)",
}


def month_name(month: date) -> str:
    """`October 2026`."""
    return f"{MONTHS[month.month - 1]} {month.year}"


def percent(value: Decimal | float | None, digits: int = 1) -> str:
    """A percentage for display, cut off and never rounded up: 99.96 is not 100.0."""
    if value is None:
        return "–"
    step = Decimal(1).scaleb(-digits)
    return f"{Decimal(str(value)).quantize(step, 'ROUND_FLOOR')} %"


def of(part: int, whole: int) -> str:
    """`91.6 % (11 of 12)`, or a dash."""
    return f"{percent(Decimal(100) * part / whole)} ({part:,} of {whole:,})" if whole else "–"


def money(amount: Decimal, currency: str) -> str:
    """`1,234.50 EUR`."""
    return f"{amount:,.2f} {currency}"


def length(seconds: float | None) -> str:
    """`3 h 20 min`, `12 min`, `40 s`; business hours are not days, so hours go on past 24."""
    if seconds is None:
        return "–"
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    hours, minutes = divmod(round(whole / 60), 60)
    return f"{hours} h {minutes:02d} min" if hours else f"{minutes} min"
