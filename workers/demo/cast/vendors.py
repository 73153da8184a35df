"""The clients' vendors: a table of names and habits, identifiers drawn from each name."""

import csv
import random
import unicodedata
from decimal import Decimal
from functools import cache
from pathlib import Path

from workers.demo.documents import identifiers
from workers.demo.documents.values import Address, Regime, Seller

TABLE = Path(__file__).parent / "vendors.csv"
CURRENCIES = {
    "DE": "EUR",
    "FR": "EUR",
    "NL": "EUR",
    "IT": "EUR",
    "ES": "EUR",
    "GB": "GBP",
    "SE": "SEK",
    "CH": "CHF",
    "US": "USD",
}
DIALS = {
    "DE": "+49",
    "GB": "+44",
    "FR": "+33",
    "NL": "+31",
    "IT": "+39",
    "ES": "+34",
    "SE": "+46",
    "CH": "+41",
    "US": "+1",
}
REGIMES: dict[str, Regime] = {"local": "local", "reverse_charge": "reverse_charge", "export": "export"}
SALES_TAX = {"CA": Decimal("8.75")}
"""Sales tax in per cent where a vendor charges it; the others sell for resale or in states without."""
ACCENTS = ("#1f4e79", "#7a2e2e", "#2e6b4f", "#4a3b76", "#8a5a12", "#1d6b75", "#37474f", "#8c2f5a")
NUMBERS = (
    "{year}-{n:05d}",
    "RE{year}{month:02d}-{n:05d}",
    "INV-{n:06d}",
    "{n:06d}",
    "F{year}/{n:05d}",
    "{year}{n:05d}",
    "A-{n:05d}-{month:02d}",
    "SI{n:07d}",
)


def _domain(name: str) -> str:
    """A mail domain from the first two words of a name, without accents."""
    spelt = name.lower()
    for letter, written in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        spelt = spelt.replace(letter, written)
    letters = unicodedata.normalize("NFKD", spelt).encode("ascii", "ignore").decode()
    words = ["".join(filter(str.isalnum, word)) for word in letters.split()[:2]]
    return "-".join(word for word in words if word) + ".example"


def _vendor(row: dict[str, str], at: int) -> Seller:
    # The name seeds the identifiers: the same vendor has the same bank account in every month.
    rng, country = random.Random(row["name"]), row["country"]
    american = country == "US"
    letters = "".join(letter for letter in row["name"].upper() if "A" <= letter <= "Z")[:4]
    return Seller(
        name=row["name"],
        address=Address(
            street=row["street"],
            postcode=row["postcode"],
            city=row["city"],
            country=country,
            region=row["region"],
        ),
        language=row["language"],
        currency=CURRENCIES[country],
        layout=row["layout"],
        trade=row["trade"],
        vat_id=None if american else identifiers.make_vat_id(rng, country),
        ein=identifiers.make_ein(rng) if american else None,
        iban=None if american else identifiers.make_iban(rng, country),
        bic=None if american else f"{letters}{country}2X",
        bank=f"{row['city']} {'Trust Bank' if country in ('US', 'GB') else 'Bank'}",
        routing=identifiers.make_routing(rng) if american else None,
        account=identifiers.digits(rng, 10) if american else None,
        regime=REGIMES[row["regime"]],
        tax_rate=SALES_TAX.get(row["region"], Decimal(0)),
        terms_days=int(row["terms"]),
        number_style=NUMBERS[at % len(NUMBERS)],
        accent=ACCENTS[at % len(ACCENTS)],
        phone=f"{DIALS[country]} 555 01{rng.randint(10, 99)}",
        email=f"billing@{_domain(row['name'])}",
    )


@cache
def vendors_of(client: str) -> tuple[Seller, ...]:
    """The vendors that send invoices to the client with this key."""
    with TABLE.open(encoding="utf-8", newline="") as source:
        rows = [row for row in csv.DictReader(source, delimiter="|") if row["client"] == client]
    return tuple(_vendor(row, at) for at, row in enumerate(rows))
