"""The one way in which a list changes: versions end, versions begin, and one change says who, when and why."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update

from bpo.catalog.rules import MasterList
from bpo.events import service as events
from bpo.masters import queries, rules
from bpo.masters.models import MasterChange, MasterRow
from bpo.platform.caller import Caller
from bpo.platform.db import db, insert_rows
from bpo.platform.errors import Conflict
from bpo.platform.files import media
from bpo.platform.ids import new_id
from bpo.platform.sheets.writing import write_csv
from bpo.platform.storage import ContentStore

Say = Callable[[str, int, int], None]
"""Told how far long work is: the phase, rows done, rows in all."""
UNDER_WAY = ("reading", "going_in")
"""States of what a worker has in hand."""
BUSY = "A large change of this list is being put into force right now. Nothing was changed. Try again when it is done."
WRITTEN_AT_ONCE = 4_000
ROWS_AT_ONCE = 2_000
"""Rows that are written while somebody waits for the page; more are left to a worker."""


class Dropped(Exception):
    """Somebody dropped the change while a worker was at it: nothing of it is to stand."""


def silent(phase: str, done: int, total: int) -> None:
    """Tell nobody how far work is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was read and what it would change: the plan, and who was refused why."""

    plan: rules.Plan
    given: rules.Given
    standing: Mapping[str, rules.Standing]
    secrets: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """In numbers."""
        return self.plan.counts(refused=len(self.given.refused), secrets=self.secrets)


def lock_list(tenant_id: UUID, list_key: str) -> None:
    """Let one change of a list at a time go on, until the transaction ends."""
    key = hashlib.blake2b(f"{tenant_id} {list_key}".encode(), digest_size=8).digest()
    db.session.execute(select(func.pg_advisory_xact_lock(int.from_bytes(key, signed=True))))


def close_list(tenant_id: UUID, list_key: str) -> None:
    """Put the rows of a list, and its changes, where they belong now that nothing but confidential work goes by it."""
    stands_in = queries.compartment_of_list(tenant_id, list_key)
    for model in (MasterRow, MasterChange) if stands_in is not None else ():
        db.session.execute(
            update(model)
            .where(model.tenant_id == tenant_id, model.list_key == list_key, model.compartment.is_(None))
            .values(compartment=stands_in),
            execution_options={"synchronize_session": False},
        )


def claim_list(tenant_id: UUID, list_key: str) -> None:
    """Lock the list for a change of somebody who waits for it; Conflict while a worker puts a large one into force."""
    if queries.goes_in(tenant_id, list_key):
        raise Conflict(BUSY)
    lock_list(tenant_id, list_key)


def plain_marks(masters: MasterList) -> dict[str, str | None]:
    """The decimal marks of columns for rows from forms and programs: a point everywhere."""
    return {column.key: "." for column in masters.columns}


def compare(
    tenant_id: UUID, masters: MasterList, given: rules.Given, *, replace: bool, say: Say = silent
) -> Found:
    """Hold what was given against what stands. What a row did not give stays as it is."""
    standing = queries.standing(tenant_id, masters.key)
    keys = {column.key for column in masters.columns}
    partly = [row.identity for row in given.rows if row.identity in standing and _is_partial(row, keys)]
    before = queries.cells_of(tenant_id, masters.key, partly) if partly else {}
    cells: dict[str, Mapping[str, str]] = {}
    for row in rules.told(given.rows, lambda done: say("comparing", done, len(given.rows))):
        settled = rules.settled(masters, row, before.get(row.identity), given)
        if settled is not None:
            cells[row.identity] = settled
    key = queries.key_of(tenant_id)
    found = rules.plan(standing, cells, replace=replace, spare=given.refused_identities, key=key)
    secrets = 0
    if any(column.secret for column in masters.columns):
        was = queries.cells_of(tenant_id, masters.key, list(found.changed))
        secrets = rules.secrets_changed(masters, was, found.changed)
    return Found(plan=found, given=given, standing=standing, secrets=secrets)


def _is_partial(row: rules.GivenRow, keys: set[str]) -> bool:
    return row.cells.keys() != keys or any(rules.is_masked(value) for value in row.cells.values())


def new_change(
    tenant_id: UUID,
    masters: MasterList,
    *,
    how: str,
    by: Caller,
    now: datetime,
    replace: bool = False,
    reason: str = "",
    undoes: UUID | None = None,
    state: str = "looked_at",
    intent: str = "ask",
    **file: str | None,
) -> MasterChange:
    """A change that nothing has been done of yet."""
    named = {name: file.get(name) for name in ("file_name", "sha256", "storage_key", "media_type", "sheet")}
    change = MasterChange(
        tenant_id=tenant_id,
        id=new_id(),
        list_key=masters.key,
        compartment=queries.compartment_of_list(tenant_id, masters.key),
        how=how,
        mode="replace" if replace else "merge",
        state=state,
        intent=intent,
        progress=None,
        counts={},
        problems=[],
        examples=[],
        undoes=undoes,
        reason=reason,
        created_by=None if by.role == "api_key" else by.id,
        created_by_name=by.name,
        created_at=now,
        applied_by_name=None,
        applied_at=None,
        undone_at=None,
        **named,
    )
    db.session.add(change)
    return change


def wait_for_another(change: MasterChange, masters: MasterList, found: Found, storage: ContentStore) -> None:
    """Keep the rows of a form or a program until another person confirms them (see `files.confirm`)."""
    keys = [column.key for column in masters.columns]
    given = sorted({key for row in found.given.rows for key in row.cells}, key=keys.index)
    content = write_csv(given, ([row.cells.get(key, "") for key in given] for row in found.given.rows))
    stored = storage.of(change.tenant_id).put(content)
    change.storage_key, change.sha256, change.media_type = stored.key, stored.sha256, media.CSV
    db.session.flush()


def describe(change: MasterChange, masters: MasterList, found: Found) -> None:
    """Keep with the change what it does, in numbers, reasons and examples."""
    change.counts = found.counts
    problems = sorted(found.given.problems, key=lambda each: each.row)
    change.problems = [asdict(each) for each in problems[: rules.PROBLEMS_KEPT]]
    some = tuple(islice(found.plan.changed, rules.EXAMPLES_KEPT))
    gone = found.plan.removed[: rules.EXAMPLES_KEPT]
    fresh = tuple(islice(found.plan.new, rules.EXAMPLES_KEPT))
    before = queries.cells_of(change.tenant_id, masters.key, [*some, *gone])
    change.examples = [
        *({"identity": key, "before": before.get(key), "after": found.plan.changed[key]} for key in some),
        *({"identity": key, "before": before.get(key), "after": None} for key in gone),
        *({"identity": key, "before": None, "after": found.plan.new[key]} for key in fresh),
    ]


def write(
    change: MasterChange, masters: MasterList, found: Found, *, by: str, now: datetime, say: Say = silent
) -> None:
    """Put the plan into force as this change, and say so in the client's history; `by` is who confirmed it."""
    plan, standing = found.plan, found.standing
    db.session.flush()
    end(change, [standing[identity].id for identity in (*plan.changed, *plan.removed)], now=now, say=say)
    earlier = queries.last_versions(change.tenant_id, masters.key, list(plan.new))
    begin(
        change,
        masters,
        [
            *((key, earlier.get(key, 0) + 1, cells) for key, cells in plan.new.items()),
            *((key, standing[key].version + 1, cells) for key, cells in plan.changed.items()),
        ],
        now=now,
        say=say,
    )
    done(change, masters, by=by, now=now)


