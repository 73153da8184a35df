"""Single cells cleaned. Each function gives the clean value, and a doubt in words where a person should look."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache

import phonenumbers
from babel import Locale
from babel.core import UnknownLocaleError, get_global
from babel.numbers import get_decimal_symbol

MONTH_FIRST = frozenset({"US"})
"""Countries whose all-figure dates begin with the month."""
EITHER_FIRST = frozenset({"CA", "PH", "PR", "GU", "PA"})
"""Countries in which both orders are in use, so that they say nothing."""
_OLDEST = 120
"""Years after which a date of birth is doubted."""
CENTURY, DAY_OR_MONTH, THOUSANDS = "century", "day_or_month", "thousands"
"""Doubts with two readings: what a whole column is asked about at once."""
_LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "sv", "da", "fi", "nb", "pl", "cs")
_SHORT = {
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "great britain": "GB",
    "holland": "NL",
    "america": "US",
    # codes of the International Olympic Committee that are not ISO 3166's
    "ger": "DE",
    "ned": "NL",
    "sui": "CH",
    "den": "DK",
    "por": "PT",
    "gre": "GR",
    "cro": "HR",
    "rsa": "ZA",
    "uae": "AE",
}

_ADDRESS = re.compile(r"[^@\s,;<>.]+(\.[^@\s,;<>.]+)*@([^@\s,;<>.]+\.)+[^@\s,;<>.\d]{2,}")
_AMOUNT = re.compile(r"[^\d.,\-()]*\(?-?\s*\d[\d.,'’ ]*-?\)?[^\d.,\-()%]*")
_GROUPED = re.compile(r"\d+|\d{1,3}([.,])\d{3}(?:\1\d{3})*|\d{1,2}(?:,\d{2})*,\d{3}")
"""The whole part of an amount: no groups, groups of three, or India's."""
_TIME = re.compile(r"[ T]00:00(:00(\.0+)?)?Z?$")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A clean value and what is doubtful about it (empty where nothing is).

    Where it can be read in two ways, `other` is the second reading and `kind` says which of two it is about.
    """

    value: str
    doubt: str = ""
    other: str = ""
    kind: str = ""


def plain(text: str) -> str:
    """One form of Unicode, no control characters, single spaces."""
    kept = "".join(" " if each.isspace() or not each.isprintable() else each for each in text)
    return " ".join(unicodedata.normalize("NFC", kept).split())


def country(text: str) -> Cleaned:
    """ISO 3166 two-letter code of a country given as code or name in any of several languages."""
    given = plain(text)
    if not given:
        return Cleaned("")
    key = re.sub(r"^the\s+", "", given.rstrip(".").casefold())
    found = _countries().get(key) or _countries().get(key.replace(".", ""))
    return Cleaned(found) if found else Cleaned(given, f"“{given}” is no country known here.")


def phone(text: str, region: str) -> Cleaned:
    """E.164 form of a number as written in that country (two-letter code)."""
    given = plain(text)
    if not given:
        return Cleaned("")
    whole, given = given, re.sub(r"^(\d{7,})\.0$", r"\1", given)  # a spreadsheet's number
    dialled = re.sub(r"^\s*00(?=[1-9])", "+", given)
    number = _parsed(dialled, region)
    abroad = _parsed("+" + re.sub(r"\D", "", given), region) if dialled[0] not in "+0(" else None
    code = phonenumbers.country_code_for_region(region) if region else 0
    # A number that begins with the country's own code and lacks its trunk prefix has only lost the plus sign.
    if abroad is not None and abroad.country_code == code and _lacks_trunk_prefix(given, region):
        number = abroad
    if number is None:
        return Cleaned(given, f"“{given}” is no telephone number of {region or 'a known country'}.")
    doubt = "" if phonenumbers.is_valid_number(number) else f"“{whole}” is in no range that is given out."
    if number.extension:
        doubt = f"“{whole}” has an extension, which the international form leaves out."
    return Cleaned(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), doubt)


def email(text: str) -> Cleaned:
    """An address in lower case, without `mailto:` and what stands around it."""
    given = re.sub(r"^mailto:\s*", "", plain(text).strip("<>;,. "), flags=re.IGNORECASE).lower()
    if given and not _ADDRESS.fullmatch(given):
        return Cleaned(given, f"“{given}” is no e-mail address.")
    return Cleaned(given)


def day(text: str, region: str, today: date, order: str = "") -> Cleaned:
    """ISO 8601 date of one past, written in figures or with the month's name.

    `order` says what comes first, `day` or `month`; without it the country does. In doubt: neither says it while both
    orders make a date, two figures for the year.
    """
    given = plain(text)
    if not given:
        return Cleaned("")
    given = _TIME.sub("", given)
    named = _named_month(given, today)
    if named is not None:
        return named
    joined = re.fullmatch(r"(\d{4})(\d{2})(\d{2})", given)
    parts = list(joined.groups()) if joined else re.split(r"\s*[-/.]\s*|\s+", given.rstrip("."))
    if len(parts) != 3 or not all(re.fullmatch(r"[0-9]{1,4}", part) for part in parts):
        return Cleaned(given, f"“{given}” is no date.")
    if not order and region and region not in EITHER_FIRST:
        order = "month" if region in MONTH_FIRST else "day"
    return _figures(given, [int(part) for part in parts], len(parts[0]) == 4, len(parts[2]), order, today)


def amount(text: str, region: str) -> Cleaned:
    """A plain decimal with two places; in doubt where a single separator may be either."""
    given = plain(text)
    if not given:
        return Cleaned("")
    negative = (given.startswith("(") and given.endswith(")")) or given.endswith("-")
    bare = re.sub(r"[^0-9.,\-]", "", given).removesuffix("-")
    if not _AMOUNT.fullmatch(given):
        return Cleaned(given, f"“{given}” is no amount.")
    mark = max(bare.rfind("."), bare.rfind(","))
    doubt = other = ""
    if mark >= 0:
        sign, after = bare[mark], len(bare) - mark - 1
        single = bare.count(",") + bare.count(".") == 1
        if single and after == 3 and not bare.startswith("0"):
            comma = writes_comma(region)
            doubt = f"“{given}” may be thousands or three decimals."
            both = bare.replace(sign, "."), bare.replace(sign, "")
            bare, other = both if (sign == ",") == comma else both[::-1]
        elif bare.count(sign) > 1 or (after == 3 and not single):
            if not _GROUPED.fullmatch(bare.lstrip("-")):
                return Cleaned(given, f"“{given}” is no amount: its groups are not of three figures.")
            bare = re.sub("[.,]", "", bare)
        else:
            if not _GROUPED.fullmatch(bare[:mark].lstrip("-") or "0"):
                return Cleaned(given, f"“{given}” is no amount: its groups are not of three figures.")
            doubt = f"“{given}” has more than two decimals." if after > 2 else ""
            bare = re.sub("[.,]", "", bare[:mark]) + "." + bare[mark + 1 :]
    value = _money(bare, negative=negative)
    if value is None:
        return Cleaned(given, f"“{given}” is no amount.")
    second = _money(other, negative=negative) if other else None
    return Cleaned(value, doubt, second or "", THOUSANDS if second else "")


def _money(bare: str, *, negative: bool) -> str | None:
    try:
        value = Decimal(bare)
        return str((-value if negative else value).quantize(Decimal("0.01")))
    except InvalidOperation:
        return None


@cache
def writes_comma(region: str) -> bool:
    """Whether a country writes amounts with a decimal comma: by Unicode CLDR, in the language most of it speaks."""
    spoken = get_global("territory_languages").get(region, {})
    official = {code: said for code, said in spoken.items() if said.get("official_status")}
    for language in sorted(official, key=lambda code: -float(official[code]["population_percent"])):
        try:
            return get_decimal_symbol(Locale.parse(f"{language}_{region}")) == ","
        except (UnknownLocaleError, ValueError):
            continue
    return False


def _parsed(text: str, region: str) -> phonenumbers.PhoneNumber | None:
    try:
        number = phonenumbers.parse(text, region or None)
    except phonenumbers.NumberParseException:
        return None
    whole = phonenumbers.is_possible_number_with_reason(number) == phonenumbers.ValidationResult.IS_POSSIBLE
    return number if whole else None


def _lacks_trunk_prefix(given: str, region: str) -> bool:
    metadata = phonenumbers.PhoneMetadata.metadata_for_region(region)
    trunk = metadata.national_prefix if metadata is not None else None
    return trunk == "0" and not re.sub(r"\D", "", given).startswith(trunk)


def _named_month(given: str, today: date) -> Cleaned | None:
    words = re.findall(r"[0-9]{1,4}|[^\W\d_]+", given)
    figures = [word for word in words if word[0] in "0123456789"]
    months = [_months()[word.casefold()] for word in words if word.casefold() in _months()]
    if len(months) != 1 or len(figures) != 2:
        return None
    day_of, year = (figures[1], figures[0]) if len(figures[0]) == 4 else figures
    if len(year) == 4:
        found = _date(int(year), months[0], int(day_of))
        return _past(given, found, today) if found else None
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


def _past(given: str, found: date, today: date) -> Cleaned:
    """A date of somebody living: one to come, or long ago, is looked at."""
    doubt = f"“{given}” is still to come." if found > today else ""
    if found.year < today.year - _OLDEST:
        doubt = f"“{given}” is more than {_OLDEST} years ago."
    return Cleaned(found.isoformat(), doubt)


def _figures(
    given: str, numbers: list[int], year_first: bool, year_digits: int, order: str, today: date
) -> Cleaned:
    if year_first:
        found = _date(*numbers)
        return _past(given, found, today) if found else Cleaned(given, f"“{given}” is no date.")
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
        return _past(given, found, today)
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
def _countries() -> dict[str, str]:
    found = {
        alias.casefold(): codes[0]
        for alias, codes in get_global("territory_aliases").items()
        if len(codes) == 1
    }
    for language in _LANGUAGES:
        for code, named in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                found.setdefault(named.casefold(), code)
                found[code.casefold()] = code
    return found | {"uk": "GB"} | _SHORT


@cache
def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for number, named in Locale(language).months["format"][width].items():
                found.setdefault(named.rstrip(".").casefold(), number)
    return found | {"sept": 9}
