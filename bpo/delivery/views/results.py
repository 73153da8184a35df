"""Results to download: one file, or all of a batch."""

import io
import json
import zipfile
from typing import Any
from uuid import UUID

from flask import current_app, send_file
from flask.typing import ResponseReturnValue

from bpo.delivery import queries as results
from bpo.delivery.views import bp
from bpo.jobs import queries
from bpo.jobs.views.lists import stored_download
from bpo.platform.db import db
from bpo.platform.errors import Conflict
from bpo.platform.web import caller, requires

MOST_BYTES = 500 << 20
"""Of all files of one download together."""


@bp.get("/results/<uuid:file_id>")
@requires("deliverable.download")
def download_file(file_id: UUID) -> ResponseReturnValue:
    """One file of a result, as an attachment."""
    file = results.get_file(caller().tenants, file_id)
    return stored_download(file.tenant_id, file.storage_key, file.name, file.media_type)


@bp.get("/batches/<uuid:batch_id>/result/<int:number>/<int:line>")
@requires("deliverable.download")
def batch_file(batch_id: UUID, number: int, line: int) -> ResponseReturnValue:
    """One file of a version of a batch's own result, as an attachment; by its place in the list of its files."""
    tenant_id, file = results.batch_file(caller().tenants, batch_id, number, line)
    return stored_download(tenant_id, file["storage_key"], file["name"], file["media_type"])


@bp.get("/batches/<uuid:batch_id>/results.zip")
@requires("deliverable.download")
def batch_results(batch_id: UUID) -> ResponseReturnValue:
    """The newest result of each finished job of the batch, a folder for each, with a manifest (sizes, SHA-256)."""
    batch = queries.get_batch(caller().tenants, batch_id)
    found = results.newest_files_of_batch(batch.tenant_id, batch.id)
    db.session.close()
    if not found:
        raise Conflict("Nothing of this batch is ready yet.")
    if sum(file.size for _, _, file in found) > MOST_BYTES:
        raise Conflict("The results of this batch are too large for one download. Take them job by job.")
    out, store = io.BytesIO(), current_app.extensions["storage"].of(batch.tenant_id)
    manifest: list[dict[str, Any]] = []
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for reference, version, file in found:
            path = f"{reference}/{file.name}"
            archive.writestr(path, store.get(file.storage_key))
            manifest.append(
                {
                    "job": reference,
                    "version": version,
                    "file": path,
                    "size": file.size,
                    "sha256": file.sha256,
                }
            )
        archive.writestr("manifest.json", json.dumps({"files": manifest}, indent=2, ensure_ascii=False))
    out.seek(0)
    return send_file(
        out, mimetype="application/zip", as_attachment=True, download_name=f"results-{batch.id.hex[-8:]}.zip"
    )
