"""A due date that no label names but a sentence tells: "Please pay 120.00 by 3 May 2026 to the account below"."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from .dates import PrintedDate, find_dates, fold, settled
from .layout import Document, Span
from .wordset import wordset

Told = tuple[PrintedDate, date, Span, bool]
"""A date as printed, the day it is, its words, and whether it is asked for: else the money is collected then."""

LONGEST_TERM = timedelta(days=190)
SURE = 0.97
"""Confidence: as a plain label beside its value, for the words leave no other meaning."""
NEAR = 3
"""A word for "until" stands at most so many words before its date."""

_ASKS_TO_PAY = wordset(
    "pay. remit settle. zahl begleich uberweis einzahl regler. payer. verser. virer. pagare saldare versare bonific "
    "pagar abon. abonar abonen abonad liquid transfer maken. voldoe voldaan betal maks. maksa suorit wplat wplac "
    "zaplac zaplat uhra uhrad pagament paiement payment reglement indbetal innbetal overma"
)
"""Beginnings of words, or whole words with a stop, that ask for money in a sentence."""
_UNTIL = wordset(
    "bis spatestens by before until latest avant entro antes hasta ate voor uiterlijk tot senast senest innen "
    "viimeistaan mennessa do dnia tard"
)
_FALLS_DUE = wordset(
    "fallig due exigible payable vence vencera scade scadra vervalt forfaller forfalder eraantyy splatna splatny "
    "platne platna uplywa exigivel"
)
_OTHERWISE = re.compile(
    r"skonto|discount|escompte|sconto|descuento|desconto|korting|rabat|alennus|sleva|%|"
    r"\bpaid|received|bezahlt|erhalten|paye |recu|pagato|ricevut|pagado|recibid|betaald|ontvangen|\bbetalt|mottag|"
    r"interest|zinsen|interet|interess|rente|ranta|korko|odsetk|urok|juro|mahn|overdue|retard|mora|"
    r"valid|gultig|valable|geldig|giltig|gyldig|deliver|liefer|livrai|consegn|entreg|\blever|"
    r"reklam|beanstand|object|einwand|widerspr"
)
"""What else a day in such a sentence may be: of an early payment, a payment made, interest, an offer, a delivery."""


_COLLECTED = re.compile(
    r"lastschrift|abgebucht|abbuch|eingezogen|ziehen|direct debit|collect|prelev|addebit|domicil|cargara|afgeschreven|"
    r"incasso|autogiro|\bdras\b|debitad"
)
"""Words for money that the seller collects himself."""


def _says(words: list[str], meaning: frozenset[str]) -> bool:
    return any(
        word == stem[:-1] if stem.endswith(".") else word.startswith(stem)
        for word in words
        for stem in meaning
    )


def _told_due(text: str, years: bool | None) -> PrintedDate | None:
    """The due date in a sentence; None where it has none, several, or may speak of something else."""
    found = settled(find_dates(text), years)
    if len(found) != 1 or _OTHERWISE.search(fold(text)):
        return None
    before = re.findall(r"[^\W\d_]+", fold(text[: found[0].start]))
    words = [*before, *re.findall(r"[^\W\d_]+", fold(text[found[0].end :]))]
    if len(words) < 4:
        return None
    if _COLLECTED.search(fold(text)):
        return found[0]
    until = any(word in _UNTIL for word in before[-NEAR:])
    if (until and _says(words, _ASKS_TO_PAY)) or any(word in _FALLS_DUE for word in words):
        return found[0]
    return None


def due_in_prose(
    document: Document, issued: date, *, month_first: bool, used: list[Span], years: bool | None = False
) -> Told | None:
    """The due date that sentences tell after the day of issue; None where they tell none, or more than one.

    `used` are words that a label accounts for; `years` says whether 26-01-31 has its year first.
    """
    taken = {id(token) for span in used for token in span.tokens}
    told: dict[date, Told] = {}
    for span in _sentences(document):
        printed = _told_due(span.text, years)
        if printed is None:
            continue
        where = span.sub(printed.start, printed.end)
        day = printed.resolve(month_first=month_first)
        if day is None or any(id(token) in taken for token in where.tokens):
            continue
        if not timedelta() <= day - issued <= LONGEST_TERM:
            return None
        told.setdefault(day, (printed, day, where, _COLLECTED.search(fold(span.text)) is None))
    return next(iter(told.values())) if len(told) == 1 else None


def _sentences(document: Document) -> Iterator[Span]:
    """Every text by itself, and with the one that goes on below it."""
    above: list[Span] = []
    for row in document.rows:
        for span in row.segments:
            yield span
            for head in above:
                if head.page == span.page and abs(head.left - span.left) < 3:
                    yield Span([*head.tokens, *span.tokens])
        above = row.segments
