"""What the invoices of the fourth set state: other companies, wording, number and date forms, several VAT rates,
discounts and charges beside them, values that are missing or only stood in for."""

import random
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from babel.dates import get_month_names

from . import fourth_words as words
from . import vocabulary as v
from .facts import Facts, Item, Party, code_of, iban_of, number_text, vat_id_of

_LANGS = ["de", "de", "ch", "en", "en", "in", "fr", "fr", "it", "it", "es", "es", "nl", "nl", "sv", "sv", "da", "nb",
          "fi", "pl", "pt", "cs", "hu"]  # fmt: skip
_ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]


@dataclass(slots=True)
class FourthFacts(Facts):
    """Facts with the forms of this set."""

    place: str = "de"
    """As `lang`, or `ch`."""
    missing: str = ""
    """What this invoice writes where a value is missing; empty: it leaves the label out."""

    def amount(self, value: Decimal, *, bare: bool = False, places: int = 2) -> str:
        """An amount as this invoice prints it; forints have no parts."""
        places = 0 if self.currency == "HUF" and places == 2 else places
        text = number_text(value, self.form, places)
        if bare or self.money == "bare":
            return text
        sign = v.SIGNS[self.currency]
        return {
            "code": f"{text} {self.currency}",
            "code first": f"{self.currency} {text}",
            "sign": f"{text}\u00a0{sign}",
            "sign first": f"{sign} {text}",
            "close": f"{sign}{text}" if sign in "€£$₹" else f"{text} {sign}",
        }[self.money]

    def day(self, when: date) -> str:
        """A date as this invoice prints it."""
        locale = {"en": "en_GB", "in": "en_IN", "nb": "nb_NO", "ch": "de_CH"}.get(self.lang, self.lang)
        names = {
            "{B}": get_month_names("wide", "stand-alone", locale)[when.month],
            "{G}": get_month_names("wide", "format", locale)[when.month],
            "{b}": get_month_names("abbreviated", "format", locale)[when.month].strip("."),
            "{R}": _ROMAN[when.month - 1],
            "{th}": "th" if 10 < when.day < 20 else {1: "st", 2: "nd", 3: "rd"}.get(when.day % 10, "th"),
        }
        text = when.strftime(self.dates)
        for mark, name in names.items():
            text = text.replace(mark, name)
        return text


def _party(rng: random.Random, place: str) -> Party:
    lang = "de" if place == "ch" else place
    brand = rng.choice(words.NAMES[lang].split("|"))
    if rng.random() < 0.75:
        brand += f" {rng.choice(words.TRADES[lang].split('|'))}"
    forms = "AG|GmbH|Sàrl" if place == "ch" else words.FORMS[lang]
    street, number = rng.choice(words.STREETS[lang].split("|")), rng.randrange(1, 240)
    country = words.COUNTRY[place]
    return Party(
        name=f"{brand} {rng.choice(forms.split('|'))}",
        street=f"{number} {street}" if lang in ("en", "in", "fr") else f"{street} {number}",
        town=rng.choice(words.TOWNS[place].split("|")),
        lang=lang,
        brand=brand,
        vat_id=_gstin(rng) if place == "in" else vat_id_of(rng, country),
        person=rng.choice(words.PEOPLE.split("|")),
    )


def _gstin(rng: random.Random) -> str:
    letters = "".join(rng.choice("ABCDEFGHKLMNPRT") for _ in range(5))
    return f"{rng.randrange(10, 37)}{letters}{rng.randrange(1000, 9999)}{rng.choice('ABCDE')}1Z{rng.randrange(9)}"


def _step(f: FourthFacts) -> Decimal:
    return Decimal(1) if f.currency == "HUF" else Decimal("0.01")


def _rounded(f: FourthFacts, amount: Decimal) -> Decimal:
    return amount.quantize(_step(f), ROUND_HALF_UP)


