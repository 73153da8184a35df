"""A long list cleaned in pieces: each by itself and restartable, then put together.

A piece's rows are lists of cells beside one list of columns; its doubts name the row and the column they are about.
What is doubtful stands as it was given until somebody says what is right.
"""

import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from bpo.catalog.rules import Finding, Outcome, Paper, Part, Record, Severity, Source, Submission

from .columns import roles_of
from .contacts import alike, clean_row, equal_addresses
from .dates import CENTURY, DAY_NUMBER, DAY_OR_MONTH
from .names import FAMILY_FIRST, TWO_SURNAMES
from .policy import rules_of
from .table import read_table
from .values import THOUSANDS

AT_ONCE = 10_000
"""Rows of a piece: some fifteen seconds of work, beside reading the file again."""
MOST_ASKED = 300
"""Doubtful cells that one person is asked about; what is more stays as it was given, and is listed."""
MOST_PAIRS = 200
PAPER = "cleaned"
QUESTION, DOUBT, PAIR, LEFT = "LIST_QUESTION", "LIST_DOUBT", "DUPLICATE_SUSPECTED", "DOUBTS_LEFT"
READINGS = {
    DAY_OR_MONTH: ("Day and month may be either way round", "Day first", "Month first"),
    CENTURY: ("The year has two figures", "The nearer century", "The century before or after"),
    DAY_NUMBER: (
        "Days are a spreadsheet's numbers, counted from 1900 (usual) or 1904 (some old Macintosh files)",
        "Counted from 1900",
        "Counted from 1904",
    ),
    THOUSANDS: (
        "A single point or comma may part thousands or decimals",
        "As the country writes",
        "The other way",
    ),
    FAMILY_FIRST: (
        "The family name may come first, as the country has it",
        "Family name last",
        "Family name first",
    ),
    TWO_SURNAMES: (
        "The last two words may be two surnames, as the country has it",
        "One surname",
        "Two surnames",
    ),
}
"""Kind of doubt → what is asked of the column, and the two readings."""


def read(sources: Sequence[Source], given: Record) -> Outcome:
    """What list it is, and whether it can be cleaned at all."""
    if len(sources) != 1:
        return Outcome(record={}, findings=(Finding(code="UNREADABLE", message="One list, one file."),))
    (source,) = sources
    table = read_table(source)
    record: Record = {
        "file": source.name,
        "rows": str(len(table.rows)),
        "has_id": roles_of(table.titles)["id"] is not None,
        "of_file": [
            {"code": each.code, "message": each.message, "severity": each.severity.value}
            for each in table.findings
        ],
    }
    return Outcome(record=record, findings=table.findings)


def pieces(record: Record, findings: Sequence[Finding]) -> tuple[Part, ...]:
    """One part for each so many rows; none of a list that could not be read."""
    rows = int(record.get("rows") or 0)
    return tuple(
        Part(
            key=str(first),
            title=f"Rows {first + 1} to {min(first + AT_ONCE, rows)}",
            input={"first": first, "last": min(first + AT_ONCE, rows)},
        )
        for first in range(0, rows, AT_ONCE)
    )


def clean_piece(part: Part, sources: Sequence[Source], record: Record) -> Record:
    """The rows of one piece, cleaned by the client's rules."""
    table, rules = read_table(sources[0]), rules_of(record)
    today = date.fromisoformat(record["rules"]["day"])
    columns: list[str] = []
    made: dict[str, Any] = {"rows": [], "changes": [], "doubts": []}
    for row in table.rows[part.input["first"] : part.input["last"]]:
        cells = dict(zip(table.titles, [*row.cells, *[""] * len(table.titles)], strict=False))
        row_id, found = clean_row(cells, str(row.number), today, rules)
        columns = columns or ["id", *(cell.column for cell in found)]
        out = [row_id]
        for place, cell in enumerate(found, start=1):
            result = cell.result
            if result.doubt:
                made["doubts"].append(
                    [row.number, place, cell.given, result.value, result.other, result.kind, result.doubt]
                )
            elif result.value != cell.given:
                made["changes"].append([row.number, place, cell.given, result.value])
            out.append(cell.given if result.doubt else result.value)
        made["rows"].append([row.number, *out])
    return {"columns": columns, **made}


