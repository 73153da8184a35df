"""What the client gets of a cleaned list: the list, every change, who was in it twice, what nobody could settle."""

import csv
import hashlib
import io
import json
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from bpo.catalog.rules import DeliveredFile, Record, ReleasedJob
from bpo.platform.sheets.writing import neutralise, write_xlsx

from .chunks import PAPER, asked_at
from .policy import POLICY

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_IN_A_WORKBOOK = 20_000
"""Rows up to which the list comes as a workbook too: a longer one takes longer to write than it is worth."""
_E164 = re.compile(r"\+[0-9]{7,15}")
_BY_RULE, _BY_PERSON = "rule", "person"
Change = tuple[int, str, str, str, str]
"""Row, column, before, after, by what."""


def deliver(job: ReleasedJob) -> tuple[DeliveredFile, ...]:
    """The files, the manifest last. ValueError where the working paper is not the one the record binds."""
    if "papers" not in job.record:
        return (_manifest(job, {"rows_in": 0, "rows_out": 0}, ()),)
    whole = _whole(job)
    columns: list[str] = whole["columns"]
    rows = {row[0]: list(row[1:]) for row in whole["rows"]}
    changes, left = _settled(job.record, whole, rows)
    gone = _gone(job.record, whole)
    stays = [cells for number, cells in rows.items() if str(number) not in gone]
    if not job.record.get("has_id"):  # what was only our number for the row
        columns, stays = columns[1:], [cells[1:] for cells in stays]
    files = [
        _csv("clean.csv", columns, stays),
        _csv("changes.csv", ("row", "column", "before", "after", "by"), changes),
        _csv("duplicates.csv", ("row", "of", "likeness", "what"), _duplicates(job.record, whole, gone)),
        _csv("not_settled.csv", ("row", "column", "given", "why"), left),
    ]
    if len(stays) <= MOST_IN_A_WORKBOOK:
        workbook = write_xlsx([("Clean", columns, stays)])
        files.insert(1, DeliveredFile(name="clean.xlsx", media_type=XLSX, content=workbook))
    counts = {
        "rows_in": len(rows),
        "rows_out": len(stays),
        "cells_changed": len(changes),
        "duplicates_out": len(gone),
        "not_settled": len(left),
    }
    return (*files, _manifest(job, counts, files))


def _whole(job: ReleasedJob) -> dict[str, Any]:
    content = job.papers.get(PAPER)
    bound = (job.record.get("papers") or {}).get(PAPER)
    if content is None or hashlib.sha256(content).hexdigest() != bound:
        raise ValueError("the cleaned list is not the one that was decided about")
    whole: dict[str, Any] = json.loads(zlib.decompress(content))
    return whole


def _settled(
    record: Record, whole: Mapping[str, Any], rows: Mapping[int, list[str]]
) -> tuple[list[Change], list[tuple[int, str, str, str]]]:
    """Every change, those that a person decided among them put into the rows; and the doubts that are left."""
    columns: Sequence[str] = whole["columns"]
    changes: list[Change] = [
        (row, columns[place], before, after, _BY_RULE) for row, place, before, after in whole["changes"]
    ]
    answers = {
        (int(each["place"]), each["kind"]): each.get("decision")
        for each in record.get("questions") or ()
        if each.get("place")
    }
    said = {
        (int(each["place"]), each["given"]): each.get("clean") or ""
        for each in record.get("doubts") or ()
        if each.get("place")
    }
    left = []
    for row, place, given, value, other, kind, why in whole["doubts"]:
        answer = _answer(answers.get((asked_at(columns, place, kind), kind)), value, other)
        after = answer if kind else said.get((place, given))
        if after is None:
            left.append((row, columns[place], given, why))
        elif after != given:
            rows[row][place] = after
            changes.append((row, columns[place], given, after, _BY_PERSON))
    changes.sort(key=lambda change: change[0])
    return changes, left


def _answer(decision: str | None, first: str, second: str) -> str | None:
    """What a column's question was answered with; None where it stays as given."""
    return {"first": first, "second": second}.get(decision or "")


def _gone(record: Record, whole: Mapping[str, Any]) -> set[str]:
    """The rows that are not in the clean list: the second of the same address, and what a person said is the same."""
    by_rule = (record.get("rules") or {}).get("duplicates", "out") == "out"
    gone = {each["duplicate"] for each in whole["duplicates"]} if by_rule else set()
    return gone | {each["row"] for each in record.get("pairs") or () if each.get("decision") == "same"}


def _duplicates(record: Record, whole: Mapping[str, Any], gone: set[str]) -> Iterator[Sequence[str]]:
    decided = {(each["row"], each["of"]): each.get("decision") for each in record.get("pairs") or ()}
    for each in (*whole["duplicates"], *whole["suspected"]):
        pair = each["duplicate"], each["of"]
        out = each["duplicate"] in gone
        what = "taken out" if out else "kept" if decided.get(pair) == "different" else "kept, looks alike"
        yield each["duplicate"], each["of"], f"{each['score']:.2f}", what


def _csv(name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> DeliveredFile:
    """A CSV as `write_csv` makes it, but for telephone numbers: `+` and figures alone are no formula, and what reads
    the list next expects them as they are."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for row in chain([header], rows):
        writer.writerow([cell if _E164.fullmatch(cell) else neutralise(cell) for cell in map(str, row)])
    content = b"\xef\xbb\xbf" + out.getvalue().encode()
    return DeliveredFile(name=name, media_type="text/csv", content=content)


def _manifest(job: ReleasedJob, counts: Mapping[str, int], files: Sequence[DeliveredFile]) -> DeliveredFile:
    listed = {
        "reference": job.reference,
        "file": job.record.get("file"),
        "rules": {POLICY: job.record.get("rules")},
        "counts": counts,
        "files": [
            {
                "name": file.name,
                "media_type": file.media_type,
                "bytes": len(file.content),
                "sha256": hashlib.sha256(file.content).hexdigest(),
            }
            for file in files
        ],
    }
    content = (json.dumps(listed, ensure_ascii=False, indent=2) + "\n").encode()
    return DeliveredFile(name="manifest.json", media_type="application/json", content=content)
