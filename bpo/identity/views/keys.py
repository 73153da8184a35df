"""The API keys of a client."""

from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bpo.catalog.queries import is_open
from bpo.identity import queries
from bpo.identity.rules import PERMISSIONS
from bpo.identity.schemas import KeyForm
from bpo.identity.service import KEY_PERMISSIONS, create_api_key, revoke_api_key
from bpo.identity.views import bp
from bpo.platform.errors import Invalid
from bpo.platform.forms import load_form
from bpo.platform.web import caller, requires
from bpo.workforce.service import confidential_types


@bp.get("/keys")
@requires("apikey.manage")
def keys() -> ResponseReturnValue:
    """The keys of the caller's company."""
    return _page()


@bp.post("/keys")
@requires("apikey.manage")
def create_key() -> ResponseReturnValue:
    """Make a key and show it this once."""
    who = caller()
    try:
        form = load_form(KeyForm, request.form)
        day = form["expires_on"]
        key, text = create_api_key(
            tenant_id=who.tenant_id,
            name=form["name"],
            permissions=form["permissions"],
            cleared=form["cleared"],
            expires_at=_end_of(day, who.zone) if day else None,
            by=who.id,
            now=g.now,
        )
    except Invalid as error:
        form = {**request.form, **{name: request.form.getlist(name) for name in ("permissions", "cleared")}}
        return _page(status=422, errors=error.errors, form=form)
    return render_template("identity/key_made.html", key=key, text=text)


@bp.post("/keys/<uuid:key_id>/revoke")
@requires("apikey.manage")
def revoke_key(key_id: UUID) -> ResponseReturnValue:
    """End a key."""
    key = revoke_api_key(tenant_id=caller().tenant_id, key_id=key_id, by=caller().id, now=g.now)
    flash(f"The key “{key.name}” no longer works.", "ok")
    return redirect(url_for("identity.keys"))


def _end_of(day: Any, zone: str) -> datetime:
    """The midnight that ends a day in the reader's zone."""
    local = datetime.combine(day, time(), ZoneInfo(zone)) + timedelta(days=1)
    return local.astimezone(UTC)


def _page(*, status: int = 200, **more: Any) -> ResponseReturnValue:
    tenant_id = caller().tenant_id
    facts = {
        "keys": queries.keys_of(tenant_id),
        "confidential": [
            (kind.key, kind.name) for kind in confidential_types(tenant_id) if is_open(tenant_id, kind)
        ],
        "names": {kind.key: kind.name for kind in confidential_types(tenant_id)},
        "choices": [(name, PERMISSIONS[name]) for name in KEY_PERMISSIONS],
        "errors": {},
        "form": {"permissions": list(KEY_PERMISSIONS)},
    }
    return render_template("identity/keys.html", **{**facts, **more}), status
