"""What people type, as the record keeps it: amounts with a point, dates in ISO form.

Strict: a text that could mean two numbers or two days is refused with a sentence, never guessed. A value
that stands as it was shown is the record's own and is taken as it is.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from babel.core import Locale, UnknownLocaleError
from babel.numbers import get_decimal_symbol

LONGEST = {"text": 500, "textarea": 5000}
_NUMBER_LONGEST = 40
_GAPS = re.compile("[\\s\u00a0\u202f\u2009'’]")
_CANONICAL = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII)
_POINTS = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", re.ASCII)
_SLASHES = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Local:
    """How a client writes: the decimal mark, and whether the month comes before the day."""

    decimal: str = "."
    month_first: bool = False


class NotTaken(ValueError):
    """The text is not taken; the message says why and what to write instead."""


def typed(
    kind: str, text: str, local: Local, *, shown: str | None, choices: Sequence[str] = ()
) -> str | None:
    """The record's value for what was typed into a field of this kind; None for an empty field.

    `shown` is the record's value that stood in the field before. Raises NotTaken.
    """
    text = unicodedata.normalize("NFC", text).strip()
    if not text:
        return None
    if shown is not None and text == shown:
        return text
    if kind in ("money", "number"):
        return number(text, local, places=2 if kind == "money" else 0)
    if kind == "date":
        return day(text, local)
    if kind == "choice":
        if text not in choices:
            raise NotTaken("Choose one of the list.")
        return text
    return _words(text, kind)


def _words(text: str, kind: str) -> str:
    allowed = "\n\r\t" if kind == "textarea" else ""
    if any(unicodedata.category(mark) in ("Cc", "Cs", "Zl", "Zp") and mark not in allowed for mark in text):
        raise NotTaken("Use plain characters on one line.")
    longest = LONGEST.get(kind, LONGEST["text"])
    if len(text) > longest:
        raise NotTaken(f"Use at most {longest} characters.")
    return text


def number(text: str, local: Local, *, places: int) -> str:
    """A number as a decimal string with a point and at least so many places: "1.234,5" → "1234.50".

    Groups of thousands must be whole. NotTaken for what is no number, or could be two ("1.234" from
    somebody who writes thousands with points).
    """
    rest = _GAPS.sub("", text).replace("−", "-")
    negative = rest.startswith("-")
    rest = rest.removeprefix("-")
    if len(rest) > _NUMBER_LONGEST or not re.fullmatch(r"\d[\d.,]*", rest, re.ASCII) or rest[-1] in ".,":
        raise NotTaken(f"“{text[:40]}” is not a number. Write it like 1234.50.")
    mark = _decimal_mark(rest, local)
    whole, _, fraction = rest.partition(mark) if mark else (rest, "", "")
    groups = re.split(r"[.,]", whole)
    torn = len(groups) > 1 and (len(groups[0]) > 3 or any(len(group) != 3 for group in groups[1:]))
    if torn or "," in fraction or "." in fraction:
        raise NotTaken(f"“{text[:40]}” is not a number. Write it like 1234.50.")
    value = Decimal("".join(groups) + ("." + fraction if fraction else ""))
    return _plain(-value if negative and value else value, places)


def _decimal_mark(rest: str, local: Local) -> str:
    """Which mark is the decimal one; "" for none. NotTaken where both readings are possible."""
    points, commas = rest.count("."), rest.count(",")
    if points and commas:
        return "." if rest.rfind(".") > rest.rfind(",") else ","
    if points + commas != 1:
        return ""
    mark = "." if points else ","
    before, after = rest.split(mark)
    if len(after) != 3 or len(before) > 3 or before.startswith("0"):
        return mark
    if mark == "." and local.decimal == ",":
        whole = before + after
        raise NotTaken(f"“{rest}” can mean two numbers. Write {whole} or {before},{after}.")
    return mark if mark == local.decimal else ""


def _plain(value: Decimal, places: int) -> str:
    has = -int(value.as_tuple().exponent)
    return format(value.quantize(Decimal(1).scaleb(-places)) if has < places else value, "f")


def day(text: str, local: Local) -> str:
    """A day in ISO form. "3/4/2026" is read as the client writes; years take four digits. Raises NotTaken."""
    iso, points, slashes = (pattern.fullmatch(text) for pattern in (_ISO, _POINTS, _SLASHES))
    if iso:
        year, month, number_ = map(int, iso.groups())
    elif points:
        number_, month, year = map(int, points.groups())
    elif slashes:
        first, second, year = map(int, slashes.groups())
        month, number_ = (first, second) if local.month_first else (second, first)
        if month > 12 >= number_:
            month, number_ = number_, month
    else:
        raise NotTaken(f"“{text[:40]}” is not a date. Write it like 2026-07-14.")
    try:
        return date(year, month, number_).isoformat()
    except ValueError as error:
        raise NotTaken(f"There is no day “{text[:40]}”.") from error


def nested(values: Mapping[str, str], tables: Sequence[str]) -> dict[str, object]:
    """Flat names as a form sends them, with the rows of tables gathered: `lines.0.net` goes into `lines`.

    Rows must be numbered 0, 1, 2 … without a hole; NotTaken else.
    """
    found: dict[str, object] = {}
    rows: dict[str, dict[int, dict[str, str]]] = {}
    for name, value in values.items():
        table = next((path for path in tables if name.startswith(path + ".")), None)
        if table is None:
            found[name] = value
            continue
        index, _, column = name.removeprefix(table + ".").partition(".")
        if not re.fullmatch(r"0|[1-9]\d{0,3}", index, re.ASCII) or not column:
            raise NotTaken(f"There is no field “{name[:60]}”.")
        rows.setdefault(table, {}).setdefault(int(index), {})[column] = value
    for table in tables:
        numbered = rows.get(table, {})
        if sorted(numbered) != list(range(len(numbered))):
            raise NotTaken("The rows are not numbered in order.")
        found[table] = [numbered[index] for index in range(len(numbered))]
    return found


def local_of(locale: str) -> Local:
    """How people of a locale write numbers and days."""
    try:
        known = Locale.parse(locale.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        known = Locale("en", "GB")
    pattern = known.date_formats["short"].pattern
    return Local(
        decimal="," if get_decimal_symbol(known) == "," else ".",
        month_first=pattern.lower().find("m") < pattern.lower().find("d") and not pattern.startswith("y"),
    )
