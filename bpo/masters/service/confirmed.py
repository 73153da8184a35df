"""What two people of ours confirmed about a row goes into the client's list: a vendor's new bank account."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from bpo.catalog.rules import MasterList
from bpo.masters import rules
from bpo.masters.models import MasterChange
from bpo.masters.service.writing import compare, describe, lock_list, new_change, plain_marks, write
from bpo.platform.caller import Caller


def write_confirmed(
    *,
    tenant_id: UUID,
    masters: MasterList,
    cells: Mapping[str, str],
    by: Caller,
    reason: str,
    now: datetime,
) -> MasterChange | None:
    """Put cells into the row of the client's list that they name, secrets too: the caller has seen two people to it.

    None where there is no such row, where a cell cannot be taken, or where nothing changes.
    """
    lock_list(tenant_id, masters.key)
    given = rules.read_given(masters, [(1, cells)], plain_marks(masters))
    found = compare(tenant_id, masters, given, replace=False)
    if given.problems or not found.plan.changed:
        return None
    change = new_change(tenant_id, masters, how="form", by=by, now=now, reason=reason)
    describe(change, masters, found)
    write(change, masters, found, by=by.name, now=now)
    return change
