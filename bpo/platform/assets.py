"""Files the browser loads: our own by address with a content hash, others' from an allow-list.

Third-party files are not in the repository: they are installed as packages beside the environment
(`assets.lock`, into `<environment>/assets`) and only the files named here are ever served.
"""

import hashlib
import sys
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, request, send_file, url_for

from bpo.platform.web import public

SWAGGER = "flask_openapi3_swagger/templates/swagger"

VENDOR = {
    "htmx.min.js": "django_htmx/static/django_htmx/htmx-2.min.js",
    "swagger-ui.css": f"{SWAGGER}/css/swagger-ui.css",
    "swagger-ui-bundle.js": f"{SWAGGER}/js/swagger-ui-bundle.js",
    "swagger-ui-standalone-preset.js": f"{SWAGGER}/js/swagger-ui-standalone-preset.js",
}
"""What is served under /vendor/, and where it lies in the assets folder."""

FOREVER = "public, max-age=31536000, immutable"
BRIEFLY = "public, max-age=300"

bp = Blueprint("assets", __name__)


def assets_dir() -> Path:
    """Where third-party files are installed: the setting `ASSETS_DIR`, else beside the environment."""
    return Path(current_app.config.get("ASSETS_DIR") or Path(sys.prefix) / "assets")


def static_url(path: str) -> str:
    """The address of a file: `css/base.css` is ours, `vendor/htmx.min.js` from the allow-list.

    The address carries a hash of the content, so that browsers may keep the file for good. A file that is
    not there gets an address without a hash: its page still works, and the log of 404s names the file.
    """
    if path.startswith("vendor/"):
        name = path.removeprefix("vendor/")
        source = assets_dir() / VENDOR[name]
        return url_for("assets.vendor", name=name, v=_digest(source))
    folder = current_app.static_folder
    source = Path(folder or "") / path
    return url_for("static", filename=path, v=_digest(source))


@bp.get("/vendor/<name>")
@public()
def vendor(name: str) -> Response:
    """Serve one file of the allow-list; 404 for all else, and where the assets are not installed."""
    if name not in VENDOR:
        abort(404)
    source = assets_dir() / VENDOR[name]
    if not source.is_file():
        abort(404)
    return send_file(source, etag=True, conditional=True)


@bp.after_app_request
def keep_in_cache(response: Response) -> Response:
    """What is asked for by hash never changes; without a hash browsers ask again after five minutes."""
    if request.endpoint in ("static", "assets.vendor") and response.status_code in (200, 304):
        response.headers["Cache-Control"] = FOREVER if request.args.get("v") else BRIEFLY
    return response


def _digest(source: Path) -> str | None:
    try:
        changed = source.stat().st_mtime_ns
    except OSError:
        return None
    return _digest_of(source, changed)


@lru_cache(maxsize=256)
def _digest_of(source: Path, changed: int) -> str:
    """The first 12 hex digits of SHA-256; `changed` makes an edited file a new entry."""
    return hashlib.sha256(source.read_bytes()).hexdigest()[:12]
