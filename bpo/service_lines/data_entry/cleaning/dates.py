"""Dates as people write them, brought to ISO 8601; what has two readings is asked, never guessed."""

import re
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from babel import Locale

from .values import LANGUAGES, Cleaned, nothing_said, plain

MONTH_FIRST = frozenset({"US"})
"""Countries whose all-figure dates begin with the month."""
EITHER_FIRST = frozenset({"CA", "PH", "PR", "GU", "PA"})
"""Countries in which both orders are in use, so that they say nothing."""
_OLDEST = 120
"""Years after which a date of birth is doubted."""
CENTURY, DAY_OR_MONTH, DAY_NUMBER = "century", "day_or_month", "day_number"
"""Doubts with two readings: what a whole column is asked about at once."""
_DAY_NUMBER = re.compile(r"([1-9][0-9]{4})(?:\.0+)?")
"""A spreadsheet's number of a day from 1927 on; four figures alone may as well be a year."""
_FROM_1900, _FROM_1904 = date(1899, 12, 30), date(1904, 1, 1)
"""Day 0 of both ways in which spreadsheets count."""
_NO_DAY = re.compile(r"0{1,4}([-/.])0{1,2}\1(?:0{4}|0{1,2})")
"""What databases write where there is no date."""
_TIME = re.compile(r"[ T]00:00(:00(\.0+)?)?Z?$")


def has_time(text: str) -> bool:
    """Whether a time of day stands beside the date, other than midnight."""
    return bool(re.search(r"\d:\d\d", _TIME.sub("", plain(text))))


def day(text: str, region: str, today: date, order: str = "", *, of_birth: bool = True) -> Cleaned:
    """ISO 8601 date, written in figures or with the month's name; one `of_birth` is past, and not long ago.

    `order` says what comes first, `day` or `month`; without it the country does. In doubt: neither says it while both
    orders make a date, the only date it makes begins otherwise than the
    country's do, two figures for the year, a spreadsheet's number of a day.
    """
    found = _read(text, region, today, order)
    return found if found.doubt or not of_birth else _past(found, plain(text), today)


def _read(text: str, region: str, today: date, order: str) -> Cleaned:
    given = plain(text)
    if nothing_said(given):
        return Cleaned("")
    given = _TIME.sub("", given)
    if _NO_DAY.fullmatch(given):
        return Cleaned("")
    numbered = _DAY_NUMBER.fullmatch(given)
    if numbered:
        return _counted(given, int(numbered[1]))
    named = _named_month(given, today)
    if named is not None:
        return named
    joined = re.fullmatch(r"(\d{4})(\d{2})(\d{2})", given)
    parts = list(joined.groups()) if joined else re.split(r"\s*[-/.]\s*|\s+", given.rstrip("."))
    if len(parts) != 3 or not all(re.fullmatch(r"[0-9]{1,4}", part) for part in parts):
        return Cleaned(given, f"“{given}” is no date.")
    usual = "month" if region in MONTH_FIRST else "day" if region and region not in EITHER_FIRST else ""
    numbers = [int(part) for part in parts]
    found = _figures(given, numbers, len(parts[0]) == 4, len(parts[2]), order or usual, today)
    first, second, _ = numbers
    if (
        not order
        and not found.doubt
        and len(parts[0]) < 4
        and (second if usual == "day" else first) > 12
        and usual
    ):
        # whoever wrote this one may have written others so, which can be read in the country's way
        found = replace(found, doubt=f"“{given}” does not begin with the {usual}, as dates of {region} do.")
    return found


def _counted(given: str, number: int) -> Cleaned:
    """The day that a spreadsheet counts so: most begin with 1900, some old ones with 1904."""
    usual, old = (start + timedelta(days=number) for start in (_FROM_1900, _FROM_1904))
    return Cleaned(
        usual.isoformat(), f"“{given}” is a spreadsheet's number of a day.", old.isoformat(), DAY_NUMBER
    )


def _named_month(given: str, today: date) -> Cleaned | None:
    words = re.findall(r"[0-9]{1,4}|[^\W\d_]+", given)
    figures = [word for word in words if word[0] in "0123456789"]
    months = [_months()[word.casefold()] for word in words if word.casefold() in _months()]
    if len(months) != 1 or len(figures) != 2:
        return None
    day_of, year = (figures[1], figures[0]) if len(figures[0]) == 4 else figures
    if len(year) == 4:
        found = _date(int(year), months[0], int(day_of))
        return Cleaned(found.isoformat()) if found else None
    if len(year) != 2:
        return None
    near, far = _centuries(int(year), today)
    first, second = _date(near, months[0], int(day_of)), _date(far, months[0], int(day_of))
    if first is None or second is None:
        return None
    return Cleaned(first.isoformat(), f"“{given}”: the year has two figures.", second.isoformat(), CENTURY)


def _centuries(year: int, today: date) -> tuple[int, int]:
    """The years that two figures can mean: the last one past, and the other."""
    century = today.year // 100 * 100
    late, early = century + year, century + year - 100
    return (late, early) if late <= today.year else (early, late)


def _past(read: Cleaned, given: str, today: date) -> Cleaned:
    """A date of somebody living: one to come, or long ago, is looked at."""
    if not read.value:
        return read
    found = date.fromisoformat(read.value)
    doubt = f"“{given}” is still to come." if found > today else ""
    if found.year < today.year - _OLDEST:
        doubt = f"“{given}” is more than {_OLDEST} years ago."
    return Cleaned(found.isoformat(), doubt)


def _figures(
    given: str, numbers: list[int], year_first: bool, year_digits: int, order: str, today: date
) -> Cleaned:
    if year_first:
        found = _date(*numbers)
        return Cleaned(found.isoformat()) if found else Cleaned(given, f"“{given}” is no date.")
    first, second, year = numbers
    doubts, other_year = [], year
    if year_digits < 4:
        year, other_year = _centuries(year, today)
        doubts.append("the year has two figures")
    orders = [_date(year, first, second), _date(year, second, first)]  # month first, day first
    preferred = orders if order == "month" else orders[::-1]
    found = preferred[0] or preferred[1]
    if found is None:
        return Cleaned(given, f"“{given}” is no date.")
    either = not order and None not in orders and orders[0] != orders[1]
    if either:
        doubts.append("day and month may be either way round")
    if not doubts:
        return Cleaned(found.isoformat())
    if either:
        other, kind = preferred[1], DAY_OR_MONTH
    else:
        other, kind = _date(other_year, found.month, found.day), CENTURY
    doubt = f"“{given}”: {' and '.join(doubts)}."
    if either and other_year != year:  # four readings: no question of two
        return Cleaned(found.isoformat(), doubt)
    return Cleaned(found.isoformat(), doubt, other.isoformat() if other else "", kind if other else "")


def _date(year: int, month: int, day_of: int) -> date | None:
    try:
        return date(year, month, day_of)
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for language in LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, named in Locale(language).months["format"][width].items():
                found.setdefault(named.rstrip(".").casefold(), number)
    return found | {"sept": 9}
