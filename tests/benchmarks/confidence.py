"""What confidences mean: `python -m tests.benchmarks.confidence measure|check DIR…`.

DIR holds invoices with truth (`tests.benchmarks.layouts`, or scans of them by `tests.benchmarks.scanned`). `measure`
prints the table kept in `confidence_table.json`: per kind of field and method the share that was right from a raw
confidence on, made rising by pooling neighbours that are not (isotonic regression), (right + 1/2) / (all + 1), so that
few promise little. `check` prints, on other files, how surely fields were read and how many of these were right, with
the mean difference (ECE).
"""

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

from bpo.catalog.rules import Reading, Record
from bpo.service_lines.invoice_processing import confidence
from bpo.service_lines.invoice_processing.capture import kind_of
from bpo.service_lines.invoice_processing.confidence import recognised, share_right, step_name, steps_kept
from bpo.service_lines.invoice_processing.page_reader import read_pages
from bpo.service_lines.invoice_processing.scans import weighed
from bpo.service_lines.page_reading.pdf_text import pdf_words
from tests.benchmarks.invoice_scores import exact, number, plain

ASKED_BELOW = 0.98
"""A field less sure than this is asked about: with the dozen fields of an invoice, most far surer, one in a hundred."""
TABLE = Path(confidence.__file__).with_name("confidence_table.json")
LEAST = 10
"""Fewer values than this make no step of their own."""
COLUMNS = {"description": "name", "quantity": "qty", "line_net": "line_net"}
Sample = tuple[Reading, bool, bool]
"""A field as read, whether off a scan, and whether it is right."""


def samples(folders: list[str]) -> Iterator[Sample]:
    """Every field read off the files in the folders, as read, and whether it is right."""
    for folder in folders:
        for entry in json.loads((Path(folder) / "manifest.json").read_text())["entries"]:
            readings, record = _read((Path(folder) / entry["file"]).read_bytes())
            scan = recognised(readings)
            for path, reading in readings.items():
                right = _right(path, entry, record)
                if right is not None:
                    yield reading, scan, right


def _read(content: bytes) -> tuple[Mapping[str, Reading], Record]:
    """Readings with raw confidences: of a text layer as its one reading has them, of a scan as its looks came to."""
    if kind_of(content) == "pdf":
        pages = pdf_words(content, recognise_scans=False)
        if any(page.words for page in pages):
            result = read_pages(pages)
            return result.readings, result.record
    outcome = weighed(content)
    return {reading.path: reading for reading in outcome.readings}, outcome.record


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
    """The table: what is asked about, the steps of each kind and method, and on how many values they rest.

    Kinds and methods that the folders say nothing of stay as they are kept: text layers and scans are measured apart.
    """
    values: Counter[str] = Counter()
    counted: dict[str, dict[float, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0]))
    for reading, scan, right in samples(folders):
        cell = counted[step_name(reading, scan=scan)][round(reading.confidence, 2)]
        cell[0] += right
        cell[1] += 1
        values["scans" if scan else "text layers"] += 1
    measured = {name: _steps(rows) for name, rows in counted.items()}
    kept = json.loads(TABLE.read_text())
    return {
        "made_by": "python -m tests.benchmarks.confidence measure, on what tests.benchmarks.layouts and scanned make",
        "asked_below": ASKED_BELOW,
        "values": kept["values"] | {name: count for name, count in values.items() if count},
        "steps": dict(sorted((kept["steps"] | measured).items())),
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
    for reading, scan, right in samples(folders):
        stated = share_right(steps_kept().get(step_name(reading, scan=scan)), reading)
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
