"""Forgotten passwords and invitations: pages reached by a one-time link."""

from flask import flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue

from bpo.identity.schemas import AddressForm, NewPasswordForm
from bpo.identity.service import person_of_token, redeem_token, request_reset
from bpo.identity.views import bp
from bpo.platform.errors import Invalid
from bpo.platform.forms import load_form
from bpo.platform.web import public


@bp.route("/password/forgotten", methods=["GET", "POST"])
@public(gate=True)
def forgot_password() -> ResponseReturnValue:
    """Ask for a link; the answer is the same whether or not there is such an account."""
    if request.method == "GET":
        return render_template("identity/forgot_password.html", form={}, errors={}, sent_to=None)
    try:
        email = load_form(AddressForm, request.form)["email"]
    except Invalid as error:
        page = render_template(
            "identity/forgot_password.html", form=request.form, errors=error.errors, sent_to=None
        )
        return page, 422
    request_reset(email=email, now=g.now)
    return render_template("identity/forgot_password.html", form={}, errors={}, sent_to=email)


@bp.route("/password/<token>", methods=["GET", "POST"])
@public(gate=True)
def set_password(token: str) -> ResponseReturnValue:
    """Choose a password by a one-time link."""
    person, purpose = person_of_token(token, now=g.now)
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            password = load_form(NewPasswordForm, request.form)["password"]
            redeem_token(token=token, password=password, now=g.now)
        except Invalid as error:
            errors = error.errors
        else:
            session.clear()
            flash("Your password is set. Sign in with it.", "ok")
            return redirect(url_for("identity.sign_in"))
    page = render_template("identity/set_password.html", person=person, purpose=purpose, errors=errors)
    return page, 422 if errors else 200
