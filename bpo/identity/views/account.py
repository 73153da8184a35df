"""One's own account: sessions, second step, password, zone and locale."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import segno
from flask import current_app, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from bpo.identity import queries
from bpo.identity.models import Person
from bpo.identity.rules import ROLE_NAMES, Role, browser_name
from bpo.identity.schemas import ChangePasswordForm, EnrolForm, PasswordForm, PlaceForm
from bpo.identity.service import (
    change_password,
    change_place,
    end_other_sessions,
    end_session,
    enrol_totp,
    new_totp_secret,
    password_matches,
    provisioning_uri,
    remove_totp,
    renew_recovery_codes,
    session_id_of,
)
from bpo.identity.views import bp
from bpo.platform.errors import Conflict, Forbidden, Invalid
from bpo.platform.forms import load_form
from bpo.platform.web import caller, signed_in
from bpo.tenancy.rules import LOCALES, zone_choices

ENROLLING = "enrolling"
"""Where the secret waits in the signed cookie until a first code confirms it."""


def _oneself() -> Person:
    """The caller's own row; programs with a key have no account."""
    if not caller().session:
        raise Forbidden("Accounts are for people; this is an API key.")
    return queries.person(caller().id)


def _page(*, status: int = 200, **more: Any) -> ResponseReturnValue:
    me = _oneself()
    settings = current_app.extensions["settings"]
    idle: timedelta = settings.session_idle_staff if me.kind == "staff" else settings.session_idle_client
    facts = {
        "person": me,
        "role": ROLE_NAMES[Role(me.role)],
        "here": session_id_of(caller().session),
        "sessions": [
            (one, browser_name(one.user_agent)) for one in queries.sessions_of(me.id, now=g.now, idle=idle)
        ],
        "codes_left": queries.recovery_codes_left(me.id),
        "zones": zone_choices(),
        "locales": LOCALES,
        "errors": {},
        "form": {"name": me.name, "zone": me.zone, "locale": me.locale},
    }
    return render_template("identity/account.html", **{**facts, **more}), status


@bp.get("/account")
@signed_in
def account() -> ResponseReturnValue:
    """Everything about one's own account."""
    return _page()


@bp.post("/account")
@signed_in
def save_account() -> ResponseReturnValue:
    """Change one's name, zone and locale."""
    me = _oneself()
    try:
        change_place(person=me, **load_form(PlaceForm, request.form))
    except Invalid as error:
        return _page(status=422, errors=error.errors, form=request.form)
    flash("Saved.", "ok")
    return redirect(url_for("identity.account"))


@bp.post("/account/password")
@signed_in
def save_password() -> ResponseReturnValue:
    """Change one's password; all other sessions end."""
    me = _oneself()
    try:
        form = load_form(ChangePasswordForm, request.form)
        change_password(person=me, **form, session_id=session_id_of(caller().session), now=g.now)
    except Invalid as error:
        return _page(status=422, errors=error.errors)
    flash("Your password is changed. You were signed out everywhere else.", "ok")
    return redirect(url_for("identity.account"))


@bp.post("/account/sessions/<uuid:session_id>/end")
@signed_in
def end_one_session(session_id: UUID) -> ResponseReturnValue:
    """Sign one browser out."""
    end_session(person_id=_oneself().id, session_id=session_id, now=g.now)
    flash("That browser is signed out.", "ok")
    return redirect(url_for("identity.account"))


@bp.post("/account/sessions/end-others")
@signed_in
def end_all_others() -> ResponseReturnValue:
    """Sign all other browsers out."""
    ended = end_other_sessions(person_id=_oneself().id, keep=session_id_of(caller().session), now=g.now)
    flash(f"{ended} other {'session' if ended == 1 else 'sessions'} ended.", "ok")
    return redirect(url_for("identity.account"))


@bp.post("/account/second-step/start")
@signed_in
def start_second_step() -> ResponseReturnValue:
    """Begin the enrolment of an authenticator: a fresh secret."""
    if _oneself().totp_secret is not None:
        raise Conflict("The second step is already set up.")
    session[ENROLLING] = new_totp_secret()
    return redirect(url_for("identity.enrol_second_step"))


@bp.route("/account/second-step", methods=["GET", "POST"])
@signed_in
def enrol_second_step() -> ResponseReturnValue:
    """Show the secret as a QR code and take the first code."""
    me, secret = _oneself(), session.get(ENROLLING)
    if secret is None or me.totp_secret is not None:
        return redirect(url_for("identity.account"))
    errors: dict[str, list[str]] = {}
    if request.method == "POST":
        try:
            codes = enrol_totp(
                person=me,
                secret=secret,
                code=load_form(EnrolForm, request.form)["code"],
                cipher=current_app.extensions["field_cipher"],
                now=g.now,
            )
        except Invalid as error:
            errors = error.errors
        else:
            session.pop(ENROLLING)
            return render_template("identity/recovery_codes.html", codes=codes, fresh=True)
    page = render_template(
        "identity/enrol.html",
        secret=" ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        qr=_qr(provisioning_uri(secret=secret, email=me.email)),
        errors=errors,
    )
    return page, 422 if errors else 200


@bp.post("/account/recovery-codes")
@signed_in
def new_recovery_codes() -> ResponseReturnValue:
    """Make new recovery codes; the old ones end."""
    me = _oneself()
    if me.totp_secret is None:
        raise Conflict("Recovery codes belong to the second step, which is not set up.")
    refused = _password_refused(me)
    if refused is not None:
        return _page(status=422, errors={"codes_password": refused})
    codes = renew_recovery_codes(person_id=me.id)
    return render_template("identity/recovery_codes.html", codes=codes, fresh=False)


@bp.post("/account/second-step/remove")
@signed_in
def remove_second_step() -> ResponseReturnValue:
    """Give the second step up, with the password."""
    me = _oneself()
    refused = _password_refused(me)
    if refused is not None:
        return _page(status=422, errors={"remove_password": refused})
    remove_totp(person=me)
    flash("The second step is removed. Signing in takes the password only.", "ok")
    return redirect(url_for("identity.account"))


def _password_refused(me: Person) -> list[str] | None:
    """Why the password given again is not taken; None when it is right."""
    try:
        given = load_form(PasswordForm, request.form)["current"]
    except Invalid as error:
        return error.errors.get("current", [error.message])
    return None if password_matches(given, me.password_hash) else ["This is not your password."]


def _qr(text: str) -> Markup:
    """The text as an inline SVG, in the page's own ink: no style attribute, which our CSP refuses."""
    drawn = segno.make(text, error="m").svg_inline(
        scale=4, border=4, dark="#000", light="#fff", omitsize=True
    )
    return Markup(drawn)  # noqa: S704 - made by us from numbers and a checked address
