"""The line table: header cells found by their names, numbers sorted into columns, rows read over pages."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from .dates import fold
from .dictionary import canonical
from .layout import Document, Row, Token
from .terms import COLUMNS
from .terms.stems import ideas_of
from .wordset import wordset

_AMOUNT = re.compile(r"\d[.,]\d\d\b")
NUMERIC = frozenset({"quantity", "unit_price", "line_net", "vat_rate", "discount", "line_vat", "line_gross"})


@dataclass(slots=True, eq=False)
class Column:
    """A header cell: which column it names and where it stands."""

    name: str
    left: float
    right: float

    @property
    def centre(self) -> float:
        """Horizontal centre."""
        return (self.left + self.right) / 2


@dataclass(slots=True, eq=False)
class Header:
    """The header of a line table: its rows and columns, left to right."""

    page: int
    rows: list[int]
    columns: list[Column]
    score: float = 0.0
    guessed: bool = False
    """Whether quantity and price were told apart by their order alone."""

    @property
    def names(self) -> set[str]:
        """The columns there are."""
        return {column.name for column in self.columns}

    def repeats(self, first: "Header") -> bool:
        """Whether this is the head of the same table again, on a later page: the same columns in the same places."""
        pairs = [(own, first.column(own.name)) for own in self.columns if own.name != "other"]
        shared = [(own, other) for own, other in pairs if other is not None]
        level = sum(
            min(abs(own.left - other.left), abs(own.right - other.right)) < 15 for own, other in shared
        )
        return any(own.name == "line_net" for own, _ in shared) and level * 2 > len(pairs)

    def column(self, name: str) -> Column | None:
        """The column of that name."""
        return next((column for column in self.columns if column.name == name), None)


@lru_cache(maxsize=1)
def column_dictionary() -> dict[str, tuple[str, ...]]:
    """Column names by canonical term, the likelier first."""
    names: dict[str, list[str]] = {}
    for name, listed in COLUMNS.items():
        for text in re.split(r"[;|]", listed):
            key = canonical(text)
            if key and name not in names.setdefault(key, []):
                names[key].append(name)
    return {key: tuple(found) for key, found in names.items()}


@lru_cache(maxsize=4096)
def _column_of(key: str, fuzzy: bool) -> tuple[str, ...]:
    found = column_dictionary().get(key, ())
    if found or not fuzzy or len(key) < 5:
        return found
    from rapidfuzz import fuzz, process

    best = process.extractOne(
        key, [k for k in column_dictionary() if len(k) >= 5], scorer=fuzz.ratio, score_cutoff=84
    )
    return column_dictionary()[best[0]] if best else ()


@dataclass(slots=True, eq=False)
class _Cell:
    names: tuple[str, ...]
    tokens: list[Token] = field(default_factory=list)

    @property
    def left(self) -> float:
        return min(token.left for token in self.tokens)

    @property
    def right(self) -> float:
        return max(token.right for token in self.tokens)


def find_headers(document: Document, *, fuzzy: bool) -> list[Header]:
    """Rows (with the ones they wrap onto) that head a line table, best first on each page."""
    found = []
    for row in document.rows:
        header = _header(document, row, fuzzy)
        if header is not None:
            found.append(header)
    return found


def _header(document: Document, row: Row, fuzzy: bool) -> Header | None:
    cells = _cells(row, fuzzy)
    if len(cells) < 2:
        return None
    neighbours = [
        other
        for other in document.rows[max(0, row.index - 2) : row.index + 3]
        if other is not row
        and other.page == row.page
        and abs(other.middle - row.middle) < 2.2 * row.tokens[0].em
    ]
    columns, used = _resolve(cells, row), [row.index]
    for other in neighbours:
        merged = _merge(cells, other, fuzzy)
        wider = _resolve(merged, row)
        if len(wider) > len(columns) and _is_header(wider) and not any(char.isdigit() for char in other.text):
            columns, cells = wider, merged
            used.append(other.index)
    for stacked, rows in _stacked(row, neighbours, fuzzy):
        kept = [c for c in cells if min(stacked.right, c.right) - max(stacked.left, c.left) <= 0]
        better = _resolve([*kept, stacked], row)
        if _is_header(better) and len(better) >= len(columns):
            cells, columns = [*kept, stacked], better
            used += rows
    if not _is_header(columns):
        return None
    words = sum(len(segment.tokens) for segment in row.segments)
    score = len(columns) - 0.15 * max(0, words - 2 * len(columns))
    if any(_AMOUNT.search(token.text) for token in row.tokens):
        return None
    used += [other.index for other in neighbours if _is_part_of_header(other, columns)]
    return Header(row.page, sorted(set(used)), _with_others(row, columns), score)


def _with_others(row: Row, columns: list[Column]) -> list[Column]:
    """The columns and, where a header cell has a name nobody knows, one for it: its words are no description's."""
    for segment in row.segments:
        for column in columns[1:]:
            inside = segment.left - 1 <= column.left and column.right <= segment.right + 1
            over = min(segment.right, column.right) - max(segment.left, column.left) > 0
            if column.name == "position" and over and not inside and len(segment.tokens) <= 2:
                column.name = "other"  # "Catalogue" over "no."
                column.left, column.right = min(segment.left, column.left), max(segment.right, column.right)
    others = [
        Column("other", segment.left, segment.right)
        for segment in row.segments
        if not any(min(segment.right, c.right) - max(segment.left, c.left) > 0 for c in columns)
        and len(segment.tokens) <= 4
    ]
    return sorted([*columns, *others], key=lambda column: column.left)


