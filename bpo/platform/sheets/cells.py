"""What one cell says: one form for each kind, and a plain sentence where it could mean two things.

Nothing ambiguous is guessed: 03/04/2026 and, without other evidence, 1.234 are refused.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

DIGITS = 15
PLACES = 10

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YES = frozenset({"y", "yes", "true", "1", "j", "ja", "oui", "si", "sí", "sì", "s", "o"})
_NO = frozenset({"n", "no", "false", "0", "nein", "non", "nee", "nej"})
_LIVE = tuple("=+-@＝＋－＠")
_SPACES = re.compile(r"[\s\u00a0\u2007\u202f]+")
_PLAIN = re.compile(r"(?a)-?\d{1,3}|-?\d+\.\d{1,2}|-?\d+")
_GROUPED = re.compile(r"(?a)\d*|\d{1,3}(?:([_.,])\d{3})(?:\1\d{3})*")
_YEAR_FIRST = re.compile(r"(?a)(\d{4})([-/.]?)(\d{2})\2(\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?)?")
_YEAR_LAST = re.compile(r"(?a)(\d{1,2})([-/.])(\d{1,2})\2(\d{4})")
_MONTH_NAMED = re.compile(r"(?a)(\d{1,2})[-. ]([A-Za-z]{3,9})[-., ]+(\d{4})")


class Unreadable(ValueError):
    """The cell cannot be taken; the message says why, and what to write instead."""


def tidy(text: str) -> str:
    """Text in Unicode's composed form on one line, without invisible characters and what was put before a formula."""
    if text.isascii() and text.isprintable():
        plain = text.strip()
    else:
        composed = unicodedata.normalize("NFC", _SPACES.sub(" ", text))
        plain = "".join(each for each in composed if unicodedata.category(each) not in ("Cc", "Cf")).strip()
    return plain[1:] if plain[:1] == "'" and plain[1:].lstrip().startswith(_LIVE) else plain


def read_number(text: str, mark: str | None) -> Decimal:
    """The number; grouping by space, apostrophe, point or comma is understood where it can only be that.

    `mark` decides about a single point or comma before three digits. Unreadable otherwise.
    """
    if _PLAIN.fullmatch(text):
        return Decimal(_checked(text))
    body, negative = _unsigned(text)
    if "_" in body:
        raise Unreadable(_why_no_number(text))
    body = re.sub(r"(?<=\d)[ '’](?=\d{3}(?!\d))", "_", body)
    if not re.fullmatch(r"(?a)\d[\d_.,]*|[.,]\d+", body):
        raise Unreadable(_why_no_number(text))
    separator = _decimal_mark(body, mark, text)
    whole, _, fraction = body.rpartition(separator) if separator else (body, "", "")
    if not _GROUPED.fullmatch(whole) or "_" in fraction:
        raise Unreadable(f"“{text}” is no number: its digits are not grouped in threes")
    digits = re.sub(r"\D", "", whole) or "0"
    return Decimal(_checked(f"{'-' if negative else ''}{digits}" + (f".{fraction}" if fraction else "")))


def _unsigned(text: str) -> tuple[str, bool]:
    body = text.replace("\u2212", "-")
    if body.startswith("(") and body.endswith(")"):
        return body[1:-1].strip(), True
    if body.endswith("-"):
        return body[:-1].strip(), True
    return body[1:].strip() if body[:1] in ("+", "-") else body, body.startswith("-")


def _decimal_mark(body: str, mark: str | None, text: str) -> str:
    """Which character of the body is the decimal mark; "" for none."""
    points, commas = body.count("."), body.count(",")
    if points and commas:
        last = max(".", ",", key=body.rfind)
        if body.count(last) > 1:
            raise Unreadable(f"“{text}” is no number: it has several decimal marks")
        return last
    only = "." if points else ","
    if points + commas != 1:
        return ""  # whole, or grouped
    before, _, after = body.partition(only)
    if len(after) != 3 or "_" in before or len(before) > 3 or before in ("", "0") or before.startswith("0"):
        return only
    if mark is None:
        raise Unreadable(
            f"“{text}” could be {before}{after} or {before}.{after}: write it without separators, such as"
            f" {before}{after} or {before}.{after}0"
        )
    return only if mark == only else ""


