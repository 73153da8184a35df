"""Judges spoilt invoices of every kind: `python -m tests.benchmarks.spoilt_files [COUNT]`, a thousand unless said."""

import sys

from tests.factories.malformed import malformed
from tests.factories.malformed_judged import judged_wrongly

if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    wrong, slowest = judged_wrongly(malformed(count))
    print(f"{count} files, {len(wrong)} judged wrongly, the slowest took {slowest:.1f} s")
    for name in wrong:
        print(f"  {name}")
    sys.exit(bool(wrong))
