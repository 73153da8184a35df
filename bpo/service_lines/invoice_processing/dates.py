"""Dates as printed on invoices in many languages, with both readings of those that have two."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

LOCALES = (
    "en",
    "de",
    "de_AT",
    "fr",
    "it",
    "es",
    "nl",
    "sv",
    "da",
    "nb",
    "fi",
    "pt",
    "pl",
    "cs",
    "sk",
    "ro",
    "hu",
    "ca",
)
"""Languages whose month names are known; names come from the Unicode CLDR."""

_SEP = r"\s?[./\-\u2010\u2011\u2013]\s?"
_ISO = re.compile(rf"(?<![\d./-])((?:19|20)\d\d)(?:{_SEP})(\d{{1,2}})(?:{_SEP})(\d{{1,2}})(?![\d])")
_NUMERIC = re.compile(
    rf"(?<![\d./-])(\d{{1,2}})(?:{_SEP})(\d{{1,2}})(?:{_SEP})((?:19|20)\d\d|\d\d)(?![\d])(?![./-]\d)"
)
_LETTERS = r"[^\W\d_]"
_DAY_FIRST = re.compile(
    rf"(?<![\d./-])(\d{{1,2}})(?:st|nd|rd|th|er|re|º|°|ª|:e|:a)?[.,]?[\s\-/]*"
    rf"(?:de |d'|of |den )?\s*({_LETTERS}{{3,12}})\.?,?[\s\-/]*"
    rf"(?:de |del |of )?\s*((?:19|20)\d\d|['’]?\d\d)(?!\d)",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"(?<!{_LETTERS})({_LETTERS}{{3,12}})\.?[\s\-]*(\d{{1,2}})(?:st|nd|rd|th)?,?[\s\-]+((?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_YEAR_MONTH_NAME = re.compile(
    rf"(?<!\d)((?:19|20)\d\d)[.\s\-]+({_LETTERS}{{3,12}})\.?[\s\-]*(\d{{1,2}})\.?(?!\d)", re.IGNORECASE
)
_ROMAN = re.compile(
    r"(?<![\w./-])(\d{1,2})\s?[./\-]\s?(I{1,3}|IV|VI{0,3}|IX|XI{0,2})\s?[./\-]\s?((?:19|20)\d\d|\d\d)(?![\w/-])"
)
_DAY_SLASH_MONTH = re.compile(r"(?<![\d./-])(\d{1,2})/(\d{1,2})(?:-|\s)((?:19|20)\d\d)(?![\d])(?![./-]\d)")
_COMPACT = re.compile(r"(?<!\d)(20\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_SHORT = re.compile(r"([12]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date found in a text: where (`start`, `end`) and its readings, the likeliest first.

    `day_first` and `month_first` are set where the order of day and month is open or was decided by
    a number above 12; for dates without doubt both are the same.
    """

    start: int
    end: int
    day_first: date | None
    month_first: date | None
    year_first: date | None = None
    """The third reading of three pairs of figures between hyphens, as in Sweden: 26-01-31."""

    @property
    def ambiguous(self) -> bool:
        """Whether day and month could be exchanged."""
        return (
            self.day_first is not None and self.month_first is not None and self.day_first != self.month_first
        )

    def resolve(self, *, month_first: bool) -> date | None:
        """The date under one order of day and month; the other where only that one exists."""
        first, second = self.day_first, self.month_first
        return (second or first) if month_first else (first or second)


