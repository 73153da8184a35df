"""Sign in, second step, sign out, and the way home."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from flask import current_app, flash, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user, logout_user

from bpo.identity.models import Person
from bpo.identity.queries import caller_of
from bpo.identity.rules import own_path
from bpo.identity.schemas import SecondStepForm, SignInForm
from bpo.identity.service import (
    SignIn,
    end_session,
    open_session,
    session_id_of,
    try_password,
    try_second_step,
)
from bpo.identity.views import bp
from bpo.platform.errors import Invalid, NotFound
from bpo.platform.forms import load_form
from bpo.platform.web import caller, public, signed_in

PENDING = "second_step"
PENDING_FOR = timedelta(minutes=5)
"""How long after the password the code may come."""

HOMES = {
    "submitter": "jobs.portal",
    "approver": "jobs.portal",
    "agent": "workqueue.bench",
    "reviewer": "quality.bench",
    "team_lead": "workqueue.floor",
    "account_manager": "reporting.accounts",
    "administrator": "administration.home",
}
"""What each role comes for."""


@bp.get("/")
@signed_in
def home() -> ResponseReturnValue:
    """Send everybody to what they come for."""
    endpoint = HOMES.get(caller().role, "")
    return redirect(url_for(endpoint if endpoint in current_app.view_functions else "identity.account"))


@bp.route("/sign-in", methods=["GET", "POST"])
@public(gate=True)
def sign_in() -> ResponseReturnValue:
    """The first step: mail address and password."""
    following = own_path(request.values.get("next"))
    if request.method == "GET":
        if current_user.is_authenticated:
            return redirect(following or url_for("identity.home"))
        return render_template("identity/sign_in.html", form={}, errors={}, next=following)
    try:
        form = load_form(SignInForm, request.form)
    except Invalid as error:
        return _sign_in_again(error.errors, following)
    outcome = try_password(
        email=form["email"], password=form["password"], address=request.remote_addr or "", now=g.now
    )
    if outcome.person is None:
        return _sign_in_again({"password": [_refusal(outcome)]}, following, status=_status(outcome))
    if outcome.second_step:
        session[PENDING] = {
            "person": str(outcome.person.id),
            "until": (g.now + PENDING_FOR).timestamp(),
            "next": following,
        }
        return redirect(url_for("identity.second_step"))
    return _let_in(outcome.person, following)


@bp.route("/sign-in/code", methods=["GET", "POST"])
@public(gate=True)
def second_step() -> ResponseReturnValue:
    """The second step: a code of the authenticator, or a recovery code."""
    pending = session.get(PENDING)
    if not pending or g.now.timestamp() > pending["until"]:
        session.pop(PENDING, None)
        return redirect(url_for("identity.sign_in"))
    if request.method == "GET":
        return render_template("identity/second_step.html", errors={})
    try:
        code = load_form(SecondStepForm, request.form)["code"]
    except Invalid as error:
        return render_template("identity/second_step.html", errors=error.errors), 422
    outcome = try_second_step(
        person_id=UUID(pending["person"]),
        code=code,
        address=request.remote_addr or "",
        cipher=current_app.extensions["field_cipher"],
        now=g.now,
    )
    if outcome.person is None:
        said = _waiting(outcome.wait) if outcome.wait else "This code is not right, or it was used already."
        return render_template("identity/second_step.html", errors={"code": [said]}), _status(outcome)
    return _let_in(outcome.person, pending["next"])


@bp.post("/sign-out")
@signed_in
def sign_out() -> ResponseReturnValue:
    """End this session, here and in our records."""
    who = caller()
    if who.session:
        end_session(person_id=who.id, session_id=session_id_of(who.session), now=g.now)
    logout_user()
    session.clear()
    flash("You have signed out.", "ok")
    return redirect(url_for("identity.sign_in"))


def _let_in(person: Person, following: str | None) -> ResponseReturnValue:
    """A fresh session for this browser; whatever it carried before ends here (no session fixation)."""
    who = caller_of(person, session="", now=g.now)
    if who is None:
        return _sign_in_again({"password": ["Your company's access is switched off at this time."]}, None)
    _end_former_session(g.now)
    handle = open_session(
        person=person,
        address=request.remote_addr or "unknown",
        user_agent=request.user_agent.string,
        lifetime=current_app.extensions["settings"].session_absolute,
        now=g.now,
    )
    session.clear()
    login_user(replace(who, session=handle))
    return redirect(following or url_for("identity.home"))


def _end_former_session(now: datetime) -> None:
    if current_user.is_authenticated and current_user.session:
        former = caller()
        try:
            end_session(person_id=former.id, session_id=session_id_of(former.session), now=now)
        except NotFound:
            return  # it ended in another window a moment ago


def _sign_in_again(
    errors: dict[str, list[str]], following: str | None, *, status: int = 422
) -> ResponseReturnValue:
    form = {"email": request.form.get("email", "")}
    return render_template("identity/sign_in.html", form=form, errors=errors, next=following), status


def _refusal(outcome: SignIn) -> str:
    if outcome.wait:
        return _waiting(outcome.wait)
    return "The address or the password is not right."


def _waiting(wait: timedelta) -> str:
    seconds = int(wait.total_seconds()) + 1
    length = f"{seconds} seconds" if seconds < 90 else f"{-(-seconds // 60)} minutes"
    return f"Too many tries. Please wait {length}, then try again."


def _status(outcome: SignIn) -> int:
    return 429 if outcome.wait else 422
