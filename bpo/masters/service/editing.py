"""Rows by hand and by programs: added, changed, closed; and changes taken back."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from bpo.catalog.rules import MasterList
from bpo.masters import queries, rules
from bpo.masters.models import MasterChange, MasterRow
from bpo.masters.service.writing import (
    Found,
    claim_list,
    compare,
    describe,
    new_change,
    plain_marks,
    wait_for_another,
    write,
)
from bpo.platform.caller import Caller
from bpo.platform.errors import Conflict, Invalid
from bpo.platform.storage import ContentStore


def save_row(
    *,
    tenant_id: UUID,
    masters: MasterList,
    cells: Mapping[str, str],
    identity: str | None,
    by: Caller,
    storage: ContentStore,
    reason: str = "",
    now: datetime,
) -> MasterChange | None:
    """Keep one row from a form: a new one (`identity` None), or the next version of the one that is named.

    None where nothing changed. Where a secret of a row in force changes, the change waits for another person.
    Invalid by column; Conflict where a new row is there already or the row is gone. What names a row cannot be
    changed: another name is another row.
    """
    claim_list(tenant_id, masters.key)
    given = rules.read_given(masters, [(1, cells)], plain_marks(masters))
    found = compare(tenant_id, masters, given, replace=False)
    if given.problems:
        raise Invalid(_by_column(given.problems))
    (row,) = given.rows
    if identity is None and not masters.single and row.identity in found.standing:
        raise Conflict(f"“{rules.identity_shown(row.identity)}” is in the list already. Change that row.")
    if identity is not None and identity not in found.standing:
        raise Conflict("This row is no longer in force.")
    if identity is not None and row.identity != identity:
        raise Conflict("What names a row cannot be changed. Close this row and add another.")
    if found.plan.is_empty:
        return None
    change = new_change(tenant_id, masters, how="form", by=by, now=now, reason=reason)
    _write_or_wait(change, masters, found, storage=storage, by=by, now=now)
    return change


def _write_or_wait(
    change: MasterChange,
    masters: MasterList,
    found: Found,
    *,
    storage: ContentStore,
    by: Caller,
    now: datetime,
) -> None:
    describe(change, masters, found)
    if found.secrets:
        wait_for_another(change, masters, found, storage)
    else:
        write(change, masters, found, by=by.name, now=now)


def close_row(
    *, tenant_id: UUID, masters: MasterList, row: MasterRow, by: Caller, reason: str = "", now: datetime
) -> MasterChange:
    """Take a row out of the list; its versions stay. Conflict where it is not in force."""
    claim_list(tenant_id, masters.key)
    standing = queries.standing(tenant_id, masters.key)
    there = standing.get(row.identity)
    if there is None or there.id != row.id:
        raise Conflict("This version of the row is no longer in force.")
    plan = rules.Plan(new={}, changed={}, removed=(row.identity,), unchanged=0)
    found = Found(plan=plan, given=rules.Given(), standing=standing)
    change = new_change(tenant_id, masters, how="form", by=by, now=now, reason=reason)
    describe(change, masters, found)
    write(change, masters, found, by=by.name, now=now)
    return change


def put_rows(
    *,
    tenant_id: UUID,
    masters: MasterList,
    rows: Sequence[Mapping[str, str]],
    replace: bool,
    partly: bool,
    dry_run: bool,
    by: Caller,
    storage: ContentStore,
    now: datetime,
) -> tuple[MasterChange | None, Found]:
    """Rows from a program, numbered from 1: all of them, or with `partly` those that are not refused.

    Numbers are read with a point. The change is None where nothing was written: `dry_run`, rows refused, nothing new;
    it waits for a person where a secret of a row in force changes.
    """
    claim_list(tenant_id, masters.key)
    given = rules.read_given(masters, enumerate(rows, start=1), plain_marks(masters))
    found = compare(tenant_id, masters, given, replace=replace)
    if dry_run or (given.refused and not partly) or found.plan.is_empty:
        return None, found
    change = new_change(tenant_id, masters, how="api", by=by, now=now, replace=replace)
    _write_or_wait(change, masters, found, storage=storage, by=by, now=now)
    return change, found


def _by_column(problems: Sequence[rules.Problem]) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {}
    for each in problems:
        said.setdefault(each.column or "row", []).append(each.message)
    return said
