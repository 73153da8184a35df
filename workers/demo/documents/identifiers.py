"""Invented identifiers that satisfy their checksums: IBAN, VAT ids, EIN, ABA routing numbers."""

import random

from stdnum import iban as iban_form
from stdnum import luhn
from stdnum.ch import vat as ch_vat
from stdnum.es import ccc, cif
from stdnum.eu import vat as eu_vat
from stdnum.gb import vat as gb_vat
from stdnum.us import ein, rtn

BANK_LETTERS = {"GB": "NWSX", "NL": "DEMX", "IT": "X"}


def digits(rng: random.Random, count: int) -> str:
    """`count` random digits, the first one not zero."""
    return str(rng.randint(1, 9)) + "".join(str(rng.randint(0, 9)) for _ in range(count - 1))


def _bban(rng: random.Random, country: str) -> str:
    if country == "FR":
        bank, branch, account = digits(rng, 5), digits(rng, 5), digits(rng, 11)
        key = 97 - (89 * int(bank) + 15 * int(branch) + 3 * int(account)) % 97
        return f"{bank}{branch}{account}{key:02d}"
    if country == "ES":
        bank, account = digits(rng, 8), digits(rng, 10)
        return bank + ccc.calc_check_digits(bank + "00" + account) + account
    letters = BANK_LETTERS.get(country, "")
    return letters + digits(rng, {"DE": 18, "GB": 14, "NL": 10, "IT": 22, "SE": 20, "CH": 17}[country])


def make_iban(rng: random.Random, country: str) -> str:
    """An IBAN of `country` (DE, GB, FR, NL, IT, ES, SE, CH) with right length and mod-97 check."""
    body = _bban(rng, country)
    number = country + iban_form.calc_check_digits(f"{country}00{body}") + body
    return str(iban_form.validate(number))


def spoil_iban(number: str) -> str:
    """The same IBAN with two neighbouring digits changed, as a typing error would."""
    tail = f"{(int(number[-2:]) + 7) % 100:02d}"
    return number[:-2] + tail


def make_vat_id(rng: random.Random, country: str) -> str:
    """A VAT id of `country` (as `make_iban`), with the country's prefix, that passes its check."""
    while True:
        number = country + _vat_body(rng, country)
        if country == "CH":
            number = f"CHE{number[2:]}MWST"
            if ch_vat.is_valid(number):
                return number
        elif (gb_vat if country == "GB" else eu_vat).is_valid(number):
            return number


def _vat_body(rng: random.Random, country: str) -> str:
    match country:
        case "FR":
            siren = digits(rng, 8)
            siren += luhn.calc_check_digit(siren)
            return f"{(12 + 3 * (int(siren) % 97)) % 97:02d}{siren}"
        case "IT":
            stem = f"{digits(rng, 7)}{rng.randint(1, 99):03d}"
            return stem + luhn.calc_check_digit(stem)
        case "ES":
            stem = "B" + digits(rng, 7)
            return stem + cif.calc_check_digits(stem)[0]
        case "SE":
            stem = "55" + digits(rng, 7)
            return stem + luhn.calc_check_digit(stem) + "01"
        case "NL":
            return digits(rng, 9) + "B01"
        case _:
            return digits(rng, 9)


def make_ein(rng: random.Random) -> str:
    """A US employer identification number with a prefix that is in use."""
    while True:
        number = f"{rng.randint(10, 99)}-{digits(rng, 7)}"
        if ein.is_valid(number):
            return number


def make_routing(rng: random.Random) -> str:
    """A US routing (ABA) number with a right check digit."""
    stem = f"{rng.randint(1, 12):02d}{digits(rng, 6)}"
    return stem + rtn.calc_check_digit(stem)


def grouped(number: str) -> str:
    """An IBAN in blocks of four, as it is printed."""
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))
