"""Rows of files: CSV and XLSX, with what of a workbook cannot be taken as it stands. In the limited child only."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from bpo.catalog.rules import Source
from bpo.platform.files import media
from bpo.platform.sheets.reading import SheetLimits, cell_text, csv_rows, open_workbook

LIMITS = SheetLimits(rows=200_000, columns=200)
_FORMULA = re.compile(rb'<c [^>]*?r="([A-Z]+)([0-9]+)"[^>]*>\s*<f[ >/].*?</c>', re.DOTALL)
_SHEET = re.compile(rb'<sheet [^>]*?name="([^"]*)"[^>]*?r:id="([^"]*)"')
_TARGET = re.compile(rb'<Relationship (?=[^>]*Id="([^"]*)")(?=[^>]*Target="([^"]*)")[^>]*>')


@dataclass(slots=True, kw_only=True)
class RawSheet:
    """One table as it lies in a file.

    `rows` are (number in the file, cells as text); `numbers` are the (row, place) of cells that a workbook keeps as
    numbers; `formulas` are those computed by a formula → whether its result is there; `merged` are the ranges, from
    (row, place) to (row, place) with both ends.
    """

    name: str
    rows: list[tuple[int, list[str]]]
    numbers: set[tuple[int, int]] = field(default_factory=set)
    formulas: dict[tuple[int, int], bool] = field(default_factory=dict)
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)


def sheets_of(source: Source) -> Iterator[RawSheet]:
    """The tables of a file, empty ones left out. SheetRefused, with a sentence, for what cannot be read at all."""
    if source.media_type == media.XLSX:
        yield from _workbook(source)
        return
    rows = [(row.number, row.cells) for row in csv_rows(source.content, LIMITS)]
    yield RawSheet(name=source.name, rows=rows)


def _workbook(source: Source) -> Iterator[RawSheet]:
    book = open_workbook(source.content)
    formulas = _formulas(source.content)
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        raw = RawSheet(
            name=f"{source.name}, sheet {name}" if len(book.sheet_names) > 1 else source.name, rows=[]
        )
        _, left = sheet.start or (0, 0)
        found = formulas.get(name, set())
        for number, values in enumerate(sheet.iter_rows(), start=1):
            cells = [""] * left + [cell_text(value) for value in values]
            if any(cell.strip() for cell in cells):
                raw.rows.append((number, cells))
            raw.numbers |= {
                (number, left + place)
                for place, value in enumerate(values)
                if isinstance(value, int | float) and not isinstance(value, bool)
            }
            for place in range(len(cells)):
                if (number, place) in found:
                    raw.formulas[number, place] = bool(cells[place])
        last = len(raw.rows) and raw.rows[-1][0]
        raw.formulas |= {at: False for at in found if at[0] <= last and at not in raw.formulas}
        raw.merged = [
            ((top[0] + 1, top[1]), (bottom[0] + 1, bottom[1]))
            for top, bottom in sheet.merged_cell_ranges or ()
        ]
        if raw.rows:
            yield raw


def _formulas(content: bytes) -> dict[str, set[tuple[int, int]]]:
    """Sheet name → (row, place) of cells with a formula; the library gives only their last results."""
    found: dict[str, set[tuple[int, int]]] = {}
    with zipfile.ZipFile(BytesIO(content)) as archive:
        names = set(archive.namelist())
        targets = dict(_TARGET.findall(_part(archive, names, "xl/_rels/workbook.xml.rels")))
        for name, identity in _SHEET.findall(_part(archive, names, "xl/workbook.xml")):
            target = targets.get(identity, b"").decode().lstrip("/")
            part = _part(archive, names, target if target.startswith("xl/") else f"xl/{target}")
            if b"<f>" in part or b"<f " in part or b"<f/" in part:
                cells = {(int(row), _place(column)) for column, row in _FORMULA.findall(part)}
                found[_unescaped(name)] = cells
    return found


def _part(archive: zipfile.ZipFile, names: set[str], name: str) -> bytes:
    return archive.read(name) if name in names else b""


def _place(letters: bytes) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + letter - 64
    return place - 1


def _unescaped(name: bytes) -> str:
    text = name.decode("utf-8", "replace")
    for escape, character in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&apos;", "'"), ("&amp;", "&")):
        text = text.replace(escape, character)
    return text
