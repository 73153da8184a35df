"""The door for programs: JSON under /api/v1, keys only, described by OpenAPI 3.1, errors as RFC 9457."""

import hashlib
import re
from collections.abc import Callable
from types import MappingProxyType
from typing import Any, NoReturn, TypeVar, cast

import flask_smorest
from flask import Flask, Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import current_user
from marshmallow import RAISE, Schema, ValidationError, fields
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import BadRequest

from bpo.platform.errors import Invalid, TooMany
from bpo.platform.web import public

View = TypeVar("View", bound=Callable[..., Any])

PREFIX = "/api/v1"
CALLS = "6000 per minute"
"""What one key may ask; a stop for programs that ran wild, no price list."""

SECURITY = {"key": {"type": "http", "scheme": "bearer", "bearerFormat": "bpo_live_…"}}
ABOUT = """Hand in work, follow it and fetch results.

Send your key as `Authorization: Bearer bpo_live_…`. Times are ISO 8601 with an offset, amounts are strings.
Errors are `application/problem+json` (RFC 9457); `errors` names the fields. Fields that are not described here are
refused. Repeat a POST safely by sending an `Idempotency-Key`: the same key and body give the
first answer again, for 30 days."""


class ProblemOut(Schema):
    """An error (RFC 9457)."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    errors = fields.Dict(keys=fields.String(), values=fields.List(fields.String()))


class Api(flask_smorest.Api):  # type: ignore[misc]  # the library ships no types
    """The description of all routes; errors stay those of the house."""

    ERROR_SCHEMA = ProblemOut

    def _register_error_handlers(self) -> None:
        """The house's own handlers answer (bpo/platform/web.py)."""


class _Parser(FlaskParser):
    """Reads query arguments: none unknown, errors as everywhere."""

    DEFAULT_UNKNOWN_BY_LOCATION = MappingProxyType({"query": RAISE})  # type: ignore[assignment]  # read only

    def handle_error(self, error: ValidationError, *args: Any, **kwargs: Any) -> NoReturn:
        """Say what is wrong, field by field."""
        said = cast(dict[str, Any], error.messages)
        raise Invalid(_by_path(said.get("query", said))) from error


class Door(flask_smorest.Blueprint):  # type: ignore[misc]  # the library ships no types
    """A room's routes for programs: `@bp.route` outermost, then the permission, then what describes it."""

    ARGUMENTS_PARSER = _Parser()

    def route(self, rule: str, **options: Any) -> Callable[[View], View]:
        """Answer at this address, below the prefix."""
        return cast(Callable[[View], View], super().route(rule, **options))

    def response(
        self, status: int, schema: type[Schema] | None = None, **more: Any
    ) -> Callable[[View], View]:
        """Describe the answer."""
        return cast(Callable[[View], View], super().response(status, schema, **more))

    def alt_response(
        self, status: int, schema: type[Schema] | None = None, **more: Any
    ) -> Callable[[View], View]:
        """Describe another answer."""
        return cast(Callable[[View], View], super().alt_response(status, schema=schema, **more))

    def arguments(self, schema: type[Schema], **more: Any) -> Callable[[View], View]:
        """Read and describe what is asked; the view gets the values as its last argument."""
        return cast(Callable[[View], View], super().arguments(schema, **more))

    def doc(self, **described: Any) -> Callable[[View], View]:
        """Describe the rest."""
        return cast(Callable[[View], View], flask_smorest.Blueprint.doc(**described))


def make_api(app: Flask) -> Api:
    """The API of the application, its description at /api/v1/openapi.json and a page to try it at /api/v1/docs."""
    app.config.update(
        API_TITLE="Work for us to do",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        API_SPEC_OPTIONS={
            "info": {"description": ABOUT},
            "security": [{"key": []}],
            "components": {"securitySchemes": SECURITY},
        },
    )
    api = Api(app)

    @app.get(f"{PREFIX}/openapi.json")
    @public()
    def openapi_json() -> ResponseReturnValue:
        """The description for programs."""
        return jsonify(_with_problems(api.spec.to_dict()))

    @app.get(f"{PREFIX}/docs")
    @public()
    def api_docs() -> ResponseReturnValue:
        """The description to read and to try."""
        return render_template("api/docs.html")

    @app.after_request
    def ask_for_a_key(response: Response) -> Response:
        if response.status_code == 401 and for_programs():
            response.headers["WWW-Authenticate"] = "Bearer"
        return response

    return api