def _checked(number: str) -> str:
    whole, _, fraction = number.lstrip("-").partition(".")
    if len(whole) > DIGITS or len(fraction) > PLACES:
        raise Unreadable(f"“{number}” has too many digits")
    return number


def _why_no_number(text: str) -> str:
    if re.fullmatch(r"[\d.,]+[eE][+-]?\d+", text):
        return f"“{text}” was shortened by a spreadsheet: format the column as a number with all its digits"
    if "%" in text:
        return f"“{text}” bears a percent sign: write the number alone"
    if re.search(r"[A-Z]{3}|[€$£¥]", text) and re.search(r"\d", text):
        return f"“{text}” bears a currency: write the amount alone"
    return f"“{text}” is no number"


def number_text(number: Decimal) -> str:
    """A number in its one form: without needless zeros, never with an exponent."""
    return format(number.normalize(), "f") if number else "0"


def money_text(amount: Decimal) -> str:
    """An amount in its one form: at least two places."""
    plain = number_text(amount)
    whole, _, fraction = plain.partition(".")
    return f"{whole}.{fraction:0<2}"


def decimal_mark_of(cells: Iterable[str]) -> str | None:
    """The decimal mark that the cells of a column prove, by those that can be read one way only; None without proof."""
    seen: set[str] = set()
    for cell in cells:
        last = max(cell.rfind("."), cell.rfind(","))
        if last < 0:
            continue
        before, after = cell[:last].lstrip("+-( "), cell[last + 1 :].rstrip("-) ")
        other = "," if cell[last] == "." else "."
        if other in before or (cell[last] not in before and (len(after) != 3 or before in ("", "0"))):
            seen.add(cell[last])
        elif cell[last] in before:
            seen.add(other)
        if len(seen) > 1:
            return None
    return seen.pop() if seen else None


def read_date(text: str) -> date:
    """The day: year first, or with dots day first, or with the month's English name, or where only one reading is one.

    Unreadable for other texts, and where day and month could change places.
    """
    if found := _YEAR_FIRST.fullmatch(text):
        return _day(int(found[1]), int(found[3]), int(found[4]), text)
    if found := _YEAR_LAST.fullmatch(text):
        first, second, year = int(found[1]), int(found[3]), int(found[4])
        if found[2] == "." or first > 12 or first == second:
            return _day(year, second, first, text)
        if second > 12:
            return _day(year, first, second, text)
        raise Unreadable(
            f"“{text}” could be {year}-{second:02}-{first:02} or {year}-{first:02}-{second:02}: write YYYY-MM-DD"
        )
    if (found := _MONTH_NAMED.fullmatch(text)) and found[2][:3].lower() in _MONTHS:
        return _day(int(found[3]), _MONTHS.index(found[2][:3].lower()) + 1, int(found[1]), text)
    if re.fullmatch(r"\d{5}(\.0+)?", text):
        raise Unreadable(f"“{text}” is a spreadsheet's number of a day: format the column as a date")
    raise Unreadable(f"“{text}” is no date: write YYYY-MM-DD")


def _day(year: int, month: int, day: int, text: str) -> date:
    if not 1900 <= year <= 2199:
        raise Unreadable(f"“{text}” is no likely date")
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Unreadable(f"“{text}” is no day of the calendar") from error


def read_yes_no(text: str) -> str:
    """Y or N."""
    word = text.casefold()
    if word in _YES:
        return "Y"
    if word in _NO:
        return "N"
    raise Unreadable(f"“{text}” is neither yes nor no: write Y or N")
