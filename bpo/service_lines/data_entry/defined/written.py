"""What is printed in a field, as the record writes it; "" where that is not certain."""

import re
from datetime import date
from decimal import Decimal

from bpo.catalog.rules import doubts_about, tidied
from bpo.catalog.rules.definitions import Definition, FieldDefinition

_SIGNS = re.compile(r"[^0-9.,\-()]")
_DAY = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)


def written(definition: Definition, field: FieldDefinition, text: str) -> str:
    """The value of a field for the text found in its place; "" where it cannot be one, or could be two."""
    text = " ".join(text.split()).strip("|[]_ ")
    kind = field.known_type.kind
    if kind == "date":
        value = _day(text, month_first=definition.month_first)
    elif kind in ("money", "number"):
        value = _number(text, comma=definition.decimal_comma, places=2 if kind == "money" else 0)
    elif kind == "choice":
        named = {
            text.casefold(): value for value, label in field.form_field.choices for text in (value, label)
        }
        value = named.get(text.casefold(), "")
    else:
        value = tidied(field.form_field, text)
    return value if value and not doubts_about(field.form_field, value) else ""


def _day(text: str, *, month_first: bool) -> str:
    iso, printed = _ISO.fullmatch(text), _DAY.fullmatch(text)
    if iso:
        year, month, day = map(int, iso.groups())
    elif printed:
        first, second, year = map(int, printed.groups())
        month, day = (first, second) if month_first else (second, first)
    else:
        return ""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def _number(text: str, *, comma: bool, places: int) -> str:
    """Groups of thousands must be whole, and what stands around the figures a sign of currency at most."""
    if sum(mark.isalpha() for mark in text) > 3:
        return ""
    bare = _SIGNS.sub("", text)
    negative = bare.startswith("-") or (bare.startswith("(") and bare.endswith(")"))
    bare = bare.strip("-()")
    mark, group = (",", ".") if comma else (".", ",")
    whole, _, fraction = bare.partition(mark)
    groups = whole.split(group)
    if any(len(each) != 3 for each in groups[1:]) or not 0 < len(groups[0]) <= (3 if len(groups) > 1 else 15):
        return ""
    digits = "".join(groups)
    if not digits.isascii() or not digits.isdigit() or not (fraction or "0").isdigit() or bare.endswith(mark):
        return ""
    if len(fraction) == 3 and len(groups) == 1 and digits != "0":
        return ""  # a group whose mark was misread, more likely than three decimals
    number = Decimal(digits + (f".{fraction}" if fraction else ""))
    had = max(places, len(fraction))
    return format((-number if negative else number).quantize(Decimal(1).scaleb(-had)), "f")
