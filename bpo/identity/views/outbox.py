"""The letters we wrote, for administrators."""

from uuid import UUID

from flask import current_app, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from bpo.identity import queries
from bpo.identity.service import retry_mail
from bpo.identity.views import bp
from bpo.platform.web import requires


@bp.get("/admin/outbox")
@requires("outbox.view")
def outbox() -> ResponseReturnValue:
    """Letters waiting and sent; their text, which may open an account, only without a mail server."""
    return render_template(
        "identity/outbox.html",
        letters=queries.outbox(),
        no_server=current_app.extensions["settings"].smtp_url is None,
    )


@bp.post("/admin/outbox/<uuid:mail_id>/retry")
@requires("outbox.view")
def retry_letter(mail_id: UUID) -> ResponseReturnValue:
    """Try to send a letter again."""
    retry_mail(mail_id=mail_id, now=g.now)
    flash("The letter will be tried again within a minute.", "ok")
    return redirect(url_for("identity.outbox"))
