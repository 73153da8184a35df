"""All lists of a client, one list with its rows, files in and out."""

from typing import Any
from uuid import UUID

from flask import Response, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bpo.jobs.service import sent_files
from bpo.masters import queries, rules, service
from bpo.masters.schemas import ImportForm, RevealForm, RowsWanted
from bpo.masters.views import bp
from bpo.masters.views.fields import row_form
from bpo.masters.views.place import Place, company_of, place_of
from bpo.platform.errors import Invalid
from bpo.platform.files import media
from bpo.platform.forms import load_form
from bpo.platform.web import caller, requires
from bpo.tenancy.queries import tenants

ON_A_PAGE = 50
CHANGES_SHOWN = 10
KINDS = {"csv": media.CSV, "xlsx": media.XLSX}


@bp.get("")
@requires("master.view")
def home() -> ResponseReturnValue:
    """A client's people come to their own lists, the provider's choose the client."""
    who = caller()
    if who.is_client:
        return redirect(url_for("masters.client_lists", tenant_id=who.tenant_id))
    rows = [
        (company, queries.lists_of(company.id, g.now), queries.how_they_stand(company.id))
        for company in tenants()
    ]
    return render_template("masters/clients.html", rows=rows)


@bp.get("/<uuid:tenant_id>")
@requires("master.view")
def client_lists(tenant_id: UUID) -> ResponseReturnValue:
    """The lists that a client's work goes by."""
    company = company_of(tenant_id)
    return render_template(
        "masters/lists.html",
        company=company,
        client=None if caller().is_client else {"name": company.name, "href": None},
        lists=queries.lists_of(tenant_id, g.now),
        stand=queries.how_they_stand(tenant_id),
    )


@bp.get("/<uuid:tenant_id>/<list_key>")
@requires("master.view")
def one_list(tenant_id: UUID, list_key: str) -> ResponseReturnValue:
    """One list: its rows to search, a file to import, what changed; a policy as its form."""
    return list_page(place_of(tenant_id, list_key))


def list_page(place: Place, *, status: int = 200, **more: Any) -> ResponseReturnValue:
    """The page of a list; `more` overrides what it shows, such as errors."""
    facts = place.facts() | {
        "changes": queries.changes_of(place.tenant_id, place.masters.key, limit=CHANGES_SHOWN),
        "in_words": service.in_words,
        "errors": {},
        "form": {},
        "most_bytes": current_app.extensions["settings"].upload_max_bytes,
    }
    if place.masters.single:
        return render_template("masters/policy.html", **facts | _policy(place) | more), status
    return render_template("masters/list.html", **facts | _rows(place) | more), status


def _policy(place: Place) -> dict[str, Any]:
    row = queries.row_in_force(place.tenant_id, place.masters.key, "")
    return {
        "row": row,
        "fields": row_form(place.masters, row.cells if row else {}, secrets=False),
        "versions": queries.versions_of(place.tenant_id, place.masters.key, ""),
        "shown": rules.shown,
    }


def _rows(place: Place) -> dict[str, Any]:
    wanted = load_form(RowsWanted, request.args) if request.method == "GET" else {"q": "", "after": ""}
    found = queries.rows_page(
        place.tenant_id, place.masters, after=wanted["after"], search=wanted["q"], limit=ON_A_PAGE + 1
    )
    page = found[:ON_A_PAGE]
    here: dict[str, Any] = {
        "tenant_id": place.tenant_id,
        "list_key": place.masters.key,
        "q": wanted["q"] or None,
    }
    stand = queries.how_they_stand(place.tenant_id).get(place.masters.key)
    return {
        "rows": [(row, rules.shown(place.masters, row.cells, secrets=False)) for row in page],
        "count": stand.rows if stand else 0,
        "wanted": wanted,
        "first_href": url_for("masters.one_list", **here) if wanted["after"] else "",
        "next_href": url_for("masters.one_list", **here, after=page[-1].identity)
        if len(found) > ON_A_PAGE
        else "",
    }


@bp.post("/<uuid:tenant_id>/<list_key>/imports")
@requires("master.edit")
def look_at(tenant_id: UUID, list_key: str) -> ResponseReturnValue:
    """Read a file and show what it would change."""
    place = place_of(tenant_id, list_key)
    try:
        form = load_form(ImportForm, request.form)
        uploads = list(sent_files(request.files))
        if len(uploads) != 1:
            raise Invalid({"files": ["Choose one file, CSV or XLSX."]})
        change = service.look_at(
            tenant_id=tenant_id,
            masters=place.masters,
            name=uploads[0].name,
            content=uploads[0].content,
            replace=form["mode"] == "replace",
            by=caller(),
            office=service.Office.of(current_app.extensions),
            now=g.now,
        )
    except Invalid as error:
        errors = {("files" if name == "file" else name): texts for name, texts in error.errors.items()}
        return list_page(place, status=422, errors=errors, form=request.form)
    return redirect(url_for("masters.one_change", tenant_id=tenant_id, change_id=change.id))


@bp.get("/<uuid:tenant_id>/<list_key>/<any(template, list):what>.<any(csv, xlsx):kind>")
@requires("master.view")
def list_file(tenant_id: UUID, list_key: str, what: str, kind: str) -> ResponseReturnValue:
    """The list as a file, secrets masked; or a template with its titles only."""
    place = place_of(tenant_id, list_key)
    return _file(place, kind, rows=what == "list", secrets=False)


@bp.post("/<uuid:tenant_id>/<list_key>/whole.<any(csv, xlsx):kind>")
@requires("master.reveal")
def revealed_file(tenant_id: UUID, list_key: str, kind: str) -> ResponseReturnValue:
    """The list as a file with its secrets, which is written down."""
    place = place_of(tenant_id, list_key)
    try:
        service.reveal(
            tenant_id=tenant_id,
            masters=place.masters,
            subject_id=tenant_id,
            what="the whole list",
            reason=load_form(RevealForm, request.form)["reveal_reason"],
            by=caller(),
            now=g.now,
        )
    except Invalid as error:
        return list_page(place, status=422, errors=error.errors, form=request.form)
    return _file(place, kind, rows=True, secrets=True)


def _file(place: Place, kind: str, *, rows: bool, secrets: bool) -> Response:
    content = service.as_file(place.tenant_id, place.masters, kind, rows=rows, secrets=secrets)
    response = Response(content, content_type=KINDS[kind])
    name = f"{place.company.code.lower()}-{place.masters.key}{'' if rows else '-template'}.{kind}"
    response.headers.set("Content-Disposition", "attachment", filename=name)
    return response
