"""From a request to what the room's service takes: who hands in, what, and where it is put."""

from collections.abc import Iterator
from typing import cast

from flask import Response, current_app, make_response, request
from werkzeug.datastructures import FileStorage

from bpo.jobs.service import Desk, Limits, Sender, Upload
from bpo.platform.caller import Caller


def desk() -> Desk:
    """What handing in needs of this house."""
    settings = current_app.extensions["settings"]
    return Desk(
        storage=current_app.extensions["storage"],
        sandbox=current_app.extensions["sandbox"],
        limits=Limits(file_bytes=settings.upload_max_bytes, files=settings.batch_max_files),
    )


def sender(who: Caller, source: str) -> Sender:
    """The caller as somebody who hands in."""
    return Sender(
        tenant_id=who.tenant_id,
        source=source,
        by_id=None if who.role == "api_key" else who.id,
        by_name=who.name,
        zone=who.zone,
    )


def uploads(field: str = "files") -> Iterator[Upload]:
    """The files of the form, one after another; a field left empty is none."""
    for storage in request.files.getlist(field):
        if storage.filename:
            yield Upload(name=storage.filename, content=_read(storage))


def _read(storage: FileStorage) -> bytes:
    return storage.stream.read()


def fragment(html: str, *, done: bool) -> Response:
    """A part of a page that renews itself: 304 while it is the same, told to stop when nothing will change."""
    response = make_response(html)
    response.headers["Cache-Control"] = "private, no-cache"
    if done:
        response.headers["X-Live"] = "done"
    response.add_etag()
    return cast(Response, response.make_conditional(request))
