"""Numbers and money as people print them: one strict reader for every notation met on invoices.

1.234,56 · 1,234.56 · 1 234,56 · 1'234.56 · 12,34,567.89 · (45.00) · 45.00- · −45 · € 45,00 · 45.00 CR
"""

import re
from collections.abc import Iterable
from decimal import Decimal

from .wordset import wordset

SPACES = "\u0020\u00a0\u2007\u2009\u202f"
MINUS = "-\u2212\u2013\u2010\u2011\ufe63\uff0d"
SYMBOLS = {
    "€": "EUR",
    "£": "GBP",
    "$": "USD",
    "US$": "USD",
    "C$": "CAD",
    "CA$": "CAD",
    "A$": "AUD",
    "AU$": "AUD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "S$": "SGD",
    "R$": "BRL",
    "¥": "JPY",
    "₹": "INR",
    "zł": "PLN",
    "Kč": "CZK",
    "₺": "TRY",
    "₪": "ILS",
    "₩": "KRW",
    "Ft": "HUF",
    "лв": "BGN",
    "₴": "UAH",
    "Fr.": "CHF",
    "SFr.": "CHF",
}
"""What a currency sign most often stands for. `kr` is left out: four currencies use it."""

CODES = wordset(
    "EUR USD GBP CHF SEK NOK DKK ISK PLN CZK HUF RON BGN HRK TRY RUB UAH CAD AUD NZD JPY CNY HKD SGD INR KRW "
    "ZAR BRL MXN ARS CLP COP ILS AED SAR THB MYR IDR PHP VND TWD EGP MAD NGN KES GHS TND RSD BAM MKD ALL MDL "
    "GEL AMD AZN KZT LKR PKR BDT QAR KWD BHD OMR JOD PEN UYU BOB PYG DOP CRC GTQ"
)
_SIGNS = "|".join(sorted((re.escape(sign) for sign in SYMBOLS), key=len, reverse=True))
_MARK = rf"(?:{_SIGNS}|kr\.?|[A-Z]{{3}}|%)"
_STRIPPED = re.compile(
    rf"^(?P<open>\()?\s*(?P<lead>[{MINUS}+]?)\s*(?P<before>{_MARK})?\s*(?P<second>[{MINUS}+]?)\s*"
    rf"(?P<body>\d[\d.,'’{SPACES}]*\d|\d)(?:[,.][{MINUS}]{{1,2}})?"
    rf"\s*(?P<trail>[{MINUS}])?\s*(?P<after>{_MARK})?\s*(?P<close>\))?\s*(?P<side>CR|DR|H|S)?$"
)


def parse_amount(text: str, decimal_mark: str | None = None) -> Decimal | None:
    """The number printed in `text`, or None where it is not exactly one number.

    `decimal_mark` is the document's own decimal mark, if known; it decides what "1.234" means. Without
    it a single mark before exactly three digits counts as grouping, as money never has three places.
    """
    match = _STRIPPED.match(text.strip())
    if match is None or bool(match["open"]) != bool(match["close"]):
        return None
    after = match["after"]
    if after and after not in SYMBOLS and after not in CODES and not after.startswith("kr") and after != "%":
        return None
    before = match["before"]
    if before and before not in SYMBOLS and before not in CODES and not before.startswith("kr"):
        return None
    value = _body_value(match["body"], decimal_mark)
    if value is None:
        return None
    signs = sum(part in tuple(MINUS) for part in (match["lead"], match["second"], match["trail"]) if part)
    negative = signs % 2 == 1 or bool(match["open"]) or match["side"] in ("CR",)
    return -value if negative and value else value


def _body_value(body: str, decimal_mark: str | None) -> Decimal | None:
    """Digits with grouping and decimal marks to a number; None where the grouping makes no sense."""
    body = body.replace("’", "'")
    for space in SPACES:
        body = body.replace(space, " ")
    whole, fraction = _split_decimals(body, decimal_mark)
    if not _grouping_is_sound(whole):
        return None
    digits = re.sub(r"\D", "", whole)
    if not digits or len(digits) > 15 or re.search(r"\D", fraction):
        return None
    return Decimal(f"{digits}.{fraction}" if fraction else digits)


def _split_decimals(body: str, decimal_mark: str | None) -> tuple[str, str]:
    """(whole part, decimals) of a number's body."""
    dots, commas = body.count("."), body.count(",")
    if dots and commas:
        mark = "." if body.rfind(".") > body.rfind(",") else ","
        return _cut(body, mark)
    if dots + commas == 0:
        return body, ""
    mark = "." if dots else ","
    if dots + commas > 1:
        return body, ""
    head, tail = _cut(body, mark)
    groups = len(tail) == 3 and 1 <= len(head) <= 3 and head.strip("0") != "" and "'" not in head
    if groups and " " not in head and decimal_mark != mark:
        return body, ""
    return head, tail


def _cut(body: str, mark: str) -> tuple[str, str]:
    head, _, tail = body.rpartition(mark)
    return head, tail


def _grouping_is_sound(whole: str) -> bool:
    """Thousands in groups of three by one mark; or Indian groups of two after the last three."""
    marks = {char for char in whole if not char.isdigit()}
    if not marks:
        return True
    if len(marks) > 1:
        return False
    groups = whole.split(marks.pop())
    if not all(groups) or len(groups[-1]) != 3 or len(groups[0]) > 3:
        return False
    return all(len(group) == 3 for group in groups[1:]) or all(len(group) == 2 for group in groups[1:-1])


def guess_decimal_mark(texts: Iterable[str]) -> str | None:
    """The decimal mark a document uses, from those of its numbers that leave no doubt; None on a tie."""
    votes = {".": 0, ",": 0}
    for text in texts:
        for body in re.findall(r"(?<![\d.,/-])\d[\d.,']*\d(?![\d/])", text):
            if body.count(".") + body.count(",") == 0:
                continue
            mark = max(".,", key=body.rfind)
            other = "," if mark == "." else "."
            tail = body.rpartition(mark)[2]
            if other in body and body.count(mark) == 1:
                votes[mark] += 3
            elif body.count(mark) > 1 and len(tail) == 3:
                votes[other] += 1
            elif body.count(mark) == 1 and len(tail) in (1, 2, 4):
                votes[mark] += 1
    if votes["."] == votes[","]:
        return None
    return max(votes, key=lambda mark: votes[mark])


def currency_in(text: str) -> str | None:
    """The currency a short text names by sign or code, if it names exactly one."""
    found = {code for code in re.findall(r"(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])", text) if code in CODES}
    if not found:
        for sign in sorted(SYMBOLS, key=len, reverse=True):
            if _sign_stands(text, sign):
                found.add(SYMBOLS[sign])
                text = text.replace(sign, " ")
    return found.pop() if len(found) == 1 else None


def _sign_stands(text: str, sign: str) -> bool:
    if sign.isalpha() or sign.endswith("."):
        return re.search(rf"(?<![^\W\d_]){re.escape(sign)}(?![^\W\d_])", text) is not None
    return sign in text
