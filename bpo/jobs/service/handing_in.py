"""From what a client drops to a batch and its jobs: what can be taken is taken, the rest is refused with a reason."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any
from uuid import UUID

from bpo.catalog.queries import demand_open
from bpo.catalog.rules import Record, WorkType
from bpo.contracts import queries as contracts
from bpo.jobs.models import Batch
from bpo.jobs.rules import SheetRow, Wishes, WishSheet, comparable, plain_title
from bpo.jobs.service.headers import header_of
from bpo.jobs.service.intake import Submission, Submitted, open_batch, refuse, submit
from bpo.jobs.service.uploads import Limits, Reception, Refused, Taken, Upload
from bpo.platform.caller import Caller
from bpo.platform.errors import Invalid
from bpo.platform.sandbox import Sandbox
from bpo.platform.storage import ContentStore
from bpo.tenancy.queries import tenant


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What handing in needs of the house: where files lie and are opened, how much is taken."""

    storage: ContentStore
    sandbox: Sandbox
    limits: Limits

    @classmethod
    def of(cls, extensions: Mapping[str, Any]) -> "Desk":
        """The desk of a house, from what its application carries."""
        settings = extensions["settings"]
        return cls(
            storage=extensions["storage"],
            sandbox=extensions["sandbox"],
            limits=Limits(file_bytes=settings.upload_max_bytes, files=settings.batch_max_files),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who hands in: for which client, by which way, in which zone dates are meant."""

    tenant_id: UUID
    source: str
    by_id: UUID | None
    by_name: str
    zone: str

    @classmethod
    def of(cls, who: Caller, source: str) -> "Sender":
        """The caller as somebody who hands in: a person, or a key, which is nobody in particular."""
        return cls(
            tenant_id=who.tenant_id,
            source=source,
            by_id=None if who.role == "api_key" else who.id,
            by_name=who.name,
            zone=who.zone,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class HandIn:
    """What became of a hand-in. `jobs` are in the order of the files; a replayed one was there already."""

    batch: Batch
    jobs: tuple[Submitted, ...]
    refused: int


def hand_in(
    *,
    sender: Sender,
    work_type: WorkType,
    uploads: Iterable[Upload],
    wishes: Wishes,
    name: str,
    desk: Desk,
    now: datetime,
    header: Mapping[str, str] = MappingProxyType({}),
) -> HandIn:
    """Take in what was dropped as one batch. A reference among `wishes` is for one file; of several it names the batch.

    `header` is what was typed of the header of a batch that must prove, by path; what it leaves open may stand in a
    sheet. Every file that cannot be taken becomes a refusal beside the others. Invalid where nothing was chosen at
    all, or the header is not whole; Conflict where no contract covers the work type.
    """
    _covered(sender, work_type, wishes, now)
    reception = _reception(sender, work_type, desk, now)
    outcomes = list(reception.receive(uploads))
    if not outcomes and reception.sheet is None:
        raise Invalid({"files": ["Choose at least one file."]})
    taken = [outcome for outcome in outcomes if isinstance(outcome, Taken)]
    refused = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
    whole_header = _header(sender, work_type, header, reception.sheet, taken, desk)
    submissions, unfit = _submissions(work_type, taken, reception.sheet, wishes)
    batch = open_batch(
        tenant_id=sender.tenant_id,
        work_type=work_type,
        name=name or wishes.client_reference or _name_of(taken, refused, work_type),
        source=sender.source,
        created_by=sender.by_id,
        now=now,
    )
    batch.sheet = _kept(reception.sheet) if reception.sheet else None
    batch.header = whole_header
    jobs = _submit(sender, work_type, submissions, batch.id, now)
    refused += unfit + _known(submissions, jobs)
    for each in refused:
        refuse(batch=batch, name=each.name, code=each.code, message=each.message, now=now)
    _drop_unused(desk.storage, taken, submissions, jobs)
    return HandIn(batch=batch, jobs=tuple(jobs), refused=len(refused))


def hand_in_one(
    *,
    sender: Sender,
    work_type: WorkType,
    uploads: Sequence[Upload],
    wishes: Wishes,
    given: dict[str, Any],
    desk: Desk,
    now: datetime,
) -> tuple[Submitted, tuple[str, ...]]:
    """Take in one job, and say what should be known of its files. Invalid where a file of it cannot be taken.

    A file that beyond doubt holds several units is a job for each, unless values were given for the one job: the
    first is answered, and named with the others in what is said. A reference that is there already gives back its
    job: then nothing of the upload is kept.
    """
    if work_type.batch is not None:
        raise Invalid(
            {
                "work_type": [
                    f"{work_type.name} is handed in as a batch, with the totals it must prove against."
                ]
            }
        )
    if work_type.one_job_per_file and len(uploads) != 1:
        raise Invalid({"files": [f"One {work_type.unit}, one file. Several make a batch."]})
    _covered(sender, work_type, wishes, now)
    reception = _reception(sender, work_type, desk, now, divide=not given)
    outcomes = list(reception.receive(uploads))
    taken = [outcome for outcome in outcomes if isinstance(outcome, Taken)]
    refused = [outcome for outcome in outcomes if isinstance(outcome, Refused)]
    divided = len(taken) > 1 and {each.parts for each in taken} == {len(outcomes)}
    if reception.sheet is not None or (work_type.one_job_per_file and len(outcomes) > 1 and not divided):
        refused.append(
            Refused(name="", code="SEVERAL", message="Archives and sheets make a batch, not a job.")
        )
    if refused:
        _drop(desk.storage, taken)
        raise Invalid({"files": [f"{each.name}: {each.message}".removeprefix(": ") for each in refused]})
    if divided:
        return _hand_in_parts(sender, work_type, taken, wishes, desk, now)
    submission = replace(_submission(tuple(taken), wishes), input=given)
    (job,) = _submit(sender, work_type, [submission], None, now)
    _drop_unused(desk.storage, taken, [submission], [job])
    return job, tuple(each.note for each in taken if each.note)


def _hand_in_parts(
    sender: Sender, work_type: WorkType, taken: Sequence[Taken], wishes: Wishes, desk: Desk, now: datetime
) -> tuple[Submitted, tuple[str, ...]]:
    """A job for each unit of one file; those after the first bear the client's reference with their number."""
    reference = wishes.client_reference
    submissions = [
        _submission(
            (each,),
            replace(
                wishes, client_reference=f"{reference}/{place}" if reference and place > 1 else reference
            ),
        )
        for place, each in enumerate(taken, start=1)
    ]
    jobs = _submit(sender, work_type, submissions, None, now)
    _drop_unused(desk.storage, taken, submissions, jobs)
    named = ", ".join(job.reference for job in jobs)
    return jobs[0], (f"{taken[0].note.rstrip('.')}: {named}.",)


def _header(
    sender: Sender,
    work_type: WorkType,
    typed: Mapping[str, str],
    sheet: WishSheet | None,
    taken: Sequence[Taken],
    desk: Desk,
) -> Record | None:
    """The batch's header, from what was typed and what a sheet says; where it is not whole, nothing is kept."""
    if work_type.batch is None:
        return None
    given = {path: text for path, text in typed.items() if text.strip()}
    for field in work_type.batch.header.fields:
        named = {plain_title(field.path), plain_title(field.label)}
        said = next((text for title, text in (sheet.batch if sheet else {}).items() if title in named), "")
        given.setdefault(field.path, said)
    try:
        return header_of(work_type, given, locale=tenant(sender.tenant_id).locale)
    except Invalid:
        _drop(desk.storage, taken)
        raise


def _covered(sender: Sender, work_type: WorkType, wishes: Wishes, now: datetime) -> None:
    """Before anything is stored: Conflict where no contract covers the work, Forbidden where it is closed to them."""
    demand_open(sender.tenant_id, work_type)
    contracts.terms_in_force(sender.tenant_id, now).terms.turnaround(work_type.key, wishes.priority)


def _reception(
    sender: Sender, work_type: WorkType, desk: Desk, now: datetime, *, divide: bool = True
) -> Reception:
    return Reception(
        work_type=work_type,
        sandbox=desk.sandbox,
        put=desk.storage.of(sender.tenant_id).put,
        limits=desk.limits,
        zone=sender.zone,
        now=now,
        divide=divide,
    )


def _submissions(
    work_type: WorkType, taken: Sequence[Taken], sheet: WishSheet | None, wishes: Wishes
) -> tuple[list[Submission], list[Refused]]:
    """What is to be submitted, and what the sheet says of files that it stops, or that did not come."""
    if not work_type.one_job_per_file:
        return ([_submission(tuple(taken), wishes)] if taken else []), []
    common = wishes if len(taken) == 1 and sheet is None else replace(wishes, client_reference=None)
    rows = {row.file: row for row in sheet.rows if row.file} if sheet else {}
    submissions, refused, met = [], [], set()
    for each in taken:
        row = rows.get(comparable(each.file.name))
        if row is None:
            submissions.append(_submission((each,), common))
            continue
        met.add(row.file)
        if row.wishes is None:
            refused.append(_stopped(each.file.name, row))
        else:
            submissions.append(_submission((each,), _with_common(row, row.wishes, common)))
    for row in sheet.rows if sheet else ():
        if row.file not in met:
            refused.append(_stopped(row.file or f"Row {row.number} of the sheet", row))
    return submissions, refused


def _stopped(name: str, row: SheetRow) -> Refused:
    reason = row.problem or "No file of this name came with the sheet."
    return Refused(name=name, code="SHEET_ROW", message=f"Row {row.number} of the sheet: {reason}")


def _with_common(row: SheetRow, own: Wishes, common: Wishes) -> Wishes:
    """A row's own wishes; what it leaves open is as for the whole batch."""
    return replace(
        own,
        priority=own.priority if row.prioritised else common.priority,
        notes=own.notes or common.notes,
        not_before=own.not_before or common.not_before,
        wanted_at=own.wanted_at or common.wanted_at,
    )


def _submission(taken: tuple[Taken, ...], wishes: Wishes) -> Submission:
    return Submission(
        title=taken[0].file.name if taken else "",
        files=tuple(each.file for each in taken),
        whole=taken[0].whole if taken else None,
        client_reference=wishes.client_reference,
        priority=wishes.priority,
        notes=wishes.notes,
        not_before=wishes.not_before,
        wanted_at=wishes.wanted_at,
    )


def _submit(
    sender: Sender,
    work_type: WorkType,
    submissions: Sequence[Submission],
    batch_id: UUID | None,
    now: datetime,
) -> list[Submitted]:
    return submit(
        tenant_id=sender.tenant_id,
        work_type=work_type,
        submissions=submissions,
        batch_id=batch_id,
        source=sender.source,
        by_id=sender.by_id,
        by_name=sender.by_name,
        now=now,
    )


def _known(submissions: Sequence[Submission], jobs: Sequence[Submitted]) -> list[Refused]:
    """Files whose reference is a job already: one reference is one job, never two."""
    return [
        Refused(
            name=submission.title,
            code="REFERENCE_KNOWN",
            message=f"“{submission.client_reference}” is already {job.reference}. It was not taken in again.",
        )
        for submission, job in zip(submissions, jobs, strict=True)
        if job.replayed
    ]


def _drop_unused(
    storage: ContentStore,
    taken: Sequence[Taken],
    submissions: Sequence[Submission],
    jobs: Sequence[Submitted],
) -> None:
    used = {
        file.stored.key
        for submission, job in zip(submissions, jobs, strict=True)
        if not job.replayed
        for file in (*submission.files, submission.whole)
        if file
    }
    _drop(storage, taken, but=used)


def _drop(storage: ContentStore, taken: Sequence[Taken], *, but: Collection[str] = ()) -> None:
    """Delete what was stored of files of which nothing became."""
    for key in {key for each in taken for key in each.keys} - set(but):
        storage.delete(key)


def _name_of(taken: Sequence[Taken], refused: Sequence[Refused], work_type: WorkType) -> str:
    names = [each.file.name for each in taken] or [each.name for each in refused]
    return names[0] if len(names) == 1 else f"{len(names)} {work_type.unit}s"


def _kept(sheet: WishSheet) -> dict[str, Any]:
    return {
        "header": list(sheet.header),
        "rows": [
            {"number": row.number, "cells": list(row.cells), "file": row.file, "problem": row.problem}
            for row in sheet.rows
        ],
    }
