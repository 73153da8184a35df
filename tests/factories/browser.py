"""A browser without scripts: reads a page's form token, posts forms, keeps cookies."""

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.factories.world import PASSWORD


class Browser:
    """Somebody at a browser of their own; `address` is where they call from."""

    def __init__(self, client: FlaskClient, *, address: str = "192.0.2.1") -> None:
        self.client = client
        self.client.environ_base["REMOTE_ADDR"] = address

    def get(self, path: str) -> TestResponse:
        """Open a page."""
        return self.client.get(path)

    def post(self, path: str, data: Any = None, *, page: str | None = None) -> TestResponse:
        """Send a form with the token that stands on `page` (usually the form's own address)."""
        token = re.search(r'name="csrf-token" content="([^"]+)"', self.get(page or "/sign-in/none").text)
        assert token, "every page bears the form token"
        return self.client.post(path, data={**(data or {}), "csrf_token": token[1]})

    def sign_in(self, email: str, password: str = PASSWORD, **more: str) -> TestResponse:
        """Fill in the sign-in form."""
        return self.post("/sign-in", {"email": email, "password": password, **more})

    def is_in(self) -> bool:
        """Whether their own account opens."""
        return self.get("/account").status_code == 200
