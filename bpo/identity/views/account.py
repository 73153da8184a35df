"""One's own account."""

from flask import render_template
from flask.typing import ResponseReturnValue

from bpo.identity.views import bp
from bpo.platform.web import signed_in


@bp.get("/account")
@signed_in
def account() -> ResponseReturnValue:
    """Sessions, second step, password, zone and locale."""
    return render_template("identity/account.html")
