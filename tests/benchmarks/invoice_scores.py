"""Scores invoice capture on a folder with truth: `python -m tests.benchmarks.invoice_scores DIR [-v] [bucket…]`.

DIR holds manifest.json: `entries[]` with `file`, `bucket`, `truth` and, where not every field is visible,
`scored_fields`; `invoice: false` says that it is another paper, which may not be released. Printed per kind: fields
exact, documents released without a person and wrong ones among them, seconds a document, memory. A field is right
only if it is exactly right after normalisation.
"""

import json
import resource
import sys
import time
from collections import defaultdict
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from bpo.service_lines.invoice_processing.cli import line

ALL_FIELDS = (
    "number", "issue_date", "due_date", "type_code", "currency", "seller", "buyer", "seller_vat_id", "iban", "po_ref",
    "net", "vat", "gross", "payable", "lines",
)  # fmt: skip


def plain(value: Any) -> str:
    """Text without case, spaces and marks."""
    return "".join(char for char in str(value) if char.isalnum()).casefold() if value is not None else ""


def number(value: Any) -> Decimal | None:
    """A decimal, or None."""
    try:
        return None if value in (None, "") else Decimal(str(value))
    except InvalidOperation:
        return None


def line_key(row: dict[str, Any], quantity: str) -> tuple[Decimal | None, Decimal | None]:
    """What makes a line right: how many, and how much."""
    return number(row.get(quantity)), number(row.get("line_net"))


def exact(field: str, truth: dict[str, Any], got: dict[str, Any]) -> bool:
    """Whether one field is right."""
    if field == "lines":
        want = [line_key(row, "qty") for row in truth["lines"]]
        return want == [line_key(row, "quantity") for row in got["lines"]]
    if field in ("net", "vat", "gross", "payable"):
        return number(truth[field]) == number(got[field])
    if field == "iban":
        wanted = {plain(iban) for iban in truth.get("ibans") or []}
        return plain(got["iban"]) in wanted if wanted else got["iban"] is None
    if field in ("seller", "buyer"):
        party = truth[field]
        return plain(got[field]) in {
            plain(party.get("name")),
            plain(party.get("trading_name")) or plain(party.get("name")),
        }
    if field == "seller_vat_id":
        return plain(truth["seller"].get("vat_id")) == plain(got[field])
    return plain(truth.get(field)) == plain(got[field])


def wanted_text(field: str, truth: dict[str, Any]) -> Any:
    """The truth of a field, for the list of misses."""
    if field in ("seller", "buyer"):
        return truth[field].get("name")
    if field == "seller_vat_id":
        return truth["seller"].get("vat_id")
    if field == "iban":
        return truth.get("ibans")
    if field == "lines":
        return [(row.get("qty"), row.get("line_net"), row.get("name")) for row in truth["lines"]][:6]
    return truth.get(field)


def main(argv: list[str]) -> int:
    """Prints the table; returns 0."""
    verbose = "-v" in argv
    folder, *buckets = [arg for arg in argv if not arg.startswith("-")]
    base = Path(folder)
    entries = json.loads((base / "manifest.json").read_text())["entries"]
    right: dict[str, int] = defaultdict(int)
    scored: dict[str, int] = defaultdict(int)
    misses: dict[str, int] = defaultdict(int)
    seconds: dict[str, list[float]] = defaultdict(list)
    released: dict[str, int] = defaultdict(int)
    wrong: dict[str, int] = defaultdict(int)
    for entry in entries:
        bucket, truth = entry["bucket"], entry["truth"]
        if buckets and not any(wanted in entry["file"] for wanted in buckets):
            continue
        started = time.perf_counter()
        got = line(base / entry["file"])
        seconds[bucket].append(time.perf_counter() - started)
        bad = []
        refused = not entry.get("invoice", True)
        for field in () if refused else entry.get("scored_fields") or ALL_FIELDS:
            scored[bucket] += 1
            if exact(field, truth, got["fields"]):
                right[bucket] += 1
            else:
                bad.append(field)
                misses[f"{bucket}.{field}"] += 1
        released[bucket] += got["status"] == "auto"
        wrong[bucket] += got["status"] == "auto" and (bool(bad) or refused)
        if verbose:
            print(
                entry["file"],
                got["status"],
                got["codes"],
                f"{seconds[bucket][-1]:.2f}s",
                entry.get("language", ""),
            )
            for field in bad:
                shown = got["fields"][field]
                if field == "lines":
                    shown = [(row["quantity"], row["line_net"], row["description"]) for row in shown][:6]
                print(
                    f"    {field}: want {wanted_text(field, truth)!r} got {shown!r} conf {got['confidence'].get(field)}"
                )
    for bucket, times in seconds.items():
        ordered = sorted(times)
        share = 100 * right[bucket] / max(scored[bucket], 1)
        print(
            f"{bucket:12} n={len(times):4} fields {right[bucket]}/{scored[bucket]} = {share:.1f} %  "
            f"auto {released[bucket]} wrong {wrong[bucket]}  p50 {ordered[len(ordered) // 2]:.2f}s "
            f"p95 {ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]:.2f}s"
        )
    print("misses:", dict(sorted(misses.items(), key=lambda item: -item[1])))
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
