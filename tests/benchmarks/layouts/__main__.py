"""Draws invoices with their truth: `python -m tests.benchmarks.layouts DIR FIRST COUNT [other]`.

DIR gets the PDFs and a manifest.json as `tests.benchmarks.invoice_scores` reads it; seeds run from FIRST. `other` draws
the second set of layouts.
"""

import json
import sys
from pathlib import Path

from .drawing import draw
from .kinds import KINDS
from .other_kinds import OTHER_KINDS


def main(argv: list[str]) -> int:
    """Draws COUNT invoices."""
    folder, first, count = Path(argv[0]), int(argv[1]), int(argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    kinds = OTHER_KINDS if "other" in argv[3:] else KINDS
    entries = [draw(folder, seed, kinds) for seed in range(first, first + count)]
    (folder / "manifest.json").write_text(json.dumps({"entries": entries}, ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
