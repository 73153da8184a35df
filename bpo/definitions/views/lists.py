"""Whose work types, and one client's."""

from uuid import UUID

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bpo.catalog import queries
from bpo.catalog.registry import work_types
from bpo.catalog.rules import ScorecardLine, Weight
from bpo.catalog.rules.definitions import Definition, FieldDefinition, StepDefinition, StepKind, own_key
from bpo.contracts import queries as contracts
from bpo.definitions import service
from bpo.definitions.views import bp
from bpo.platform.errors import NotFound
from bpo.platform.web import caller, requires
from bpo.tenancy.models import Tenant
from bpo.tenancy.queries import tenant, tenants

BLANK = Definition(
    name="New work type",
    fields=(FieldDefinition(key="field_1", label="First field"),),
    steps=(StepDefinition(kind=StepKind.KEY, name="Key", minutes=2.0),),
    scorecard=(
        ScorecardLine(
            key="values",
            text="Every field is filled as the document has it.",
            weight=Weight.CRITICAL_CLIENT,
            points=100,
        ),
    ),
)
"""What a new one begins with: enough to be published after giving it names."""


def company_of(tenant_id: UUID) -> Tenant:
    """The client, if the caller serves it or sets it up; NotFound else."""
    if tenant_id not in caller().tenants:
        raise NotFound
    return tenant(tenant_id)


@bp.get("/")
@requires("definition.edit")
def home() -> ResponseReturnValue:
    """The clients whose work types the caller may write down."""
    companies = [company for company in tenants() if company.id in caller().tenants]
    own = {company.id: queries.own_work_types(company.id) for company in companies}
    return render_template("definitions/home.html", companies=companies, own=own)


@bp.get("/<uuid:tenant_id>")
@requires("definition.edit")
def of_client(tenant_id: UUID) -> ResponseReturnValue:
    """One client's work types: drafts, versions, whether its contract covers them."""
    company = company_of(tenant_id)
    covered = contracts.work_types_in_force(tenant_id, g.now)
    rows = [(own, own_key(own.id) in covered) for own in queries.own_work_types(tenant_id)]
    return render_template(
        "definitions/list.html",
        company=company,
        client={"name": company.name, "href": None},
        rows=rows,
        models=_models(tenant_id),
    )


@bp.post("/<uuid:tenant_id>")
@requires("definition.edit")
def begin(tenant_id: UUID) -> ResponseReturnValue:
    """Begin a new one, blank or after one there is."""
    company = company_of(tenant_id)
    after = request.form.get("after", "")
    definition = next((made for key, made in _models(tenant_id) if key == after), BLANK)
    own = service.begin(tenant_id=company.id, definition=definition, by=caller(), now=g.now)
    flash("It is a draft. Nobody can hand it in before you publish it and a contract covers it.", "ok")
    return redirect(url_for("definitions.edit", tenant_id=company.id, own_id=own.id))


def _models(tenant_id: UUID) -> list[tuple[str, Definition]]:
    """The definitions that a new one may begin with: those on offer to everybody, and the client's own."""
    return [
        (kind.key, Definition.from_json(kind.definition))
        for kind in work_types(tenant_id)
        if kind.definition is not None
    ]
