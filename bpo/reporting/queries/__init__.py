"""Figures of clients, read from rollups and from indexes of what is open or of the period: never from history."""

from bpo.reporting.queries.ahead import jobs_predicted_late, jobs_waiting
from bpo.reporting.queries.behind import SLICES, Behind, count_behind, count_pieces, jobs_behind
from bpo.reporting.queries.clients import clients, contract_of, get_client
from bpo.reporting.queries.figures import Figures, charges, figures_of, read_tallies, statement_so_far
from bpo.reporting.queries.histories import history
from bpo.reporting.queries.opened import (
    AgedBacklog,
    OpenWork,
    Owing,
    all_open,
    backlog_by_age,
    day_end,
    holds_by_ower,
    open_work,
    overdue_by_day,
)
from bpo.reporting.queries.outlook import (
    LateSoon,
    Outlook,
    Prospect,
    late_soon,
    outlook,
    outlooks,
)
from bpo.reporting.queries.own import planned_minutes_of, team_of, tries_of
from bpo.reporting.queries.spread import spreads
from bpo.reporting.queries.tallies import (
    StepEffort,
    effort_of,
    promises_kept,
    tallies,
    tallies_of_all,
    together,
)

__all__ = [
    "SLICES",
    "AgedBacklog",
    "Behind",
    "Figures",
    "LateSoon",
    "OpenWork",
    "Outlook",
    "Owing",
    "Prospect",
    "StepEffort",
    "all_open",
    "backlog_by_age",
    "charges",
    "clients",
    "contract_of",
    "count_behind",
    "count_pieces",
    "day_end",
    "effort_of",
    "figures_of",
    "get_client",
    "history",
    "holds_by_ower",
    "jobs_behind",
    "jobs_predicted_late",
    "jobs_waiting",
    "late_soon",
    "open_work",
    "outlook",
    "outlooks",
    "overdue_by_day",
    "planned_minutes_of",
    "promises_kept",
    "read_tallies",
    "spreads",
    "statement_so_far",
    "tallies",
    "tallies_of_all",
    "team_of",
    "together",
    "tries_of",
]
