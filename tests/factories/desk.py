"""Somebody signed in at a desk: forms and JSON with the form token, and an invoice that passes all checks."""

import re
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bpo.platform.caller import Caller
from tests.factories.world import PASSWORD

INVOICE = {
    "number": "RE-1",
    "type_code": "380",
    "issue_date": "06.07.2026",
    "currency": "EUR",
    "seller": "Mühle Hartmann KG",
    "buyer": "Alder Foods GmbH",
    "seller_tax_id": "257/166/40215",
    "net": "100,00",
    "vat": "19.00",
    "gross": "119,00",
    "payable": "119.00",
    "lines.0.description": "Flour",
    "lines.0.quantity": "2",
    "lines.0.unit_price": "50,00",
    "lines.0.vat_rate": "19",
    "lines.0.line_net": "100.00",
    "vat_breakdown.0.category": "S",
    "vat_breakdown.0.rate": "19",
    "vat_breakdown.0.taxable": "100.00",
    "vat_breakdown.0.tax": "19.00",
}
"""What an agent types, as a German client writes."""


class Desk:
    """A person's browser without scripts."""

    def __init__(self, client: FlaskClient, person: Caller, *, address: str = "192.0.2.7") -> None:
        self.client, self.person = client, person
        self.client.environ_base["REMOTE_ADDR"] = address
        answer = self.post("/sign-in", {"email": person.email, "password": PASSWORD})
        assert answer.status_code == 302, answer.text

    @property
    def token(self) -> str:
        """The form token of any page."""
        page = self.client.get("/sign-in/none").text
        found = re.search(r'name="csrf-token" content="([^"]+)"', page)
        assert found, page
        return found[1]

    def get(self, path: str, **more: Any) -> TestResponse:
        """Open a page."""
        return self.client.get(path, **more)

    def post(self, path: str, data: dict[str, Any] | None = None) -> TestResponse:
        """Send a form."""
        return self.client.post(path, data={**(data or {}), "csrf_token": self.token})

    def send(self, path: str, body: Any, method: str = "POST") -> TestResponse:
        """Send JSON as our scripts do."""
        headers = {"X-CSRFToken": self.token, "Accept": "application/json"}
        return self.client.open(path, method=method, json=body, headers=headers)

    def next(self, path: str = "/work/next") -> tuple[str, str]:
        """Take the next task: its address and fence."""
        answer = self.post(path)
        assert answer.status_code == 303, answer.text
        page = self.get(answer.location)
        found = re.search(r'name="_lease" value="(\d+)"', page.text)
        assert found, page.text[:2000]
        return answer.location, found[1]
