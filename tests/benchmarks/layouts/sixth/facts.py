"""What the papers of the sixth set state, and how they write it."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import get_month_names

from bpo.service_lines.invoice_processing.identifiers import vat_is_valid

from .. import vocabulary as v
from ..facts import Facts, Item, Party, cents, iban_of, number_text, vat_id_of
from . import words as w

_ZONE = {"us": "en_US", "gb": "en_GB"}


@dataclass(slots=True)
class SixthFacts(Facts):
    """Facts with the forms of this set."""

    place: str = "de"
    minus: str = "-{}"
    rounding: Decimal = Decimal(0)
    inclusive: bool = False
    """Lines are priced with their tax; what a line comes to without it is not printed, and not scored."""
    step: Decimal = Decimal("0.01")
    notes: list[str] = field(default_factory=list)

    @property
    def payable(self) -> Decimal:
        """What is left to pay."""
        return self.gross - self.prepaid + self.rounding

    @property
    def turn(self) -> int:
        """Credit notes may print their amounts below nothing."""
        return -1 if self.negative else 1

    def amount(self, value: Decimal, *, bare: bool = False, places: int = 2) -> str:
        """An amount as this paper prints it; forints have no parts."""
        text = number_text(abs(value), self.form, 0 if self.currency == "HUF" else places)
        text = self.minus.format(text) if value < 0 else text
        if bare or self.money == "bare":
            return text
        sign = v.SIGNS.get(self.currency, self.currency)
        return {
            "code": f"{text} {self.currency}",
            "code first": f"{self.currency} {text}",
            "close": f"{sign}{text}" if sign in "€£$" else f"{text} {sign}",
        }[self.money]

    def day(self, when: date) -> str:
        """A date as this paper prints it."""
        locale = _ZONE.get(self.place, w.PLACES[self.place][0])
        text = when.strftime(self.dates)
        text = text.replace("{G}", get_month_names("wide", "format", locale)[when.month])
        return text.replace("{b}", get_month_names("abbreviated", "format", "en")[when.month])

    def rate(self, rate: Decimal) -> str:
        """A rate with its sign."""
        plain = f"{rate.normalize():f}"
        return f"{plain.replace('.', ',') if self.form[-3:-2] == ',' else plain}{self.w['percent']}"


def _tax_number(rng: random.Random, country: str) -> str | None:
    if country == "US":
        return None
    if country != "GR":
        return vat_id_of(rng, country)
    while True:
        made = f"EL{rng.randrange(10**8, 10**9)}"
        if vat_is_valid(made):
            return made


def _party(rng: random.Random, place: str) -> Party:
    brands, forms, streets, towns = w.SELLERS[place]
    brand, number = rng.choice(brands.split("|")), rng.randrange(1, 190)
    street = rng.choice(streets.split("|"))
    return Party(
        name=f"{brand}{',' if place == 'us' and rng.random() < 0.3 else ''} {rng.choice(forms.split('|'))}",
        street=f"{number} {street}" if place in ("gb", "us", "fr", "romandy") else f"{street} {number}",
        town=rng.choice(towns.split("|")),
        lang=w.PLACES[place][0],
        brand=brand,
        vat_id=_tax_number(rng, w.PLACES[place][1]),
        person=rng.choice(w.PEOPLE.split("|")),
    )


def _reference(rng: random.Random, when: date) -> str:
    n, year = rng.randrange(20, 99999), when.year
    return rng.choice(
        [f"{n:06d}", f"{year}-{n:05d}", f"{when:%y%m}{n:05d}", f"INV{n:06d}", f"F{when:%y}/{n}",
         f"{n}/{when:%m}/{year}", f"{rng.choice('ADGX')}-{n:05d}", f"{year}.{n}",
         f"{rng.choice(['VK', 'SI', 'MR'])}{when:%y}-{n}", f"10{n:06d}"]
    )  # fmt: skip


def _items(f: SixthFacts) -> None:
    rng = f.rng
    rates = [Decimal(rate) for rate in w.PLACES[f.place][5].split()]
    several = f.place != "us" and rng.random() < 0.4
    for _ in range(rng.randint(20, 60) if rng.random() < 0.18 else rng.randint(1, 9)):
        quantity = Decimal(
            rng.choice(["1", "1", "2", "3", "4", "7", "10", "24", "150", "2.5", "0.5", "412.75"])
        )
        price = (Decimal(rng.randrange(80, 52000)) / 100).quantize(f.step)
        if rng.random() < 0.08 and f.currency != "HUF":
            price = Decimal(rng.randrange(310, 4200)) / 10000
        discount = rng.choice([5, 10, 20]) if f.others.get("discounts") and rng.random() < 0.5 else 0
        net = (quantity * price * (100 - discount) / 100).quantize(f.step, ROUND_HALF_UP)
        text = rng.choice(w.WORDS[f.lang]["goods"])
        rate = Decimal(0) if f.reverse else rng.choice(rates) if several else rates[0]
        code = f"{rng.choice(['', 'K', 'T-'])}{rng.randrange(100, 99999)}"
        unit = rng.choice(f.w["units"].split("|"))
        f.items.append(Item(text, code, quantity, unit, price, rate, max(net, f.step), discount))
    if f.credit and rng.random() < 0.3:
        return
    if rng.random() < 0.12:  # something is given back, on a line of its own
        price = (f.items[0].price / 2).quantize(f.step, ROUND_HALF_UP)
        back = f.items[0]
        if back.net > price and price:
            f.items.append(Item(back.text, back.code, Decimal(-1), back.unit, price, back.rate, -price))


def _sums(f: SixthFacts) -> None:
    rng = f.rng
    f.line_total = sum((item.net for item in f.items), Decimal(0))
    one = len({item.rate for item in f.items}) == 1
    if one and not f.inclusive and rng.random() < 0.2:
        f.others["percent"] = rng.choice(["2 %", "4 %", "5 %"])
        share = Decimal(f.others["percent"].split()[0])
        f.allowance = (f.line_total * share / 100).quantize(f.step, ROUND_HALF_UP)
    if one and not f.inclusive and rng.random() < 0.25:
        f.charge = (
            Decimal(rng.choice(["8", "15", "42"]))
            if f.step == 1
            else Decimal(rng.choice(["5.95", "14.00", "23.40"]))
        )
    f.net = f.line_total - f.allowance + f.charge
    f.vat = Decimal(0)
    for rate in sorted({item.rate for item in f.items}, reverse=True):
        base = f.net if one else sum((i.net for i in f.items if i.rate == rate), Decimal(0))
        if f.inclusive:
            gross = base
            base = (gross * 100 / (100 + rate)).quantize(f.step, ROUND_HALF_UP)
            f.taxes.append((rate, base, gross - base))
        else:
            f.taxes.append((rate, base, (base * rate / 100).quantize(f.step, ROUND_HALF_UP)))
    f.net = sum((base for _, base, _ in f.taxes), Decimal(0))
    f.vat = sum((tax for _, _, tax in f.taxes), Decimal(0))
    f.gross = f.net + f.vat
    if not f.credit and rng.random() < 0.2:
        f.prepaid = (f.gross * rng.choice([20, 30, 50]) / 100).quantize(f.step, ROUND_HALF_UP)
    elif f.currency in ("SEK", "DKK", "CHF", "CZK") and rng.random() < 0.3:
        coin = Decimal("0.05") if f.currency == "CHF" else Decimal(1)
        f.rounding = cents((f.gross / coin).quantize(Decimal(1), ROUND_HALF_UP) * coin) - f.gross


def _words(rng: random.Random, place: str) -> dict[str, str]:
    lang = w.PLACES[place][0]
    chosen = {
        key: "|".join(some) if key == "units" else rng.choice(some) for key, some in w.WORDS[lang].items()
    }
    chosen["percent"] = rng.choice(["%", " %"]) if lang != "en" else "%"
    if place == "us":
        chosen["tax"] = rng.choice(["Sales tax {r}", "Sales Tax ({r})", "State tax {r}"])
        chosen["net"] = rng.choice(["Subtotal", "Taxable subtotal", "Total before tax"])
        chosen["gross"] = rng.choice(["Total", "Invoice total", "Total due"])
        chosen["taxes"], chosen["rate"] = "Tax", "Tax"
    return chosen


def invent_sixth(seed: int) -> SixthFacts:
    """The paper of a seed."""
    rng = random.Random(f"sixth {seed}")
    place = rng.choice([*w.PLACES, "de", "gb", "us", "fr", "it", "es", "nl", "sv"])
    lang, country, currencies, forms, dates, _ = w.PLACES[place]
    buyer = _party(rng, place if rng.random() < 0.75 else rng.choice([p for p in w.PLACES if p != "us"]))
    buyer.name = rng.choice(w.BUYERS.split("|"))
    seller = third = _party(rng, place)
    while third.brand == seller.brand:
        third = _party(rng, place)
    f = SixthFacts(rng, lang, _words(rng, place), seller, buyer, third)
    f.place, f.currency = place, rng.choice(currencies.split("|"))
    f.step = Decimal(1) if f.currency == "HUF" else Decimal("0.01")
    f.issue = date(2025, 10, 1) + timedelta(days=rng.randrange(400))
    f.days = rng.choice([7, 10, 14, 21, 30, 60])
    f.due = f.issue + timedelta(days=f.days)
    f.due_how = rng.choice(["date", "date", "date", "both", "said", "terms", "none"])
    f.number, f.form = _reference(rng, f.issue), rng.choice(forms.split("|"))
    f.money = rng.choice(["code", "code first", "close", "bare", "bare"])
    f.dates = rng.choice(dates.split("|"))
    f.credit = rng.random() < 0.12
    f.negative = f.credit and rng.random() < 0.5
    f.minus = rng.choice(["-{}", "-{}", "−{}", "{}-", "({})" if lang == "en" else "- {}"])
    f.reverse = country != "US" and rng.random() < 0.08
    f.po = rng.choice([None, f"PO-{rng.randrange(10000, 99999)}", f"{rng.randrange(4500000000, 4599999999)}",
                       f"B{rng.randrange(100, 999)}.{rng.randrange(10, 99)}"])  # fmt: skip
    f.preceding = _reference(rng, f.issue) if f.credit else None
    f.paper = f.w["no"] if not f.credit and rng.random() < 0.08 else ""
    f.others = _others(f)
    _items(f)
    if f.currency == "CHF" or country == "US" or rng.random() < 0.88:
        f.iban = None if country == "US" else iban_of(rng, country)
    f.bic = f"{rng.choice(['GENO', 'COBA', 'DABA'])}{country}{rng.choice(['2A', 'PP', '21'])}"
    if rng.random() < 0.5:
        buyer.vat_id = None
    f.unseen = ("seller_vat_id",) if country == "US" else ()
    return f


def settle(f: SixthFacts, *, inclusive: bool = False) -> None:
    """Works out the sums; a layout says whether its lines are priced with tax."""
    f.inclusive = inclusive and not f.reverse
    if f.inclusive:
        f.unseen = (*f.unseen, "lines")
    _sums(f)
    if f.due_how == "said":
        f.notes.append(f.w["duesaid"].replace("{d}", f.day(f.due)))
        f.due_how = "both"
        f.others["said"] = "1"


def _others(f: SixthFacts) -> dict[str, str]:
    rng = f.rng
    some = {
        "cust": str(rng.randrange(1000, 9999999)),
        "period": f"{f.day(f.issue - timedelta(days=31))} - {f.day(f.issue - timedelta(days=1))}",
        "delivery": str(rng.randrange(10000, 999999)),
        "contact": rng.choice(w.PEOPLE.split("|")),
        "discounts": "1",
    }
    odds = {"discounts": 0.15}
    return {key: value for key, value in some.items() if rng.random() < odds.get(key, 0.4)}
