"""Whether the pages of one file hold more than one invoice: numbers that differ from page to page, or pages
that each count themselves as the first."""

import re
from itertools import combinations

from bpo.catalog.rules import Finding, Severity

from .header_fields import Pair
from .identifiers import compact
from .reader import Reader

ALIKE = 80
"""Recognised numbers at least this alike (per cent) are one number, misread."""
_PAGE_OF = re.compile(
    r"(?i)\b(?:page|pages|seite|pagina|página|sida|side|sivu|strona|strana|blatt|pág|pag|p)\.?\s*"
    r"(\d{1,3})\s*(?:of|von|de|di|van|av|af|sur|/|z|ze)\s*(\d{1,3})\b"
)


def page_count(text: str) -> tuple[int, int] | None:
    """(page, of how many) as a page counts itself; None where it does not, or says so more than one way."""
    found = {(int(match[1]), int(match[2])) for match in _PAGE_OF.finditer(text)}
    return found.pop() if len(found) == 1 else None


def several_documents(reader: Reader, pairs: list[Pair]) -> list[Finding]:
    """One finding where the pages seem to belong to more than one invoice."""
    if len(reader.document.heights) < 2:
        return []
    reason = _numbers_differ(reader, pairs) or _first_pages(reader)
    if not reason:
        return []
    return [
        Finding(
            code="SEVERAL_DOCUMENTS",
            message=f"The file seems to hold more than one invoice: {reason}.",
            severity=Severity.STOP,
        )
    ]


def _numbers_differ(reader: Reader, pairs: list[Pair]) -> str | None:
    """Two invoice numbers on different pages, neither of which stands on the other's page."""
    stated: dict[int, str] = {}
    for pair in pairs:
        if pair.field == "number" and not pair.label.generic:
            stated.setdefault(pair.span.page, pair.value)
    for one, other in combinations(sorted(stated), 2):
        first, second = stated[one], stated[other]
        if _alike(first, second, fuzzy=reader.fuzzy):
            continue
        if _stands_on(reader, first, other) or _stands_on(reader, second, one):
            continue
        return f"{first} on page {one + 1}, {second} on page {other + 1}"
    return None


def _alike(first: str, second: str, *, fuzzy: bool) -> bool:
    one, other = compact(first), compact(second)
    if not fuzzy:
        return one == other
    from rapidfuzz import fuzz

    return fuzz.ratio(one, other) >= ALIKE


def _stands_on(reader: Reader, number: str, page: int) -> bool:
    return any(compact(number) in compact(row.text) for row in reader.document.page_rows(page))


def _first_pages(reader: Reader) -> str | None:
    """Two pages that say "page 1 of n"."""
    firsts = [
        page
        for page in range(len(reader.document.heights))
        if any(
            int(match[1]) == 1
            for row in reader.document.page_rows(page)
            for match in _PAGE_OF.finditer(row.text)
        )
    ]
    return f"pages {firsts[0] + 1} and {firsts[1] + 1} are both a first page" if len(firsts) > 1 else None
