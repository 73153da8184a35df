"""What the bills of the fifth set state, and how they write it."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import get_month_names

from .. import vocabulary as v
from ..facts import Facts, Item, Party, cents, iban_of, number_text, vat_id_of
from . import words as w


@dataclass(slots=True)
class FifthFacts(Facts):
    """Facts with the forms of this set."""

    place: str = "de"
    minus: str = "-{}"
    """How an amount below nothing is written."""
    rounding: Decimal = Decimal(0)
    """Added to the gross sum to make the amount due one that coins can pay."""
    zero: str = ""
    """Why no VAT is charged: reverse, euzero, or empty."""

    @property
    def payable(self) -> Decimal:
        """What is left to pay."""
        return self.gross - self.prepaid + self.rounding

    def amount(self, value: Decimal, *, bare: bool = False, places: int = 2) -> str:
        """An amount as this bill prints it; yen have no parts."""
        places = 0 if self.currency == "JPY" else places
        text = number_text(abs(value), self.form, places)
        if value < 0:
            text = self.minus.format(text)
        if bare or self.money == "bare":
            return text
        sign = v.SIGNS[self.currency]
        return {
            "code": f"{text} {self.currency}",
            "code first": f"{self.currency} {text}",
            "sign": f"{text} {sign}",
            "sign first": f"{sign} {text}",
            "close": f"{sign}{text}" if sign in "€£$₹¥" else f"{text} {sign}",
        }[self.money]

    def day(self, when: date) -> str:
        """A date as this bill prints it."""
        locale = w.LOCALES.get(self.place, self.lang)
        text = when.strftime(self.dates.replace("%b", "{b}"))
        marks = {
            "{G}": get_month_names("wide", "format", locale)[when.month],
            "{b}": get_month_names("abbreviated", "format", "en")[when.month],
            "{th}": "th" if 10 < when.day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(when.day % 10, "th"),
        }
        for mark, name in marks.items():
            text = text.replace(mark, name)
        return text

    def rate(self, rate: Decimal) -> str:
        """A rate with its sign."""
        plain = f"{rate.normalize():f}"
        return f"{plain if self.form[-3:-2] != ',' else plain.replace('.', ',')}{self.w['percent']}"


def _party(rng: random.Random, place: str) -> Party:
    brands, forms, streets, towns = w.SELLERS[place]
    brand = rng.choice(brands.split("|"))
    street, number = rng.choice(streets.split("|")), rng.randrange(1, 210)
    country = w.PLACES[place][1]
    return Party(
        name=f"{brand} {rng.choice(forms.split('|'))}",
        street=f"{number} {street}" if w.PLACES[place][0] in ("en", "fr") else f"{street} {number}",
        town=rng.choice(towns.split("|")),
        lang=w.PLACES[place][0],
        brand=brand,
        vat_id=None if country in ("IN", "JP", "US") else vat_id_of(rng, country),
        person=rng.choice(w.PEOPLE.split("|")),
    )


def _reference(rng: random.Random, year: int) -> str:
    n = rng.randrange(12, 98765)
    return rng.choice(
        [f"{year}/{n:05d}", f"RE{year % 100}{n:05d}", f"{n:06d}", f"FT {year}/{n}", f"{rng.choice('BKV')}{n:05d}",
         f"{year % 100}-{n:05d}", f"INV-{n:05d}", f"{rng.randrange(10**8, 10**9)}", f"{n // 10}-{year}",
         f"S{n}.{year % 100}"]
    )  # fmt: skip


def _items(f: FifthFacts) -> None:
    rng = f.rng
    rates = [Decimal(rate) for rate in w.PLACES[f.place][5].split()]
    several = f.place != "us" and rng.random() < 0.35
    discounts = rng.random() < 0.15
    step = Decimal(1) if f.currency == "JPY" else Decimal("0.01")
    for _ in range(rng.randint(18, 75) if rng.random() < 0.2 else rng.randint(1, 8)):
        quantity = Decimal(
            rng.choice(["1", "1", "1", "2", "3", "4", "6", "12", "40", "250", "1.5", "0.25", "37.75", "1830"])
        )
        if f.currency == "JPY":
            quantity = Decimal(max(1, int(quantity)))
        price = (Decimal(rng.randrange(95, 39000)) / 100).quantize(step)
        if rng.random() < 0.1 and f.currency != "JPY":
            price = Decimal(rng.randrange(500, 4900)) / 10000
        discount = rng.choice([0, 0, 3, 10, 15]) if discounts else 0
        net = (quantity * price * (100 - discount) / 100).quantize(step, ROUND_HALF_UP)
        rate = rng.choice([rates[0], rates[-1]]) if several else rates[0]
        text = rng.choice(w.GOODS[f.lang].split("|"))
        f.items.append(
            Item(
                text=text,
                code=f"{rng.choice(['', 'EL', 'H'])}{rng.randrange(100, 99999)}",
                quantity=quantity,
                unit=rng.choice(f.w["units"].split("|")),
                price=price,
                rate=Decimal(0) if f.reverse else rate,
                net=max(net, step),
                discount=discount,
            )
        )


def _sums(f: FifthFacts) -> None:
    rng = f.rng
    step = Decimal(1) if f.currency == "JPY" else Decimal("0.01")
    f.line_total = sum((item.net for item in f.items), Decimal(0))
    one_rate = len({item.rate for item in f.items}) == 1
    if one_rate and rng.random() < 0.2:
        f.allowance = (f.line_total * rng.choice([2, 5, 8]) / 100).quantize(step, ROUND_HALF_UP)
    if one_rate and rng.random() < 0.2:
        f.charge = (
            Decimal(rng.choice(["7", "19", "64"]))
            if step == 1
            else Decimal(rng.choice(["7.50", "18.90", "64.00"]))
        )
    f.net = f.line_total - f.allowance + f.charge
    for rate in sorted({item.rate for item in f.items}, reverse=True):
        base = f.net if one_rate else sum((i.net for i in f.items if i.rate == rate), Decimal(0))
        f.taxes.append((rate, base, (base * rate / 100).quantize(step, ROUND_HALF_UP)))
    f.vat = sum((tax for _, _, tax in f.taxes), Decimal(0))
    f.gross = f.net + f.vat
    if not f.credit and rng.random() < 0.18:
        f.prepaid = (f.gross * rng.choice([20, 40, 50]) / 100).quantize(step, ROUND_HALF_UP)
    if f.currency in ("SEK", "NOK", "CHF") and not f.prepaid and rng.random() < 0.25:
        coin = Decimal("0.05") if f.currency == "CHF" else Decimal(1)
        f.rounding = cents((f.gross / coin).quantize(Decimal(1), ROUND_HALF_UP) * coin) - f.gross


def _chosen(rng: random.Random, lang: str) -> dict[str, str]:
    chosen = {
        key: "|".join(some) if key == "units" else rng.choice(some) for key, some in w.WORDS[lang].items()
    }
    chosen["percent"] = rng.choice(["%", " %"]) if lang != "en" else "%"
    return chosen


def invent_fifth(seed: int) -> FifthFacts:
    """The bill of a seed."""
    rng = random.Random(f"fifth {seed}")
    place = rng.choice([*w.PLACES, "de", "gb", "fr", "it", "es", "nl", "sv"])
    lang, country, currencies, forms, dates, _ = w.PLACES[place]
    seller = _party(rng, place)
    abroad = [other for other in w.PLACES if other not in (place, "us", "in", "jp")]
    buyer = _party(rng, place if rng.random() < 0.7 or country in ("US", "IN", "JP") else rng.choice(abroad))
    buyer.name = rng.choice(w.BUYERS.split("|"))
    f = FifthFacts(rng, "us" if place in ("us", "jp") else "in" if place == "in" else lang, _chosen(rng, lang),
                   seller, buyer, _party(rng, place))  # fmt: skip
    f.place, f.lang = place, lang
    f.unseen = ("seller_vat_id",) if country in ("US", "IN", "JP") else ()
    f.issue = date(2025, 8, 1) + timedelta(days=rng.randrange(420))
    f.days = rng.choice([8, 14, 20, 30, 45, 60])
    f.due = f.issue + timedelta(days=f.days)
    f.due_how = rng.choice(["date", "date", "date", "both", "terms", "none"])
    f.number = _reference(rng, f.issue.year)
    f.currency = rng.choice(currencies.split("|"))
    f.form = rng.choice(forms.split("|"))
    f.money = rng.choice(["code", "code first", "sign", "sign first", "close", "bare", "bare"])
    f.dates = rng.choice(dates.split("|"))
    f.credit = rng.random() < 0.1
    f.negative = f.credit and rng.random() < 0.5
    f.minus = rng.choice(["-{}", "-{}", "\u2212{}", "{}-", "({})" if lang == "en" else "- {}"])
    f.zero = (
        rng.choice(["reverse", "euzero"]) if country not in ("US", "IN", "JP") and rng.random() < 0.1 else ""
    )
    f.reverse = bool(f.zero)
    f.po = rng.choice([None, f"PO{rng.randrange(10000, 99999)}", f"{rng.randrange(4500000000, 4599999999)}",
                       f"{rng.randrange(100, 999)}-{rng.randrange(10, 99)}/K"])  # fmt: skip
    f.preceding = _reference(rng, f.issue.year) if f.credit else None
    _items(f)
    _sums(f)
    if country not in ("US", "IN", "JP") and rng.random() < 0.85:
        f.iban = iban_of(rng, country)
    f.bic = f"{rng.choice(['SPAR', 'HYPO', 'MEDI'])}{country}{rng.choice(['2L', 'PP', '22'])}"
    if rng.random() < 0.5 or country in ("US", "IN", "JP"):
        buyer.vat_id = None
    f.others = _others(f)
    return f


def _others(f: FifthFacts) -> dict[str, str]:
    rng = f.rng
    some = {
        "custno": str(rng.randrange(10000, 9999999)),
        "delivno": f"{rng.choice(['LS', 'DN', ''])}{rng.randrange(10000, 999999)}",
        "delivdate": f.day(f.issue - timedelta(days=rng.randrange(0, 12))),
        "orddate": f.day(f.issue - timedelta(days=rng.randrange(12, 60))),
        "period": f"{f.issue - timedelta(days=40):%d.%m.} - {f.issue - timedelta(days=10):%d.%m.%y}",
        "contact": f.seller.person,
    }
    return {key: value for key, value in some.items() if rng.random() < 0.4}