def _is_part_of_header(other: Row, columns: list[Column]) -> bool:
    """A neighbouring row without digits whose words all stand over or under header cells."""
    if any(char.isdigit() for char in other.text):
        return False
    return (
        all(any(min(s.right, c.right) - max(s.left, c.left) > 0 for c in columns) for s in other.segments)
        and len(other.tokens) <= 8
    )


def _cells(row: Row, fuzzy: bool) -> list[_Cell]:
    """Header cells of a row: the longest known terms within each segment."""
    cells = []
    for segment in row.segments:
        tokens = _pieces(segment.tokens)
        whole = _understood(tokens, fuzzy)
        if whole is not None:
            cells.append(whole)
            continue
        before, start = len(cells), 0
        while start < len(tokens):
            for end in range(min(len(tokens), start + 5), start, -1):
                key = canonical(" ".join(token.text for token in tokens[start:end]))
                names = _column_of(key, fuzzy) if key else ()
                if not key and tokens[start].text in ("#", "%"):
                    names = ("position",) if tokens[start].text == "#" else ("vat_rate",)
                if names:
                    cells.append(_Cell(names, tokens[start:end]))
                    start = end
                    break
            else:
                start += 1
        found = cells[before:]
        if len(found) == 2 and any(token.text == "/" for token in tokens) and (both := _said_twice(*found)):
            cells[before:] = [_Cell(both, tokens)]
        elif len(found) == 1 and "position" in found[0].names and len(found[0].tokens) < len(tokens):
            del cells[before:]  # "Catalogue no.": a number of something else
    return cells


def _said_twice(one: _Cell, other: _Cell) -> tuple[str, ...]:
    """The names of a cell in two languages ("Artigo / Item description"); none where its halves differ."""
    shared = tuple(name for name in one.names if name in other.names)
    if shared:
        return shared
    return ("description",) if {one.names[0], other.names[0]} == {"description", "sku"} else ()


def _understood(tokens: list[Token], fuzzy: bool) -> _Cell | None:
    """A cell of several words that nobody listed, by what they mean: "Imp. IVA" is a tax, "Total c/ IVA" a gross."""
    if not 1 < len(tokens) <= 4 or _column_of(canonical(" ".join(token.text for token in tokens)), fuzzy):
        return None
    words = [word for token in tokens for word in re.findall(r"[^\W\d_]+", fold(token.text))]
    ideas = [ideas_of(word) for word in words]
    if not words or not all(ideas):
        return None
    meant = frozenset().union(*ideas)
    for name, needed, barred in _MEANT:
        if needed <= meant and not barred & meant:
            return _Cell((name,), tokens)
    return None


_MEANT: tuple[tuple[str, frozenset[str], frozenset[str]], ...] = (
    ("line_gross", wordset("total with"), wordset("without")),
    ("line_gross", wordset("vat with"), wordset("without")),
    ("line_net", wordset("total without"), wordset("with")),
    ("line_vat", wordset("total vat"), wordset("with without")),
)


