"""How surely automation reads, as measured, and every move of its thresholds: for our people and for the client."""

from typing import Any
from uuid import UUID

from flask import g, render_template
from flask.typing import ResponseReturnValue

from bpo.automation import queries as automation_queries
from bpo.automation.models import AutomationThreshold
from bpo.automation.rules import DATA
from bpo.catalog.registry import work_type
from bpo.catalog.rules import WorkType
from bpo.contracts import queries as contracts
from bpo.platform.errors import NotFound
from bpo.platform.web import caller, requires
from bpo.quality import queries, rules
from bpo.quality.service.measuring import WINDOW
from bpo.quality.views import bp
from bpo.quality.views.control import company_of, tabs, work_types_of
from bpo.tenancy import queries as tenancy
from bpo.tenancy.models import Tenant

MOVES = 100
FIELDS = 200
BASES = {
    "fixed": "The contract's thresholds hold, whatever is measured.",
    "measured": "The contract's thresholds hold until enough is measured; then what was measured.",
    "proven": "Nothing goes straight through before its accuracy is proved.",
}


@bp.get("/quality/<uuid:tenant_id>/automation")
@requires("quality.view")
def automation(tenant_id: UUID) -> ResponseReturnValue:
    """One client's thresholds, what each rests on, and how they moved."""
    company = company_of(tenant_id)
    return _page(company, tabs(company, "automation"))


@bp.get("/automation")
@requires("job.view")
def own_automation() -> ResponseReturnValue:
    """The same for the client's own people."""
    if not caller().is_client:
        raise NotFound
    return _page(tenancy.tenant(caller().tenant_id), [])


def _page(company: Tenant, places: list[dict[str, Any]]) -> ResponseReturnValue:
    work = [_of(company, key, name) for key, name in work_types_of(company)]
    return render_template(
        "quality/automation.html",
        company=company,
        tabs=places,
        work=[each for each in work if each["now"]],
        unmeasured=[each for each in work if not each["now"]],
        bases=BASES,
        moves=MOVES,
        days=WINDOW.days,
    )


def _of(company: Tenant, key: str, name: str) -> dict[str, Any]:
    kind = work_type(key)
    policy = contracts.terms_in_force(company.id, g.now).terms.automation(key)
    now = automation_queries.thresholds_now([company.id], key)
    return {
        "name": name,
        "policy": policy,
        "now": [_shown(kind, row) for row in now[:FIELDS] if row.verdict != "unmeasured" or not row.source],
        "little": [_shown(kind, row) for row in now[:FIELDS] if row.verdict == "unmeasured" and row.source],
        "moves": [
            _shown(kind, row)
            for row in automation_queries.threshold_log(company.id, key, limit=MOVES)
            if row.verdict != "unmeasured" or row.before is not None
        ],
        "samples": queries.count_automation_samples(company.id, key, since=g.now - WINDOW),
    }


def _shown(kind: WorkType, row: AutomationThreshold) -> dict[str, Any]:
    return {
        "field": field_label(kind, row.path),
        "source": {"": "All sources", DATA: "Read as data (XML)"}.get(row.source, row.source),
        "row": row,
    }


def field_label(kind: WorkType, path: str) -> str:
    """What a field or column is called."""
    for field in kind.form.fields:
        if field.path == path:
            return field.label
    for table in kind.form.tables:
        for column in table.columns:
            if f"{table.path}.{column.path}" == path:
                return f"{table.label}, {column.label}"
    return path.rpartition(".")[2].replace("_", " ").capitalize()


def place_label(kind: WorkType, path: str) -> str:
    """The same of one value of a record: that of a row says which row, counted from 1."""
    label, row = field_label(kind, rules.general(path)), next(filter(str.isdigit, path.split(".")), "")
    table, comma, column = label.partition(", ")
    return f"{table} {int(row) + 1}, {column}" if row and comma else label
