"""A list for outside, as a template or whole; and secrets shown to somebody, which is written down."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from bpo.catalog.rules import MasterColumn, MasterList
from bpo.events import service as events
from bpo.masters import queries, rules
from bpo.platform.caller import Caller
from bpo.platform.errors import Invalid
from bpo.platform.sheets.writing import Cell, write_csv, write_xlsx

PAGE = 5_000


def whole_list(tenant_id: UUID, masters: MasterList, *, secrets: bool) -> Iterator[list[Cell]]:
    """The cells of all rows in force in the order of the columns, secret ones masked unless `secrets`.

    Numbers and amounts are numbers; all else is text, so that no spreadsheet makes a number of an account.
    """
    after = ""
    while True:
        rows = queries.rows_page(tenant_id, masters, after=after, search="", limit=PAGE)
        for row in rows:
            seen = rules.shown(masters, row.cells, secrets=secrets)
            yield [_cell(column, seen[column.key]) for column in masters.columns]
        if len(rows) < PAGE:
            return
        after = rows[-1].identity


def _cell(column: MasterColumn, value: str) -> Cell:
    if value and column.kind in ("number", "money") and not rules.is_masked(value):
        return Decimal(value)
    return value


def as_file(tenant_id: UUID, masters: MasterList, kind: str, *, rows: bool, secrets: bool) -> bytes:
    """The list as `csv` or `xlsx`: its titles, and with `rows` its content. It can be imported as it is."""
    titles = [column.key for column in masters.columns]
    content = whole_list(tenant_id, masters, secrets=secrets) if rows else iter(())
    if kind == "csv":
        return write_csv(titles, content)
    return write_xlsx([(masters.name, titles, content)])


def reveal(
    *,
    tenant_id: UUID,
    masters: MasterList,
    subject_id: UUID,
    what: str,
    reason: str,
    by: Caller,
    now: datetime,
) -> None:
    """Write down that somebody is shown secrets, of a row or of the whole list, and why. Invalid without a reason."""
    words = reason.strip()
    if not words:
        raise Invalid({"reveal_reason": ["Say why you need to see it."]})
    events.record(
        "masters.revealed",
        tenant_id=tenant_id,
        subject_id=subject_id,
        job_id=None,
        now=now,
        actor_id=by.id,
        actor_name=by.name,
        by=by.name,
        list=masters.name,
        what=what,
        reason=words,
    )
