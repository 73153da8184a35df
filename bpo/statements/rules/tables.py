"""The tables of a report: title, head, rows as text or numbers. Page, PDF and workbook show these and no others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bpo.contracts.rules import LevelResult
from bpo.statements.rules import said
from bpo.statements.rules.report import COUNTS, SHARES, SPREADS, Report

Cell = str | int | Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table; columns named in `numbers` are set to the right. `note` says how to read it."""

    key: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    numbers: frozenset[int] = frozenset()
    note: str = ""


def tables_of(report: Report) -> tuple[Table, ...]:
    """All tables of a report, in order; those with nothing in them are left out."""
    made = (
        _levels(report),
        _bill(report),
        _earned(report),
        _counts(report),
        _spreads(report),
        _shares(report),
        _reasons(report, "exceptions", "Why automation asked a person", report.exception_reasons),
        _reasons(report, "defects", "What was wrong", report.defect_reasons),
        _holds(report),
        _history(report),
        _late(report),
    )
    return tuple(table for table in made if table.rows)


def level_name(report: Report, result: LevelResult) -> str:
    """`Invoice processing: on time, urgent`."""
    promised = result.promised
    return f"{report.names.get(promised.work_type, promised.work_type)}: {promised.words.lower()}"


def _levels(report: Report) -> Table:
    currency = report.statement.currency
    rows = tuple(
        (
            level_name(report, result),
            said.percent(result.promised.level.expected),
            said.percent(result.promised.level.minimum),
            result.measured.met,
            result.measured.missed,
            result.measured.excluded,
            said.percent(result.attained, 2),
            said.VERDICTS[result.verdict],
            said.money(result.credit, currency) if result.credit else "–",
        )
        for result in report.statement.levels
    )
    return Table(
        key="levels",
        title="Service levels",
        head=("Level", "Aim", "Minimum", "Met", "Missed", "Left out", "Attained", "Verdict", "Credit"),
        rows=rows,
        numbers=frozenset({1, 2, 3, 4, 5, 6, 8}),
        note="On time: jobs due in the month and delivered by then, of all due in it; open and past due is missed."
        " Rejected and cancelled jobs are left out. Compared in whole numbers: percentages are cut off for display.",
    )


def _bill(report: Report) -> Table:
    currency = report.statement.currency
    rows = list(_bill_rows(report, currency))
    if report.fee:
        rows.append(("Monthly fee", None, None, said.money(report.fee, currency)))
    if not rows:
        return Table(key="bill", title="What the month costs", head=(), rows=())
    rows.append(("Invoice amount", None, None, said.money(report.statement.invoice, currency)))
    if report.statement.at_risk:
        rows.append(
            ("At risk for missed service levels", None, None, said.money(report.statement.at_risk, currency))
        )
        rows.append(("Service credit", None, None, said.money(-report.statement.credit, currency)))
        rows.append(
            (
                "Invoice less service credit",
                None,
                None,
                said.money(report.statement.invoice - report.statement.credit, currency),
            )
        )
    return Table(
        key="bill",
        title="What the month costs",
        head=("For", "Units", "Price", "Amount"),
        rows=tuple(rows),
        numbers=frozenset({1, 2, 3}),
        note="Billed is what was accepted in the month, by you or by the end of the time agreed for it.",
    )


def _bill_rows(report: Report, currency: str) -> Iterator[tuple[Cell, ...]]:
    for line in report.bill:
        for count, price, amount in line.charge.parts:
            yield line.name, count, said.money(price, currency), said.money(amount, currency)
        if line.charge.urgent:
            yield (
                f"{line.name}: urgent",
                line.charge.urgent_units,
                None,
                said.money(line.charge.urgent, currency),
            )


def _earned(report: Report) -> Table:
    return Table(
        key="earned",
        title="Credits of earlier months",
        head=("Month", "Level", "Credit", "State"),
        rows=tuple(
            (
                said.month_name(each.month),
                _named(report, each.level),
                said.money(each.credit, report.statement.currency),
                said.EARNED[each.state],
            )
            for each in report.earned
        ),
        numbers=frozenset({2}),
    )


def _named(report: Report, level_key: str) -> str:
    for result in report.statement.levels:
        if result.promised.key == level_key:
            return level_name(report, result)
    return level_key


def _counts(report: Report) -> Table:
    return Table(
        key="volume",
        title="Volume",
        head=("Jobs", "In the month"),
        rows=tuple((words, report.counts.get(key, 0)) for key, words in COUNTS),
        numbers=frozenset({1}),
    )


def _spreads(report: Report) -> Table:
    shown = [(words, report.spreads[key]) for key, words in SPREADS if key in report.spreads]
    return Table(
        key="turnaround",
        title="Turnaround",
        head=("Business time", "Jobs", "Median", "Mean", "90 %", "95 %", "Longest"),
        rows=tuple(
            (words, each.n, *map(said.length, (each.median, each.mean, each.p90, each.p95, each.most)))
            for words, each in shown
            if each.n
        ),
        numbers=frozenset(range(1, 7)),
        note="From receipt to first delivery in the working time of the contract, less the holds that it credits;"
        " gross with every hold. Queue wait is from ready for a person to first claim.",
    )


def _shares(report: Report) -> Table:
    rows: list[tuple[Cell, ...]] = []
    if report.right is not None:
        n, value, low, high = report.right
        rows.append(
            (
                "Right at review",
                f"{said.percent(value * 100)} of {n:,}"
                f" (95 % interval {said.percent(low * 100)} to {said.percent(high * 100)})",
            )
        )
    rows += [(words, said.of(*report.shares[key])) for key, words in SHARES if key in report.shares]
    return Table(
        key="quality",
        title="Quality and automation",
        head=("Figure", "In the month"),
        rows=tuple(rows),
        note="Reviews of random samples only; the interval is after Wilson.",
    )


def _reasons(report: Report, key: str, title: str, found: Sequence[tuple[str, int]]) -> Table:
    return Table(key=key, title=title, head=("Reason", "Jobs"), rows=tuple(found), numbers=frozenset({1}))


def _holds(report: Report) -> Table:
    return Table(
        key="holds",
        title="Holds",
        head=("Who owed the action", "Holds", "Time held"),
        rows=tuple(
            (said.OWES.get(owes, owes), count, said.length(secs)) for owes, count, secs in report.holds
        ),
        numbers=frozenset({1, 2}),
    )


def _history(report: Report) -> Table:
    keys = [result.promised.key for result in report.statement.levels]
    months = [*report.history, (report.month, {r.promised.key: r.attained for r in report.statement.levels})]
    return Table(
        key="history",
        title="Month by month",
        head=("Month", *(level_name(report, result) for result in report.statement.levels)),
        rows=tuple(
            (said.month_name(month), *(said.percent(levels.get(key), 2) for key in keys))
            for month, levels in sorted(months, key=lambda each: each[0])
        )
        if len(months) > 1
        else (),
        numbers=frozenset(range(1, len(keys) + 1)),
    )


def _late(report: Report) -> Table:
    more = report.late_in_all - len(report.late)
    return Table(
        key="late",
        title="Jobs that were late",
        head=("Job", "Work", "Priority", "Due", "Delivered"),
        rows=tuple(
            (job.reference, job.name, job.priority, job.due_at, job.finished_at or "not yet")
            for job in report.late
        ),
        note=f"Times are of {report.zone}." + (f" {more:,} more are not listed." if more > 0 else ""),
    )
