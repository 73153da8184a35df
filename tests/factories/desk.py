"""Somebody signed in at a desk, and an invoice that passes all checks."""

import re

from flask.testing import FlaskClient

from bpo.platform.caller import Caller
from tests.factories.browser import Browser

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


class Desk(Browser):
    """The browser of a person at work."""

    def __init__(self, client: FlaskClient, person: Caller, *, address: str = "192.0.2.7") -> None:
        super().__init__(client, address=address)
        self.person = person
        answer = self.sign_in(person.email)
        assert answer.status_code == 302, answer.text

    def next(self, path: str = "/work/next") -> tuple[str, str]:
        """Take the next task: its address and fence."""
        answer = self.post(path)
        assert answer.status_code == 303, answer.text
        page = self.get(answer.location)
        found = re.search(r'name="_lease" value="(\d+)"', page.text)
        assert found, page.text[:2000]
        return answer.location, found[1]
