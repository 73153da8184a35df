"""The result of a batch that must prove: its own files, made once all its jobs are delivered."""

import hashlib
import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from bpo.approvals import service as approvals
from bpo.catalog.registry import kind_of
from bpo.catalog.rules import BatchProof, DeliveredFile, ReleasedBatch, ReleasedJob
from bpo.events import service as events
from bpo.jobs.models import Batch, BatchRelease
from bpo.jobs.queries import releases_of
from bpo.jobs.rules import JobState
from bpo.platform.db import db
from bpo.platform.ids import new_id
from bpo.platform.storage import Stored
from bpo.workqueue import service as workqueue

DELIVERED = (JobState.DELIVERED, JobState.ACCEPTED)
MANIFEST = "manifest.json"


def deliver_batch(
    *, tenant_id: UUID, batch_id: UUID, put: Callable[[bytes], Stored], now: datetime
) -> BatchRelease | None:
    """Make the files of a batch whose jobs are all delivered, with a manifest of counts, totals and SHA-256.

    It proves once more with just the records that are delivered, or nothing is made. A correction is a further version
    beside those before. Safe to repeat: of the same records there is one version.
    """
    batch = workqueue.locked_batch(tenant_id, batch_id)
    members = workqueue.members_of(tenant_id, batch_id)
    if not members or not all(each.has_passed and each.job.state in DELIVERED for each in members):
        return None
    earlier = releases_of(tenant_id, batch_id)
    digest = _digest(members)
    if earlier and earlier[0].digest == digest:
        return None
    proof = workqueue.held_against_header(batch, members)
    if proof is None or not proof.proves:
        return None
    kept = [approvals.kept(file, put=put) for file in _own_files(batch, members, proof)]
    if not kept:
        return None
    version = earlier[0].version + 1 if earlier else 1
    shown = workqueue.as_kept(proof)  # proven: nothing is suspected
    manifest = _manifest(batch, version, shown, members, kept, now)
    release = BatchRelease(
        tenant_id=tenant_id,
        id=new_id(),
        batch_id=batch_id,
        version=version,
        digest=digest,
        header=batch.header,
        proof=shown,
        files=[*kept, approvals.kept(manifest, put=put)],
        created_at=now,
    )
    db.session.add(release)
    events.record(
        "batch.delivered",
        tenant_id=tenant_id,
        subject_id=batch_id,
        job_id=members[0].job.id,
        now=now,
        version=version,
    )
    db.session.flush()
    return release


def _own_files(
    batch: Batch, members: Sequence[workqueue.Member], proof: BatchProof
) -> Sequence[DeliveredFile]:
    """The files that the work type makes of a batch that proves."""
    control = kind_of(members[0].job).batch
    if control is None or batch.header is None:
        return ()
    return control.deliver(
        ReleasedBatch(
            reference=batch.id.hex[-8:],
            name=batch.name,
            header=batch.header,
            proof=proof,
            jobs=tuple(_released(each) for each in members),
        )
    )


def _released(member: workqueue.Member) -> ReleasedJob:
    return ReleasedJob(
        reference=member.job.reference,
        client_reference=member.job.client_reference,
        record=member.data.record,
        provenance={reading["path"]: reading for reading in member.data.readings},
    )


def _digest(members: Sequence[workqueue.Member]) -> str:
    stated = [[each.job.reference, each.data.record] for each in members]
    return hashlib.sha256(json.dumps(stated, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def _manifest(
    batch: Batch,
    version: int,
    proof: dict[str, Any],
    members: Sequence[workqueue.Member],
    files: Sequence[dict[str, Any]],
    now: datetime,
) -> DeliveredFile:
    said = {
        "batch": batch.name,
        "version": version,
        "made_at": now.isoformat(timespec="seconds"),
        "records": len(members),
        "totals": proof["totals"],
        "jobs": [
            {"reference": each.job.reference, "client_reference": each.job.client_reference}
            for each in members
        ],
        "files": [{"name": each["name"], "size": each["size"], "sha256": each["sha256"]} for each in files],
    }
    text = json.dumps(said, indent=2, ensure_ascii=False) + "\n"
    return DeliveredFile(name=MANIFEST, media_type="application/json", content=text.encode())
