"""What one cell of a pay run's table says, in its kept form; a sentence where it could mean two things."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from bpo.platform.sheets.cells import Unreadable, decimal_mark_of, number_text, read_date, read_number, tidy

from .columns import Column, plain

NUMBERS = ("money", "number", "percent")
_YES = {"1", "y", "yes", "true", "x", "checked", "t"}
_NO = {"0", "n", "no", "false", "f", "unchecked", "none"}
_SLASHED = re.compile(r"(?a)(\d{1,2})[-/](\d{1,2})[-/](\d{4})")
_MOST = 10**9
_LONGEST_PERIOD = 31
"""Days; nobody is paid for longer at once (quarters and half years come without timesheets)."""


class Reader:
    """Reads the cells of one column of one table: the decimal mark and the order of dates are what the column proves.

    `mark` and `day_first` are what the table's other columns prove, for a column without proof of its own.
    """

    def __init__(
        self,
        column: Column,
        cells: Iterable[str],
        *,
        mark: str | None,
        whole_file_mark: str | None,
        day_first: bool | None = None,
    ) -> None:
        self.column = column
        given = [cell for cell in cells if cell] if column.kind in (*NUMBERS, "date") else []
        self.mark = (
            (decimal_mark_of(map(_bare, given)) if column.kind in NUMBERS else None)
            or mark
            or whole_file_mark
        )
        own = day_first_of(given) if column.kind == "date" else None
        self.day_first = day_first if own is None else own

    def read(self, text: str) -> str:
        """The value in its kept form, "" for an empty cell; Unreadable, in words, where it is none of the kind."""
        given = tidy(text)
        if not given:
            return ""
        if len(given) > 200:
            raise Unreadable("has more than 200 characters")
        match self.column.kind:
            case "money" | "number":
                return self._number(given)
            case "percent":
                return self._percent(given)
            case "date":
                return self._date(given)
            case "yes_no":
                return _yes_no(given)
            case "choice":
                return self._choice(given)
            case _:
                return given

    def _number(self, given: str) -> str:
        number = read_number(_bare(given), self.mark)
        if abs(number) >= _MOST:
            raise Unreadable(f"“{given}” is more than anybody is paid")
        return number_text(number)

    def _percent(self, given: str) -> str:
        percent = read_number(given.rstrip("% "), self.mark)
        if not 0 <= percent <= 100 or (0 < percent < 1 and "%" not in given):
            raise Unreadable(f"“{given}” is no percentage: write 5 for five percent")
        return number_text(percent)

    def _date(self, given: str) -> str:
        if self.day_first is not None and _SLASHED.fullmatch(given):
            day = _slashed_day(given, day_first=self.day_first)
            if day is None:
                raise Unreadable(f"“{given}” is no day of the calendar")
            return day.isoformat()
        return read_date(given).isoformat()

    def _choice(self, given: str) -> str:
        for value, words in self.column.choices:
            if plain(given) in (plain(word) for word in (value, *words)):
                return value
        raise Unreadable(f"“{given}” is none of {', '.join(value for value, _ in self.column.choices)}")


def _bare(text: str) -> str:
    """An amount without the sign of its currency, where that can be only that."""
    return re.sub(r"^(-?)[$£]\s*", r"\1", text.strip())


def day_first_of(cells: Iterable[str]) -> bool | None:
    """Whether dates such as 03/04/2026 begin with the day, by those that can be read one way only; None without proof,
    or where they contradict one another."""
    seen = set()
    for cell in cells:
        if found := _SLASHED.fullmatch(cell.strip()):
            first, second = int(found[1]), int(found[2])
            if first > 12 or second > 12:
                seen.add(first > 12)
    return seen.pop() if len(seen) == 1 else None


def proven_day_first(columns: Sequence[Iterable[str]], periods: Iterable[tuple[str, str]]) -> bool | None:
    """`day_first` of a table as its columns of dates prove it together, or else its periods (first, last day).

    Of 03/02/2026 to 09/02/2026 only the one reading is a period that somebody is paid for.
    """
    by_columns = {order for cells in columns if (order := day_first_of(cells)) is not None}
    if by_columns:
        return by_columns.pop() if len(by_columns) == 1 else None
    pairs = {
        (first, last)
        for first, last in periods
        if _SLASHED.fullmatch(first.strip()) and _SLASHED.fullmatch(last.strip())
    }
    fitting = {order for order in (True, False) if all(_is_period(*pair, day_first=order) for pair in pairs)}
    return fitting.pop() if pairs and len(fitting) == 1 else None


def _is_period(first: str, last: str, *, day_first: bool) -> bool:
    days = [_slashed_day(text.strip(), day_first=day_first) for text in (first, last)]
    return days[0] is not None and days[1] is not None and 0 <= (days[1] - days[0]).days < _LONGEST_PERIOD


def _slashed_day(text: str, *, day_first: bool) -> date | None:
    """The day of a date such as 03/04/2026 by the order given; None where the calendar has no such day."""
    found = _SLASHED.fullmatch(text)
    assert found is not None  # the caller matched it
    first, second, year = (int(each) for each in found.groups())
    day, month = (first, second) if day_first else (second, first)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _yes_no(given: str) -> str:
    word = given.casefold()
    if word in _YES:
        return "Y"
    if word in _NO:
        return "N"
    raise Unreadable(f"“{given}” is neither yes nor no")


def proven_mark(columns: Iterable[Iterable[str]]) -> str | None:
    """The decimal mark that a table's columns of numbers prove together; None without proof, or with two."""
    found = {mark for cells in columns if (mark := decimal_mark_of(map(_bare, cells)))}
    return found.pop() if len(found) == 1 else None
