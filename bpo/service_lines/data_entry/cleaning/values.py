"""Single cells cleaned. Each function gives the clean value, and a doubt in words where a person should look."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import cache

import phonenumbers
from babel import Locale
from babel.core import UnknownLocaleError, get_global
from babel.numbers import get_currency_symbol, get_decimal_symbol, list_currencies


def words(text: str) -> frozenset[str]:
    """The words of a text: how the lists of words of these rules are written."""
    return frozenset(text.split())


THOUSANDS = "thousands"
"""A doubt with two readings: what a whole column is asked about at once."""
LANGUAGES = ("en", "de", "fr", "es", "it", "nl", "pt", "sv", "da", "fi", "nb", "pl", "cs")
_SHORT = {
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "great britain": "GB",
    "britain": "GB",
    "northern ireland": "GB",
    "holland": "NL",
    "america": "US",
    "united states of america": "US",
    "republic of ireland": "IE",
    "czech republic": "CZ",
    "turkey": "TR",
    "hong kong": "HK",
    "macau": "MO",
    "ivory coast": "CI",
    "burma": "MM",
    "cape verde": "CV",
    "swaziland": "SZ",
    "macedonia": "MK",
    "russian federation": "RU",
    "viet nam": "VN",
    "korea, republic of": "KR",
    "republic of korea": "KR",
    "republic of china": "TW",
    "people's republic of china": "CN",
    "prc": "CN",
    "roc": "TW",
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
    "česká republika": "CZ",
    "slovenská republika": "SK",
    "bharat": "IN",
}

_ADDRESS = re.compile(r"[^@\s,;<>.]+(\.[^@\s,;<>.]+)*@([^@\s,;<>.]+\.)+[^@\s,;<>.\d]{2,}")
_AMOUNT = re.compile(
    r"(?P<before>(?:[^\d.,\-()]|(?<=[^\W\d_])\.)*)\(?(?P<minus>-?)\s*(?P<inside>[^\d.,\-()\s]*)\s*"
    r"(?P<figures>\d[\d.,'’ ]*)(?P<after_minus>-?)\)?(?P<after>[^\d,\-()%]*)"
)
_APART = re.compile(r"\d{1,3}(?:(?P<gap>[ '’])\d{3})(?:(?P=gap)\d{3})*(?:[.,]\d+)?")
"""An amount whose groups stand apart or have an apostrophe between them."""
_JOINERS = "\u200c\u200d"
"""Marks without width that letters of Persian and of India are written with."""
_MONEY_WORDS = words(
    "euro euros eur dollar dollars pound pounds sterling rupee rupees yen yuan krona kronor kroner kr rs re inr fr sfr "
    "chf zł zl kč kc ft lei lv din r c a us au nz hk s rmb"
)
"""Words beside an amount that say what money it is, other than the codes and signs of currencies."""
_NOTHING = words(
    "n/a n.a. n.a na none null nil unknown unk tbd tbc tba - -- --- – — . .. ... ? ?? ??? blank empty"
) | {
    *(
        "not known",
        "not provided",
        "not available",
        "not applicable",
        "not given",
        "no data",
        "to be confirmed",
    ),
    *(
        "(blank)",
        "(empty)",
        "(none)",
        "<blank>",
        "keine angabe",
        "k.a.",
        "inconnu",
        "desconocido",
        "sconosciuto",
    ),
}
"""What people write where there is nothing to write."""
_NOUGHT = words("- -- --- – — . .. ... nil none")
"""Of these what may as well be an amount of nought."""
_LABEL = r"(?:tele?(?:phone|fon)?|phone|ph|fone|mob(?:ile)?|cell(?:ular)?|home|work|office|main|direct|handy|[chmotw])"
_LABELLED = re.compile(
    rf"^\(?{_LABEL}\)?\s*(?:no|nr|number)?\s*[.:)]*\s*(?=[+(\d])|(?<=\d)\s*(?:\({_LABEL}\.?\)|[-–]?\s+{_LABEL}\.?)$",
    re.IGNORECASE,
)
"""What kind of telephone it is, before or after the number."""
_POWER = re.compile(r"([1-9])(?:[.,](\d+))?E\+?(\d{1,2})", re.IGNORECASE)
"""A number as a spreadsheet shows it where its cell is too narrow."""
_GROUPED = re.compile(r"\d+|\d{1,3}([.,])\d{3}(?:\1\d{3})*|\d{1,2}(?:,\d{2})*,\d{3}")
"""The whole part of an amount: no groups, groups of three, or India's."""


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
    """One form of Unicode, no control characters, none without width, single spaces."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    shown = "".join(each for each in text if unicodedata.category(each) != "Cf" or each in _JOINERS)
    kept = "".join(
        " " if each.isspace() or not (each.isprintable() or each in _JOINERS) else each for each in shown
    )
    return " ".join(unicodedata.normalize("NFC", kept).split())


def nothing_said(given: str) -> bool:
    """Whether a cell is empty, or has one of the words for nothing."""
    return not given or given.casefold() in _NOTHING


def country(text: str) -> Cleaned:
    """ISO 3166 two-letter code of a country given as code or name in any of several languages."""
    given = plain(text)
    if not given:
        return Cleaned("")
    key = re.sub(r"^the\s+", "", given.rstrip(".").casefold())
    spelled = (key, key.replace(".", ""), key.replace(" and ", " & "))
    found = next((_countries()[each] for each in spelled if each in _countries()), None)
    found = found or next((_own_names()[each] for each in spelled if each in _own_names()), None)
    return Cleaned(found) if found else Cleaned(given, f"“{given}” is no country known here.")


def phone(text: str, region: str) -> Cleaned:
    """E.164 form of a number as written in that country (two-letter code)."""
    whole = plain(text)
    if nothing_said(whole):
        return Cleaned("")
    given = re.sub(r"^(\d{7,})\.0$", r"\1", _LABELLED.sub("", whole).strip())  # a spreadsheet's number
    power = _POWER.fullmatch(given)
    if power:
        first, rest, ten = power[1], power[2] or "", int(power[3])
        if len(rest) != ten:
            return Cleaned(whole, f"“{whole}” has lost figures of the number in a spreadsheet.")
        given = first + rest
    dialled = re.sub(r"^\s*\(?00(?=[1-9])", "+", given)
    number = _parsed(dialled, region)
    abroad = _parsed("+" + re.sub(r"\D", "", given), region) if dialled[:1] not in "+0(" else None
    code = phonenumbers.country_code_for_region(region) if region else 0
    # A number that begins with the country's own code and lacks its trunk prefix has only lost the plus sign.
    if abroad is not None and abroad.country_code == code and _lacks_trunk_prefix(given, region):
        number = abroad
    if number is None:
        return Cleaned(whole, f"“{whole}” is no telephone number of {region or 'a known country'}.")
    doubt = "" if phonenumbers.is_valid_number(number) else f"“{whole}” is in no range that is given out."
    if number.extension:
        doubt = f"“{whole}” has an extension, which the international form leaves out."
    elif re.search(r"[^\W\d_]", given):
        doubt = f"“{whole}” has letters, which may be no part of the number."
    return Cleaned(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164), doubt)


def email(text: str) -> Cleaned:
    """An address in lower case, without `mailto:` and what stands around it."""
    if nothing_said(plain(text)):
        return Cleaned("")
    given = re.sub(r"^mailto:\s*", "", plain(text).strip("<>;,. "), flags=re.IGNORECASE).lower()
    if given and not is_email(given):
        return Cleaned(given, f"“{given}” is no e-mail address.")
    return Cleaned(given)


def is_email(text: str) -> bool:
    """Whether a text has the shape of an e-mail address."""
    return bool(_ADDRESS.fullmatch(text))


def amount(text: str, region: str) -> Cleaned:
    """A plain decimal with two places; in doubt where a single separator may be either."""
    given = plain(text)
    if not given or (nothing_said(given) and given.casefold() not in _NOUGHT):
        return Cleaned("")
    negative = (given.startswith("(") and given.endswith(")")) or given.endswith("-")
    shape = _AMOUNT.fullmatch(given)
    if not shape or not all(_says_money(shape[beside]) for beside in ("before", "inside", "after")):
        return Cleaned(given, f"“{given}” is no amount.")
    if re.search(r"\d[ '’]", shape["figures"].rstrip()) and not _APART.fullmatch(shape["figures"].rstrip()):
        return Cleaned(given, f"“{given}” is no amount: its groups are not of three figures.")
    bare = shape["minus"] + re.sub(r"[^0-9.,]", "", shape["figures"])
    mark = max(bare.rfind("."), bare.rfind(","))
    doubt = other = ""
    if mark >= 0:
        sign, after = bare[mark], len(bare) - mark - 1
        single = bare.count(",") + bare.count(".") == 1
        if single and after == 3 and not bare.startswith("0"):
            comma = writes_comma(region)
            both = bare.replace(sign, "."), bare.replace(sign, "")
            bare, other = both if (sign == ",") == comma else both[::-1]
            doubt = f"“{given}” may be thousands or three decimals."
            if sign == "," and never_comma(region):
                doubt = other = ""
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


@cache
def _says_money(beside: str) -> bool:
    """Whether what stands beside an amount says what money it is in, and nothing else."""
    words = re.sub(r"([^\W\d_]+)", r" \1 ", beside.casefold()).split() if beside else []
    together = beside.casefold().strip()
    known = _currencies() | _MONEY_WORDS
    return together in known or together.rstrip(".") in known or all(word in known for word in words)


@cache
def _currencies() -> frozenset[str]:
    codes = list_currencies()
    symbols = {get_currency_symbol(code, locale="en") for code in codes}
    own = (
        {symbol.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for symbol in symbols}
        | set("$€£¥₹₩₦₱₫฿₴₺₽₪ ")
        | {"kr.", "."}
    )
    return frozenset(each.casefold() for each in (*codes, *symbols, *own) if each)


def _money(bare: str, *, negative: bool) -> str | None:
    try:
        value = Decimal(bare)
        return str((-value if negative else value).quantize(Decimal("0.01")))
    except InvalidOperation:
        return None


def writes_comma(region: str) -> bool:
    """Whether a country writes amounts with a decimal comma, in the language most of it speaks."""
    return _decimal_signs(region)[:1] == (",",)


def never_comma(region: str) -> bool:
    """Whether no official language of a country has a decimal comma: `1,234` is then a thousand and more."""
    return set(_decimal_signs(region)) == {"."}


@cache
def _decimal_signs(region: str) -> tuple[str, ...]:
    """The decimal signs of a country's official languages by Unicode CLDR, that of most people first."""
    spoken = get_global("territory_languages").get(region, {})
    official = {code: said for code, said in spoken.items() if said.get("official_status")}
    signs = []
    for language in sorted(official, key=lambda code: -float(official[code]["population_percent"])):
        try:
            signs.append(get_decimal_symbol(Locale.parse(f"{language}_{region}")))
        except (UnknownLocaleError, ValueError):
            continue
    return tuple(signs)


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


@cache
def _own_names() -> dict[str, str]:
    """What countries call themselves in their official languages (Unicode CLDR): only looked up for what is no country
    in the usual languages, as reading them all takes half a second."""
    found: dict[str, str] = {}
    spoken: dict[str, Mapping[str, str]] = {}
    for code, languages in get_global("territory_languages").items():
        for language, said in languages.items():
            if not said.get("official_status") or not code.isalpha():
                continue
            if language not in spoken:
                try:
                    spoken[language] = Locale.parse(language).territories
                except (UnknownLocaleError, ValueError):
                    spoken[language] = {}
            if code in spoken[language]:
                found.setdefault(spoken[language][code].casefold(), code)
    return found


@cache
def _countries() -> dict[str, str]:
    found = {
        alias.casefold(): codes[0]
        for alias, codes in get_global("territory_aliases").items()
        if len(codes) == 1
    }
    for language in LANGUAGES:
        for code, named in Locale(language).territories.items():
            if len(code) == 2 and code.isalpha():
                found.setdefault(named.casefold(), code)
                found[code.casefold()] = code
    return found | {"uk": "GB"} | _SHORT