_UNDIVIDED = str.maketrans({"ß": "ss", "æ": "ae", "Æ": "Ae", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L"})
"""Letters that Unicode does not divide into a letter and its mark."""


def fold(text: str) -> str:
    """Lower case without diacritics, as months and labels are compared."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_UNDIVIDED))
    return "".join(char for char in decomposed if not unicodedata.combining(char)).casefold()


@lru_cache(maxsize=1)
def month_names() -> dict[str, int]:
    """Folded month names and abbreviations to 1..12; a name two languages use differently is left out."""
    from babel.dates import get_month_names

    names: dict[str, int] = {}
    clashes: set[str] = set()
    for locale in LOCALES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, locale).items():
                    key = fold(name).strip(". ")
                    if len(key) < 3 or not key.isalpha():
                        continue
                    if names.setdefault(key, number) != number:
                        clashes.add(key)
    names.update({"sept": 9, "marz": 3, "maerz": 3, "janner": 1, "juil": 7, "dec": 12, "mrt": 3, "okt": 10})
    return {name: number for name, number in names.items() if name not in clashes}


@lru_cache(maxsize=1)
def day_names() -> frozenset[str]:
    """Folded names of the days of the week and their short forms, in the languages whose months are known."""
    from babel.dates import get_day_names

    return frozenset(
        fold(name).strip(". ")
        for locale in LOCALES
        for width in ("wide", "abbreviated")
        for name in get_day_names(width, "format", locale).values()
    )


def settled(dates: list[PrintedDate], years: bool | None) -> list[PrintedDate]:
    """Dates once it is known that a document writes its years first; the same ones where it does not."""
    return [
        PrintedDate(each.start, each.end, each.year_first, each.year_first)
        if years and each.year_first
        else each
        for each in dates
    ]


def with_years_first(dates: list[PrintedDate]) -> bool | None:
    """Whether a document writes the year first in its dates of three pairs of figures; None where that stays open.

    The dates of one paper lie near each other: the order under which they do is the one that is meant.
    """
    open_ = [each for each in dates if each.year_first is not None]
    if not open_:
        return False
    sure = [each.day_first for each in dates if each.year_first is None and each.day_first is not None]

    def spread(days: list[date | None]) -> int:
        known = [day for day in (*days, *sure) if day is not None]
        return (max(known) - min(known)).days if len(known) == len(days) + len(sure) else 1_000_000

    by_year = spread([each.year_first for each in open_])
    by_day = min(spread([each.day_first for each in open_]), spread([each.month_first for each in open_]))
    if by_year == by_day:
        return None
    return by_year < by_day


def find_dates(text: str, *, compact: bool = False) -> list[PrintedDate]:
    """All dates in `text`, left to right, none overlapping. `compact` also reads 20260131."""
    found: list[PrintedDate] = []
    taken: list[tuple[int, int]] = []
    for pattern, build in _READERS:
        if pattern is _COMPACT and not compact:
            continue
        match = pattern.search(text)
        while match is not None:
            start, end = match.span()
            readings = build(match)
            if readings is None:
                match = pattern.search(
                    text, start + 1
                )  # "0,69 until 31 May 2026": what is no date may hold one
                continue
            if not any(start < right and left < end for left, right in taken):
                found.append(
                    PrintedDate(start, end, *readings, _year_leads(match) if pattern is _NUMERIC else None)
                )
                taken.append((start, end))
            match = pattern.search(text, end)
    return sorted(found, key=lambda item: item.start)


def short_date(text: str) -> list[PrintedDate]:
    """The date in a word of six figures, as in Sweden: 260711 is 11 July 2026. Only for the value of a date's label."""
    match = _SHORT.fullmatch(text)
    day = None if match is None else _date(2000 + int(match[1]), int(match[2]), int(match[3]))
    return [] if day is None else [PrintedDate(0, len(text), day, day)]


Readings = tuple[date | None, date | None]


def _year(text: str) -> int:
    text = text.lstrip("'’")
    return int(text) if len(text) == 4 else 2000 + int(text)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _same(value: date | None) -> Readings | None:
    return None if value is None else (value, value)


def _iso(match: re.Match[str]) -> Readings | None:
    return _same(_date(int(match[1]), int(match[2]), int(match[3])))


def _numeric(match: re.Match[str]) -> Readings | None:
    first, second, year = int(match[1]), int(match[2]), _year(match[3])
    day_first, month_first = _date(year, second, first), _date(year, first, second)
    if day_first is None and month_first is None:
        return None
    if "/" not in match[0] and day_first is not None and "." in match[0]:
        month_first = day_first  # dots: nobody writes the month first
    return day_first, month_first


def _year_leads(match: re.Match[str]) -> date | None:
    """The reading of 26-01-31 with its year first; only hyphens stand between such figures."""
    plain = re.fullmatch(r"\d\d-\d\d-\d\d", match[0])
    return _date(2000 + int(match[1]), int(match[2]), int(match[3])) if plain else None


def _month_of(name: str) -> int | None:
    key = fold(name)
    names = month_names()
    if key in names:
        return names[key]
    return names.get(key[:3]) if len(key) > 3 and key.startswith(("sept",)) else None


def _named_day_first(match: re.Match[str]) -> Readings | None:
    month = _month_of(match[2])
    return None if month is None else _same(_date(_year(match[3]), month, int(match[1])))


def _named_month_first(match: re.Match[str]) -> Readings | None:
    month = _month_of(match[1])
    return None if month is None else _same(_date(_year(match[3]), month, int(match[2])))


def _named_year_first(match: re.Match[str]) -> Readings | None:
    month = _month_of(match[2])
    return None if month is None else _same(_date(_year(match[1]), month, int(match[3])))


def _roman(match: re.Match[str]) -> Readings | None:
    return _same(_date(_year(match[3]), _ROMAN_MONTHS.index(match[2]) + 1, int(match[1])))


def _slashed(match: re.Match[str]) -> Readings | None:
    return _same(_date(int(match[3]), int(match[2]), int(match[1])))  # "4/7 2025", as in Denmark


def _compact(match: re.Match[str]) -> Readings | None:
    return _same(_date(int(match[1]), int(match[2]), int(match[3])))


_ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_READERS = (
    (_ISO, _iso),
    (_NUMERIC, _numeric),
    (_ROMAN, _roman),
    (_DAY_SLASH_MONTH, _slashed),
    (_DAY_FIRST, _named_day_first),
    (_MONTH_FIRST, _named_month_first),
    (_YEAR_MONTH_NAME, _named_year_first),
    (_COMPACT, _compact),
)
