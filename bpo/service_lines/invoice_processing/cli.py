"""`capture`: any files in, one JSON line a document out. The same code as the workers run."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bpo.catalog.rules import Outcome, Source

from .capture import automate, automate_each, goes_straight_through, kind_of
from .split import ranges_of, split

MAX_FILE = 60 * 1024 * 1024
FIELDS = (
    "number", "issue_date", "due_date", "type_code", "currency", "seller", "buyer", "seller_vat_id", "iban", "po_ref",
    "net", "vat", "gross", "prepaid", "payable",
)  # fmt: skip
_MEDIA = {
    "pdf": "application/pdf",
    "xml": "application/xml",
    "image": "image/png",
    "unknown": "application/octet-stream",
}


def main(paths: list[str]) -> int:
    """Prints one line for each document under `paths`; returns 0, or 2 where a path does not exist."""
    status = 0
    for given in paths:
        path = Path(given)
        if not path.exists():
            print(f"{given}: no such file or folder", file=sys.stderr)  # noqa: T201 - the command's own output
            status = 2
            continue
        files = [path] if path.is_file() else sorted(item for item in path.rglob("*") if item.is_file())
        for file in files:
            for document in documents(file):
                print(json.dumps(document, ensure_ascii=False), flush=True)  # noqa: T201 - the command's own output
    return status


def documents(path: Path) -> Iterator[dict[str, Any]]:
    """What is printed for a file: one line an invoice in it. `pages` are its first and last page, counted from 1."""
    source = _source(path)
    parts = split(source)
    if not parts:
        for pages, outcome in automate_each(source):
            yield {**described(path, outcome), "pages": [pages[0] + 1, pages[1]] if pages else None}
        return
    for part, (first, end) in zip(parts, ranges_of(source.content), strict=True):
        yield {**described(path, automate([part], {})), "pages": [first + 1, end]}


def line(path: Path) -> dict[str, Any]:
    """What one file read as one document gives. Never raises."""
    return described(path, automate([_source(path)], {}))


def _source(path: Path) -> Source:
    try:
        content = path.read_bytes() if path.stat().st_size <= MAX_FILE else b""
    except OSError:
        content = b""
    return Source(name=path.name, media_type=_MEDIA[kind_of(content)], content=content)


def described(path: Path, outcome: Outcome) -> dict[str, Any]:
    """An outcome in the command's form."""
    record = outcome.record
    fields: dict[str, Any] = {name: record.get(name) for name in FIELDS}
    fields["vat_breakdown"] = [
        {name: row.get(name) for name in ("category", "rate", "taxable", "tax")}
        for row in record.get("vat_breakdown") or []
    ]
    fields["lines"] = [
        {name: row.get(name) for name in ("description", "quantity", "unit_price", "line_net")}
        for row in record.get("lines") or []
    ]
    confidence: dict[str, float] = {}
    for reading in outcome.readings:
        top = reading.path.split(".", 1)[0]
        if top in fields:
            confidence[top] = min(confidence.get(top, 1.0), reading.confidence)
    codes = list(dict.fromkeys(finding.code for finding in outcome.findings))
    return {
        "file": str(path),
        "status": "auto" if goes_straight_through(outcome) else "human",
        "fields": fields,
        "confidence": confidence,
        "codes": codes,
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
