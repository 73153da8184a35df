"""Figures for programs: a client's own service levels and quality."""

from typing import Any

from flask import Response, g

from bpo.platform.api import PREFIX, Door, answer
from bpo.platform.web import caller, requires
from bpo.reporting import queries
from bpo.reporting.schemas import FiguresAsked, FiguresOut, figures_json
from bpo.reporting.schemas.asked import asked_for

bp = Door("reporting_api", __name__, url_prefix=PREFIX, description="Service levels and quality")


@bp.route("/figures")
@requires("figures.view")
@bp.response(200, FiguresOut)
@bp.arguments(FiguresAsked, location="query")
def figures(asked: dict[str, Any]) -> Response:
    """Your service levels, flow and quality over a period, as the page "Service" has them."""
    client = queries.get_client(caller().tenants, caller().tenant_id)
    meant = asked_for(
        {"period": asked["period"], "work": asked["work_type"] or ""}, zone=client.zone, now=g.now
    )
    found = queries.figures_of(client.id, meant.period, now=g.now, work_type=meant.work_type)
    return answer(figures_json(found))