def _fill(f: FourthFacts) -> None:
    rng = f.rng
    rates = [Decimal(rate) for rate in words.RATES[f.place].split()]
    used = rates[:1] if rng.random() < 0.5 else rates[: rng.randint(2, 3)]
    scale = {"HUF": 100, "INR": 20, "SEK": 8, "DKK": 6, "NOK": 8, "CZK": 12, "PLN": 4}.get(f.currency, 1)
    discounts = rng.random() < 0.18
    for _ in range(rng.randint(18, 60) if rng.random() < 0.18 else rng.randint(1, 8)):
        quantity = Decimal(
            rng.choice(["1", "1", "2", "4", "6", "7", "15", "24", "36", "0.5", "1.25", "3.75", "250"])
        )
        price = _rounded(f, Decimal(rng.randrange(90, 62000)) * scale / 100)
        discount = rng.choice([0, 0, 8, 15, 20]) if discounts else 0
        f.items.append(
            Item(
                text=rng.choice(words.GOODS[f.lang].split("|")),
                code=f"{rng.randrange(10, 99)}.{rng.randrange(100, 999)}"
                if rng.random() < 0.5
                else f"{rng.choice('CHRZ')}{rng.randrange(10, 99)}-{rng.randrange(100, 999)}",
                quantity=quantity,
                unit=rng.choice(f.w["units"].split("|")),
                price=price,
                rate=Decimal(0) if f.reverse else rng.choice(used),
                net=_rounded(f, quantity * price * (100 - discount) / 100),
                discount=discount,
            )
        )
    f.line_total = sum((item.net for item in f.items), Decimal(0))
    if rng.random() < 0.22:
        f.allowance = _rounded(f, f.line_total * rng.choice([2, 4, 5]) / 100)
    if rng.random() < 0.25:
        f.charge = Decimal(rng.choice(["5", "9.80", "24.50", "110"])) * (100 if f.currency == "HUF" else 1)
    f.net = f.line_total - f.allowance + f.charge
    found = sorted({item.rate for item in f.items}, reverse=True)
    for rate in found:
        base = sum((item.net for item in f.items if item.rate == rate), Decimal(0))
        if rate == found[0]:
            base += f.charge - f.allowance
        f.taxes.append((rate, base, _rounded(f, base * rate / 100)))
    f.vat = sum((tax for _, _, tax in f.taxes), Decimal(0))
    f.gross = f.net + f.vat
    if not f.credit and rng.random() < 0.2:
        f.prepaid = _rounded(f, f.gross * rng.choice([20, 40, 50]) / 100)


def invent_fourth(seed: int) -> FourthFacts:
    """The invoice of a seed, for the fourth set."""
    rng = random.Random(f"fourth {seed}")
    place = rng.choice(_LANGS)
    lang = "de" if place == "ch" else place
    w = {
        key: (rng.choice(some) if key not in ("units", "none") else "|".join(some))
        for key, some in words.WORDS[lang].items()
    }
    w["text"], w["tax"] = w["desc"], w["vatsum"]
    other = place if place == "in" or rng.random() < 0.75 else rng.choice([x for x in _LANGS if x != "in"])
    seller, buyer, third = _party(rng, place), _party(rng, other), _party(rng, other)
    while buyer.brand == seller.brand:
        buyer = _party(rng, other)
    f = FourthFacts(rng, lang, w, seller, buyer, third, place=place)
    f.issue = date(2025, 6, 1) + timedelta(days=rng.randrange(540))
    f.days = rng.choice([8, 10, 14, 15, 30, 40, 60, 90])
    f.due = f.issue + timedelta(days=f.days)
    f.due_how = rng.choice(["date", "date", "date", "both", "terms", "none"])
    f.number = code_of(rng, f.issue.year)
    f.currency = rng.choice(words.MONEY[place].split())
    f.form = rng.choice(words.FORMS_OF_NUMBERS[place])
    f.money = rng.choice(["code", "code first", "sign", "sign first", "close", "bare", "bare"])
    f.dates = rng.choice(words.FORMS_OF_DATES[place])
    f.credit = rng.random() < 0.1
    f.negative = f.credit and rng.random() < 0.4
    f.reverse = rng.random() < 0.08
    f.po = rng.choice([None, None, f"{rng.randrange(10**5, 10**7)}", f"PO{rng.randrange(10**4, 10**6)}",
                       f"EK-{rng.randrange(100, 9999)}-{rng.choice('ABX')}"])  # fmt: skip
    f.preceding = code_of(rng, f.issue.year) if f.credit else None
    f.missing = rng.choice(w["none"].split("|")) if rng.random() < 0.3 else ""
    _fill(f)
    country = words.COUNTRY[place]
    if country != "IN" and rng.random() < 0.85:
        f.iban = iban_of(rng, country)
        f.second_iban = iban_of(rng, country) if rng.random() < 0.1 else None
    f.bic = f"{rng.choice(['GENO', 'AGRI', 'UBSW', 'HAND'])}{country}{rng.choice(['22', 'PP', 'M1'])}"
    if rng.random() < 0.6:
        buyer.vat_id = buyer.vat_id if rng.random() < 0.6 else None
    f.others = {
        key: value
        for key, value, share in (
            ("custno", f"{rng.randrange(100, 99999)}", 0.6),
            ("orddate", f.day(f.issue - timedelta(days=rng.randrange(4, 50))), 0.35),
            ("delivdate", f.day(f.issue - timedelta(days=rng.randrange(0, 12))), 0.5),
            ("ourorder", f"{rng.choice(['L', 'A', ''])}{rng.randrange(1000, 99999)}", 0.4),
            ("project", f"{rng.choice(['Hafen', 'Block', 'Q'])} {rng.randrange(2, 40)}", 0.2),
            ("contact", seller.person, 0.35),
        )
        if rng.random() < share
    }
    return f
