"""How each language writes an invoice: labels, dates, numbers, addresses, goods."""

import csv
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date

from workers.demo.documents.values import Address

HERE = Path(__file__).parent
LANGUAGES = ("de", "en-GB", "en-US", "fr", "nl", "it", "es", "sv")
NBSP = "\u00a0"

LONG_DATES = {
    "de": "d. MMMM yyyy",
    "en-US": "MMMM d, yyyy",
    "es": "d 'de' MMMM 'de' yyyy",
}
SHORT_DATES = {
    "de": "dd.MM.yyyy",
    "en-GB": "dd/MM/yyyy",
    "en-US": "MM/dd/yyyy",
    "fr": "dd/MM/yyyy",
    "nl": "dd-MM-yyyy",
    "it": "dd/MM/yyyy",
    "es": "dd/MM/yyyy",
    "sv": "yyyy-MM-dd",
}
SEPARATORS = {
    "de": (".", ","),
    "en-GB": (",", "."),
    "en-US": (",", "."),
    "fr": (NBSP, ","),
    "nl": (".", ","),
    "it": (".", ","),
    "es": (".", ","),
    "sv": (NBSP, ","),
}
SYMBOLS = {"EUR": "€", "GBP": "£", "USD": "$", "SEK": "kr", "CHF": "CHF"}

RATES: dict[str, tuple[Decimal, Decimal]] = {
    "DE": (Decimal(19), Decimal(7)),
    "GB": (Decimal(20), Decimal(0)),
    "FR": (Decimal(20), Decimal("5.5")),
    "NL": (Decimal(21), Decimal(9)),
    "IT": (Decimal(22), Decimal(10)),
    "ES": (Decimal(21), Decimal(10)),
    "SE": (Decimal(25), Decimal(12)),
    "CH": (Decimal("8.1"), Decimal("2.6")),
}
"""Standard and reduced VAT rates in per cent, 2026."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ware:
    """One article: `low` and `high` bound its unit price, `reduced` says which rate it takes."""

    description: str
    reduced: bool
    unit: str
    low: Decimal
    high: Decimal


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source, delimiter="|", quoting=csv.QUOTE_NONE))


@cache
def labels(language: str) -> dict[str, str]:
    """All words of an invoice in `language`, by key."""
    return {row["key"]: row[language] for row in _rows("labels.csv")}


@cache
def wares(trade: str, language: str) -> tuple[Ware, ...]:
    """What a seller of `trade` has on offer, described in `language`."""
    column = language[:2]
    return tuple(
        Ware(
            description=row[column],
            reduced=row["class"] == "red",
            unit=row["unit"],
            low=Decimal(row["low"]),
            high=Decimal(row["high"]),
        )
        for row in _rows("wares.csv")
        if row["trade"] == trade
    )


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language, sep="-")


def show_date(day: date, language: str, *, long: bool = False) -> str:
    """`day` as `language` writes it; `long` with the month's name."""
    pattern = LONG_DATES.get(language, "d MMMM yyyy") if long else SHORT_DATES[language]
    return format_date(day, pattern, locale=_locale(language))


def show_vague_date(day: date, language: str) -> str:
    """`day` so that a reader must ask: two-digit figures where they read two ways, else without a year."""
    pattern = "dd/MM/yy" if day.day <= 12 else "d MMMM"
    return format_date(day, pattern, locale=_locale(language))


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """How one seller writes figures: its language's separators, or the Swiss ones."""

    thousands: str
    point: str
    symbol: str
    leading: bool
    """The currency stands before the amount."""

    def number(self, value: Decimal, places: int = 2) -> str:
        """`value` with grouping and at least `places` decimals."""
        shown = max(places, -int(value.normalize().as_tuple().exponent))
        whole, _, fraction = f"{value:,.{shown}f}".partition(".")
        text = whole.replace(",", self.thousands)
        return f"{text}{self.point}{fraction}" if fraction else text

    def money(self, value: Decimal) -> str:
        """`value` with its currency."""
        text = self.number(value)
        if not self.leading:
            return f"{text}{NBSP}{self.symbol}"
        gap = "" if self.symbol in "£$" else NBSP
        return f"-{self.symbol}{gap}{text[1:]}" if text.startswith("-") else f"{self.symbol}{gap}{text}"


def figures(language: str, currency: str, country: str) -> Figures:
    """The manner of figures of a seller in `country` writing `language`."""
    thousands, point = ("'", ".") if country == "CH" else SEPARATORS[language]
    leading = language in ("en-GB", "en-US", "nl") or country == "CH"
    return Figures(
        thousands=thousands,
        point=point,
        symbol=SYMBOLS[currency] if currency != "SEK" or language == "sv" else "SEK",
        leading=leading,
    )


def country_name(country: str, language: str) -> str:
    """The name of a country in a language."""
    return str(_locale(language).territories[country])


def address_lines(address: Address, *, seen_from: str, language: str) -> tuple[str, ...]:
    """The lines of `address` in its country's form; the country only where it is not `seen_from`."""
    town: tuple[str, ...]
    match address.country:
        case "US":
            town = (f"{address.city}, {address.region} {address.postcode}",)
        case "GB":
            town = (address.city, address.postcode)
        case "IT" | "ES" if address.region:
            town = (f"{address.postcode} {address.city} ({address.region})",)
        case _:
            town = (f"{address.postcode} {address.city}",)
    abroad = () if address.country == seen_from else (country_name(address.country, language),)
    return (address.street, *town, *abroad)
