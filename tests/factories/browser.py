"""A browser without scripts: keeps cookies and the form token, opens pages, sends forms, and JSON as our scripts do."""

import re
from typing import Any, Self

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bpo.platform.caller import Caller
from bpo.platform.web import House
from tests.factories.world import PASSWORD


class Browser:
    """Somebody at a browser of their own; `address` is where they call from."""

    def __init__(self, client: FlaskClient, *, address: str = "192.0.2.1") -> None:
        self.client = client
        self.client.environ_base["REMOTE_ADDR"] = address

    @classmethod
    def of(cls, house: House, who: Caller, *, address: str = "192.0.2.1") -> Self:
        """The browser of somebody of the test world, signed in."""
        browser = cls(house.test_client(), address=address)
        answer = browser.sign_in(who.email)
        assert answer.status_code == 302, answer.text
        return browser

    def token(self, page: str = "/sign-in/none") -> str:
        """The form token, which stands on every page."""
        text = self.get(page).text
        found = re.search(r'name="csrf-token" content="([^"]+)"', text)
        assert found, text[:2000]
        return found[1]

    def get(self, path: str, **more: Any) -> TestResponse:
        """Open a page."""
        return self.client.get(path, **more)

    def post(self, path: str, data: Any = None, *, page: str | None = None, **more: Any) -> TestResponse:
        """Send a form with the token that stands on `page` (usually the form's own address)."""
        form = {**(data or {}), "csrf_token": self.token(page or "/sign-in/none")}
        return self.client.post(path, data=form, **more)

    def send(self, path: str, body: Any, method: str = "POST") -> TestResponse:
        """Send JSON as our scripts do."""
        headers = {"X-CSRFToken": self.token(), "Accept": "application/json"}
        return self.client.open(path, method=method, json=body, headers=headers)

    def sign_in(self, email: str, password: str = PASSWORD, **more: str) -> TestResponse:
        """Fill in the sign-in form."""
        return self.post("/sign-in", {"email": email, "password": password, **more})

    def is_in(self) -> bool:
        """Whether their own account opens."""
        return self.get("/account").status_code == 200