def _pieces(tokens: list[Token]) -> list[Token]:
    """Words run together by narrow columns are cut where a capital follows a small letter: "prisMoms"."""
    pieces: list[Token] = []
    for token in tokens:
        cut = re.search(r"(?<=[a-zà-ÿ.])(?=[A-ZÀ-Þ][a-zà-ÿ])", token.text)
        if cut is None or len(token.text) < 6:
            pieces.append(token)
            continue
        share = cut.start() / len(token.text)
        middle = token.left + (token.right - token.left) * share
        for text, left, right in (
            (token.text[: cut.start()], token.left, middle),
            (token.text[cut.start() :], middle, token.right),
        ):
            pieces.append(
                Token(
                    text,
                    token.page,
                    left,
                    token.top,
                    right,
                    token.bottom,
                    token.confidence,
                    token.box,
                    token.em,
                )
            )
    return pieces


def _stacked(row: Row, neighbours: list[Row], fuzzy: bool) -> list[tuple[_Cell, list[int]]]:
    """Header cells whose name is known only with the words over or under them: "Line" over "total"."""
    found = []
    for segment in row.segments:
        rows = {row.index: list(segment.tokens)}
        for other in neighbours:
            if _AMOUNT.search(other.text):
                continue  # a line of the table: its unit may stand under a word that it makes another name with
            over = [s for s in other.segments if min(s.right, segment.right) - max(s.left, segment.left) > 0]
            if len(over) == 1 and not any(char.isdigit() for char in over[0].text):
                rows[other.index] = list(over[0].tokens)
        if len(rows) < 2:
            continue
        tokens = [token for index in sorted(rows) for token in rows[index]]
        names = _column_of(canonical(" ".join(token.text for token in tokens)), fuzzy)
        if names:
            found.append((_Cell(names, tokens), list(rows)))
    return found


def _merge(cells: list[_Cell], other: Row, fuzzy: bool) -> list[_Cell]:
    """Cells of a wrapped header: a word above or below joins the cell it stands over."""
    extra = [_Cell(cell.names, list(cell.tokens)) for cell in _cells(other, fuzzy)]
    merged = [_Cell(cell.names, list(cell.tokens)) for cell in cells]
    for cell in extra:
        over = next((m for m in merged if min(m.right, cell.right) - max(m.left, cell.left) > 0), None)
        if over is None:
            merged.append(cell)
            continue
        both = sorted([*over.tokens, *cell.tokens], key=lambda token: (round(token.middle / 3), token.left))
        names = _column_of(canonical(" ".join(token.text for token in both)), fuzzy)
        over.tokens = both
        if names:
            over.names = names
    return sorted(merged, key=lambda cell: cell.left)


def _resolve(cells: list[_Cell], row: Row) -> list[Column]:
    """Each cell to one column: an ambiguous name takes the column still free; of two amounts the last is the sum."""
    columns: list[Column] = []
    used: set[str] = set()
    for cell in sorted(cells, key=lambda item: len(item.names)):
        name = next((name for name in cell.names if name not in used), None)
        if name is None:
            continue
        used.add(name)
        columns.append(Column(name, cell.left, cell.right))
    columns.sort(key=lambda column: column.left)
    quantity = next((column for column in columns if column.name == "quantity"), None)
    nets = [column for column in columns if column.name == "line_net"]
    if nets and quantity is None and nets[0] is columns[0] and len(columns) >= 4:
        # "Amount | Product | VAT | Price | Total": an amount in front is how many
        nets[0].name = "quantity"
        total = [cell for cell in cells if "line_net" in cell.names and cell.left > nets[0].right]
        if total:
            columns.append(Column("line_net", total[-1].left, total[-1].right))
    return sorted(columns, key=lambda column: column.left)


def _is_header(columns: list[Column]) -> bool:
    names = {column.name for column in columns}
    money = names & {"line_net", "unit_price", "line_gross"}
    return (
        len(names) >= 3
        and bool(money)
        and bool(names & {"description", "quantity", "sku"})
        and not names <= {"vat_rate", "line_net", "line_vat", "line_gross", "position"}
    )


ZERO = Decimal(0)
