"""Check digits and formal rules of numbers that forms bear, by name. Form only: nobody is asked whether it exists."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

_NINO = re.compile(r"(?!BG|GB|KN|NK|NT|TN|ZZ)[ABCEGHJ-PRSTW-Z][ABCEGHJ-NPRSTW-Z][0-9]{6}[A-D]?")
"""HMRC, National Insurance Manual NIM39110."""
_SEPARATORS = re.compile(r"[\s.\-/]")


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckDigit:
    """One rule: what people call it, and what a number that breaks it is not."""

    label: str
    module: str
    """Of python-stdnum, with `is_valid`; empty for rules of our own."""
    says: str


CHECK_DIGITS: Mapping[str, CheckDigit] = {
    "luhn": CheckDigit(
        label="Luhn (cards, many reference numbers)",
        module="stdnum.luhn",
        says="The check digit (Luhn) is not right.",
    ),
    "mod97": CheckDigit(
        label="Modulo 97 (ISO 7064, two figures at the end)",
        module="stdnum.iso7064.mod_97_10",
        says="The check figures (modulo 97) are not right.",
    ),
    "mod11": CheckDigit(
        label="Modulo 11 (weights 2 to 7 from the right)",
        module="",
        says="The check digit (modulo 11) is not right.",
    ),
    "mod11_2": CheckDigit(
        label="Modulo 11,2 (ISO 7064, X for ten)",
        module="stdnum.iso7064.mod_11_2",
        says="The check digit (modulo 11) is not right.",
    ),
    "mod37_36": CheckDigit(
        label="Modulo 37,36 (ISO 7064, letters and digits)",
        module="stdnum.iso7064.mod_37_36",
        says="The check character (modulo 37) is not right.",
    ),
    "verhoeff": CheckDigit(
        label="Verhoeff", module="stdnum.verhoeff", says="The check digit (Verhoeff) is not right."
    ),
    "damm": CheckDigit(label="Damm", module="stdnum.damm", says="The check digit (Damm) is not right."),
    "aba": CheckDigit(
        label="ABA routing number", module="stdnum.us.rtn", says="It is no routing number (ABA) of a bank."
    ),
    "iban": CheckDigit(
        label="IBAN", module="stdnum.iban", says="It is no IBAN: its length or check figures are not right."
    ),
    "bic": CheckDigit(label="BIC", module="stdnum.bic", says="It is no BIC."),
    "lei": CheckDigit(
        label="LEI", module="stdnum.lei", says="It is no LEI: its check figures are not right."
    ),
    "vat": CheckDigit(label="EU VAT number", module="stdnum.eu.vat", says="It is no VAT number of the EU."),
    "ein": CheckDigit(label="EIN (US)", module="stdnum.us.ein", says="No EIN begins or looks like that."),
    "ssn": CheckDigit(
        label="SSN (US)", module="stdnum.us.ssn", says="No social security number is given out like that."
    ),
    "ssn_or_itin": CheckDigit(
        label="SSN or ITIN (US)", module="", says="No social security number or ITIN is given out like that."
    ),
    "nino": CheckDigit(
        label="National Insurance number (UK)",
        module="",
        says="No National Insurance number looks like that.",
    ),
    "nhs": CheckDigit(
        label="NHS number (UK)",
        module="stdnum.gb.nhs",
        says="It is no NHS number: the check digit is not right.",
    ),
    "npi": CheckDigit(
        label="NPI (US health-care provider)", module="", says="It is no NPI: the check digit is not right."
    ),
    "ean": CheckDigit(
        label="EAN, GTIN, UPC",
        module="stdnum.ean",
        says="It is no article number: the check digit is not right.",
    ),
    "isbn": CheckDigit(
        label="ISBN", module="stdnum.isbn", says="It is no ISBN: the check digit is not right."
    ),
    "issn": CheckDigit(
        label="ISSN", module="stdnum.issn", says="It is no ISSN: the check digit is not right."
    ),
    "isin": CheckDigit(
        label="ISIN", module="stdnum.isin", says="It is no ISIN: the check digit is not right."
    ),
    "imei": CheckDigit(
        label="IMEI", module="stdnum.imei", says="It is no IMEI: the check digit is not right."
    ),
    "rf": CheckDigit(
        label="Creditor reference (RF)",
        module="stdnum.iso11649",
        says="It is no creditor reference: the check figures are not right.",
    ),
}
"""By the key that `FormField.check` names."""


def keeps(check: str, text: str) -> bool:
    """Whether a number keeps to the rule. KeyError for a rule that is not there."""
    rule = CHECK_DIGITS[check]
    bare = _SEPARATORS.sub("", text).upper()
    own = _OWN.get(check)
    if own is not None:
        return own(bare)
    valid: Callable[[str], bool] = import_module(rule.module).is_valid
    return bool(bare.isascii() and valid(bare))


def _mod_11(bare: str) -> bool:
    if not (bare.isascii() and bare[:-1].isdigit() and (bare[-1:].isdigit() or bare[-1:] == "X")):
        return False
    weighted = sum(int(mark) * (2 + place % 6) for place, mark in enumerate(reversed(bare[:-1])))
    rest = -weighted % 11
    return bare[-1] == ("X" if rest == 10 else str(rest))


def _ssn_or_itin(bare: str) -> bool:
    return keeps("ssn", bare) or bool(import_module("stdnum.us.itin").is_valid(bare))


def _npi(bare: str) -> bool:
    """Luhn over the number with 80840 before it (45 CFR 162.406)."""
    return len(bare) == 10 and bare.isascii() and bare.isdigit() and keeps("luhn", "80840" + bare)


_OWN: Mapping[str, Callable[[str], bool]] = {
    "mod11": _mod_11,
    "ssn_or_itin": _ssn_or_itin,
    "nino": lambda bare: _NINO.fullmatch(bare) is not None,
    "npi": _npi,
}
