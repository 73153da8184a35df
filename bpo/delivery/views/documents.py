"""Documents as page images and words of our own making; the files themselves only as downloads."""

from uuid import UUID

from flask import Response, current_app, jsonify, request
from flask.typing import ResponseReturnValue

from bpo.delivery.views import bp
from bpo.jobs import queries
from bpo.jobs.models import Document
from bpo.jobs.views.lists import stored_download
from bpo.platform.db import db
from bpo.platform.errors import NotFound
from bpo.platform.pages import PAGED, picture_type
from bpo.platform.sandbox import ParseFailed
from bpo.platform.web import caller, requires
from bpo.workqueue.service import DPI, THUMB_DPI, PageCache

KEPT_BY_BROWSER = "private, max-age=86400, immutable"


def page_cache() -> PageCache:
    """Where pages are kept in this house."""
    return PageCache.of(current_app.extensions)


@bp.get("/documents/<uuid:document_id>/pages/<int:page>.png")
@requires("job.view")
def page_image(document_id: UUID, page: int) -> ResponseReturnValue:
    """One page as an image, drawn in the sandbox once. Pages count from 0."""
    document = _document(document_id)
    if document.media_type not in PAGED or page > 10_000:
        raise NotFound
    dpi = THUMB_DPI if request.args.get("dpi") == str(THUMB_DPI) else DPI
    try:
        image = page_cache().image(document, page, dpi)
    except (ParseFailed, ValueError) as error:
        raise NotFound("This page cannot be shown.") from error
    response = Response(image, mimetype=picture_type(image))
    response.set_etag(f"{document.id}-{page}-{dpi}")
    response.make_conditional(request)
    response.headers["Cache-Control"] = KEPT_BY_BROWSER
    return response


@bp.get("/documents/<uuid:document_id>/words.json")
@requires("job.view")
def document_words(document_id: UUID) -> ResponseReturnValue:
    """The words of all pages with their boxes, for the page viewer."""
    response: Response = jsonify(pages=page_cache().words(_document(document_id)))
    response.headers["Cache-Control"] = KEPT_BY_BROWSER
    return response


@bp.get("/documents/<uuid:document_id>/file")
@requires("job.view")
def document_file(document_id: UUID) -> ResponseReturnValue:
    """The file as it was handed in."""
    document = _document(document_id)
    return stored_download(document.tenant_id, document.storage_key, document.name, document.media_type)


def _document(document_id: UUID) -> Document:
    """The caller's document. The connection goes back at once: what follows may take seconds."""
    document = queries.get_document(caller().tenants, document_id)
    queries.seen_job(caller(), document.job_id)
    db.session.close()
    return document