def is_large(counts: Mapping[str, int]) -> bool:
    """Whether putting so many rows into force, or out of it, is a worker's business."""
    return sum(counts.get(name, 0) for name in ("new", "changed", "removed")) > ROWS_AT_ONCE


def announce(name: str, change: MasterChange, masters: MasterList, *, by: str, now: datetime) -> None:
    """Leave it to a worker to go on with the change."""
    db.session.flush()
    events.record(
        name,
        tenant_id=change.tenant_id,
        subject_id=change.id,
        job_id=None,
        now=now,
        actor_id=change.created_by,
        actor_name=by,
        list=masters.name,
        by=by,
    )


def demand_wanted(change: MasterChange) -> None:
    """Before what a worker made of a change is kept: Dropped where somebody has dropped it in between."""
    with db.session.no_autoflush:
        state = db.session.scalar(
            select(MasterChange.state)
            .where(MasterChange.tenant_id == change.tenant_id, MasterChange.id == change.id)
            .with_for_update(key_share=True)
        )
    if state == "dropped":
        raise Dropped


def done(
    change: MasterChange,
    masters: MasterList,
    *,
    by: str,
    now: datetime,
    counts: Mapping[str, int] | None = None,
) -> None:
    """The change is in force: note it with its counts, if they were not kept before, and tell the client's history."""
    if change.state in UNDER_WAY:
        demand_wanted(change)
    change.state, change.applied_at, change.applied_by_name = "applied", now, by
    change.progress = None
    if counts is not None:
        change.counts = dict(counts)
    events.record(
        "masters.undone" if change.how == "undo" else "masters.changed",
        tenant_id=change.tenant_id,
        subject_id=change.id,
        job_id=None,
        now=now,
        actor_id=change.created_by,
        actor_name=by,
        list=masters.name,
        by=by,
        counts=change.counts,
        what=in_words(change.counts),
    )
    db.session.flush()


