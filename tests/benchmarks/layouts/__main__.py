"""Draws invoices with their truth: `python -m tests.benchmarks.layouts DIR FIRST COUNT [SET]`.

SET is other, third, fourth, fifth or sixth, the last three with words of their own; without it the first is drawn.
DIR gets the PDFs and a manifest.json as `tests.benchmarks.invoice_scores` reads it; seeds run from FIRST.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path

from .drawing import Kind, draw
from .facts import Facts, invent
from .fifth.facts import invent_fifth
from .fifth.kinds import FIFTH_KINDS
from .fourth_facts import invent_fourth
from .fourth_kinds import FOURTH_KINDS
from .kinds import KINDS
from .other_kinds import OTHER_KINDS
from .sixth.facts import invent_sixth
from .sixth.kinds import SIXTH_KINDS
from .third_kinds import THIRD_KINDS


def main(argv: list[str]) -> int:
    """Draws COUNT invoices."""
    folder, first, count = Path(argv[0]), int(argv[1]), int(argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    sets: dict[str, tuple[tuple[Kind, ...], Callable[[int], Facts]]] = {
        "": (KINDS, invent),
        "other": (OTHER_KINDS, invent),
        "third": (THIRD_KINDS, invent),
        "fourth": (FOURTH_KINDS, invent_fourth),
        "fifth": (FIFTH_KINDS, invent_fifth),
        "sixth": (SIXTH_KINDS, invent_sixth),
    }
    kinds, facts = sets["".join(argv[3:])]
    entries = [draw(folder, seed, kinds, facts) for seed in range(first, first + count)]
    (folder / "manifest.json").write_text(json.dumps({"entries": entries}, ensure_ascii=False, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
