"""Tables of figures as files."""

from uuid import UUID

from flask import Response, g, request
from flask.typing import ResponseReturnValue

from bpo.platform.files import media
from bpo.platform.sheets.writing import write_csv, write_xlsx
from bpo.platform.web import caller, requires
from bpo.reporting import queries
from bpo.reporting.schemas import TABLES, Table, table_of
from bpo.reporting.schemas.asked import asked_for
from bpo.reporting.views import bp

KINDS = {"csv": media.CSV, "xlsx": media.XLSX}


@bp.get("/accounts/<uuid:tenant_id>/tables/<name>.<any(csv, xlsx):kind>")
@requires("accounts.view")
def exported(tenant_id: UUID, name: str, kind: str) -> ResponseReturnValue:
    """One table of a client's figures, or ("all") all of them; a CSV has one."""
    client = queries.get_client(caller().tenants, tenant_id)
    asked = asked_for(request.args, zone=client.zone, now=g.now)
    figures = queries.figures_of(client.id, asked.period, now=g.now, work_type=asked.work_type)
    return file_of(figures, name, kind, stem=f"{client.code.lower()}-{asked.key}")


def file_of(figures: queries.Figures, name: str, kind: str, *, stem: str) -> ResponseReturnValue:
    """A table, or all of them, as a file to download; the summary for a name there is not."""
    whole = name == "all" and kind == "xlsx"
    name = name if whole or name in TABLES else "summary"
    tables = [table_of(each, figures) for each in (TABLES if whole else (name,))]
    response = Response(_content(tables, kind), content_type=KINDS[kind])
    response.headers.set("Content-Disposition", "attachment", filename=f"{stem}-{name}.{kind}")
    return response


def _content(tables: list[Table], kind: str) -> bytes:
    if kind == "xlsx":
        return write_xlsx([(table.name, table.header, table.rows) for table in tables])
    return write_csv(tables[0].header, tables[0].rows)
