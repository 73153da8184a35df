"""Marks that recognition confuses, put right by what the rest of the page says: points and commas, rules, per cent."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from .line_texts import Piece
from .words import Word

_AMOUNT = re.compile(r"^(\D{0,4})(\d{1,3}(?:[.,'’]\d{3})*|\d+)([.,])(\d{2})(\D{0,3})$")
_PLAIN = re.compile(r"^\d{1,3}(?:[.,]\d{3})*[.,]\d{2}$|^\d{4,}[.,]\d{2}$")
SIGN_LOST = 0.8
"""Confidence of an amount whose sign of currency was read as a figure."""
_FINE = re.compile(r"^(0)([.,])(\d{3,5})$")
_SRL = re.compile(r"^([Ss]\.?[Rr]\.?)[I1|!](\.?,?)$")
_ZOO = re.compile(r"^[0oOQ]\.\s?[0oOQ]\.?(,?)$")
"""What follows the z of "Sp. z o.o.", as it is also read: 0.o., 0.0."""
_PERCENT = re.compile(r"^(\d{1,2}(?:[.,]\d{1,2})?)(?:%6|96|9%|o/o|°/o)$")


def without_rules(piece: Piece) -> Iterable[Piece]:
    """A word without the upright rules of a table read as letters; cut where one stood inside."""
    if "|" not in piece.text:
        yield piece
        return
    wide = (piece.right - piece.left) / len(piece.text)
    for match in re.finditer(r"[^|]+", piece.text):
        yield replace(
            piece,
            text=match[0],
            left=piece.left + match.start() * wide,
            right=piece.left + match.end() * wide,
        )


def with_marks_agreed(words: Sequence[Word]) -> tuple[Word, ...]:
    """The words of a page with one decimal mark in its amounts, per cent where others have it, S.r.l. as such."""
    words = _polish_forms(words)
    mark = decimal_mark(word.text for word in words)
    percents = {word.text[:-1] for word in words if re.fullmatch(r"\d{1,2}(?:[.,]\d{1,2})?%", word.text)}
    agreed = tuple(_agreed(word, mark, percents) for word in words)
    return _with_signs(agreed, mark)


def _polish_forms(words: Sequence[Word]) -> list[Word]:
    """The words with the letters of "z o.o." that were read as zeros put right."""
    return [
        replace(word, text=f"o.o.{found[1]}")
        if index and words[index - 1].text in ("z", "Z") and (found := _ZOO.match(word.text))
        else word
        for index, word in enumerate(words)
    ]


def _with_signs(words: tuple[Word, ...], mark: str | None) -> tuple[Word, ...]:
    """The words with the signs of a currency that were read as a figure: "52,078.11" beside a "2,078.11".

    The rest has to stand on the page as an amount of its own, and either be grouped as thousands are or show
    by being ungrouped, where the page groups its thousands, that its first figure is none.
    """
    if mark is None:
        return words
    amounts = {word.text for word in words if _PLAIN.match(word.text)}
    groups = any(len(re.findall(r"[.,]", text)) > 1 for text in amounts)
    return tuple(
        replace(word, text=word.text[1:], confidence=min(word.confidence, SIGN_LOST))
        if _PLAIN.match(word.text)
        and word.text[0] in "5689"
        and word.text[1:] in amounts
        and (len(word.text) > 8 or (groups and len(word.text) == 7))
        else word
        for word in words
    )


def _agreed(word: Word, mark: str | None, percents: set[str]) -> Word:
    text = word.text
    slip = _PERCENT.match(text)
    if slip is not None and (slip[1] in percents or text.endswith("%6")):
        return replace(word, text=f"{slip[1]}%")
    form = _SRL.match(text)
    if form is not None:
        return replace(word, text=f"{form[1]}l{form[2]}")
    if mark is None:
        return word
    amount = _AMOUNT.match(text)
    if amount is not None:
        other = "," if mark == "." else "."
        whole = re.sub(r"[.,]", other, amount[2])
        text = f"{amount[1]}{whole}{mark}{amount[4]}{amount[5]}"
    else:
        text = _FINE.sub(rf"\g<1>{mark}\g<3>", text)
    return word if text == word.text else replace(word, text=text)


def decimal_mark(texts: Iterable[str]) -> str | None:
    """The decimal mark of a recognised page: a comma is read as a point far more often than the reverse."""
    votes = {".": 0.0, ",": 0.0}
    for text in texts:
        found = _AMOUNT.match(text)
        if found is None:
            continue
        inner = set(found[2]) & {".", ","}
        last = found[3]
        if inner and last not in inner:
            votes[last] += 3
        elif not inner:
            votes[last] += 2 if last == "," else 1
        elif last == ",":  # 1,234,56: no comma groups an amount whose cents follow one
            votes[","] += 1
    if votes["."] == votes[","]:
        return None
    return max(votes, key=lambda one: votes[one])
