"""A list as a client sends it: bytes in, titles and rows out, and what is to be said of it as a whole."""

import io
import zipfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from bpo.catalog.rules import Finding, Severity, Source
from bpo.platform.files import media
from bpo.platform.sheets.reading import (
    Row,
    SheetLimits,
    SheetRefused,
    csv_rows,
    decode_text,
    open_workbook,
    workbook_rows,
)

from .columns import roles_of, title_of
from .letters import broken, foreign

LIMITS = SheetLimits(rows=100_001, columns=100, field=5_000)
"""A title row and 100,000 others."""
ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"})
_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A list: `titles` as they are looked up, each once; `rows` with their numbers in the file; what is said of it all.

    A finding that stops leaves no rows.
    """

    titles: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    findings: tuple[Finding, ...] = ()


def read_table(source: Source) -> Table:
    """The list in a file. Never raises for what is in it: what cannot be read is a finding."""
    try:
        if source.media_type == media.XLSX:
            rows, said = _workbook(source.content)
        else:
            rows, said = list(csv_rows(source.content, LIMITS)), _text_findings(source.content)
    except SheetRefused as refused:
        code = "LIST_TOO_LARGE" if refused.code == "SHEET_TOO_LARGE" else "UNREADABLE"
        return Table(findings=(Finding(code=code, message=str(refused)),))
    if len(rows) < 2:
        return Table(findings=(Finding(code="LIST_EMPTY", message="The list has no rows under its titles."),))
    first, *others = rows
    titles, doubled = _titles(first.cells, max(len(row.cells) for row in others))
    findings = [*said, *doubled, *_shape(first, others)]
    if not any(source for clean, source in roles_of(titles).items() if clean != "id"):
        shown = ", ".join(f"“{title}”" for title in first.cells[:_SHOWN])
        message = f"None of the titles says name, e-mail, telephone, date, amount or address: {shown} …"
        findings.append(Finding(code="TITLES_UNKNOWN", message=message, severity=Severity.ASK))
    return Table(titles=titles, rows=tuple(others), findings=tuple(findings))


def _titles(cells: Sequence[str], wide: int) -> tuple[tuple[str, ...], list[Finding]]:
    """Each title once: a second one of the same name gets its number, and somebody says whether that is right."""
    made: list[str] = []
    doubled: list[str] = []
    for place in range(max(len(cells), wide)):
        title = title_of(cells[place] if place < len(cells) else "") or f"column_{place + 1}"
        if title in made:
            doubled.append(title)
            title = next(each for n in count(2) if (each := f"{title}_{n}") not in made)
        made.append(title)
    if not doubled:
        return tuple(made), []
    names = ", ".join(f"“{title}”" for title in dict.fromkeys(doubled))
    message = f"More than one column is called {names}. The first is taken as such, the others are numbered."
    return tuple(made), [Finding(code="TITLES_DOUBLE", message=message, severity=Severity.ASK)]


def _shape(first: Row, others: Sequence[Row]) -> list[Finding]:
    """Rows that are wider than the titles, and cells that a spreadsheet could not work out."""
    found = []
    wider = [row.number for row in others if len(row.cells) > len(first.cells)]
    if wider:
        message = f"{len(wider)} rows have more cells than there are titles, first row {wider[0]}."
        found.append(Finding(code="ROWS_WIDER", message=message, severity=Severity.ASK))
    broken = [row.number for row in others if not ERRORS.isdisjoint(row.cells)]
    if broken:
        message = (
            f"{len(broken)} rows have cells that the spreadsheet could not work out, first row {broken[0]}."
        )
        found.append(Finding(code="CELL_ERRORS", message=message, severity=Severity.ASK))
    return found


def _text_findings(content: bytes) -> list[Finding]:
    """What the encoding left behind: letters that are none, or that were turned into two once before."""
    text = decode_text(content)
    strange = Counter(mark for mark in text if mark == "\ufffd")["\ufffd"]
    twice = broken(text)
    if strange:
        message = f"{strange} characters cannot be read in the encoding of the file."
        return [Finding(code="ENCODING_DOUBTFUL", message=message, severity=Severity.ASK)]
    others = foreign(text) if media.text_encoding(content) == "cp1252" and not twice else []
    if others:
        message = (
            f"Letters like “{others[0]}” ({len(others)} times) say that the file has another encoding than is usual in "
            "western Europe: save it as UTF-8."
        )
        return [Finding(code="ENCODING_DOUBTFUL", message=message, severity=Severity.ASK)]
    if twice:
        message = (
            f"Letters like “{twice[0]}” ({len(twice)} times) say that the file was saved in a wrong encoding before: "
            "they are put right, each in the list of changes."
        )
        return [Finding(code="ENCODING_DOUBTFUL", message=message, severity=Severity.ASK)]
    return []


def _workbook(content: bytes) -> tuple[list[Row], list[Finding]]:
    workbook = open_workbook(content)
    name = workbook.sheet_names[0]
    findings = []
    sheet = workbook.get_sheet_by_name(name)
    merged = sheet.merged_cell_ranges or []
    if merged:
        (top, _), _ = merged[0]
        message = f"{len(merged)} places have merged cells, first at row {top + 1}: only the first cell has the value."
        findings.append(Finding(code="CELLS_MERGED", message=message, severity=Severity.ASK))
    if len(workbook.sheet_names) > 1:
        others = ", ".join(f"“{each}”" for each in workbook.sheet_names[1 : _SHOWN + 1])
        message = f"Only the first sheet, “{name}”, is cleaned; there are also {others}."
        findings.append(Finding(code="OTHER_SHEETS", message=message, severity=Severity.ASK))
    if _has_formulas(content):
        message = "Some cells are formulas: what they came to when the file was saved is taken."
        findings.append(Finding(code="FORMULAS", message=message, severity=Severity.NOTE))
    return list(workbook_rows(workbook, name, LIMITS)), findings


def _has_formulas(content: bytes) -> bool:
    """Whether the first sheets of a workbook have formulas; looked for in what unpacks to 50 MB at most."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                with archive.open(name) as part:
                    if b"<f>" in (inside := part.read(50_000_000)) or b"<f " in inside:
                        return True
    return False
