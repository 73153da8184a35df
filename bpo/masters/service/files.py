"""A file becomes a list in two steps: it is read and shown, then confirmed. Workers do both for large ones."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from bpo.catalog.rules import MasterList
from bpo.masters import rules
from bpo.masters.models import MasterChange
from bpo.masters.service.writing import (
    UNDER_WAY,
    Found,
    Say,
    announce,
    claim_list,
    compare,
    demand_wanted,
    describe,
    is_large,
    lock_list,
    new_change,
    silent,
    write,
)
from bpo.platform.caller import Caller
from bpo.platform.db import db
from bpo.platform.errors import Conflict, Invalid
from bpo.platform.files import media
from bpo.platform.files.names import clean_name
from bpo.platform.files.uploads import check_upload, examine_upload
from bpo.platform.sandbox import ParseFailed, Sandbox
from bpo.platform.sheets import reading
from bpo.platform.storage import ContentStore

BY_TWO = (
    "Bank details and other hidden values of rows in force change here: another person has to confirm it."
)
TABLES = (media.CSV, media.TEXT, media.XLSX)
MERGED = (
    "Cells are merged ({cells}): only the first of them has a value. Please unmerge them and fill each, then send"
    " the file again."
)
GUESSED = (
    "The file does not say in what encoding it was saved, and was taken for Windows-1252. Look at letters such as in"
    " “{example}”; if they are wrong, save it as UTF-8 and hand it in again."
)
TEXT_AT_ONCE = 150_000
XLSX_AT_ONCE = 60_000
"""Bytes of a file that is read while somebody waits for the page: some 2,000 rows; a workbook is compressed."""
LIMITS = reading.SheetLimits(rows=200_001, columns=256)


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """What importing needs of the house: where files lie, where they are opened, how large one may be."""

    storage: ContentStore
    sandbox: Sandbox
    file_bytes: int

    @classmethod
    def of(cls, extensions: Mapping[str, Any]) -> "Office":
        """The office of a house, from what its application carries."""
        return cls(
            storage=extensions["storage"],
            sandbox=extensions["sandbox"],
            file_bytes=extensions["settings"].upload_max_bytes,
        )


def look_at(
    *,
    tenant_id: UUID,
    masters: MasterList,
    name: str,
    content: bytes,
    replace: bool,
    by: Caller,
    office: Office,
    now: datetime,
    intent: str = "ask",
) -> MasterChange:
    """Take a CSV or XLSX in. A small one is read at once; a large one waits, `reading`, for a worker.

    `intent` says what follows: `ask` a person, who is shown what it would change; `apply` it if no row is refused,
    `apply_partly` without those that are; `forget` what it would do. Invalid, under `file`, where the file as a whole
    cannot be this list, as far as that can be told at once.
    """
    media_type = _media_type(office, name, content)
    if media_type != media.XLSX:
        _header(masters, _first_rows(content))
    change = new_change(
        tenant_id,
        masters,
        how="file",
        by=by,
        now=now,
        replace=replace,
        state="reading",
        intent=intent,
        file_name=clean_name(name)[:200],
        sha256=hashlib.sha256(content).hexdigest(),
        storage_key=office.storage.of(tenant_id).put(content).key,
        media_type=media_type,
    )
    if len(content) > (XLSX_AT_ONCE if media_type == media.XLSX else TEXT_AT_ONCE):
        announce("masters.file_came", change, masters, by=by.name, now=now)
    else:
        db.session.flush()
        read_in(change, masters, content, office=office, now=now)
    return change


def read_in(
    change: MasterChange,
    masters: MasterList,
    content: bytes,
    *,
    office: Office,
    now: datetime,
    say: Say = silent,
) -> None:
    """Read a file that was taken in, keep what it would change, and do what was agreed beforehand.

    Invalid, under `file`, where it cannot be this list.
    """
    if change.intent in ("apply", "apply_partly"):
        lock_list(change.tenant_id, change.list_key)
    found, sheet, remarks = _read(change, masters, content, office, say=say)
    if found.given.refused and change.intent == "apply":
        by_intent = ("refused", f"{_refused(found.counts)}. Nothing was changed.")
    else:
        by_intent = ("dropped" if change.intent == "forget" else "looked_at", remarks)
    demand_wanted(change)
    change.state, change.reason = by_intent
    change.sheet, change.progress = sheet, None
    describe(change, masters, found)
    if change.state == "looked_at" and change.intent != "ask" and not found.secrets:
        if found.plan.is_empty:
            change.state = "dropped"
        else:
            write(change, masters, found, by=change.created_by_name, now=now, say=say)
    db.session.flush()


def confirm(
    *, change: MasterChange, masters: MasterList, partly: bool, by: Caller, office: Office, now: datetime
) -> MasterChange:
    """Put what was looked at into force: all of it, or with `partly` what was not refused; a large one by a worker.

    Conflict where it is no longer waiting, or the list has changed in between so that it would do something else:
    then it is to be dropped and made again. Invalid where rows were refused and not `partly`, and where secrets of
    rows in force change and who made the change confirms it: bank accounts are changed by two people.
    """
    claim_list(change.tenant_id, change.list_key)
    if change.state != "looked_at":
        raise Conflict("This import is no longer waiting to be confirmed.")
    if change.counts["secrets"] and change.created_by == by.id:
        raise Invalid({"row": [BY_TWO]})
    if change.counts["refused"] and not partly:
        said = _refused(change.counts)
        raise Invalid({"partly": [f"{said}. Mend the file, or agree to leave out what is refused."]})
    if not any(change.counts[name] for name in ("new", "changed", "removed")):
        raise Conflict("Nothing would change.")
    if is_large(change.counts):
        change.state, change.applied_by_name = "going_in", by.name
        announce("masters.confirmed", change, masters, by=by.name, now=now)
    else:
        put_in(change, masters, office=office, by=by.name, now=now)
    return change


def put_in(
    change: MasterChange,
    masters: MasterList,
    *,
    office: Office,
    by: str,
    now: datetime,
    say: Say = silent,
) -> None:
    """Put what was confirmed into force. Conflict where it would do something else by now."""
    if change.storage_key is None:
        raise Conflict("This change has no file.")
    lock_list(change.tenant_id, change.list_key)
    content = office.storage.of(change.tenant_id).get(change.storage_key)
    found, _, _ = _read(change, masters, content, office, say=say)
    if found.counts != change.counts:
        raise Conflict(
            "The list was changed after this file was looked at, so it would do something else now."
            " Nothing was written. Drop this import and hand the file in again."
        )
    write(change, masters, found, by=by, now=now, say=say)


def _refused(counts: Mapping[str, int]) -> str:
    return "1 row is refused" if counts["refused"] == 1 else f"{counts['refused']} rows are refused"


def drop(*, change: MasterChange) -> None:
    """Do not take what was handed in, also while a worker is at it. Conflict where it is in force already."""
    if change.state not in ("looked_at", *UNDER_WAY):
        raise Conflict("This change is not waiting to be confirmed.")
    change.state, change.progress = "dropped", None


def _media_type(office: Office, name: str, content: bytes) -> str:
    verdict = check_upload(name, content, accepts=TABLES, max_bytes=office.file_bytes)
    if verdict.ok and verdict.media_type == media.XLSX:
        verdict = examine_upload(office.sandbox, name, content, accepts=TABLES, max_bytes=office.file_bytes)
    if not verdict.ok:
        raise Invalid({"file": [verdict.message or "The file cannot be read."]})
    return verdict.media_type


def _read(
    change: MasterChange, masters: MasterList, content: bytes, office: Office, *, say: Say
) -> tuple[Found, str | None, str]:
    """What the file would change, the sheet's name, and what is to be said of the file as a whole."""
    say("reading", 0, 0)
    sheet = _sheet(office, content, change.media_type or media.CSV)
    if sheet.merged:
        raise Invalid({"file": [MERGED.format(cells=", ".join(sheet.merged))]})
    header = _header(masters, sheet.rows)
    # a workbook's own numbers come with a point, and so do those we wrote; of a CSV nobody knows who wrote it
    mark = "." if change.how != "file" or change.media_type == media.XLSX else None
    rows = [(row.number, row.cells) for row in sheet.rows[1:]]
    given = rules.read_table(
        masters, header, rows, mark=mark, tell=lambda done: say("checking", done, len(rows))
    )
    found = compare(change.tenant_id, masters, given, replace=change.mode == "replace", say=say)
    return found, sheet.name, _remarks(header, sheet)


