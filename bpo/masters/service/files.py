"""A file becomes a list in two steps: it is read and shown, then confirmed."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from bpo.catalog.rules import MasterList
from bpo.masters import rules
from bpo.masters.models import MasterChange
from bpo.masters.service.writing import Found, compare, describe, lock_list, new_change, write
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
) -> MasterChange:
    """Read a CSV or XLSX and keep what it would change; nothing of it is in force yet.

    Invalid, under `file`, where the file as a whole cannot be this list.
    """
    media_type = _media_type(office, name, content)
    found, sheet, unknown = _read(tenant_id, masters, content, media_type, replace, office)
    change = new_change(
        tenant_id,
        masters,
        how="file",
        by=by,
        now=now,
        replace=replace,
        file_name=clean_name(name)[:200],
        sha256=hashlib.sha256(content).hexdigest(),
        storage_key=office.storage.of(tenant_id).put(content).key,
        media_type=media_type,
        sheet=sheet,
    )
    describe(change, masters, found)
    change.reason = f"Columns not known: {', '.join(unknown[:10])}" if unknown else ""
    db.session.flush()
    return change


def confirm(
    *, change: MasterChange, masters: MasterList, partly: bool, by: Caller, office: Office, now: datetime
) -> MasterChange:
    """Put what was looked at into force: all of it, or with `partly` what was not refused.

    Conflict where it is no longer waiting, or the list has changed in between so that it would do something else:
    then it is to be dropped and made again. Invalid where rows were refused and not `partly`, and where secrets of
    rows in force change and who made the change confirms it: bank accounts are changed by two people.
    """
    lock_list(change.tenant_id, change.list_key)
    if change.state != "looked_at":
        raise Conflict("This import is no longer waiting to be confirmed.")
    if change.storage_key is None or change.media_type is None:
        raise Conflict("This change has no file.")
    found, _, _ = _read(
        change.tenant_id,
        masters,
        office.storage.of(change.tenant_id).get(change.storage_key),
        change.media_type,
        change.mode == "replace",
        office,
        plain=change.how != "file",
    )
    if found.counts != change.counts:
        raise Conflict(
            "The list was changed after this file was looked at, so it would do something else now."
            " Nothing was written. Drop this import and hand the file in again."
        )
    if found.secrets and change.created_by == by.id:
        raise Invalid({"row": [BY_TWO]})
    _refuse_in_part(found, partly=partly)
    write(change, masters, found, by=by, now=now)
    return change


def _refuse_in_part(found: Found, *, partly: bool) -> None:
    refused = len(found.given.refused)
    if refused and not partly:
        said = "1 row is refused" if refused == 1 else f"{refused} rows are refused"
        raise Invalid({"partly": [f"{said}. Mend the file, or agree to leave out what is refused."]})
    if found.plan.is_empty:
        raise Conflict("Nothing would change.")


def drop(*, change: MasterChange) -> None:
    """Do not take what was looked at. Conflict where it is in force already."""
    if change.state != "looked_at":
        raise Conflict("This change is not waiting to be confirmed.")
    change.state = "dropped"


def _media_type(office: Office, name: str, content: bytes) -> str:
    verdict = check_upload(name, content, accepts=TABLES, max_bytes=office.file_bytes)
    if verdict.ok and verdict.media_type == media.XLSX:
        verdict = examine_upload(office.sandbox, name, content, accepts=TABLES, max_bytes=office.file_bytes)
    if not verdict.ok:
        raise Invalid({"file": [verdict.message or "The file cannot be read."]})
    return verdict.media_type


def _read(
    tenant_id: UUID,
    masters: MasterList,
    content: bytes,
    media_type: str,
    replace: bool,
    office: Office,
    *,
    plain: bool = False,
) -> tuple[Found, str | None, tuple[str, ...]]:
    """What the file would change, the sheet's name, the titles that mean no column. `plain`: we wrote it ourselves."""
    sheet = _sheet(office, content, media_type)
    try:
        header = rules.read_header(masters, sheet.rows[0].cells if sheet.rows else ())
    except rules.BadHeader as error:
        raise Invalid({"file": [str(error)]}) from error
    # a workbook's own numbers come with a point; of a CSV nobody knows who wrote it
    mark = "." if plain or media_type == media.XLSX else None
    given = rules.read_table(masters, header, [(row.number, row.cells) for row in sheet.rows[1:]], mark=mark)
    return compare(tenant_id, masters, given, replace=replace), sheet.name, header.unknown


def _sheet(office: Office, content: bytes, media_type: str) -> reading.Sheet:
    try:
        return reading.read_sheet(office.sandbox, content, media_type, limits=LIMITS)
    except reading.SheetRefused as refusal:
        raise Invalid({"file": [refusal.message]}) from refusal
    except ParseFailed as failure:
        raise Invalid({"file": ["The table cannot be read. Please save it again."]}) from failure
