"""Scores and times pay runs made from seeds: `python -m tests.benchmarks.payroll_scores [--runs N] [--employees N]`.

Half of the runs are clean, half have every fault of `workers.demo.payroll` planted once. Printed: planted faults found,
findings invented, employees a second; then one run of many employees: seconds and memory from the files to the result.
"""

import argparse
import resource
import sys
import time
from datetime import date, timedelta

from bpo.catalog.rules import ReleasedJob, Source
from bpo.platform.files import media
from bpo.service_lines.payroll import WORK_TYPE
from bpo.service_lines.payroll.calculate import automate
from workers.demo.payroll import MadeRun, make_run, plants_for

EMPLOYER = {
    "employer": "Contoso Group",
    "company_id": "1123456789",
    "bank": "121042882",
    "bank_name": "First Bank",
}


def sources(run: MadeRun) -> list[Source]:
    """The run's files, as a client hands them in."""
    return [Source(name=name, media_type=media.CSV, content=content) for name, content in run.files()]


def score(runs: int) -> None:
    """Prints one line a jurisdiction: of so many planted found, so many invented."""
    for jurisdiction in ("us", "uk"):
        planted = found = invented = employees = 0
        began = time.perf_counter()
        for seed in range(runs // 2):
            plants = plants_for(jurisdiction) if seed % 2 else ()
            day = date(2026, 5, 9) + timedelta(days=7 * (seed % 30))
            run = make_run(jurisdiction, seed=seed, size=60 if plants else 40, plants=plants, last_day=day)
            record = automate(sources(run), {}).record
            want = {(number, code) for number, codes in run.expected.items() for code in codes}
            got = {(number, code) for number, code in record.get("found", [["", str(record)]])}
            planted += len(want)
            found += len(want & got)
            invented += len(got - want)
            employees += len(run.tables["employees"])
            for number, code in sorted(got ^ want):
                print(
                    f"  {jurisdiction} seed {seed} {run.frequency} {day}: {number} {code[:200]}",
                    file=sys.stderr,
                )
        seconds = time.perf_counter() - began
        print(
            f"{jurisdiction}: {runs // 2} runs, {employees} employees, planted {found} of {planted} found,"
            f" {invented} invented, {employees / seconds:.0f} employees/s with making the files"
        )


def measure(jurisdiction: str, employees: int) -> None:
    """Prints how long one large run takes, and how much memory."""
    run = make_run(jurisdiction, seed=1, size=employees, plants=plants_for(jurisdiction))
    files = sources(run)
    began = time.perf_counter()
    outcome = automate(files, {})
    worked = time.perf_counter()
    record = {**outcome.record, **EMPLOYER}
    record["account"] = "" if jurisdiction == "us" else "55779911"
    record["exceptions"] = [{**row, "decision": "hold", "reason": "asked"} for row in record["exceptions"]]
    papers = {paper.name: paper.content for paper in outcome.papers}
    made = WORK_TYPE.deliver(
        ReleasedJob(reference="X-1", client_reference=None, record=record, papers=papers)
    )
    done = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{jurisdiction}: {employees} employees: worked out in {worked - began:.1f} s, results in {done - worked:.1f} s"
        f" ({sum(len(file.content) for file in made) / 1e6:.1f} MB in {len(made)} files), peak {peak:.0f} MB"
    )


def main() -> None:
    """Score, then measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--employees", type=int, default=10_000)
    given = parser.parse_args()
    score(given.runs)
    for jurisdiction in ("us", "uk"):
        measure(jurisdiction, given.employees)


if __name__ == "__main__":
    main()