def _remarks(header: rules.Header, sheet: reading.Sheet) -> str:
    said = (
        [f"Columns not known: {', '.join(header.unknown[:10])}. They are left out."] if header.unknown else []
    )
    strange = next(
        (cell for row in sheet.rows for cell in row.cells if not cell.isascii())
        if sheet.guessed
        else iter(()),
        None,
    )
    return " ".join([*said, *([GUESSED.format(example=strange.strip()[:60])] if strange else [])])


def _header(masters: MasterList, rows: Sequence[reading.Row]) -> rules.Header:
    try:
        return rules.find_header(masters, rows)
    except rules.BadHeader as error:
        raise Invalid({"file": [str(error)]}) from error


def _first_rows(content: bytes) -> list[reading.Row]:
    try:
        return list(islice(reading.csv_rows(content, LIMITS), rules.TITLES_WITHIN))
    except reading.SheetRefused as refusal:
        raise Invalid({"file": [refusal.message]}) from refusal


def _sheet(office: Office, content: bytes, media_type: str) -> reading.Sheet:
    try:
        return reading.read_sheet(office.sandbox, content, media_type, limits=LIMITS)
    except reading.SheetRefused as refusal:
        raise Invalid({"file": [refusal.message]}) from refusal
    except ParseFailed as failure:
        raise Invalid({"file": ["The table cannot be read. Please save it again."]}) from failure
