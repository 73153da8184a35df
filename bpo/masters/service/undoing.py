"""Changes taken back: the versions before come back as versions of their own."""

from collections.abc import Collection
from datetime import datetime

from bpo.catalog.rules import MasterList
from bpo.masters import queries
from bpo.masters.models import MasterChange
from bpo.masters.service.writing import (
    Say,
    announce,
    begin,
    claim_list,
    done,
    end,
    is_large,
    lock_list,
    new_change,
    silent,
)
from bpo.platform.caller import Caller
from bpo.platform.db import db
from bpo.platform.errors import Conflict


def undo(*, change: MasterChange, masters: MasterList, by: Caller, now: datetime) -> MasterChange:
    """Take a change back: rows as they were before it, as versions of their own; a large one by a worker.

    Rows that were changed again since are left alone and counted as `kept`. Conflict where the change is not in force.
    """
    claim_list(change.tenant_id, change.list_key)
    if change.state != "applied":
        raise Conflict("Only a change that is in force can be taken back.")
    back = new_change(change.tenant_id, masters, how="undo", by=by, now=now, undoes=change.id)
    if is_large(change.counts):
        back.state, back.applied_by_name = "going_in", by.name
        announce("masters.confirmed", back, masters, by=by.name, now=now)
    else:
        db.session.flush()
        take_back(back, change, masters, by=by.name, now=now)
    return back


def take_back(
    back: MasterChange,
    change: MasterChange,
    masters: MasterList,
    *,
    by: str,
    now: datetime,
    say: Say = silent,
) -> None:
    """Do it: `back` is the change that takes `change` back."""
    lock_list(change.tenant_id, change.list_key)
    standing = queries.standing(change.tenant_id, change.list_key)
    made, ended = queries.rows_made_by(change), queries.rows_ended_by(change)
    to_end = [row for key, row in made.items() if key in standing and standing[key].id == row.id]
    ours = {row.identity for row in to_end}
    # closed by the change and not opened again since, or changed by it and not changed again since
    to_restore = [
        row for key, row in ended.items() if key in ours or (key not in made and key not in standing)
    ]
    end(back, [row.id for row in to_end], now=now, say=say)
    versions = queries.last_versions(change.tenant_id, change.list_key, [row.identity for row in to_restore])
    rows = [(row.identity, versions[row.identity] + 1, row.cells) for row in to_restore]
    begin(back, masters, rows, now=now, say=say)
    done(back, masters, by=by, now=now, counts=_counts(made, ended, ours, {row[0] for row in rows}))
    change.state, change.undone_at = "undone", now
    db.session.flush()


def _counts(
    made: Collection[str], ended: Collection[str], ours: set[str], restored: set[str]
) -> dict[str, int]:
    return {
        "new": len(restored - ours),
        "changed": len(restored & ours),
        "unchanged": 0,
        "removed": len(ours - restored),
        "refused": 0,
        "kept": len((set(made) | set(ended)) - ours - restored),
    }
