"""`./run bench [--quick] [PAIR …]`: measure, and print one table of ratios."""

import argparse
import importlib
import os
import platform
import sys
import time
from pathlib import Path

from tests.benchmarks.ground import ground
from tests.benchmarks.table import Line, render

PAIRS = {
    "claims": "the claim / plain SQL, at 1 and 16; several clients with fair share",
    "over_http": "get-next, and submit and next, over HTTP / a minimal Flask application / plain SQL",
    "keying": "from a keyed record to the next one on the screen, fifty agents",
    "bulk_intake": "many rows at once / COPY of the same rows; memory; what others feel meanwhile",
    "pages": "every dashboard over a year of 1 M jobs and 5 M events / its last tenth; viewers of live pages",
    "clocks": "clocks made again from their events; one due time; the sweep beside many open jobs",
    "latency": "from an event to its worker; the outbox in bulk / one by one",
    "rollups": "following up with rollups kept / without",
    "starting": "a warm `./run up`, and its idle memory",
}
"""Each is a module here with `measure(ground) -> list[Line]`."""


def main(arguments: list[str]) -> int:
    """Measure the pairs named, or all. The exit code is 0 whatever comes out: figures are read, not passed."""
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument(
        "pairs", nargs="*", metavar="PAIR", help="; ".join(f"{k}: {v}" for k, v in PAIRS.items())
    )
    parser.add_argument("--quick", action="store_true", help="smaller, in less than two minutes")
    parser.add_argument(
        "--jobs", type=int, metavar="N", help="how many jobs pages lie over, and clocks are made of"
    )
    parser.add_argument(
        "--kept",
        type=Path,
        metavar="FOLDER",
        help="keep the year that pages lie over there, and measure over it again the next time",
    )
    given = parser.parse_args(arguments)
    unknown = set(given.pairs) - set(PAIRS)
    if unknown:
        parser.error(f"no such pair: {', '.join(sorted(unknown))} (there are {', '.join(PAIRS)})")
    lines: list[Line] = []
    began = time.monotonic()
    load = os.getloadavg()[0]
    for name in given.pairs or PAIRS:
        with ground(quick=given.quick, jobs=given.jobs, kept=_kept(given.kept, name)) as here:
            print(f"bench: {name} …", file=sys.stderr, flush=True)
            lines += importlib.import_module(f"tests.benchmarks.{name}").measure(here)
    print(render(lines))
    print(
        f"\n{os.cpu_count()} cores, Python {platform.python_version()}; PostgreSQL and Valkey as `./run up` starts"
        f" them, with fsync; load {load:.1f} before, {os.getloadavg()[0]:.1f} after;"
        f" {time.monotonic() - began:.0f} s. Read the ratios: both sides of each took turns."
    )
    return 0


def _kept(folder: Path | None, pair: str) -> Path | None:
    """Only pages lie over so much that laying it out takes longer than measuring."""
    return folder if pair == "pages" else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
