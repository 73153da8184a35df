"""What one invoice states, made up from a seed: parties, lines, sums that add up, and how it writes them."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from babel.dates import format_date

from bpo.service_lines.invoice_processing.identifiers import IBAN_LENGTHS, vat_is_valid

from . import vocabulary as v

CENT = Decimal("0.01")


def cents(amount: Decimal) -> Decimal:
    """Rounded half up to two places."""
    return amount.quantize(CENT, ROUND_HALF_UP)


@dataclass(slots=True)
class Party:
    """A company as printed."""

    name: str
    street: str
    town: str
    lang: str
    brand: str
    vat_id: str | None = None
    person: str = ""


@dataclass(slots=True)
class Item:
    """One line of the table; `net` is after its discount."""

    text: str
    code: str
    quantity: Decimal
    unit: str
    price: Decimal
    rate: Decimal
    net: Decimal
    discount: int = 0


@dataclass(slots=True)
class Facts:
    """One invoice, its words chosen."""

    rng: random.Random
    lang: str
    w: dict[str, str]
    seller: Party
    buyer: Party
    third: Party
    number: str = ""
    issue: date = date(2026, 1, 1)
    due: date = date(2026, 1, 31)
    days: int = 30
    due_how: str = "date"
    """date, terms, both, none: how the due date is told."""
    currency: str = "EUR"
    money: str = "after"
    """Where amounts bear their currency: after, before, sign, code, bare (then the table's head or a note names it)."""
    form: str = "1.234,56"
    dates: str = "%d.%m.%Y"
    credit: bool = False
    preceding: str | None = None
    negative: bool = False
    po: str | None = None
    others: dict[str, str] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    line_total: Decimal = Decimal(0)
    allowance: Decimal = Decimal(0)
    charge: Decimal = Decimal(0)
    taxes: list[tuple[Decimal, Decimal, Decimal]] = field(default_factory=list)
    """Rate, base, tax."""
    reverse: bool = False
    net: Decimal = Decimal(0)
    vat: Decimal = Decimal(0)
    gross: Decimal = Decimal(0)
    prepaid: Decimal = Decimal(0)
    iban: str | None = None
    second_iban: str | None = None
    bic: str = ""
    unseen: tuple[str, ...] = ()
    """Fields that the page does not show in a way a reader could know; they are not scored."""
    paper: str = ""
    """What the document is where it is no invoice; it must go to a person."""

    @property
    def payable(self) -> Decimal:
        """What is left to pay."""
        return self.gross - self.prepaid

    def amount(self, value: Decimal, *, bare: bool = False, places: int = 2) -> str:
        """An amount as this invoice prints it."""
        text = number_text(value, self.form, places)
        if bare or self.money == "bare":
            return text
        sign = v.SIGNS[self.currency]
        if self.money == "before":
            return f"{sign} {text}" if len(sign) > 1 or self.lang != "us" else f"{sign}{text}"
        if self.money == "sign":
            return f"{sign}{text}" if sign in "$£€" else f"{text} {sign}"
        return f"{text} {self.currency if self.money == 'code' else sign}"

    def day(self, when: date) -> str:
        """A date as this invoice prints it."""
        if self.dates in ("long", "medium"):
            return format_date(when, self.dates, v.LOCALE.get(self.lang, self.lang))
        return when.strftime(self.dates)

    def rate(self, rate: Decimal) -> str:
        """A rate with its sign."""
        plain = f"{rate.normalize():f}"
        plain = plain if self.form.endswith(".56") else plain.replace(".", ",")
        return f"{plain}%" if self.lang in ("us", "en", "nl", "sv") else f"{plain} %"

    def quantity(self, value: Decimal) -> str:
        """A quantity with no more places than it needs."""
        places = max(0, -int(value.normalize().as_tuple().exponent))
        return number_text(value, self.form, places)


def number_text(value: Decimal, form: str, places: int = 2) -> str:
    """A number in one of the written forms."""
    whole, _, cents_ = f"{abs(value):.{places}f}".partition(".")
    groups: list[str] = []
    size = 3
    while len(whole) > size:
        groups.insert(0, whole[-size:])
        whole = whole[:-size]
        size = 2 if form == "1,23,456.00" else 3
    groups.insert(0, whole)
    between, point = {
        "1,234.56": (",", "."),
        "1.234,56": (".", ","),
        "1 234,56": ("\u00a0", ","),
        "1'234.56": ("'", "."),
        "1’234.56": ("’", "."),
        "1'234,56": ("'", ","),
        "1,23,456.00": (",", "."),
        "1 234.56": ("\u00a0", "."),
        "1234,56": ("", ","),
        "1234.56": ("", "."),
        "1\u202f234,56": ("\u202f", ","),
        "1,234": (",", "."),
    }[form]
    return ("-" if value < 0 else "") + between.join(groups) + (point + cents_ if places else "")


def iban_of(rng: random.Random, country: str) -> str:
    country = country if country in IBAN_LENGTHS else "DE"
    body = "".join(rng.choice("0123456789") for _ in range(IBAN_LENGTHS[country] - 4))
    if country in ("GB", "NL"):
        body = rng.choice(["LOYD", "INGB", "NWBK"]) + body[4:]
    if country == "IT":
        body = rng.choice("ABCXYZ") + body[1:]
    check = 98 - int("".join(str(int(char, 36)) for char in f"{body}{country}00")) % 97
    return f"{country}{check:02d}{body}"


_VAT_FORMS = {
    "DE": "DE#########", "GB": "GB#########", "FR": "FR###########", "IT": "IT###########", "ES": "ESB########",
    "NL": "NL#########B01", "SE": "SE##########01", "DK": "DK########", "FI": "FI########", "PT": "PT#########",
    "PL": "PL##########", "CZ": "CZ########", "NO": "NO#########MVA", "CH": "CHE#########MWST", "HU": "HU########",
    "AT": "ATU########", "BE": "BE0#########",
}  # fmt: skip


def vat_id_of(rng: random.Random, country: str) -> str:
    if country == "US":
        return f"{rng.choice(['12', '36', '47', '84'])}-{rng.randrange(10**6, 10**7)}"
    while True:
        made = "".join(rng.choice("0123456789") if char == "#" else char for char in _VAT_FORMS[country])
        if vat_is_valid(made):
            return made


def party_of(rng: random.Random, lang: str) -> Party:
    surname = rng.choice(v.SURNAMES[lang].split())
    trade = rng.choice(v.TRADES[lang].split("|"))
    form = rng.choice(v.FORMS[lang].split("|"))
    brand = rng.choice(
        [
            f"{surname} {trade}",
            f"{trade} {surname}",
            f"{surname} & {rng.choice(v.SURNAMES[lang].split())}",
            surname,
        ]
    )
    if lang == "us" and rng.random() < 0.4:
        brand += ","
    streets, towns = v.PLACES[lang]
    street, number = rng.choice(streets.split("|")), rng.randrange(1, 190)
    return Party(
        name=f"{brand} {form}",
        street=f"{number} {street}" if lang in ("en", "us", "fr") else f"{street} {number}",
        town=rng.choice(towns.split("|")),
        lang=lang,
        brand=brand.strip(","),
        vat_id=vat_id_of(rng, v.COUNTRY[lang]),
        person=f"{rng.choice(v.FIRST_NAMES)} {rng.choice(v.SURNAMES[lang].split())}",
    )


def code_of(rng: random.Random, year: int) -> str:
    n = rng.randrange(4, 99999)
    return rng.choice(
        [f"{year}{n:05d}", f"{year}-{n:04d}", f"F{n:06d}", f"{n:05d}/{year}", f"R-{n:05d}", f"IV{year % 100}.{n:05d}",
         f"{n + 200000}", f"{year % 100}/{n:05d}", f"A{n:04d}-{year % 100}", f"{n:04d}"]
    )  # fmt: skip


def _items(f: Facts, many: bool) -> None:
    rng = f.rng
    rates = [Decimal(rate) for rate in v.RATES[f.lang].split()]
    first = rng.choice(rates) if f.lang == "us" else rates[0]
    second = first if f.lang == "us" or rng.random() < 0.6 else rng.choice(rates)
    discounts = rng.random() < 0.15
    for _ in range(rng.randint(16, 70) if many else rng.randint(1, 7)):
        quantity = Decimal(
            rng.choice(["1", "1", "2", "3", "5", "8", "10", "12", "25", "120", "2.5", "0.75", "1500"])
        )
        price = cents(Decimal(rng.randrange(120, 48000)) / 100)
        if rng.random() < 0.1:
            price = cents(price / 100) + Decimal("0.005")
        discount = rng.choice([0, 5, 10]) if discounts else 0
        f.items.append(
            Item(
                text=rng.choice(v.GOODS[f.lang].split("|")),
                code=f"{rng.choice('ABKTX')}{rng.randrange(100, 9999)}",
                quantity=quantity,
                unit=rng.choice(f.w["units"].split("|")),
                price=price,
                rate=Decimal(0) if f.reverse else rng.choice([first, first, second]),
                net=cents(quantity * price * (100 - discount) / 100),
                discount=discount,
            )
        )


def _sums(f: Facts) -> None:
    rng = f.rng
    f.line_total = sum((item.net for item in f.items), Decimal(0))
    one_rate = len({item.rate for item in f.items}) == 1
    if one_rate and rng.random() < 0.22:
        f.allowance = cents(f.line_total * rng.choice([2, 3, 5, 10]) / 100)
    if one_rate and rng.random() < 0.18:
        f.charge = Decimal(rng.choice(["6.90", "12.50", "39.00", "85.00"]))
    f.net = f.line_total - f.allowance + f.charge
    for rate in sorted({item.rate for item in f.items}, reverse=True):
        base = f.net if one_rate else sum((i.net for i in f.items if i.rate == rate), Decimal(0))
        f.taxes.append((rate, base, cents(base * rate / 100)))
    f.vat = sum((tax for _, _, tax in f.taxes), Decimal(0))
    f.gross = f.net + f.vat
    if not f.credit and rng.random() < 0.18:
        f.prepaid = cents(f.gross * rng.choice([10, 25, 30, 50]) / 100)


def invent(seed: int, *, many: float = 0.15) -> Facts:
    """The invoice of a seed; `many` is the share of invoices with lines for several pages."""
    rng = random.Random(seed)
    lang = rng.choice(["de", "de", "en", "en", "fr", "fr", "it", "it", "es", "es", "nl", "nl", "sv", "sv", "us", "us",
                       "da", "nb", "pl", "pt", "cs", "fi"])  # fmt: skip
    words = {
        key: (rng.choice(some) if key != "units" else "|".join(some)) for key, some in v.WORDS[lang].items()
    }
    buyer_lang = (
        lang if rng.random() < 0.8 or lang == "us" else rng.choice([x for x in v.COUNTRY if x != "us"])
    )
    seller, buyer, third = party_of(rng, lang), party_of(rng, buyer_lang), party_of(rng, buyer_lang)
    while buyer.name == seller.name:
        buyer = party_of(rng, buyer_lang)
    f = Facts(rng, lang, words, seller, buyer, third)
    f.issue = date(2025, 9, 1) + timedelta(days=rng.randrange(400))
    f.days = rng.choice([7, 10, 14, 21, 30, 45, 60])
    f.due = f.issue + timedelta(days=f.days)
    f.due_how = rng.choice(["date", "date", "date", "both", "both", "terms", "none"])
    f.number = code_of(rng, f.issue.year)
    f.currency = rng.choice(v.CURRENCIES.get(lang, "EUR").split())
    f.form = rng.choice(["1'234.56", "1’234.56"]) if f.currency == "CHF" else rng.choice(v.NUMBER_FORMS[lang])
    f.money = rng.choice(["after", "before", "sign", "code", "bare", "bare"])
    if lang in ("us", "en") and f.money == "after":
        f.money = "sign"
    f.dates = rng.choice(v.DATE_FORMS[lang])
    f.credit = rng.random() < 0.1
    f.negative = f.credit and rng.random() < 0.4
    f.reverse = lang != "us" and rng.random() < 0.07
    f.po = rng.choice(
        [
            None,
            f"PO-{rng.randrange(1000, 99999)}",
            f"45{rng.randrange(10**7, 10**8)}",
            f"B{rng.randrange(100, 999)}/{f.issue.year % 100}",
        ]
    )
    if f.credit:
        f.preceding = code_of(rng, f.issue.year)
    _items(f, rng.random() < many)
    _sums(f)
    country = v.COUNTRY[lang]
    if country != "US" and rng.random() < 0.85:
        f.iban = iban_of(rng, country)
        f.second_iban = iban_of(rng, country) if rng.random() < 0.12 else None
    f.bic = f"{rng.choice(['BANK', 'CRED', 'SPAR', 'NORD'])}{country}{rng.choice(['2X', 'FF', '33'])}XXX"
    if rng.random() < 0.6:
        buyer.vat_id = buyer.vat_id if rng.random() < 0.5 else None
    f.others = _others(f)
    return f


def _others(f: Facts) -> dict[str, str]:
    """Values that are not the invoice's own: decoys under their own labels."""
    rng = f.rng
    some: dict[str, str] = {}
    if rng.random() < 0.7:
        some["custno"] = str(rng.randrange(1000, 999999))
    if rng.random() < 0.4:
        some["orddate"] = f.day(f.issue - timedelta(days=rng.randrange(3, 40)))
    if rng.random() < 0.5:
        some["delivdate"] = f.day(f.issue - timedelta(days=rng.randrange(0, 9)))
    if rng.random() < 0.35:
        some["ourorder"] = f"{rng.randrange(10000, 999999)}"
    if rng.random() < 0.2:
        some["project"] = f"{rng.choice(['Nord', 'Hall', 'P'])} {rng.randrange(3, 99)}"
    if rng.random() < 0.3:
        some["contact"] = f.seller.person
    return some


def truth_of(f: Facts, *, brand_shown: bool) -> dict[str, Any]:
    """What a reader must find, as the scorer of the samples wants it."""
    us = f.lang == "us"
    return {
        "number": f.number,
        "issue_date": f.issue.isoformat(),
        "due_date": f.due.isoformat() if f.due_how in ("date", "both") else None,
        "type_code": "381" if f.credit else "380",
        "currency": f.currency,
        "seller": {
            "name": f.seller.name,
            "trading_name": f.seller.brand if brand_shown else None,
            "vat_id": None if us else f.seller.vat_id,
        },
        "buyer": {"name": f.buyer.name, "trading_name": None, "vat_id": f.buyer.vat_id},
        "po_ref": f.po,
        "ibans": [each for each in (f.iban, f.second_iban) if each],
        "net": str(f.net),
        "vat": str(f.vat),
        "gross": str(f.gross),
        "payable": str(f.payable),
        "lines": [
            {"qty": str(i.quantity), "line_net": str(i.net), "name": i.text, "net_price": str(i.price)}
            for i in f.items
        ],
    }
