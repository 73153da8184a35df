"""The web door: one unit of work a request, who may call what, and errors in people's words."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from flask import Flask, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from marshmallow import ValidationError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from bpo.platform import scope as scopes
from bpo.platform.caller import Caller
from bpo.platform.db import unit_of_work
from bpo.platform.errors import DomainError, Forbidden, Invalid, NotFound, NotSignedIn

View = TypeVar("View", bound=Callable[..., Any])

SAFE = {"GET", "HEAD", "OPTIONS"}
PUBLIC = ""
GATE = "gate"


def requires(permission: str) -> Callable[[View], View]:
    """Mark a view: the caller must carry the permission ("noun.verb"), and its unit of work sees their clients."""

    def mark(view: View) -> View:
        cast(Any, view).permission = permission
        return view

    return mark


def signed_in(view: View) -> View:
    """Mark a view that everybody who is signed in may call: their own account."""
    cast(Any, view).permission = "self"
    return view


def public(*, gate: bool = False) -> Callable[[View], View]:
    """Mark a view that needs nobody signed in. With `gate`, its unit of work sees accounts, else it has none."""

    def mark(view: View) -> View:
        cast(Any, view).permission = GATE if gate else PUBLIC
        return view

    return mark


def permission_of(view: Callable[..., Any]) -> str | None:
    """What the view was marked with; None where it was forgotten (the house refuses to start then)."""
    marked = getattr(view, "permission", None)
    if marked is None:
        marked = getattr(getattr(view, "view_class", None), "permission", None)
    return cast(str | None, marked)


def caller() -> Caller:
    """Who is calling; NotSignedIn where nobody is."""
    if not current_user.is_authenticated:
        raise NotSignedIn
    return cast(Caller, current_user._get_current_object())


def scope_of(who: Caller) -> scopes.Scope:
    """Whose rows the caller may see; NotFound for staff who serve no client at all."""
    if who.is_client:
        return scopes.client(who.tenant_id, actor=who.id, cleared=who.cleared)
    return scopes.only(*who.tenants, actor=who.id, cleared=who.cleared)


class House(Flask):
    """The application: every request is one transaction in the scope of its caller."""

    def dispatch_request(self) -> ResponseReturnValue:
        """Check the view's permission, open the unit of work, call the view."""
        if request.routing_exception is not None or request.endpoint is None:
            return super().dispatch_request()
        permission = permission_of(self.view_functions[request.endpoint])
        if permission is None or permission == PUBLIC:
            return super().dispatch_request()
        if permission == GATE:
            scope = scopes.gate()
        else:
            who = caller()
            if permission != "self" and not who.can(permission):
                raise Forbidden
            scope = scope_of(who)
        if request.method in SAFE:
            scope = scope.reading()
        with unit_of_work(scope, after_commit=self.extensions["after_commit"]):
            return super().dispatch_request()


def wants_json() -> bool:
    """True for the API and for scripts of our pages."""
    return request.path.startswith("/api/") or request.accept_mimetypes.best == "application/json"


def problem(status: int, code: str, title: str, detail: str, **more: object) -> ResponseReturnValue:
    """An error as RFC 9457 problem+json for programs, as a page for people."""
    if wants_json():
        body = jsonify(
            {"type": f"urn:bpo:{code}", "title": title, "status": status, "detail": detail, **more}
        )
        body.status_code = status
        body.headers["Content-Type"] = "application/problem+json"
        return body
    return render_template(
        "errors/error.html", status=status, code=code, title=title, detail=detail, **more
    ), status


def _sentences(messages: dict[str, Any]) -> dict[str, list[str]]:
    """Marshmallow's messages with one list of sentences for each field, nested ones joined."""
    return {name: texts if isinstance(texts, list) else [str(texts)] for name, texts in messages.items()}


PLAIN = {
    413: (
        "That is too large to be sent at once",
        "Nothing was taken in. Please hand in fewer files at a time, or smaller ones.",
    ),
}
"""Status → title and sentence, where HTTP's own words help nobody."""


def register_errors(app: Flask) -> None:
    """Every error has a sentence; nothing of our insides is shown."""

    def domain(error: DomainError) -> ResponseReturnValue:
        if isinstance(error, NotSignedIn) and not wants_json() and request.method in SAFE:
            return cast(ResponseReturnValue, current_app.login_manager.unauthorized())  # type: ignore[attr-defined]
        more: dict[str, object] = dict(error.facts)
        if isinstance(error, Invalid):
            more["errors"] = error.errors
        return problem(error.status, error.code, error.title, error.message, **more)

    def schema(error: ValidationError) -> ResponseReturnValue:
        return domain(Invalid(_sentences(error.messages_dict)))

    def http(error: HTTPException) -> ResponseReturnValue:
        status = error.code or 500
        if status == 404:
            return domain(NotFound())
        title, detail = PLAIN.get(status, (error.name, error.description or ""))
        return problem(status, error.name.lower().replace(" ", "_"), title, detail)

    def database_away(error: OperationalError) -> ResponseReturnValue:
        app.logger.error("database: %s", error)
        return problem(
            503,
            "database_away",
            "We cannot reach our records",
            "Nothing was lost. Please try again in a moment.",
        )

    def unexpected(error: Exception) -> ResponseReturnValue:
        app.logger.exception("unexpected error on %s %s", request.method, request.path)
        return problem(
            500,
            "unexpected",
            "Something went wrong on our side",
            "Nothing you had already saved was lost. Please try again; we have been told.",
        )

    app.register_error_handler(DomainError, domain)
    app.register_error_handler(ValidationError, schema)
    app.register_error_handler(HTTPException, http)
    app.register_error_handler(OperationalError, database_away)
    app.register_error_handler(Exception, unexpected)


HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def register_headers(app: Flask) -> None:
    """Security headers on every answer; nothing a signed-in person sees is kept by a cache."""

    @app.after_request
    def add(response: Any) -> Any:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        if not app.debug and request.is_secure:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
        return response