def _with_problems(described: dict[str, Any]) -> dict[str, Any]:
    """The description, with errors as what they are sent as (RFC 9457), not as the plain JSON the library writes."""
    responses = {
        name: {**response, "content": {"application/problem+json": shown}}
        for name, response in described["components"]["responses"].items()
        for shown in response["content"].values()
    }
    return {**described, "components": {**described["components"], "responses": responses}}


def for_programs() -> bool:
    """Whether the request came in by this door: then only a key counts, never a browser's session."""
    return request.path.startswith("/api/")


def make_limiter(app: Flask, redis_url: str | None) -> Limiter:
    """Counts calls in Redis; while that is away each process counts for itself, and no call fails for it."""
    limiter = Limiter(
        key_func=_whose,
        app=app,
        storage_uri=redis_url or "memory://",
        storage_options={"socket_connect_timeout": 1, "socket_timeout": 1} if redis_url else {},
        in_memory_fallback=[CALLS],
        in_memory_fallback_enabled=True,
        swallow_errors=True,
        key_prefix="calls",
        on_breach=_refuse,
    )
    limiter.request_filter(lambda: not for_programs())  # else it looks for limits of every page, too
    return limiter


def _whose() -> str:
    return str(current_user.id) if current_user.is_authenticated else get_remote_address()


def _refuse(limit: Any) -> Response:
    raise TooMany("Too many calls with this key. Slow down and try again in a minute.")


def json_body() -> dict[str, Any]:
    """The request's JSON object; nothing sent is an empty one. BadRequest for anything else."""
    if not request.get_data(cache=True):
        return {}
    if not request.is_json:
        raise BadRequest("Send JSON with the content type application/json.")
    try:
        body = request.get_json()
    except RecursionError as error:
        raise BadRequest("The JSON is nested too deeply.") from error
    if not isinstance(body, dict):
        raise BadRequest("Send a JSON object.")
    return body


def load(schema: Schema, data: Any) -> dict[str, Any]:
    """Values by a schema; Invalid with sentences by field, unknown fields among them."""
    try:
        return cast(dict[str, Any], schema.load(data, unknown=RAISE))
    except ValidationError as error:
        raise Invalid(_by_path(error.messages)) from error


def _by_path(said: Any, path: str = "") -> dict[str, list[str]]:
    if isinstance(said, dict):
        found: dict[str, list[str]] = {}
        for name, inner in said.items():
            found |= _by_path(inner, f"{path}.{name}" if path else str(name))
        return found
    return {path: [str(text) for text in said] if isinstance(said, list) else [str(said)]}


KEY = {
    "in": "header",
    "name": "Idempotency-Key",
    "schema": {"type": "string", "maxLength": 255},
    "description": "Any text of your own, new for each request",
}
"""Describes the header of a request that may be sent again."""
_KEY = re.compile(r"[\x21-\x7e]{1,255}")


def idempotency_key() -> str | None:
    """The request's Idempotency-Key; None without one, Invalid for one that is no visible ASCII."""
    key = request.headers.get("Idempotency-Key")
    if key is not None and not _KEY.fullmatch(key):
        raise Invalid({"Idempotency-Key": ["Use 1 to 255 visible ASCII characters."]})
    return key


def fingerprint() -> str:
    """What the request is, whatever boundary its form was sent with."""
    digest = hashlib.sha256(f"{request.method} {request.path}\n".encode())
    if request.mimetype != "multipart/form-data":
        digest.update(request.get_data(cache=True))
        return digest.hexdigest()
    for name, value in sorted(request.form.items(multi=True)):
        digest.update(f"{len(name)} {name} {len(value)} {value}\n".encode(errors="replace"))
    for storage in request.files.getlist("files"):
        content = hashlib.file_digest(storage.stream, "sha256").hexdigest()  # type: ignore[arg-type]
        storage.stream.seek(0)
        digest.update(f"{storage.filename} {content}\n".encode(errors="replace"))
    return digest.hexdigest()


def only_files() -> None:
    """Refuse parts of a form other than `files`; BadRequest where no form was sent."""
    unknown = set(request.files) - {"files"}
    if unknown:
        raise Invalid({name: ["Unknown field."] for name in sorted(unknown)})
    if request.mimetype != "multipart/form-data":
        raise BadRequest("Send a form with the content type multipart/form-data.")


def answer(body: Any, status: int = 200, **headers: str) -> Response:
    """A JSON answer, always written the same way, so that a repeated one is the same bytes."""
    response = jsonify(body)
    response.status_code = status
    for name, value in headers.items():
        response.headers[name.replace("_", "-")] = value
    return response
