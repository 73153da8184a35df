"""Files for the browser: hashed addresses, long caching, and nothing outside the allow-list."""

import sys
from pathlib import Path

import pytest
from flask import Flask

from bpo.platform import assets


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    static = tmp_path / "static"
    (static / "css").mkdir(parents=True)
    (static / "css" / "base.css").write_text("a{}")
    vendor = tmp_path / "assets" / assets.VENDOR["htmx.min.js"]
    vendor.parent.mkdir(parents=True)
    vendor.write_text("1")
    (tmp_path / "assets" / "secret.txt").write_text("s")
    app = Flask("house", static_folder=str(static))
    app.config["ASSETS_DIR"] = str(tmp_path / "assets")
    app.register_blueprint(assets.bp)
    return app


def test_an_address_changes_with_the_content(app: Flask, tmp_path: Path) -> None:
    with app.test_request_context():
        before = assets.static_url("css/base.css")
        (tmp_path / "static" / "css" / "base.css").write_text("a{color:red}")
        after = assets.static_url("css/base.css")
    assert before.startswith("/static/css/base.css?v=")
    assert before != after


def test_what_is_asked_for_by_hash_is_kept_for_good(app: Flask) -> None:
    client = app.test_client()
    with app.test_request_context():
        urls = [assets.static_url("css/base.css"), assets.static_url("vendor/htmx.min.js")]
    for url in urls:
        answer = client.get(url)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == assets.FOREVER
        assert client.get(url.partition("?")[0]).headers["Cache-Control"] == assets.BRIEFLY


@pytest.mark.parametrize("name", ["secret.txt", "..%2Fsecret.txt", "swagger-ui.css", "django_htmx"])
def test_only_named_files_that_are_there_are_served(app: Flask, name: str) -> None:
    assert app.test_client().get(f"/vendor/{name}").status_code == 404


def test_a_missing_file_has_an_address_without_hash(app: Flask) -> None:
    with app.test_request_context():
        assert assets.static_url("css/none.css") == "/static/css/none.css"
        assert assets.static_url("vendor/swagger-ui.css") == "/vendor/swagger-ui.css"


def test_the_locked_assets_hold_every_file_of_the_allow_list() -> None:
    folder = Path(sys.prefix) / "assets"
    if not folder.is_dir():
        pytest.skip("the third-party assets are not installed beside this environment")
    assert [name for name, path in assets.VENDOR.items() if not (folder / path).is_file()] == []
