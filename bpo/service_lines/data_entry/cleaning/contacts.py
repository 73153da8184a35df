"""A whole contact list cleaned: rows, the log of changes, what is in doubt, and who is in it twice."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz

from . import values
from .values import Cleaned

Cells = Mapping[str, str]
_COLUMNS = {
    "full_name": ("full_name", "name", "fullname", "contact", "contact_name", "customer_name"),
    "first_name": ("first_name", "firstname", "given_name", "forename"),
    "last_name": ("last_name", "lastname", "surname", "family_name"),
    "email": ("email", "e_mail", "email_address", "mail"),
    "phone_e164": ("phone", "phone_e164", "telephone", "tel", "mobile", "phone_number"),
    "country": ("country", "country_code"),
    "date_of_birth": ("dob", "date_of_birth", "birth_date", "birthdate", "birthday"),
    "amount": ("amount", "balance", "value"),
    "state": ("state", "province"),
    "zip": ("zip", "zip_code", "zipcode", "postal_code", "postcode"),
}
"""Clean column → names it comes under."""
_LIKELY = 90
"""Score (0-100) from which two people under different addresses are shown to a person as possibly one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One cell that was changed, and by which rule (the clean column's name)."""

    id: str
    column: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CellFinding:
    """One cell that a person has to look at."""

    id: str
    column: str
    value: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """A row that is the same as another. `score` 1 for equal addresses; less is for a person to decide."""

    duplicate: str
    of: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CleanedList:
    """The clean rows (certain duplicates taken out), and everything that a reader must be told about them."""

    rows: tuple[dict[str, str], ...]
    changes: tuple[Change, ...]
    findings: tuple[CellFinding, ...]
    duplicates: tuple[Duplicate, ...]
    suspected: tuple[Duplicate, ...]


def clean(rows: Sequence[Cells], *, today: date) -> CleanedList:
    """Clean a list; `today` decides the century of a year in two figures.

    Columns are known by their names; those unknown are kept, tidied of stray spaces.
    """
    changes: list[Change] = []
    findings: list[CellFinding] = []
    cleaned = [_row(row, str(number), today, changes, findings) for number, row in enumerate(rows, start=1)]
    cleaned.sort(key=lambda row: _natural(row["id"]))
    duplicates = _equal_addresses(cleaned)
    gone = {each.duplicate for each in duplicates}
    kept = tuple(row for row in cleaned if row["id"] not in gone)
    return CleanedList(
        rows=kept,
        changes=tuple(changes),
        findings=tuple(findings),
        duplicates=duplicates,
        suspected=_alike(kept),
    )


def _row(
    row: Cells, number: str, today: date, changes: list[Change], findings: list[CellFinding]
) -> dict[str, str]:
    given = {
        re.sub(r"[\s\-]+", "_", (column or "").strip().lower()): text or "" for column, text in row.items()
    }
    found = {
        clean: next((each for each in names if each in given), None) for clean, names in _COLUMNS.items()
    }
    row_id = values.plain(given.get("id", "")) or number
    out = {"id": row_id}
    region_of = found["country"]
    place = values.country(given[region_of]) if region_of else Cleaned("")
    region = place.value if not place.doubt else ""

    def put(column: str, source: str, result: Cleaned) -> None:
        out[column] = result.value
        if result.value != given[source]:
            changes.append(Change(id=row_id, column=column, before=given[source], after=result.value))
        if result.doubt:
            findings.append(CellFinding(id=row_id, column=column, value=given[source], message=result.doubt))

    for column, source in found.items():
        if source is None:
            continue
        text = given[source]
        if column == "full_name":
            first, last = values.name(text)
            put("first_name", source, first)
            put("last_name", source, last)
        elif column == "country":
            put(column, source, place)
        elif column == "phone_e164":
            put(column, source, values.phone(text, region))
        elif column == "date_of_birth":
            put(column, source, values.day(text, region, today))
        elif column == "amount":
            put(column, source, values.amount(text, region))
        else:
            put(column, source, _BY_ITSELF[column](text))
    known = {source for source in found.values() if source} | {"id"}
    for column, text in given.items():
        if column not in known:
            put(column, column, Cleaned(values.plain(text)))
    return out


_BY_ITSELF = {
    "first_name": lambda text: Cleaned(values.plain(text)),
    "last_name": lambda text: Cleaned(values.plain(text)),
    "email": values.email,
    "state": values.state,
    "zip": values.zip_code,
}


def _natural(text: str) -> tuple[int, list[str]]:
    return len(text), [part.zfill(20) for part in re.findall(r"[0-9]+|[^0-9]+", text)]


def _equal_addresses(rows: Sequence[Cells]) -> tuple[Duplicate, ...]:
    """Rows with the same address: the first by number stays, the others are its duplicates."""
    by_address: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        if row.get("email"):
            by_address[row["email"]].append(row["id"])
    return tuple(
        Duplicate(duplicate=other, of=group[0], score=1.0)
        for group in by_address.values()
        for other in group[1:]
    )


def _alike(rows: Sequence[Cells]) -> tuple[Duplicate, ...]:
    """Rows of the same telephone number or birthday whose names are alike: shown to a person, never merged."""
    groups: dict[tuple[str, str], list[Cells]] = defaultdict(list)
    for row in rows:
        for column in ("phone_e164", "date_of_birth"):
            if row.get(column):
                groups[column, row[column]].append(row)
    found: dict[tuple[str, str], Duplicate] = {}
    for group in groups.values():
        for at, row in enumerate(group):
            for other in group[at + 1 :]:
                score = fuzz.token_sort_ratio(_whole_name(row), _whole_name(other))
                if score >= _LIKELY:
                    pair = (other["id"], row["id"])
                    found[pair] = Duplicate(duplicate=pair[0], of=pair[1], score=round(score / 100, 2))
    return tuple(found.values())


def _whole_name(row: Cells) -> str:
    return f"{row.get('first_name', '')} {row.get('last_name', '')}".casefold()
