"""A whole contact list cleaned: rows, the log of changes, what is in doubt, and who is in it twice."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from rapidfuzz import fuzz

from . import addresses, dates, names, postcodes, values
from .columns import kind_of, roles_of, title_of
from .letters import mended
from .values import Cleaned

Cells = Mapping[str, str]


_MOST_SHARING = 50
"""Rows that may share a telephone number or a birthday and still be held against one another by name."""
_UNLIKE = 75
"""Score (0-100) below which two words of names are not one word with a slip."""
_NEARLY = 60
"""Score (0-100) from which they are so if both number and birthday are the same, and the names can be one."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the client has said: what comes first in dates (`day`, `month`; "": the row's country says it), which
    country a row without one is of, how names are written (`proper`, `capitals`, `given`), and streets (`post`: as the
    country's post abbreviates or spells them; `given`)."""

    date_order: str = ""
    country: str = ""
    names: str = "proper"
    streets: str = "post"


USUAL = Rules()


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as it was found: under which clean column, from which of the table's, given and cleaned."""

    column: str
    source: str
    given: str
    result: Cleaned


def clean(rows: Sequence[Cells], *, today: date, rules: Rules = USUAL) -> CleanedList:
    """Clean a list; `today` decides the century of a year in two figures.

    Columns are known by their names; those unknown are kept, tidied of stray spaces.
    """
    changes: list[Change] = []
    findings: list[CellFinding] = []
    cleaned = []
    taken: set[str] = set()
    for number, row in enumerate(rows, start=1):
        row_id, cells = clean_row(row, str(number), today, rules)
        if row_id in taken:  # said apart, so that neither is taken for the other
            message = f"“{row_id}” numbers an earlier row too: this one is called {row_id} ({number})."
            findings.append(
                CellFinding(id=f"{row_id} ({number})", column="id", value=row_id, message=message)
            )
            row_id = f"{row_id} ({number})"
        taken.add(row_id)
        cleaned.append({"id": row_id, **{cell.column: cell.result.value for cell in cells}})
        for cell in cells:
            if cell.result.value != cell.given:
                changes.append(
                    Change(id=row_id, column=cell.column, before=cell.given, after=cell.result.value)
                )
            if cell.result.doubt:
                findings.append(
                    CellFinding(id=row_id, column=cell.column, value=cell.given, message=cell.result.doubt)
                )
    cleaned.sort(key=lambda row: _natural(row["id"]))
    twice = equal_addresses(cleaned)
    gone = {each.duplicate for each in twice}
    kept = [row for row in cleaned if row["id"] not in gone]
    return CleanedList(
        rows=tuple(kept),
        changes=tuple(changes),
        findings=tuple(findings),
        duplicates=twice,
        suspected=alike(kept),
    )


def clean_row(row: Cells, number: str, today: date, rules: Rules = USUAL) -> tuple[str, list[Cell]]:
    """A row's id (its number where it has none), and its cells in the order of the clean list."""
    original = {title_of(column): text or "" for column, text in row.items()}
    given = {title: mended(text) for title, text in original.items()}
    found = roles_of(given)
    numbered = found.pop("id")
    row_id = (values.plain(given[numbered]) if numbered else "") or number
    source = found["country"]
    place = values.country(given[source]) if source else Cleaned("")
    region = place.value if not place.doubt else ""
    region = region or (rules.country if not place.doubt else "")
    cells: list[Cell] = []

    def put(column: str, source: str, result: Cleaned) -> None:
        cells.append(Cell(column, source, original[source], result))

    for column, source in found.items():
        if source is None:
            continue
        text = given[source]
        if column == "full_name":
            first, last = _named(text, rules, region)
            put("first_name", source, first)
            put("last_name", source, last)
        elif column == "country":
            put(column, source, place)
        elif column == "phone_e164":
            put(column, source, values.phone(text, region))
        elif column == "date_of_birth":
            put(column, source, dates.day(text, region, today, rules.date_order))
        elif column == "amount":
            put(column, source, values.amount(text, region))
        elif column in ("first_name", "last_name"):
            put(
                column,
                source,
                _written(names.part(text, cased=rules.names == "proper", region=region), rules),
            )
        elif column == "state":
            put(column, source, postcodes.state(text, region))
        elif column == "zip":
            put(column, source, _postcode(text, given, found, region))
        elif column == "street":
            put(source, source, _street(text, region, rules))
        else:
            put(column, source, values.email(text))
    known = {source for source in (*found.values(), numbered) if source}
    for column, text in given.items():
        if column not in known:
            put(column, column, _further(column, text, region, today, rules))
    return row_id, cells


def _further(column: str, text: str, region: str, today: date, rules: Rules) -> Cleaned:
    """A cell of a column that is none of the clean list's: a second number, address, date or amount is cleaned as the
    first is; a date with a time stays as it is."""
    kind = kind_of(column)
    if kind == "phone":
        return values.phone(text, region)
    if kind == "date" and not dates.has_time(text):
        return dates.day(text, region, today, rules.date_order, of_birth=False)
    if kind == "amount":
        return values.amount(text, region)
    return values.email(text) if kind == "email" else Cleaned(values.plain(text))


def _postcode(text: str, given: Mapping[str, str], found: Mapping[str, str | None], region: str) -> Cleaned:
    """A postcode by the row's state, or where it has none of the United States by its country."""
    source = found["state"]
    code = postcodes.state(given[source], region).value if source else ""
    american = postcodes.state(given[source]).value if source else ""
    return postcodes.postcode(
        text,
        region=region,
        us_state=american if postcodes.is_state_of(american, "US") else "",
        own_state=postcodes.is_state_of(code, region),
    )


def _street(text: str, region: str, rules: Rules) -> Cleaned:
    return Cleaned(values.plain(text)) if rules.streets == "given" else addresses.street(text, region)


def _named(text: str, rules: Rules, region: str) -> tuple[Cleaned, Cleaned]:
    first, last = names.name(text, cased=rules.names != "given", region=region)
    return _written(first, rules), _written(last, rules)


def _written(found: Cleaned, rules: Rules) -> Cleaned:
    if rules.names != "capitals":
        return found
    return replace(found, value=found.value.upper(), other=found.other.upper())


def _natural(text: str) -> tuple[int, list[str]]:
    return len(text), [part.zfill(20) for part in re.findall(r"[0-9]+|[^0-9]+", text)]


def equal_addresses(rows: Sequence[Cells]) -> tuple[Duplicate, ...]:
    """Rows with the same address: the first by number stays, the others are its duplicates.

    What is no address tells nothing; nor does one that people of other names, numbers and birthdays share (a family's,
    an office's, a stand-in): those are among the `alike`.
    """
    found = []
    for group in _by_address(rows):
        stays: list[Cells] = []
        for row in group:
            first = next((each for each in stays if not _others(each, row)), None)
            if first is None:
                stays.append(row)
            else:
                found.append(Duplicate(duplicate=row["id"], of=first["id"], score=1.0))
    return tuple(found)


def _by_address(rows: Sequence[Cells]) -> Iterable[list[Cells]]:
    by_address: dict[str, list[Cells]] = defaultdict(list)
    for row in rows:
        if values.is_email(row.get("email", "")):
            by_address[row["email"]].append(row)
    return (group for group in by_address.values() if len(group) > 1)


def _others(row: Cells, other: Cells) -> bool:
    """Whether two rows of one address are of two people for all that else is known of them: names that are not the
    same, however written, unless they were born on one day (a couple has one telephone, but not one birthday)."""
    names = _whole_name(row).split(), _whole_name(other).split()
    born = row.get("date_of_birth")
    if not all(names) or (born and born == other.get("date_of_birth")):
        return False
    return not _one_name(*names)


def _one_name(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two names can be one: every word of the shorter has its like in the longer, as it is, as an initial, cut
    short, or but for a slip."""
    few, many = sorted((words, others), key=len)
    return all(any(_one_word(word, each) for each in many) for word in few)


def _one_word(word: str, other: str) -> bool:
    short, long = sorted((word.rstrip("."), other.rstrip(".")), key=len)
    if len(short) in (1, 3, 4, 5, 6) and long.startswith(short):
        return True
    return fuzz.ratio(short, long) >= _UNLIKE


def alike(rows: Sequence[Cells]) -> tuple[Duplicate, ...]:
    """Rows of the same telephone number, birthday, or street and postcode whose names are alike: shown to a person,
    never merged; and other people under one address.

    What more rows share than people of one name may (a switchboard, a stand-in like 1900-01-01) tells nothing.
    """
    groups: dict[tuple[str, str], list[Cells]] = defaultdict(list)
    for row in rows:
        for column in ("phone_e164", "date_of_birth"):
            if row.get(column):
                groups[column, row[column]].append(row)
        street = row.get(roles_of(row)["street"] or "", "")
        if street and row.get("zip"):
            groups["street", f"{street.casefold()} {row['zip']}"].append(row)
    found: dict[tuple[str, str], Duplicate] = {}
    for group in _by_address(rows):
        for row in group[1:_MOST_SHARING]:
            if _others(group[0], row):
                score = fuzz.token_sort_ratio(_whole_name(group[0]), _whole_name(row)) / 100
                found[row["id"], group[0]["id"]] = Duplicate(
                    duplicate=row["id"], of=group[0]["id"], score=round(score, 2)
                )
    for group in groups.values():
        for at, row in enumerate(group if len(group) <= _MOST_SHARING else ()):
            for other in group[at + 1 :]:
                score = fuzz.token_sort_ratio(_whole_name(row), _whole_name(other))
                if score >= _LIKELY or (score >= _NEARLY and _twice_the_same(row, other)):
                    pair = (other["id"], row["id"])
                    found[pair] = Duplicate(duplicate=pair[0], of=pair[1], score=round(score / 100, 2))
    return tuple(found.values())


def _twice_the_same(row: Cells, other: Cells) -> bool:
    """Whether number and birthday are the same, and the names can be one: Jon and Jonathan Reeve."""
    return all(
        row.get(column) and row.get(column) == other.get(column) for column in ("phone_e164", "date_of_birth")
    ) and _one_name(_whole_name(row).split(), _whole_name(other).split())


def _whole_name(row: Cells) -> str:
    return f"{row.get('first_name', '')} {row.get('last_name', '')}".casefold()
