"""Codes off a scan: what they begin with, where a letter was read as a digit."""

import re
from dataclasses import replace

from bpo.catalog.rules import Reading

from .wordset import wordset

PREFIXES = wordset("PO INV SI ORD BO CO SO FO NO VO OC BI FI RI")
"""What codes begin with, of those that hold a letter which is also read as a digit: P0 for PO, S1 for SI."""
_NUMBER_WORD = re.compile(r"^(?:[Nn][ro]?[.:°]+|[Nn]°|#)(?=\w{2})")
_MISREAD = {
    spelt: prefix
    for prefix in PREFIXES
    for letter, digit in (("O", "0"), ("I", "1"), ("I", "l"), ("S", "5"))
    if not (spelt := prefix.replace(letter, digit)).isdigit() and spelt != prefix
}


def with_prefix(reading: Reading, *, asked: float) -> Reading:
    """A code without the word for number run into it; a known prefix read with a digit is put right and asked.

    What is asked about has the confidence `asked` at most. Of an invoice's number only where a mark follows it: many
    begin with one letter and noughts.
    """
    reading = replace(reading, value=_NUMBER_WORD.sub("", str(reading.value)))
    found = re.match(r"([0-9A-Zl]{2,3}?)(?=[-/]|\d{4})", str(reading.value))
    prefix = _MISREAD.get(found[1]) if found is not None else None
    if found is None or prefix is None or prefix == found[1]:
        return reading
    value, sure = prefix + str(reading.value)[found.end() :], min(reading.confidence, asked)
    parted = str(reading.value)[found.end()] in "-/"
    if reading.path == "number" and not parted and found[1][-1].isdigit():
        return replace(reading, confidence=sure)  # F037551 may begin with F: told to a person, not changed
    return replace(reading, value=value, confidence=sure)
