"""What the provider's people are warned of, newest first, until they have read it."""

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from bpo.delivery import queries
from bpo.delivery import service as delivery
from bpo.delivery.schemas import NoticesReadForm
from bpo.delivery.views import bp
from bpo.platform.forms import load_form
from bpo.platform.web import caller, requires

SHOWN = 200
TO_DECIDE = {"contested": "#h-stopped", "disputed": "#h-disputes"}
"""Notices that ask for a decision: where on the job's page it is made."""


@bp.get("/notices")
@requires("floor.view")
def notices() -> ResponseReturnValue:
    """One's own notices that are not read yet."""
    who = caller()
    return render_template(
        "delivery/notices.html",
        lines=queries.notices_of(who.id, who.tenants, limit=SHOWN),
        shown=SHOWN,
        to_decide=TO_DECIDE,
    )


@bp.post("/notices/read")
@requires("floor.view")
def notices_read() -> ResponseReturnValue:
    """All that the page showed was read; what came since stays."""
    who = caller()
    form = load_form(NoticesReadForm, request.form)
    delivery.mark_notices_read(
        person_id=who.id, tenant_ids=who.tenants, until=min(form["seen_at"], g.now), now=g.now
    )
    flash("All notices are read.", "ok")
    return redirect(url_for("delivery.notices"), 303)
