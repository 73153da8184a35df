"""The document on the desk: page images, its words, the file itself."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Response, jsonify, request, url_for
from flask.typing import ResponseReturnValue

from bpo.catalog.rules import Record, typed_place
from bpo.jobs.models import Document
from bpo.jobs.queries import documents_of, wholes_of
from bpo.jobs.views.lists import stored_download
from bpo.platform.errors import NotFound
from bpo.platform.pages import picture_type
from bpo.platform.sandbox import ParseFailed
from bpo.platform.web import requires
from bpo.workqueue.models import Task
from bpo.workqueue.service.page_cache import DPI, THUMB_DPI
from bpo.workqueue.views import bp
from bpo.workqueue.views.desk import Desk, held_task, page_cache


@bp.get("/work/<uuid:task_id>/pages/<uuid:document_id>/<int:page>.png")
@requires("task.work")
def page(task_id: UUID, document_id: UUID, page: int) -> ResponseReturnValue:
    """One page of a document of a task one holds."""
    return page_of(held_task(task_id), document_id, page)


@bp.get("/work/<uuid:task_id>/words.json")
@requires("task.work")
def words(task_id: UUID) -> ResponseReturnValue:
    """The words on the pages of a task one holds."""
    task = held_task(task_id)
    if task.part is not None:
        raise NotFound  # what the machine reads is not told to whoever keys from the image
    return words_of(task)


@bp.get("/work/<uuid:task_id>/files/<uuid:document_id>")
@requires("task.work")
def original(task_id: UUID, document_id: UUID) -> ResponseReturnValue:
    """A file of a task one holds, as it was handed in or cut out of what was handed in."""
    return original_of(held_task(task_id), document_id)


def originals(desk: Desk, endpoint: str) -> list[tuple[str, str]]:
    """(name, address) of the task's documents; after them the whole file, where one was cut out of it."""
    return [
        (document.name, url_for(endpoint, task_id=desk.task.id, document_id=document.id))
        for document in (*desk.documents, *desk.wholes)
    ]


def original_of(task: Task, document_id: UUID) -> Response:
    """The file as an attachment, whatever it is; NotFound where the job has no such document."""
    files = (*documents_of(task.tenant_id, task.job_id), *wholes_of(task.tenant_id, task.job_id))
    document = _one(files, document_id)
    return stored_download(document.tenant_id, document.storage_key, document.name, document.media_type)


def page_of(task: Task, document_id: UUID, page: int) -> Response:
    """The page's image; NotFound where the job has no such page."""
    return image_of(_one(documents_of(task.tenant_id, task.job_id), document_id), page)


def image_of(document: Document, page: int) -> Response:
    """The image of a document that the caller was shown to be allowed; NotFound where it has no such page."""
    dpi = THUMB_DPI if request.args.get("dpi") == str(THUMB_DPI) else DPI
    try:
        image = page_cache().image(document, page, dpi)
    except (ParseFailed, ValueError) as error:
        raise NotFound from error
    response = Response(image, mimetype=picture_type(image))
    response.cache_control.no_cache = True
    response.cache_control.max_age = 0
    return response


def words_of(task: Task) -> Response:
    """The words of all pages, in the order of the pages on the desk."""
    cache = page_cache()
    documents = documents_of(task.tenant_id, task.job_id)
    pages = []
    for document in documents:
        read = cache.words(document)
        shown = len(cache.sheets([document]))
        pages += (read + [{"words": []}] * shown)[:shown]
    return jsonify(pages=pages)


def typed_places(desk: Desk, record: Record) -> dict[str, dict[str, Any]]:
    """Where values of the record that a person changed stand on the pages, by path: those found exactly once there."""
    learning = desk.kind.learning
    before = desk.data.record
    changed = {path: value for path, value in record.items() if value and value != before.get(path)}
    if learning is None or not learning.places & changed.keys():
        return {}
    cache = page_cache()
    documents = documents_of(desk.task.tenant_id, desk.task.job_id)
    pages = [page for document in documents[:1] for page in cache.words_kept(document)]
    found = {path: typed_place(learning, path, value, pages) for path, value in changed.items()}
    return {path: place for path, place in found.items() if place is not None}


def _one(documents: Sequence[Document], document_id: UUID) -> Document:
    for document in documents:
        if document.id == document_id:
            return document
    raise NotFound
