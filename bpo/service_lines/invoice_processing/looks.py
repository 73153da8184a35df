"""Several looks at a scanned page weighed against each other: which value holds, and how sure it is."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product
from math import prod
from typing import Any

from bpo.catalog.rules import Evidence, Finding, Outcome, Reading, Record, Severity
from bpo.service_lines.page_reading.words import PageWords

from .confidence import mapped
from .dates import fold
from .identifiers import compact, iban_is_valid, vat_is_valid
from .line_votes import lines_agreed
from .misread_codes import with_prefix
from .names import LEGAL_FORM

AGREED = (
    "number",
    "issue_date",
    "due_date",
    "currency",
    "seller",
    "buyer",
    "seller_vat_id",
    "iban",
    "po_ref",
)
"""Fields that arithmetic cannot prove: two looks at the page have to agree on them."""
NAMES = frozenset({"seller", "buyer"})
CHECKED = {"iban": iban_is_valid, "seller_vat_id": vat_is_valid}
"""Fields whose own check digits tell a right value from a misread one."""
CODES = frozenset({"number", "po_ref"})
SUMS = ("net", "vat", "gross", "payable")
DIFFERS = 0.6
"""Confidence left to a field that no other look confirms."""
COARSE = 0.98
"""Mean confidence of the words below which print is so coarse that rings and dots over capitals get lost on every look:
0.94 to 0.98 on badly damaged pages, above 0.99 on others."""
FORMLESS = 0.85
"""Confidence of a name without a legal form: on a damaged page it may be a contact, or half a line. Also of a name
without any mark over a letter where print is coarse or is seen to lose marks: Akeri may be Åkeri."""
OUTVOTED = 0.75
"""Confidence of a value that two other looks agree on against the best one: put in, and asked about."""
ECHO = 5
"""Letters from which words that a look read anywhere count as its agreement."""
MOST_SPELLINGS = 64
LINES = "LINES_NOT_READ"
ONE_LOOK = "Seen on one look at the page only."


@dataclass(frozen=True, slots=True)
class Look:
    """One look at all pages: what it reads by itself, and the words it saw."""

    outcome: Outcome
    pages: tuple[PageWords, ...]

    @property
    def coarse(self) -> bool:
        """Whether the print was hard to read everywhere."""
        sure = [word.confidence for page in self.pages for word in page.words]
        return bool(sure) and sum(sure) / len(sure) < COARSE

    @property
    def record(self) -> Record:
        """The record of this look alone."""
        return self.outcome.record

    def printed(self, evidence: Evidence) -> str:
        """The words it saw in a place of a page, left to right as the page is read."""
        left, top, right, bottom = evidence.box
        slack = min(right - left, bottom - top) / 3
        words = [
            word
            for word in self.pages[evidence.page].words
            if left - slack < (word.shown[0] + word.shown[2]) / 2 < right + slack
            and top - slack < (word.shown[1] + word.shown[3]) / 2 < bottom + slack
        ]
        return " ".join(word.text for word in sorted(words, key=lambda word: word.box[0]))

    def saw(self, name: str, text: str, page: int) -> bool:
        """Whether it read these words on a page, in a field of this name or anywhere else."""
        return text in _key(name, " ".join(word.text for word in self.pages[page].words))


def settled(outcomes: Sequence[Outcome], looks: Sequence[Look]) -> Outcome:
    """The best of several outcomes, its fields held against the `looks` that saw the pages on their own."""
    best = max(outcomes, key=worth)
    record = dict(best.record)
    readings = {reading.path: reading for reading in best.readings}
    missed = []
    for name in AGREED:
        settled_reading = _settle(name, best, looks)
        if settled_reading is not None:
            if name in CODES:
                settled_reading = with_prefix(settled_reading, asked=OUTVOTED)
            missed += [name] if record[name] is None else []
            readings[name] = settled_reading
            record[name] = settled_reading.value
    lossy = all(look.coarse for look in looks) or _marks_lost(looks)
    for name in NAMES & set(readings):
        bare = lossy and str(record[name]).isascii()
        if record[name] and (bare or not LEGAL_FORM.search(str(record[name]))):
            readings[name] = replace(readings[name], confidence=min(readings[name].confidence, FORMLESS))
    for name in _sums_in_doubt(best, looks):
        readings[name] = replace(readings[name], confidence=min(readings[name].confidence, DIFFERS))
    best = replace(best, record=record, readings=tuple(readings.values()))
    return _with_questions(lines_agreed(best, looks), missed)


def _marks_lost(looks: Sequence[Look]) -> bool:
    """Whether a word of the page was read with a mark over a letter and without: "Förfallodag" and "Forfallodag".

    The second look does not know every mark: what it read bare tells nothing.
    """
    bare, marked = set(), set()
    for place, look in enumerate(looks):
        for word in re.findall(
            rf"[^\W\d_]{{{ECHO},}}", " ".join(w.text for page in look.pages for w in page.words)
        ):
            if not word.isascii():
                marked.add(fold(word))
            elif place != 1:
                bare.add(word.casefold())
    return not bare.isdisjoint(marked)


def stated(outcome: Outcome) -> Outcome:
    """What the looks came to, in shares that were right, its doubts put anew by these."""
    from .capture import doubts

    readings = mapped({reading.path: reading for reading in outcome.readings})
    findings = [finding for finding in outcome.findings if not _is_of_confidence(finding)]
    return replace(
        outcome,
        readings=tuple(readings.values()),
        findings=(*findings, *doubts(outcome.record, readings)),
    )


def _is_of_confidence(finding: Finding) -> bool:
    return finding.code == "LOW_CONFIDENCE" and finding.message != ONE_LOOK


def worth(outcome: Outcome) -> float:
    """How good a reading is: proof first, then how much was read, each field for as much as it is sure."""
    stops = sum(finding.severity is Severity.STOP for finding in outcome.findings)
    asks = sum(finding.severity is Severity.ASK for finding in outcome.findings)
    stated = sum(
        max(0.0, reading.confidence - 0.4) * 2 for reading in outcome.readings if "." not in reading.path
    )
    return (10 if outcome.proven else 0) + stated - 2 * stops - asks + 0.02 * len(outcome.record["lines"])


def need_another(outcomes: Sequence[Outcome], looks: Sequence[Look]) -> bool:
    """Whether two looks leave something open that a third may settle: `outcomes` are theirs and the fused one."""
    best = max(outcomes, key=worth)
    if not best.proven or any(each.code == LINES for each in lines_agreed(best, looks).findings):
        return True
    if any(look.record[name] not in (None, best.record[name]) for look in looks for name in SUMS):
        return True
    readings = {reading.path: reading for reading in best.readings}
    return any(
        sum(_backs(name, readings.get(name), look, looks) for look in looks) < len(looks)
        and not _sure_alone(name, best, looks)
        for name in AGREED
    )


def _sure_alone(name: str, best: Outcome, looks: Sequence[Look]) -> bool:
    """Whether check digits tell which of two looks is right: one has the right value, the other has none."""
    check = CHECKED.get(name)
    value = best.record[name]
    stated = {_key(name, look.record[name]) for look in looks if look.record[name]}
    if check is None or not value or not check(str(value)):
        return False
    return stated == {_key(name, value)}


def _backs(name: str, own: Reading | None, look: Look, looks: Sequence[Look]) -> bool:
    """Whether a look has a value, or lacks it too; or lacks only its label and reads the same in its place."""
    value = look.record[name]
    if own is None or not own.value:
        return value is None
    if _same(name, own.value, value):
        return True
    if own.evidence is None or (value is not None and name != "currency"):
        return False
    page = own.evidence.page
    printed = {
        _key(name, other.printed(own.evidence))
        for other in looks
        if _same(name, own.value, other.record[name])
    }
    return any(
        look.saw(name, text, page) for text in printed if len(text) >= ECHO or (name == "currency" and text)
    )


def _same(name: str, one: Any, other: Any) -> bool:
    """Whether two looks agree. An accented letter of a name is left to the engine that knows it."""
    if other is None:
        return False
    if name in NAMES and not str(one).isascii():
        pattern = "".join(
            char if char.isascii() else ".{1,2}" for char in re.sub(r"[^\w]", "", str(one)).casefold()
        )
        if re.fullmatch(pattern, re.sub(r"[^\w]", "", str(other)).casefold()) is not None:
            return True
    return _key(name, one) == _key(name, other)


def _settle(name: str, best: Outcome, looks: Sequence[Look]) -> Reading | None:
    """The reading of one field after the vote; None where no look has it."""
    cast = [
        reading
        for look in looks
        for reading in look.outcome.readings
        if reading.path == name and reading.value
    ]
    own = next((reading for reading in best.readings if reading.path == name and reading.value), None)
    votes = Counter(_key(name, reading.value) for reading in cast)
    check = CHECKED.get(name)
    if check is not None and not (own is not None and check(str(own.value))):
        put_right = _by_check_digits(check, [reading.value for reading in cast])
        if put_right is not None:
            return replace(own or cast[0], value=put_right, confidence=OUTVOTED)
    if own is None:
        return replace(cast[0], confidence=0.5) if cast else None
    key = _key(name, own.value)
    if name in NAMES:
        own = _with_accents(own, cast)
    if sum(_backs(name, own, look, looks) for look in looks) >= 2:
        return replace(own, confidence=max(own.confidence, min(0.95, own.confidence + 0.1)))
    others = [reading for reading in cast if votes[_key(name, reading.value)] >= 2]
    if others:
        return replace(others[0], confidence=min(OUTVOTED, others[0].confidence))
    if check is not None and check(str(own.value)) and not (set(votes) - {key}):
        return own
    return replace(own, confidence=min(own.confidence, DIFFERS))


def _with_accents(own: Reading, cast: Sequence[Reading]) -> Reading:
    """A name as the first look spells it, which knows every accent where there are models; asked where it saw fewer."""
    alike = [reading for reading in cast if _key(own.path, reading.value) == _key(own.path, own.value)]
    marked = [sum(not char.isascii() for char in str(reading.value)) for reading in alike]
    if not alike or max(marked) == 0:
        return own
    sure = own.confidence if marked[0] == max(marked) else min(own.confidence, FORMLESS - 0.1)
    return replace(alike[0], confidence=sure)


def _key(name: str, value: Any) -> str:
    """What two looks have to have in common. Accents are left to the engine that knows them."""
    if value is None:
        return ""
    text = str(value)
    if name in NAMES:
        return re.sub(r"[^\w]", "", fold(text)).translate(str.maketrans("i1|0", "lllo"))
    return "".join(text.split()).casefold()


def _by_check_digits(check: Any, values: Sequence[Any]) -> str | None:
    """The one spelling made of what the looks saw at each place whose check digits are right."""
    plain = [compact(str(value)) for value in values]
    right = {value for value in plain if check(value)}
    if len(right) == 1:
        return right.pop()
    lengths = Counter(len(value) for value in plain)
    if right or not lengths or len(plain) < 2:
        return None
    length = lengths.most_common(1)[0][0]
    seen = [set(letters) for letters in zip(*(v for v in plain if len(v) == length), strict=True)]
    if prod(len(letters) for letters in seen) > MOST_SPELLINGS:
        return None
    fits = {spelling for letters in product(*seen) if check(spelling := "".join(letters))}
    return fits.pop() if len(fits) == 1 else None


def _sums_in_doubt(best: Outcome, looks: Sequence[Look]) -> list[str]:
    """Sums that another look proves to be something else."""
    rivals = [look for look in looks if look.outcome.proven]
    return [
        name
        for name in SUMS
        if best.record[name] is not None
        and any(look.record[name] != best.record[name] for look in rivals)
        and any(reading.path == name for reading in best.readings)
    ]


def _with_questions(outcome: Outcome, missed: list[str]) -> Outcome:
    """The outcome with its questions put anew: what only some look saw, and what is no longer in question."""
    findings = [
        finding
        for finding in outcome.findings
        if finding.code != "LOW_CONFIDENCE"
        and not (finding.code == "FIELD_MISSING" and finding.fields and set(finding.fields) <= set(missed))
        and not (finding.code == "IBAN_INVALID" and iban_is_valid(str(outcome.record["iban"] or "")))
    ]
    if not any(outcome.record[name] for name in ("seller_vat_id", "seller_tax_id")):
        findings.append(
            Finding(
                code="VALUE_NOT_READ",
                message="No tax number of the seller was read: few invoices bear none.",
                severity=Severity.ASK,
                fields=("seller_vat_id",),
            )
        )
    if missed:
        findings.append(
            Finding(
                code="LOW_CONFIDENCE",
                message=ONE_LOOK,
                severity=Severity.ASK,
                fields=tuple(missed),
            )
        )
    return replace(outcome, findings=tuple(findings))
