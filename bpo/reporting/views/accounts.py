"""All clients of an account manager at a glance."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import g, render_template
from flask.typing import ResponseReturnValue

from bpo.contracts.queries import ContractInForce, contracts_in_force
from bpo.contracts.rules import Verdict
from bpo.platform.web import caller, requires
from bpo.quality.queries.figures import accuracies
from bpo.reporting import queries, rules
from bpo.reporting.views import bp
from bpo.tenancy.models import Tenant

WINDOW = 30
"""Days that the overview looks back."""
SPARK = 14
WORDS = (
    *("due_met", "due_missed", "due_excluded", "received", "delivered", "straight"),
    *("accepted", "handled", "handle_seconds"),
)


@bp.get("/accounts")
@requires("accounts.view")
def accounts() -> ResponseReturnValue:
    """All clients of the account manager at a glance."""
    clients = queries.clients(caller().tenants)
    rows = _rows(clients) if clients else []
    return render_template(
        "reporting/accounts.html",
        rows=rows,
        headline=headline(rows),
        window=WINDOW,
        definitions=rules.DEFINITIONS,
    )


def headline(rows: list[dict[str, Any]]) -> str:
    """The worst of what the rows say, in a sentence: jobs past due, jobs that will be, clients below their aim."""
    late = sum(row["open"].past_due for row in rows)
    predicted = sum(row["predicted"] or 0 for row in rows)
    below = sum(row["below"] for row in rows)
    if late:
        return "1 job is past its promise" if late == 1 else f"{late} jobs are past their promise"
    if predicted:
        return f"{predicted} job{'s' * (predicted > 1)} will be late"
    if below:
        return f"Nothing is late; {below} client{' is' if below == 1 else 's are'} below the aim"
    return "Every promise is on course"


def _rows(clients: list[Tenant]) -> list[dict[str, Any]]:
    """A line for each client: whatever their number, each thing is asked once for all of them."""
    periods = {client.id: rules.Period.last_days(WINDOW, now=g.now, zone=client.zone) for client in clients}
    months = {client.id: _month(client) for client in clients}
    opened = queries.open_work(periods, now=g.now)
    overdue = queries.overdue_by_day(periods, g.now)
    opened_month = queries.open_work(months, now=g.now)
    since = min(period.first for period in periods.values()) - timedelta(weeks=rules.WEEKS)
    until = max(period.last for period in periods.values())
    counts = queries.tallies_of_all(list(periods), WORDS, since, until)
    agreed = contracts_in_force(list(periods), g.now)
    right = accuracies({key: (period.begins, period.ends) for key, period in periods.items()})
    ahead = queries.outlooks(
        [_prospect(each, contract, opened, counts, periods) for each, contract in agreed.items()], now=g.now
    )
    rows = [
        _glance(client, periods[client.id], opened[client.id], counts[client.id], overdue[client.id])
        | {
            "right": right[client.id].interval,
            "predicted": ahead[client.id].late if client.id in ahead else None,
        }
        | _promises(
            client,
            agreed.get(client.id),
            months[client.id],
            opened_month[client.id],
            counts[client.id],
        )
        for client in clients
    ]
    for row in rows:
        kept, aim = row["attained"].ratio, row["aim"]
        row["below"] = aim is not None and kept.part * 100 < aim * kept.whole
    return rows


def _prospect(
    tenant_id: UUID,
    contract: ContractInForce,
    opened: Mapping[UUID, list[queries.OpenWork]],
    counts: Mapping[UUID, Mapping[str, rules.Counts]],
    periods: Mapping[UUID, rules.Period],
) -> queries.Prospect:
    return queries.Prospect(
        tenant_id=tenant_id,
        contract=contract,
        counts=counts[tenant_id],
        opened=[(part.work_type, part.open) for part in opened[tenant_id]],
        period=periods[tenant_id],
    )


def _month(client: Tenant) -> rules.Period:
    today = g.now.astimezone(ZoneInfo(client.zone)).date()
    return rules.Period.month(today.year, today.month, zone=client.zone)


def _glance(
    client: Tenant,
    period: rules.Period,
    opened: list[queries.OpenWork],
    parts: Mapping[str, rules.Counts],
    overdue: Mapping[date, int],
) -> dict[str, Any]:
    """What a client's work came to."""
    span = (period.first, period.last)
    counts = queries.together(parts)
    work = queries.all_open(opened)
    return {
        "client": client,
        "open": work,
        "attained": rules.attained(counts, *span, open_past_due=work.missed),
        "straight": rules.share(counts, "straight", "delivered", *span),
        "volume": rules.volume(counts.by_day("received"), period.days, today=period.last),
        "spark": _sparks(counts, overdue, period),
    }


def _sparks(counts: rules.Counts, overdue: Mapping[date, int], period: rules.Period) -> list[float | None]:
    """Attainment of the last days, in percent; a day on which nothing was due is a gap."""
    days = period.days[-SPARK:]
    shares = (rules.attained(counts, day, day, open_past_due=overdue[day]).ratio for day in days)
    return [None if share.value is None else round(share.value * 100, 1) for share in shares]


def _promises(
    client: Tenant,
    contract: ContractInForce | None,
    month: rules.Period,
    opened: list[queries.OpenWork],
    parts: Mapping[str, rules.Counts],
) -> dict[str, Any]:
    """What this month would be credited if it ended now; whether a level of it is missed; the highest aim; None and
    False without a contract."""
    if contract is None:
        return {"statement": None, "missed": False, "aim": None}
    statement = queries.statement_so_far(client.id, parts, opened, month, contract)
    aims = [terms.service_level.expected for _, terms in contract.terms.work_types]
    return {
        "statement": statement,
        "missed": any(each.verdict is Verdict.MISSED for each in statement.levels),
        "aim": max(aims, default=None),
    }