def in_words(counts: Mapping[str, int]) -> str:
    """`3 new, 1 changed`; what is 0 is left out, and as it was."""
    said = ("new", "changed", "removed", "refused", "kept")
    names = {"removed": "closed", "kept": "left alone"}
    some = [f"{counts[name]} {names.get(name, name)}" for name in said if counts.get(name)]
    return ", ".join(some) or "nothing"


def end(change: MasterChange, row_ids: Sequence[UUID], *, now: datetime, say: Say = silent) -> None:
    """Take versions out of force."""
    for first in range(0, len(row_ids), queries.AT_ONCE):
        say("ending", first, len(row_ids))
        db.session.execute(
            update(MasterRow)
            .where(
                MasterRow.tenant_id == change.tenant_id,
                MasterRow.id == func.any(list(row_ids[first : first + queries.AT_ONCE])),
            )
            .values(superseded_at=now, ended_by=change.id),
            execution_options={"synchronize_session": False},
        )


def begin(
    change: MasterChange,
    masters: MasterList,
    rows: Sequence[tuple[str, int, Mapping[str, str]]],
    *,
    now: datetime,
    say: Say = silent,
) -> None:
    """Put versions into force: (identity, version, cells)."""
    key = queries.key_of(change.tenant_id)
    for first in range(0, len(rows), WRITTEN_AT_ONCE):
        say("writing", first, len(rows))
        some = rows[first : first + WRITTEN_AT_ONCE]
        insert_rows(MasterRow, [_as_kept(change, masters, *row, key=key, now=now) for row in some])


def _as_kept(
    change: MasterChange,
    masters: MasterList,
    identity: str,
    version: int,
    cells: Mapping[str, str],
    *,
    key: bytes,
    now: datetime,
) -> dict[str, Any]:
    found = rules.terms(masters, cells, key)
    terms: dict[str, UUID | None] = {
        f"term{place}": found[place] if place < len(found) else None for place in range(rules.INDEXED)
    }
    return {
        "tenant_id": change.tenant_id,
        "id": new_id(),
        "list_key": masters.key,
        "compartment": change.compartment,
        "identity": identity,
        "version": version,
        "cells": dict(cells),
        "digest": rules.digest_of(cells, key),
        "change_id": change.id,
        "valid_from": now,
        **terms,
    }
