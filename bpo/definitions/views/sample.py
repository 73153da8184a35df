"""The sample page on which the fields' places are shown."""

from typing import Any
from uuid import UUID

from flask import Response, current_app, flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from bpo.catalog import queries
from bpo.catalog.models import OwnWorkType
from bpo.definitions import service
from bpo.definitions.views import bp
from bpo.definitions.views.lists import company_of
from bpo.platform.errors import Invalid, NotFound
from bpo.platform.files.names import clean_name
from bpo.platform.files.uploads import examine_upload
from bpo.platform.pages import PAGED, page_image, page_sizes, picture_type
from bpo.platform.sandbox import ParseFailed
from bpo.platform.web import caller, requires

MOST_BYTES = 20_000_000
MOST_PAGES = 10


@bp.post("/<uuid:tenant_id>/<uuid:own_id>/sample")
@requires("definition.edit")
def keep_sample(tenant_id: UUID, own_id: UUID) -> ResponseReturnValue:
    """Take a page of the form as a sample. Invalid where the file cannot be taken."""
    company_of(tenant_id)
    sent = request.files.get("files")
    if sent is None or not sent.filename:
        raise Invalid({"files": ["Choose a file."]})
    content = sent.stream.read()
    sandbox = current_app.extensions["sandbox"]
    verdict = examine_upload(sandbox, sent.filename, content, accepts=tuple(PAGED), max_bytes=MOST_BYTES)
    if not verdict.ok:
        raise Invalid({"files": [verdict.message or "This file cannot be taken."]})
    read = service.keep_sample(
        tenant_id=tenant_id,
        own_id=own_id,
        name=clean_name(sent.filename),
        media_type=verdict.media_type,
        content=content,
        put=current_app.extensions["storage"].of(tenant_id).put,
        sandbox=sandbox,
        by=caller(),
        now=g.now,
    )
    if read:
        flash("The page is there. Choose a field, then draw a box where it stands, or type its edges.", "ok")
    else:
        flash(
            "The page is there, but nothing printed on it can be read: copies must lie just like it.", "warn"
        )
    return redirect(url_for("definitions.edit", tenant_id=tenant_id, own_id=own_id, _anchor="places"))


@bp.get("/<uuid:tenant_id>/<uuid:own_id>/sample/<int:page>.png")
@requires("definition.edit")
def sample_page(tenant_id: UUID, own_id: UUID, page: int) -> ResponseReturnValue:
    """One page of the sample; NotFound where there is none."""
    company_of(tenant_id)
    own = queries.get_own(tenant_id, own_id)
    if own.storage_key is None or own.media_type is None or page >= MOST_PAGES:
        raise NotFound
    content = current_app.extensions["storage"].of(own.tenant_id).get(own.storage_key)
    try:
        made = page_image(current_app.extensions["sandbox"], content, own.media_type, page)
    except ParseFailed as error:
        raise NotFound from error
    return Response(made.content, mimetype=picture_type(made.content))


def pages_of(own: OwnWorkType) -> list[dict[str, Any]]:
    """The sample's pages as they are shown; none where there is no sample."""
    if own.storage_key is None or own.media_type is None:
        return []
    content = current_app.extensions["storage"].of(own.tenant_id).get(own.storage_key)
    try:
        sizes = page_sizes(current_app.extensions["sandbox"], content, own.media_type)
    except ParseFailed:
        return []
    here: dict[str, Any] = {"tenant_id": own.tenant_id, "own_id": own.id}
    return [
        {"src": url_for("definitions.sample_page", page=number, **here), "width": width, "height": height}
        for number, (width, height) in enumerate(sizes[:MOST_PAGES])
    ]
