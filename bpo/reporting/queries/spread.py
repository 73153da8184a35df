"""How turnaround and waiting are spread over the jobs of a period: exact, from the index of finished jobs."""

from uuid import UUID

from sqlalchemy import RowMapping, text

from bpo.platform.db import db
from bpo.reporting.rules import Period, Spread

QUANTITIES = ("tat", "gross", "wait")

SPREAD = text(
    "SELECT "  # noqa: S608 - the names are ours
    + ", ".join(
        f"count({name}_seconds) AS {name}_n, avg({name}_seconds) AS {name}_mean, max({name}_seconds) AS {name}_most,"
        f" percentile_cont(ARRAY[0.5, 0.9, 0.95]) WITHIN GROUP (ORDER BY {name}_seconds) AS {name}_parts"
        for name in QUANTITIES
    )
    + " FROM counted_job WHERE tenant_id = :tenant AND ended_on BETWEEN :first AND :last AND ended = 'delivered'"
    " AND (CAST(:work_type AS text) IS NULL OR work_type = :work_type)"
)


def spreads(tenant_id: UUID, period: Period, work_type: str | None = None) -> dict[str, Spread]:
    """The spread of `tat`, `gross` and `wait` over the jobs delivered for the first time in the period."""
    row = (
        db.session.execute(
            SPREAD,
            {"tenant": tenant_id, "first": period.first, "last": period.last, "work_type": work_type},
        )
        .mappings()
        .one()
    )
    return {name: _spread(row, name) for name in QUANTITIES}


def _spread(row: RowMapping, name: str) -> Spread:
    if not row[f"{name}_n"]:
        return Spread()
    median, p90, p95 = map(float, row[f"{name}_parts"])
    mean, most = float(row[f"{name}_mean"]), float(row[f"{name}_most"])
    return Spread(n=row[f"{name}_n"], mean=mean, median=median, p90=p90, p95=p95, most=most)
