"""A browser without scripts, for integration tests of pages."""

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bpo.platform.caller import Caller
from bpo.platform.web import House
from tests.factories.world import PASSWORD

_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Browser:
    """Keeps the session and sends the token that every form carries."""

    def __init__(self, house: House) -> None:
        self.http: FlaskClient = house.test_client()
        self.token = ""

    def sign_in(self, who: Caller) -> "Browser":
        """Sign in as somebody of the test world."""
        self.get("/sign-in")
        answer = self.post("/sign-in", data={"email": who.email, "password": PASSWORD})
        assert answer.status_code == 302, answer.text
        self.get("/account")
        return self

    def get(self, path: str, **more: Any) -> TestResponse:
        """Look at a page."""
        return self._kept(self.http.get(path, **more))

    def post(self, path: str, data: dict[str, Any] | None = None, **more: Any) -> TestResponse:
        """Send a form, with the token of the page seen last."""
        form = {"csrf_token": self.token, **(data or {})}
        return self._kept(self.http.post(path, data=form, **more))

    def _kept(self, answer: TestResponse) -> TestResponse:
        found = _TOKEN.search(answer.text) if "html" in (answer.content_type or "") else None
        if found:
            self.token = found.group(1)
        return answer
