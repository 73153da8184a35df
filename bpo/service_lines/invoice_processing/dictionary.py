"""The dictionary of labels: listed and composed terms by a key that spelling and punctuation do not change."""

import re
from dataclasses import dataclass
from functools import lru_cache

from .dates import fold
from .terms import DOCUMENTS, ORDERS, PATTERNS, TERMS
from .wordset import wordset

NUMBER_WORDS = wordset("no nr num numero number nummer numer n nro № nbr c")
_ENDING = re.compile(r"(nummer|number|numero|nro|numer)$")
GENERIC = wordset(
    "termin taxe taxes "
    "vom date datum data fecha dato pvm le del due po po order oc invoice rechnung facture fattura factura factuur "
    "faktura fatura lasku total totale totaal totalt summe suma summa sum base netto net brutto amount betrag bedrag "
    "belopp importe montant importo to an a de van von fran fra til till for from client cliente customer kunde "
    "kund klant firma pour para period periode ref reference alt goods c pg bg paid paye betalt betald bezahlt "
    "cuota iva tva vat moms mva btw ust mwst tax gst alv dph steuer bestellung commande ordine pedido "
    "balance saldo solde offen liquido transport transporte company nr cislo"
)
"""Terms so common in running text that they count as labels only at a segment's start."""


def canonical(text: str) -> str:
    """A label's key: folded, every word for "number" as `nr`, letters and digits run together."""
    text = re.sub(
        r"\b[nN]\.?\s?[°º]|\bN\.[oO]\b|[№#]",
        " nr ",
        re.sub(r"\([^)]*\)", " ", text) if text[:1] != "(" else text,
    )
    text = re.sub(r"\b[nN]/\s?(?=[^\W\d_]{3})", "ns ", text)  # "N/ encomenda": ours, not a number
    words = re.findall(r"[^\W_]+", fold(text))
    parts = []
    for word in words:
        parts.append("nr" if word in NUMBER_WORDS else _ENDING.sub("nr", word))
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class Term:
    """A dictionary entry: its key, the fields it may name, and whether it is a common word."""

    key: str
    fields: frozenset[str]
    generic: bool


def composed_terms() -> dict[str, set[str]]:
    """Terms made of a document's name and the words for number and date around it: "n° de l'avoir"."""
    found: dict[str, set[str]] = {
        "number": set(),
        "issue_date": set(),
        "po_ref": set(),
        "x_order_date": set(),
    }
    for language, patterns in PATTERNS.items():
        for number_field, date_field, nouns in (
            ("number", "issue_date", DOCUMENTS[language]),
            ("po_ref", "x_order_date", ORDERS[language]),
        ):
            for noun in nouns.split(";"):
                for pattern in patterns["number"].split(";"):
                    found[number_field].add(pattern.strip().format(noun.strip()))
                for pattern in patterns["date"].split(";"):
                    found[date_field].add(pattern.strip().format(noun.strip()))
    return found


@lru_cache(maxsize=1)
def dictionary() -> dict[str, Term]:
    """All terms by their canonical key."""
    fields: dict[str, set[str]] = {}
    generic: set[str] = set()
    for field, listed in TERMS.items():
        for text in re.split(r"[;|]", listed):
            text = " ".join(text.split())
            if not text:
                continue
            key = canonical(text)
            fields.setdefault(key, set()).add(field)
            if text in GENERIC:
                generic.add(key)
    known = set(fields)
    for field, phrases in composed_terms().items():
        for key in {canonical(phrase) for phrase in phrases} - known:
            fields.setdefault(key, set()).add(field)
    return {key: Term(key, frozenset(names), key in generic) for key, names in fields.items()}


@lru_cache(maxsize=1)
def long_keys() -> list[str]:
    """The keys long enough to be known with a letter misread."""
    return [key for key in dictionary() if len(key) >= 6]


@lru_cache(maxsize=4096)
def lookup(key: str, fuzzy: bool) -> tuple[Term, bool] | None:
    """The term of a key and whether it matches exactly; misread letters are allowed where `fuzzy`."""
    term = dictionary().get(key)
    if term is not None:
        return term, True
    if not fuzzy or len(key) < 6:
        return None
    from rapidfuzz import fuzz, process

    cutoff = 90 if len(key) < 9 else 86
    best = process.extractOne(key, long_keys(), scorer=fuzz.ratio, score_cutoff=cutoff)
    if best is None or abs(len(best[0]) - len(key)) > 2:
        return None
    return dictionary()[best[0]], False
