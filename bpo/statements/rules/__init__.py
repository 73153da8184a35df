"""Pure values of a closed month: what it says, how it is said, where it stands."""

from bpo.statements.rules.report import BillLine, DayLine, Earned, Late, Report, Spread
from bpo.statements.rules.standing import (
    CLIENT_SEES,
    MAY_BE_ANSWERED,
    MAY_BE_RESTATED,
    MAY_BE_SENT,
    MAY_BE_SETTLED,
    REASON_MAX,
    WORDS,
    Standing,
    first_of_month,
    month_after,
    month_before,
    month_of,
)

__all__ = [
    "CLIENT_SEES",
    "MAY_BE_ANSWERED",
    "MAY_BE_RESTATED",
    "MAY_BE_SENT",
    "MAY_BE_SETTLED",
    "REASON_MAX",
    "WORDS",
    "BillLine",
    "DayLine",
    "Earned",
    "Late",
    "Report",
    "Spread",
    "Standing",
    "first_of_month",
    "month_after",
    "month_before",
    "month_of",
]
