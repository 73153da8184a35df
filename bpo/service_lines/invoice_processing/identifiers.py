"""Identifiers on invoices: whether their form and check digits are right. Form says nothing about registration."""

import re
from functools import lru_cache
from types import ModuleType

from .wordset import wordset

IBAN_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "AZ": 28, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "BR": 29,
    "CH": 21, "CR": 22, "CY": 28, "CZ": 24, "DE": 22, "DK": 18, "DO": 28, "EE": 20, "EG": 29, "ES": 24,
    "FI": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18, "GR": 27, "GT": 28, "HR": 21,
    "HU": 28, "IE": 22, "IL": 23, "IQ": 23, "IS": 26, "IT": 27, "JO": 30, "KW": 30, "KZ": 20, "LB": 28,
    "LC": 32, "LI": 21, "LT": 20, "LU": 20, "LV": 21, "LY": 25, "MC": 27, "MD": 24, "ME": 22, "MK": 19,
    "MR": 27, "MT": 31, "MU": 30, "NL": 18, "NO": 15, "PK": 24, "PL": 28, "PS": 29, "PT": 25, "QA": 29,
    "RO": 24, "RS": 22, "SA": 24, "SC": 31, "SE": 24, "SI": 19, "SK": 24, "SM": 27, "ST": 25, "SV": 28,
    "TL": 23, "TN": 24, "TR": 26, "UA": 29, "VA": 22, "VG": 24, "XK": 20,
}  # fmt: skip
"""Length of an IBAN by country (SWIFT IBAN registry)."""

VAT_COUNTRIES = wordset(
    "AT BE BG CH CY CZ DE DK EE EL ES FI FR GB GR HR HU IE IT LT LU LV MT NL NO PL PT RO SE SI SK XI"
)
_VAT_BODY = {
    "AT": r"U\d{8}", "BE": r"[01]?\d{9}", "BG": r"\d{9,10}", "CH": r"E\d{9}(?:MWST|TVA|IVA)?", "CY": r"\d{8}[A-Z]",
    "CZ": r"\d{8,10}", "DE": r"\d{9}", "DK": r"\d{8}", "EE": r"\d{9}", "EL": r"\d{9}",
    "ES": r"[A-Z0-9]\d{7}[A-Z0-9]", "FI": r"\d{8}", "FR": r"[A-Z0-9]{2}\d{9}", "GB": r"(?:\d{9}|\d{12}|(?:GD|HA)\d{3})",
    "GR": r"\d{9}", "HR": r"\d{11}", "HU": r"\d{8}", "IE": r"\d[A-Z0-9+*]\d{5}[A-Z]{1,2}", "IT": r"\d{11}",
    "LT": r"(?:\d{9}|\d{12})", "LU": r"\d{8}", "LV": r"\d{11}", "MT": r"\d{8}", "NL": r"\d{9}B\d{2}",
    "NO": r"\d{9}(?:MVA)?", "PL": r"\d{10}", "PT": r"\d{9}", "RO": r"\d{2,10}", "SE": r"\d{12}", "SI": r"\d{8}",
    "SK": r"\d{10}", "XI": r"\d{9}(?:\d{3})?",
}  # fmt: skip
"""What follows the country code in a VAT id (Council Directive 2006/112, VIES; CH and NO national forms)."""

PLACEHOLDERS = wordset(
    "na n/a n.a. nn n.n. none null nil - -- --- . x xx xxx xxxx ? tbd tba test unknown dummy dummywert dummyvalue "
    "platzhalter placeholder notprovided not-provided undefined keine entfällt entfaellt ohne k.a. unbekannt "
    "sansobjet néant neant nvt n.v.t. s/n 0 000"
)


def compact(text: str) -> str:
    """Upper case letters and digits only."""
    return re.sub(r"[^0-9A-Za-z]", "", text).upper()


def is_placeholder(text: str) -> bool:
    """Whether a text stands in for a value that was never filled in: "NA", "Dummywert", "[Seller name]"."""
    plain = re.sub(r"\s+", "", text).casefold()
    return plain in PLACEHOLDERS or plain == "" or re.fullmatch(r"[\[<{].*[\]>}]", text.strip()) is not None


def iban_has_form(text: str) -> bool:
    """Whether a text has the outward form of an IBAN of its country, whatever its check digits."""
    plain = compact(text)
    return re.fullmatch(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}", plain) is not None


def iban_is_valid(text: str) -> bool:
    """Country length and mod-97 check of an IBAN (ISO 13616)."""
    plain = compact(text)
    if not iban_has_form(plain) or IBAN_LENGTHS.get(plain[:2]) != len(plain):
        return False
    digits = "".join(str(int(char, 36)) for char in plain[4:] + plain[:4])
    return int(digits) % 97 == 1


def vat_has_form(text: str) -> bool:
    """Whether a text has the form of a VAT id with its country code."""
    plain = compact(text)
    body = _VAT_BODY.get(plain[:2])
    return body is not None and re.fullmatch(body, plain[2:]) is not None


@lru_cache(maxsize=64)
def _vat_module(country: str) -> ModuleType | None:
    from stdnum.util import get_cc_module

    found = get_cc_module({"EL": "gr", "XI": "gb"}.get(country, country.lower()), "vat")
    return found if isinstance(found, ModuleType) else None


def vat_is_valid(text: str) -> bool | None:
    """Whether a VAT id's check digits are right; None where no rule is known for its country."""
    plain = compact(text)
    if not vat_has_form(plain):
        return False
    module = _vat_module(plain[:2])
    if module is None:
        return None
    return bool(module.is_valid(plain)) or bool(module.is_valid(plain[2:]))
