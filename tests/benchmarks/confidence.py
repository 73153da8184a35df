"""What confidences mean: `python -m tests.benchmarks.confidence measure|check DIR…`.

DIR holds invoices with truth (`tests.benchmarks.layouts`). `measure` prints the table kept in
`confidence_table.json`: per kind of field and method the share that was right from a raw confidence on, made rising by
pooling neighbours that are not (isotonic regression), (right + 1/2) / (all + 1), so that few promise little. `check`
prints, on other files, how surely fields were read and how many of these were right, with the mean difference (ECE).
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

from bpo.catalog.rules import Reading, Source
from bpo.service_lines.invoice_processing.confidence import kind_of_field, mapped
from bpo.service_lines.invoice_processing.page_reader import read_pages
from bpo.service_lines.page_reading.words import words_of
from tests.benchmarks.invoice_scores import exact, number, plain

ASKED_BELOW = 0.98
"""A field less sure than this is asked about: with the dozen fields of an invoice, most far surer, one in a hundred."""
LEAST = 10
"""Fewer values than this make no step of their own."""
COLUMNS = {"description": "name", "quantity": "qty", "line_net": "line_net"}
Sample = tuple[Reading, bool]


def samples(folders: list[str]) -> Iterator[Sample]:
    """Every field read off the files in the folders, as read, and whether it is right."""
    for folder in folders:
        for entry in json.loads((Path(folder) / "manifest.json").read_text())["entries"]:
            content = (Path(folder) / entry["file"]).read_bytes()
            result = read_pages(words_of(Source(name="", media_type="application/pdf", content=content)))
            if any(reading.method == "ocr" for reading in result.readings.values()):
                continue  # a page without enough text was recognised: its numbers are not mapped
            for path, reading in result.readings.items():
                right = _right(path, entry, result.record)
                if right is not None:
                    yield reading, right


def _right(path: str, entry: dict[str, Any], record: dict[str, Any]) -> bool | None:
    """Whether a field is right; None where the truth does not tell."""
    head, _, rest = path.partition(".")
    truth = entry["truth"]
    if head == "lines":
        at, _, column = rest.partition(".")
        wanted = COLUMNS.get(column)
        if wanted is None or record["lines"][int(at)][column] is None:
            return None
        if len(truth["lines"]) != len(record["lines"]):
            return False
        there, got = truth["lines"][int(at)][wanted], record["lines"][int(at)][column]
        return plain(there) == plain(got) if wanted == "name" else number(there) == number(got)
    if head not in entry["scored_fields"] or record[head] is None:
        return None
    if head == "iban" and len(truth["ibans"]) > 1:
        return None  # of two accounts the truth says not which one is to be read
    return exact(head, truth, record)


def measure(folders: list[str]) -> dict[str, Any]:
    """The table: what is asked about, and the steps of each kind and method."""
    counted: dict[str, dict[float, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for reading, right in samples(folders):
        cell = counted[f"{kind_of_field(reading.path)} {reading.method}"][round(reading.confidence, 2)]
        cell[0] += right
        cell[1] += 1
    return {
        "made_by": "python -m tests.benchmarks.confidence measure, on invoices drawn by tests.benchmarks.layouts",
        "values": sum(all_ for rows in counted.values() for _, all_ in rows.values()),
        "asked_below": ASKED_BELOW,
        "steps": {name: _steps(rows) for name, rows in sorted(counted.items())},
    }


def _steps(rows: dict[float, list[int]]) -> list[list[float]]:
    """(raw from, share right), rising: a few values go to the step below, or mean nothing where there is none."""
    cells: list[list[float]] = []
    few: list[float] = [0, 0, 0]
    for low, (right, all_) in sorted(rows.items()):
        few = [few[0] if few[2] else low, few[1] + right, few[2] + all_]
        if few[2] >= LEAST:
            cells.append(few if all_ < LEAST or few[2] == all_ else [low, right, all_])
            if cells[-1] is not few and len(cells) > 1:
                cells[-2] = [cells[-2][0], cells[-2][1] + few[1] - right, cells[-2][2] + few[2] - all_]
            few = [0, 0, 0]
    if few[2] and cells:
        cells[-1] = [cells[-1][0], cells[-1][1] + few[1], cells[-1][2] + few[2]]
    pooled: list[list[float]] = []
    for cell in cells:
        pooled.append(cell)
        while len(pooled) > 1 and pooled[-1][1] / pooled[-1][2] <= pooled[-2][1] / pooled[-2][2]:
            last = pooled.pop()
            pooled[-1] = [pooled[-1][0], pooled[-1][1] + last[1], pooled[-1][2] + last[2]]
    return [[row[0], min(round((row[1] + 0.5) / (row[2] + 1), 4), 0.9999)] for row in pooled]


EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 1.001)


def check(folders: list[str]) -> list[str]:
    """Lines of a table: stated against right, by bins of what is stated, for each method and all."""
    by_method: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for reading, right in samples(folders):
        stated = mapped({reading.path: reading})[reading.path].confidence
        for name in (reading.method, "all"):
            by_method[name].append((stated, right))
    lines = []
    for name, values in by_method.items():
        error = Decimal(0)
        for low, high in pairwise(EDGES):
            inside = [(stated, right) for stated, right in values if low <= stated < high]
            if not inside:
                continue
            said = sum(stated for stated, _ in inside) / len(inside)
            was = sum(right for _, right in inside) / len(inside)
            error += Decimal(abs(said - was) * len(inside))
            lines.append(
                f"{name:8} {low:.3f}-{min(high, 1):.3f} n={len(inside):6} stated {said:.4f} right {was:.4f}"
            )
        lines.append(f"{name:8} ECE {error / len(values):.4f} over {len(values)} values")
    return lines


def main(argv: list[str]) -> int:
    """Prints the table, or how it holds."""
    if argv[0] == "measure":
        print(json.dumps(measure(argv[1:]), indent=1))
    else:
        print("\n".join(check(argv[1:])))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
