"""Words on an invoice that announce a new bank account: the commonest opening of payment fraud."""

import re
from collections.abc import Iterable, Sequence

from .dates import fold
from .identifiers import compact, iban_is_valid
from .xml_safe import RefusedXml, local_name, parse_xml

_BANK = (
    r"(?:bank(?:ing)?\s*(?:details?|accounts?|data|information|coordinates)?|account\s*(?:details?|number)|iban|"
    r"bankverbindung|bankdaten|kontoverbindung|kontonummer|konto|coordonnees\s*bancaires|rib|compte(?:\s*bancaire)?|"
    r"datos\s*bancarios|cuenta(?:\s*bancaria)?|coordinate\s*bancarie|conto(?:\s*corrente|\s*bancario)?|"
    r"bankgegevens|bankrekening|rekeningnummer|bankuppgifter|bankkonto|kontouppgifter|bankgiro|payment\s*details)"
)
_CHANGE = (
    r"(?:chang\w*|updat\w*|new\b|differ\w*|amended|replac\w*|geander\w*|neue\w*|gewechsel\w*|aktualisier\w*|"
    r"chang\w*|nouveau\w*|nouvelle\w*|modifi\w*|cambiad\w*|cambi\w*|nuev\w*|nuov\w*|gewijzig\w*|nieuw\w*|"
    r"andrad\w*|andrat\w*|nya\b|nytt\b|bytt\b)"
)
_ANNOUNCED = re.compile(rf"\b{_BANK}\b.{{0,60}}\b{_CHANGE}|\b{_CHANGE}.{{0,40}}\b{_BANK}\b", re.DOTALL)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}\b")


def announces_bank_change(texts: Iterable[str], *, known: Sequence[str]) -> bool:
    """Whether any of the texts says that the account has changed, or names an account that is not `known`."""
    for text in texts:
        if _ANNOUNCED.search(fold(text)):
            return True
        for found in _IBAN.finditer(text):
            if iban_is_valid(found[0]) and known and compact(found[0]) not in known:
                return True
    return False


def notes_of(content: bytes) -> tuple[str, ...]:
    """The free texts of an e-invoice: notes and terms of payment. None where the bytes are no XML to be read."""
    try:
        root = parse_xml(content)
    except RefusedXml:
        return ()
    found = []
    for element in root.iter():
        name = local_name(element)
        if name in (
            "Note",
            "PaymentNote",
            "InstructionNote",
            "Content",
            "Description",
            "Information",
            "PaymentID",
        ):
            text = " ".join("".join(map(str, element.itertext())).split())
            if text:
                found.append(text)
    return tuple(found)
