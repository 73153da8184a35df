"""Put the house together."""

from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import cast

import structlog
from flask import Flask, Request, Response, g, jsonify
from flask.typing import ResponseReturnValue
from flask_login import LoginManager
from flask_wtf import CSRFProtect
from sqlalchemy.orm import Session
from werkzeug.middleware.proxy_fix import ProxyFix

from bpo.events.service import anything_to_follow
from bpo.identity import queries as identity
from bpo.navigation import register_pages
from bpo.platform import clock
from bpo.platform.api import CALLS, for_programs, make_api, make_limiter
from bpo.platform.caller import Caller
from bpo.platform.crypto import FieldCipher
from bpo.platform.db import db, guard_pool, unit_of_work
from bpo.platform.ids import new_id
from bpo.platform.messages import AUTOMATION, EVENTS, Messenger
from bpo.platform.sandbox import Sandbox
from bpo.platform.scope import gate
from bpo.platform.storage import ContentStore
from bpo.platform.web import House, permission_of, public, register_errors, register_headers
from bpo.reporting import queries as reporting
from bpo.rooms import ROOMS, load_models
from config.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
PARSERS = (
    "bpo.catalog.service",
    "bpo.service_lines.invoice_processing",
    "bpo.platform.pages",
    "bpo.platform.files",
    "numpy",
    "PIL.Image",
)
"""What the parsing server imports once, so that its children start warm: a child takes 0.2 s for the last two alone."""
RULES = ("bpo.catalog.service", "bpo.service_lines.invoice_processing.official_warm")
"""What the server of published rules holds ready: a compiled rule book takes more than a hundred megabytes."""


def create_app(settings: Settings | None = None, *, worker: bool = False) -> House:
    """The application, with all rooms; `worker` signs in to the database as the workers do.

    Opens no database connection: it may be made before a fork.
    """
    settings = settings or Settings.from_env()
    load_models()
    app = House(__name__, template_folder=str(ROOT / "templates"), static_folder=str(ROOT / "bpo" / "static"))
    app.config.update(_configuration(settings, worker=worker))
    app.extensions["settings"] = settings
    cipher = FieldCipher(settings.field_keys)
    app.extensions["field_cipher"] = cipher
    app.extensions["storage"] = ContentStore(settings.storage_dir, cipher)
    app.extensions["sandbox"] = Sandbox(settings.var_dir / "sandbox" / "parsers", preload=PARSERS)
    # Its server starts with the first document that needs it.
    app.extensions["rules_sandbox"] = Sandbox(settings.var_dir / "sandbox" / "rules", preload=RULES)
    app.extensions["messenger"] = messenger = Messenger(cast(str, settings.redis_url))

    def after_commit(session: Session) -> None:
        if anything_to_follow(session):
            messenger.wake(EVENTS)
        if session.info.get("automation_ready"):
            messenger.wake(AUTOMATION)

    app.extensions["after_commit"] = after_commit
    app.extensions["promises_kept"] = reporting.promises_kept
    app.extensions["effort_of"] = reporting.effort_of
    app.extensions["late_soon"] = reporting.late_soon
    app.extensions["team_of"] = reporting.team_of
    db.init_app(app)
    with app.app_context():
        guard_pool(db.engine)
    _register_login(app, settings)
    _register_tracing(app, settings)  # first, so that a request refused at the door has its id and time too
    csrf = CSRFProtect(app)
    register_errors(app)
    register_headers(app)
    register_pages(app)
    _register_rooms(app, csrf)
    _register_health(app)
    forgotten = [rule.endpoint for rule in app.url_map.iter_rules() if _unmarked(app, rule.endpoint)]
    if forgotten:
        raise RuntimeError(f"routes without a permission: {', '.join(sorted(forgotten))}")
    return app


def _configuration(settings: Settings, *, worker: bool) -> dict[str, object]:
    """What Flask and its extensions are told."""
    return {
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.worker_database_url if worker else settings.web_database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": {
            "pool_size": settings.web_threads + 2,
            "pool_reset_on_return": None,
            "connect_args": {"prepare_threshold": None, "connect_timeout": 5},
        },
        "MAX_CONTENT_LENGTH": settings.upload_max_bytes * 4,
        "MAX_FORM_PARTS": settings.batch_max_files + 50,
        "SESSION_COOKIE_NAME": "__Host-bpo" if settings.environment == "production" else "bpo",
        "SESSION_COOKIE_SECURE": settings.environment == "production",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": settings.session_absolute,
        "SESSION_REFRESH_EACH_REQUEST": False,  # use does not prolong a session: its row says when it ends
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": settings.environment == "production",
    }


def _register_tracing(app: House, settings: Settings) -> None:
    """Believe the proxies in front as far as told to, and give every request an id that its log lines bear."""
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]

    @app.before_request
    def begin() -> None:
        g.now = clock.now()
        g.request_id = new_id().hex
        structlog.contextvars.bind_contextvars(request_id=g.request_id)

    @app.after_request
    def tell(response: Response) -> Response:
        response.headers["X-Request-Id"] = g.request_id
        return response

    @app.teardown_request
    def end(error: BaseException | None) -> None:
        structlog.contextvars.unbind_contextvars("request_id")


def _unmarked(app: Flask, endpoint: str) -> bool:
    return endpoint != "static" and permission_of(app.view_functions[endpoint]) is None


def _register_login(app: House, settings: Settings) -> None:
    login = LoginManager(app)
    login.login_view = "identity.sign_in"
    login.session_protection = None  # sessions live in our table and can be revoked there
    idle: dict[str, timedelta] = {
        "staff": settings.session_idle_staff,
        "client": settings.session_idle_client,
    }

    @login.user_loader
    def by_session(handle: str) -> Caller | None:
        if for_programs():
            return None
        return identity.caller_of_session(handle, now=clock.now(), idle=idle)

    @login.request_loader
    def by_key(incoming: Request) -> Caller | None:
        scheme, _, key = incoming.headers.get("Authorization", "").partition(" ")
        if scheme != "Bearer" or not key or not for_programs():
            return None
        with unit_of_work(gate()):
            found = identity.caller_of_key(key, now=clock.now(), key_hash=identity.token_hash(key))
        g.by_api_key = found is not None
        return found


def _register_rooms(app: House, csrf: CSRFProtect) -> None:
    """Pages first, then the API: it takes keys only (see `_register_login`), so no page can make a browser call it."""
    api, limiter = make_api(app), make_limiter(app, app.extensions["settings"].redis_url)
    for room in ROOMS:
        if _has(room, "views"):
            app.register_blueprint(import_module(f"bpo.{room}.views").bp)
        if _has(room, "api"):
            blueprint = import_module(f"bpo.{room}.api").bp
            limiter.limit(CALLS)(blueprint)
            csrf.exempt(blueprint)
            api.register_blueprint(blueprint)


def _has(room: str, face: str) -> bool:
    folder = ROOT / "bpo" / room
    return (folder / f"{face}.py").exists() or (folder / face / "__init__.py").exists()


def _register_health(app: House) -> None:
    @app.get("/healthz")
    @public()
    def healthz() -> ResponseReturnValue:
        """The process answers."""
        return jsonify(status="ok")
