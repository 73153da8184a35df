"""What is possible but unusual on an invoice: a rate its country does not have at that date, an account elsewhere.

Notes only: they hold nothing up, and give whoever looks at the invoice a reason to look twice.
"""

from datetime import date
from decimal import Decimal

from bpo.catalog.rules import Finding, Record, Severity

from .identifiers import VAT_COUNTRIES, compact, iban_is_valid, vat_has_form
from .record import to_decimal

LONG_AGO = date(1990, 1, 1)
_RATES: dict[str, tuple[tuple[date, str], ...]] = {
    "AT": ((LONG_AGO, "20 13 10 19 5"),),
    "BE": ((LONG_AGO, "21 12 6"),),
    "BG": ((LONG_AGO, "20 9"),),
    "CH": ((LONG_AGO, "7.7 3.7 2.5 8 3.8"), (date(2024, 1, 1), "8.1 3.8 2.6")),
    "CY": ((LONG_AGO, "19 9 5 3"),),
    "CZ": ((LONG_AGO, "21 15 10"), (date(2024, 1, 1), "21 12")),
    "DE": ((LONG_AGO, "19 7"), (date(2020, 7, 1), "16 5 19 7"), (date(2021, 3, 1), "19 7")),
    "DK": ((LONG_AGO, "25"),),
    "EE": ((LONG_AGO, "20 9 5"), (date(2024, 1, 1), "22 20 9 5"), (date(2025, 7, 1), "24 22 13 9")),
    "ES": ((LONG_AGO, "21 10 4 5 7.5 2"),),
    "FI": ((LONG_AGO, "24 14 10"), (date(2024, 9, 1), "25.5 24 14 13.5 10")),
    "FR": ((LONG_AGO, "20 10 5.5 2.1 8.5 19.6 7"),),
    "GB": ((LONG_AGO, "20 5 12.5 17.5"),),
    "GR": ((LONG_AGO, "24 13 6 17 9 4 23"),),
    "HR": ((LONG_AGO, "25 13 5"),),
    "HU": ((LONG_AGO, "27 18 5"),),
    "IE": ((LONG_AGO, "23 21 13.5 9 4.8"),),
    "IT": ((LONG_AGO, "22 10 5 4 21"),),
    "LT": ((LONG_AGO, "21 9 5 12"),),
    "LU": ((LONG_AGO, "17 16 14 13 8 7 3"),),
    "LV": ((LONG_AGO, "21 12 5"),),
    "MT": ((LONG_AGO, "18 12 7 5"),),
    "NL": ((LONG_AGO, "21 9 6 19"),),
    "NO": ((LONG_AGO, "25 15 12 11.11"),),
    "PL": ((LONG_AGO, "23 8 5 22 7"),),
    "PT": ((LONG_AGO, "23 13 6 22 16 12 9 5 4 18 10"),),
    "RO": ((LONG_AGO, "19 9 5 20 24"), (date(2025, 8, 1), "21 11 19 9 5")),
    "SE": ((LONG_AGO, "25 12 6"),),
    "SI": ((LONG_AGO, "22 9.5 5"),),
    "SK": ((LONG_AGO, "20 10 5"), (date(2025, 1, 1), "23 19 5 20 10")),
}
"""VAT rates by country and the day from which a row counts, with those that ran out around it: European Commission,
"VAT rates applied in the Member States"; GOV.UK, ESTV and Skatteetaten for their countries. From memory for the
years before 2015; 0 is a rate everywhere, for goods that are exempt or zero-rated."""
_EIN_PREFIXES = frozenset(
    f"{number:02d}"
    for number in range(1, 100)
    if number not in (7, 8, 9, 17, 18, 19, 28, 29, 49, 69, 70, 78, 79, 89, 96, 97)
)
"""First digits that the IRS gives out ("How EINs are assigned and valid EIN prefixes")."""


def plausibility(record: Record) -> list[Finding]:
    """Notes on VAT rates, the account's country and a US tax number."""
    return [each for each in (_rates(record), _account(record), _ein(record)) if each is not None]


def rates_of(country: str, day: date) -> frozenset[Decimal]:
    """The VAT rates of a country on a day; none where they are not known here."""
    rows = [rates for since, rates in _RATES.get(country, ()) if since <= day]
    return frozenset(Decimal(rate) for rate in rows[-1].split()) if rows else frozenset()


def _country(record: Record) -> str:
    vat = compact(str(record.get("seller_vat_id") or ""))
    known = vat[:2] in VAT_COUNTRIES and vat_has_form(vat)
    return {"EL": "GR", "XI": "GB"}.get(vat[:2], vat[:2]) if known else ""


def _rates(record: Record) -> Finding | None:
    try:
        day = date.fromisoformat(str(record.get("issue_date")))
    except ValueError:
        return None
    country = _country(record)
    known = rates_of(country, day)
    if not known:
        return None
    stated = {to_decimal(row.get("rate")) for row in record.get("vat_breakdown") or []}
    odd = sorted(rate for rate in stated if rate is not None and rate != 0 and rate not in known)
    if not odd:
        return None
    return Finding(
        code="VAT_RATE_UNUSUAL",
        message=f"{', '.join(f'{rate} %' for rate in odd)} was no usual VAT rate of {country} on {day}.",
        severity=Severity.NOTE,
        fields=("vat_breakdown",),
    )


def _account(record: Record) -> Finding | None:
    iban, country = compact(str(record.get("iban") or "")), _country(record)
    if not country or not iban_is_valid(iban) or iban[:2] == country:
        return None
    return Finding(
        code="IBAN_COUNTRY",
        message=f"The account is in {iban[:2]}, the seller in {country}.",
        severity=Severity.NOTE,
        fields=("iban",),
    )


def _ein(record: Record) -> Finding | None:
    """A US employer number has nine digits and a prefix that is given out; it has no check digit."""
    stated = str(record.get("seller_tax_id") or "")
    digits = compact(stated)
    if len(stated) < 3 or stated[2:3] != "-" or len(digits) != 9 or not digits.isdigit():
        return None
    if digits[:2] in _EIN_PREFIXES:
        return None
    return Finding(
        code="EIN_INVALID",
        message=f"{stated} does not begin like an employer identification number.",
        severity=Severity.NOTE,
        fields=("seller_tax_id",),
    )
