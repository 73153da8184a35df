"""Scores matching on folders with truth: `python -m tests.benchmarks.match_scores DIR… [-v] [--made N]`.

DIR is a folder as `./run match` takes it, with expected.json beside: `expected[]` with `file`, `expected_action`,
`expected_codes`, `expected_gl`. `--made N` adds N folders made from seeds, each with every planted defect once;
`--second N` adds N of the second set under each of its policies. A code `*` in the truth stands for any code.
Printed: verdicts right, codes right, bad invoices released (the worst), false stops, accounts right, seconds.
"""

import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bpo.service_lines.invoice_processing.matching.cli import EXCEPTION, verdict
from bpo.service_lines.invoice_processing.matching.folder import FolderBooks, documents, read_policy
from tests.benchmarks.matching_second import ANY, MAKERS, SECOND
from tests.unit.service_lines.invoice_processing.matching_cases import Maker, Plant, write_folder
from tests.unit.service_lines.invoice_processing.matching_edges import EDGES
from tests.unit.service_lines.invoice_processing.matching_plants import EVERYTHING


def truth_of(folder: Path) -> dict[str, dict[str, Any]]:
    """What expected.json says, by file."""
    listed = json.loads((folder / "expected.json").read_text())["expected"]
    return {each["file"]: each for each in listed}


def made(
    folder: Path, seed: int, plants: dict[str, Plant], maker_of: type[Maker] = Maker
) -> dict[str, dict[str, Any]]:
    """A folder from a seed, and its truth in the same form."""
    return {
        file: {"scenario": case.name, "expected_action": case.action, "expected_codes": sorted(case.codes),
               "expected_gl": None}
        for file, case in write_folder(folder, seed, plants, maker_of=maker_of).items()
    }  # fmt: skip


def score(folder: Path, truth: dict[str, dict[str, Any]], *, verbose: bool) -> None:
    """Prints one line for a folder, and one for each miss if `verbose`."""
    policy, books = read_policy(folder), FolderBooks(folder)
    right = codes = bad = false = coded = to_code = 0
    began = time.perf_counter()
    for path in documents(folder):
        file = path.relative_to(folder).as_posix()
        got, want = verdict(path, file, books, policy), truth[file]
        stopped, stop = got["action"] == EXCEPTION, want["expected_action"] == EXCEPTION
        right += got["action"] == want["expected_action"]
        expected = set(want["expected_codes"])
        same = bool(got["codes"]) and expected - {ANY} <= set(got["codes"]) if ANY in expected else (
            set(got["codes"]) == expected)  # fmt: skip
        codes += same
        bad += stop and not stopped
        false += stopped and not stop
        if want["expected_gl"] is not None:
            to_code += 1
            coded += got.get("gl") == want["expected_gl"]
        if verbose and not (same and got["action"] == want["expected_action"]):
            print(f"  {file} {want['scenario']}: {want['expected_codes']} is {got['action']} {got['codes']}")
    count, good = len(truth), sum(each["expected_action"] != EXCEPTION for each in truth.values())
    print(
        f"{folder.name:12} n={count:4} verdicts {right}/{count}  codes {codes}/{count}  bad released {bad}  "
        f"false stops {false}/{good}  accounts {coded}/{to_code}  "
        f"{(time.perf_counter() - began) / max(count, 1) * 1000:.0f} ms each"
    )


def main(argv: list[str]) -> int:
    """Prints the table; returns 0."""
    verbose = "-v" in argv
    folders = [Path(each) for each in argv if not each.startswith("-") and not each.isdigit()]
    number, second = (int(argv[argv.index(key) + 1]) if key in argv else 0 for key in ("--made", "--second"))
    for folder in folders:
        score(folder, truth_of(folder), verbose=verbose)
    with tempfile.TemporaryDirectory() as place:
        for seed in range(number):
            folder = Path(place) / f"seed-{seed}"
            score(folder, made(folder, seed, EVERYTHING | EDGES), verbose=verbose)
        for seed in range(second):
            for maker_of in MAKERS:
                folder = Path(place) / f"{maker_of.__name__.lower()}-{seed}"
                score(folder, made(folder, seed, SECOND, maker_of), verbose=verbose)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