def put_together(record: Record, submissions: Sequence[Submission]) -> Outcome:
    """The whole list: what is asked of a person, who is in it twice, and the rest as a working paper."""
    whole: dict[str, Any] = {"columns": [], "rows": [], "changes": [], "doubts": []}
    for each in submissions:
        whole["columns"] = whole["columns"] or each.data["columns"]
        for name in ("rows", "changes", "doubts"):
            whole[name] += each.data[name]
    columns: list[str] = whole["columns"]
    keyed = [{"_row": str(row[0]), **dict(zip(columns, row[1:], strict=True))} for row in whole["rows"]]
    for row in keyed:
        row["id"] = row["_row"]
    twice, likely = equal_addresses(keyed), alike(keyed)
    gone = {each.duplicate for each in twice}
    pairs = [each for each in likely if not {each.duplicate, each.of} & gone]
    whole["duplicates"] = [asdict(each) for each in twice]
    whole["suspected"] = [asdict(each) for each in pairs]
    questions, doubts = _asked(whole["doubts"], columns)
    paper = kept(whole)
    names = {row["id"]: _who(row) for row in keyed}
    made: Record = {
        **record,
        "changed": str(len(whole["changes"])),
        "duplicates": str(len(twice)),
        "doubtful": str(len(whole["doubts"])),
        "questions": questions,
        "doubts": doubts[:MOST_ASKED],
        "pairs": [
            {
                "row": each.duplicate,
                "who": names[each.duplicate],
                "of": each.of,
                "whom": names[each.of],
                "likeness": f"{each.score:.0%}",
                "decision": None,
            }
            for each in pairs[:MOST_PAIRS]
        ],
        "papers": {PAPER: paper.digest},
    }
    findings = (*_of_file(record), *_findings(made, len(doubts), len(pairs)))
    proven = not any(each.severity is not Severity.NOTE for each in findings)
    return Outcome(record=made, findings=findings, proven=proven, papers=(paper,))


def _who(row: Mapping[str, str]) -> str:
    shown = (row.get(name, "") for name in ("first_name", "last_name", "email", "phone_e164"))
    return " ".join(each for each in shown if each)


def _asked(
    doubts: Iterable[Sequence[Any]], columns: Sequence[str]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What a whole column is asked about at once, and single cells: equal ones of a column together."""
    of_column: dict[tuple[int, str], list[Sequence[Any]]] = defaultdict(list)
    of_value: dict[tuple[int, str], list[Sequence[Any]]] = defaultdict(list)
    for doubt in doubts:
        _, place, given, _, _, kind, _ = doubt
        (of_column[asked_at(columns, place, kind), kind] if kind else of_value[place, given]).append(doubt)
    questions = [_question(columns, place, kind, cells) for (place, kind), cells in of_column.items()]
    single = [
        {
            "row": str(cells[0][0]),
            "column": columns[place],
            "place": str(place),
            "given": given,
            "clean": cells[0][3],
            "cells": str(len(cells)),
            "why": cells[0][6],
        }
        for (place, given), cells in of_value.items()
    ]
    return questions, single


def _question(
    columns: Sequence[str], place: int, kind: str, cells: Sequence[Sequence[Any]]
) -> dict[str, Any]:
    shown = next(cell for cell in cells if cell[1] == place)
    asked, first, second = READINGS[kind]
    return {
        "column": columns[place],
        "place": str(place),
        "kind": kind,
        "asked": asked,
        "cells": str(len(cells)),
        "example": str(shown[2]),
        "first": f"{first}: {shown[3]}",
        "second": f"{second}: {shown[4]}",
        "decision": None,
    }


def asked_at(columns: Sequence[str], place: int, kind: str) -> int:
    """The column that a doubt of a kind is asked about: of a name in two columns the second, for both."""
    return columns.index("last_name") if kind in (FAMILY_FIRST, TWO_SURNAMES) else place


def _findings(record: Record, doubtful: int, likely: int) -> Iterable[Finding]:
    if record["questions"]:
        yield Finding(
            code=QUESTION,
            message="Whole columns can be read in two ways: say which.",
            fields=tuple(f"questions.{n}.decision" for n in range(len(record["questions"]))),
        )
    if record["doubts"]:
        yield Finding(
            code=DOUBT,
            message="Some cells are doubtful: say what is right, or take the proposal.",
            severity=Severity.ASK,
            fields=tuple(f"doubts.{n}.clean" for n in range(len(record["doubts"]))),
        )
    if record["pairs"]:
        yield Finding(
            code=PAIR,
            message="Some rows may be the same person under different addresses.",
            severity=Severity.ASK,
            fields=tuple(f"pairs.{n}.decision" for n in range(len(record["pairs"]))),
        )
    left = max(doubtful - MOST_ASKED, 0) + max(likely - MOST_PAIRS, 0)
    if left:
        message = (
            f"{left} further doubts are too many to ask about one by one: they stay as given, and are listed."
        )
        yield Finding(code=LEFT, message=message, severity=Severity.ASK)


def check(record: Record) -> tuple[Finding, ...]:
    """What a person has still to decide, and what of the whole file must be known to be so."""
    if "papers" not in record:
        return tuple(_of_file(record)) or (Finding(code="UNREADABLE", message="Nothing was cleaned."),)
    open_ = tuple(
        f"{table}.{number}.decision"
        for table in ("questions", "pairs")
        for number, row in enumerate(record.get(table) or ())
        if not row.get("decision")
    )
    said = tuple(_of_file(record))
    if open_:
        said += (Finding(code=QUESTION, message="Not everything is decided yet.", fields=open_),)
    return said


def _of_file(record: Record) -> Iterable[Finding]:
    for each in record.get("of_file") or ():
        yield Finding(code=each["code"], message=each["message"], severity=Severity(each["severity"]))


def kept(whole: Mapping[str, Any]) -> Paper:
    """The list as a working paper."""
    plain = json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()
    return Paper(name=PAPER, content=zlib.compress(plain, 6))
