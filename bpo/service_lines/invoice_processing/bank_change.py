"""Words on an invoice that announce a new bank account: the commonest opening of payment fraud."""

import re
from collections.abc import Iterable, Sequence

from lxml import etree

from bpo.catalog.rules import Finding, Severity

from .dates import fold
from .identifiers import compact, iban_is_valid
from .names import LEGAL_FORM
from .xml_safe import RefusedXml, local_name, parse_xml

_BANK = (
    r"(?:bank(?:ing)?\s*(?:details?|accounts?|data|information|coordinates)?|account\s*(?:details?|number)|iban|"
    r"bankverbindung|bankdaten|kontoverbindung|kontonummer|konto|coordonnees\s*bancaires|rib|compte(?:\s*bancaire)?|"
    r"datos\s*bancarios|cuenta(?:\s*bancaria)?|coordinate\s*bancarie|conto(?:\s*corrente|\s*bancario)?|"
    r"bankgegevens|bankrekening(?:nummer)?|rekeningnummer|bankuppgifter|bankkonto(?:nummer|nr)?|kontouppgifter|"
    r"bankgiro(?:nummer)?|payment\s*details|bankoplysninger|bankforbindelse|kontooplysninger|bankopplysninger|"
    r"kontoopplysninger|kontonr|pankkiyhteys|pankkiyhteytemme|pankkitili(?:mme)?|tilinumero(?:mme)?|tilimme|"
    r"dados\s*bancarios|conta(?:\s*bancaria)?|rachun(?:ek|ku|kiem)(?:\s*bankow\w*)?|konta\s*bankow\w*|"
    r"numeru?\s*konta|bankovni(?:ho)?\s*(?:spojeni|uct\w*)|cislo\s*uctu|uctu)"
)
_CHANGE = (
    r"(?:chang\w*|updat\w*|new\b|differ\w*|amended|replac\w*|geander\w*|andert\b|neue\w*|gewechsel\w*|aktualisier\w*|"
    r"nouveau\w*|nouvelle\w*|modifi\w*|cambiad\w*|cambi\w*|nuev\w*|nuov\w*|gewijzig\w*|wijzig\w*|nieuw\w*|"
    r"andrad\w*|andrat\w*|andrats|nya\b|nytt\b|ny\b|nye\b|bytt\b|(?:ae|æ)ndret|endret|skiftet|byttet|"
    r"muuttu\w*|uusi\b|uude\w*|vaihtu\w*|alterad\w*|alteramos|nov[ao]s?\b|mudou|mudaram|mudamos|"
    r"zmian\w*|zmieni\w*|now[yae]\w*|zmen\w*|nov[yeaou]\w{0,2}\b)"
)
_ANNOUNCED = re.compile(rf"\b{_BANK}\b.{{0,60}}\b{_CHANGE}|\b{_CHANGE}.{{0,40}}\b{_BANK}\b", re.DOTALL)
LEAST_WORDS = 3
"""Words of a printed sentence; fewer, or a text that ends in a legal form, may be a name."""
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{2,4}){3,8}\b")


def pages_announce(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a printed page announces a change: `rows` are its lines, each as the texts in it.

    Each text is heard by itself and with the one under it, for sentences wrap; labels beside each other are none.
    """
    for place, texts in enumerate(rows):
        for text in texts:
            if len(text.split()) < LEAST_WORDS or LEGAL_FORM.search(text):
                continue
            under = [other for other in (rows[place + 1] if place + 1 < len(rows) else ()) if " " in other]
            if any(_ANNOUNCED.search(fold(said)) for said in (text, *(f"{text} {other}" for other in under))):
                return True
    return False


def announces_bank_change(texts: Iterable[str], *, known: Sequence[str]) -> bool:
    """Whether any of the texts says that the account has changed, or names an account that is not `known`."""
    for text in texts:
        if _ANNOUNCED.search(fold(text)):
            return True
        for found in _IBAN.finditer(text):
            if iban_is_valid(found[0]) and known and compact(found[0]) not in known:
                return True
    return False


def change_announced() -> Finding:
    """The question that such a text raises, wherever it stands."""
    return Finding(
        code="BANK_CHANGE_ANNOUNCED",
        message="The invoice says that the bank account has changed: ask a known contact, not the invoice.",
        severity=Severity.ASK,
        fields=("iban",),
    )


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


def other_accounts(root: etree._Element, first: str | None) -> str | None:
    """The valid IBANs of an e-invoice beside the `first`, each once with blanks between; None where there is none."""
    payees = ("PayeeFinancialAccount", "PayeePartyCreditorFinancialAccount")
    stated = (
        compact("".join(map(str, part.itertext())))
        for element in root.iter()
        if local_name(element) in payees
        for part in element
        if local_name(part) in ("ID", "IBANID")
    )
    others = dict.fromkeys(each for each in stated if iban_is_valid(each))
    others.pop(compact(first or ""), None)
    return " ".join(others) or None
