"""Seller, buyer and their numbers, put into the record with an honest confidence."""

import re

from .account_numbers import TaxId, ibans, repaired_ibans, tax_ids
from .around import Starts, values_around
from .buyers import speaks_of_buyer
from .identifiers import vat_is_valid
from .labelled_parties import Party
from .lines import Lines
from .parties import Parties, belongs_to_buyer, find_parties
from .reader import Reader


def read_parties(reader: Reader, lines: Lines) -> None:
    """Sets seller and buyer, their tax numbers and the bank account."""
    document = reader.document
    stop = min(lines.header_rows | lines.rows, default=len(document.rows))
    taxes = tax_ids(document)
    found = find_parties(document, reader.labels, stop, taxes)
    for name, party in (("seller", found.seller), ("buyer", found.buyer)):
        if party is not None:
            reader.put(name, party.name, party.span, min(party.confidence, _name_ceiling(reader, party)))
    _tax_ids(reader, found, taxes)
    accounts = ibans(document)
    if reader.fuzzy and not any(valid for _, valid, _ in accounts):
        accounts = repaired_ibans(document) or accounts
    if accounts:
        value, valid, span = accounts[0]
        distinct = {item[0] for item in accounts}
        reader.put("iban", value, span, (0.99 if valid else 0.6) if len(distinct) == 1 else 0.85)


def _name_ceiling(reader: Reader, party: Party) -> float:
    """No sum proves a name: recognised letters need to be beyond doubt, and typical misreadings stay in doubt."""
    if not reader.fuzzy:
        return 1.0
    if re.search(r"ii|[|°~_{}<>\\]|\d[^\W\d]|[^\W\d]\d", party.name):
        return 0.6
    return 0.94 if party.span.confidence >= 0.9 else 0.8


def _tax_ids(reader: Reader, found: Parties, taxes: list[TaxId]) -> None:
    """VAT ids to seller or buyer by what stands around them."""
    labelled = _labelled_theirs(reader)
    theirs = [
        tax
        for tax in taxes
        if tax.kind == "vat" and (id(tax.span.tokens[0]) in labelled or belongs_to_buyer(tax, found))
    ]
    own = [tax for tax in taxes if tax.kind == "vat" and tax not in theirs]
    if own:
        values = {tax.value for tax in own}
        first = next((tax for tax in own if vat_is_valid(tax.value)), own[0])
        reader.put("seller_vat_id", first.value, first.span, 0.96 if len(values) == 1 else 0.7)
    if theirs:
        reader.put("buyer_vat_id", theirs[0].value, theirs[0].span, 0.9)
    ein = next((tax for tax in taxes if tax.kind == "ein"), None)
    if ein is not None:
        reader.put("seller_tax_id", ein.value, ein.span, 0.9)


def _labelled_theirs(reader: Reader) -> set[int]:
    """The words beside or under labels such as "your VAT id"."""
    starts: Starts = {(id(label.segment), label.first): label for label in reader.labels}
    return {
        id(token)
        for label in reader.labels
        if "x_vat_id" in label.fields
        and speaks_of_buyer(" ".join(token.text for token in label.segment.tokens[: label.end]))
        for span in values_around(reader.document, label, starts)
        for token in span.tokens
    }
