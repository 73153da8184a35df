"""Runs made up, clean and with faults planted: all found, none invented, whatever the files look like."""

import random
from collections.abc import Sequence

import pytest

from bpo.catalog.rules import Outcome, Source
from bpo.platform.files import media
from bpo.service_lines.payroll.calculate import automate
from bpo.service_lines.payroll.pay_run import gather, work_out_all
from bpo.service_lines.payroll.tables import read_files
from bpo.service_lines.payroll.tables.columns import TABLES
from tests.unit.service_lines.payroll.given import Tables, as_sources, as_workbook
from workers.demo.payroll import PERIODS, MadeRun, make_run, plants_for

RUNS = [(jurisdiction, frequency) for jurisdiction, known in PERIODS.items() for frequency in known]


def found_in(sources: Sequence[Source]) -> dict[str, set[str]]:
    outcome = automate(sources, {})
    assert "found" in outcome.record, outcome.findings
    assert not outcome.record["unread"]
    found: dict[str, set[str]] = {}
    for number, code in outcome.record["found"]:
        found.setdefault(number, set()).add(code)
    return found


def register_of(outcome: Outcome) -> list[str]:
    """The digests of everybody's lines."""
    return [digest for name, digest in sorted(outcome.record["papers"].items()) if name != "inputs"]


@pytest.mark.parametrize(("jurisdiction", "frequency"), RUNS)
@pytest.mark.parametrize("seed", range(3))
def test_nothing_is_invented_in_a_clean_run(jurisdiction: str, frequency: str, seed: int) -> None:
    run = make_run(jurisdiction, seed=seed, size=40, frequency=frequency)
    assert found_in(as_sources(run.tables)) == {}


@pytest.mark.parametrize(("jurisdiction", "frequency"), RUNS)
def test_every_figure_that_is_not_nothing_says_how_it_came_about(jurisdiction: str, frequency: str) -> None:
    run = make_run(jurisdiction, seed=4, size=60, frequency=frequency)
    gathered = gather(read_files(as_sources(run.tables)))
    for worked in work_out_all(gathered.cases, gathered.occasion):
        assert worked.line is not None
        unsaid = {key for key, value in worked.line.figures.items() if value and not worked.line.why.get(key)}
        assert unsaid == set(), worked.case


@pytest.mark.parametrize(("jurisdiction", "frequency"), RUNS)
@pytest.mark.parametrize("seed", range(3))
def test_all_that_is_planted_is_found_and_nothing_else(jurisdiction: str, frequency: str, seed: int) -> None:
    run = make_run(jurisdiction, seed=seed, size=60, frequency=frequency, plants=plants_for(jurisdiction))
    assert found_in(as_sources(run.tables)) == run.expected


def reordered(run: MadeRun, rng: random.Random) -> Tables:
    """The tables with columns in another order, under other titles, with further ones between."""
    tables: Tables = {}
    for name, rows in run.tables.items():
        columns = list(dict.fromkeys(key for row in rows for key in row))
        rng.shuffle(columns)
        known = next(
            table for table in TABLES if table.key == name and set(columns) <= {c.key for c in table.columns}
        )
        titles = {
            key: rng.choice([key, known.column(key).label, key.upper().replace("_", " ")]) for key in columns
        }
        tables[name] = [
            {"Row id": str(at), **{titles[key]: row.get(key, "") for key in columns}, "Remarks": "x"}
            for at, row in enumerate(rows)
        ]
    return tables


@pytest.mark.parametrize("jurisdiction", ["us", "uk"])
@pytest.mark.parametrize("seed", range(3))
def test_order_titles_and_further_columns_do_not_matter(jurisdiction: str, seed: int) -> None:
    run = make_run(jurisdiction, seed=seed, size=30, plants=plants_for(jurisdiction)[:8])
    assert found_in(as_sources(reordered(run, random.Random(seed)))) == run.expected


@pytest.mark.parametrize("jurisdiction", ["us", "uk"])
def test_one_workbook_says_what_many_csvs_say(jurisdiction: str) -> None:
    run = make_run(jurisdiction, seed=5, size=30, plants=plants_for(jurisdiction)[:8])
    apart = automate(as_sources(run.tables), {})
    together = automate([as_workbook(run.tables)], {})
    assert register_of(together) == register_of(apart)


def continental(text: str) -> str:
    return text.replace(".", ",") if text.replace(".", "", 1).isdigit() else text


def test_a_semicolon_file_with_decimal_commas_is_the_same_run() -> None:
    run = make_run("us", seed=9, size=25, frequency="biweekly")
    sources = []
    for name, rows in run.tables.items():
        if not rows:
            continue
        columns = list(dict.fromkeys(key for row in rows for key in row))
        lines = [";".join(columns)]
        lines += [
            ";".join(
                row.get(key, "") if key in ("ssn", "aba", "account") else continental(row.get(key, ""))
                for key in columns
            )
            for row in rows
        ]
        content = "\r\n".join(lines).encode("utf-16")
        sources.append(Source(name=f"{name}.csv", media_type=media.CSV, content=content))
    usual = automate(as_sources(run.tables), {})
    assert register_of(automate(sources, {})) == register_of(usual)


@pytest.mark.parametrize("left_out", ["prior_register", "adjustments", "pay_calendar"])
def test_tables_that_may_be_missing(left_out: str) -> None:
    run = make_run("us", seed=4, size=20, frequency="biweekly", plants=("SSN_MISSING",))
    tables = {name: rows for name, rows in run.tables.items() if name != left_out}
    assert found_in(as_sources(tables)) == run.expected


def test_a_uk_run_without_a_calendar_is_refused_in_words() -> None:
    run = make_run("uk", seed=4, size=20)
    tables = {name: rows for name, rows in run.tables.items() if name != "pay_calendar"}
    outcome = automate(as_sources(tables), {})
    assert [each.code for each in outcome.findings] == ["RUN_REFUSED"]
    assert "pay calendar" in outcome.findings[0].message


def test_a_run_of_another_year_is_refused_in_words() -> None:
    run = make_run("us", seed=4, size=5, frequency="biweekly")
    run.tables["pay_calendar"][0]["pay_date"] = "2031-06-19"
    outcome = automate(as_sources(run.tables), {})
    assert "2031 is not covered" in outcome.findings[0].message


def test_files_of_both_are_the_same_whatever_they_are_called() -> None:
    run = make_run("us", seed=6, size=10)
    named = as_sources(run.tables)
    given = read_files(
        [Source(name=f"{n}.txt", media_type=media.TEXT, content=s.content) for n, s in enumerate(named)]
    )
    assert set(given.rows) == {name for name, rows in run.tables.items() if rows}
