"""Additions fill what is empty, replace nothing, and lead somewhere."""

import pytest

from bpo.catalog.rules import Reading
from bpo.jobs.rules.additions import open_additions, with_additions

RECORD = {"account": "", "seller": "Mühle", "lines": [{"gl": None, "net": "1.00"}, {"gl": "4400"}]}


def addition(path: str, value: str = "6000") -> Reading:
    return Reading(path=path, value=value, confidence=0.9, method="vendor")


def test_only_empty_places_are_filled() -> None:
    asked = [addition(path) for path in ("account", "seller", "lines.0.gl", "lines.1.gl", "cost_centre")]
    paths = [each.path for each in open_additions(RECORD, asked)]
    assert paths == ["account", "lines.0.gl", "cost_centre"]


def test_the_record_itself_is_left_as_it_was() -> None:
    filled = with_additions(RECORD, [addition("lines.0.gl"), addition("cost_centre", "100")])
    assert filled["lines"][0] == {"gl": "6000", "net": "1.00"}
    assert filled["cost_centre"] == "100"
    assert RECORD["lines"][0]["gl"] is None
    assert "cost_centre" not in RECORD


@pytest.mark.parametrize("path", ["lines.7.gl", "lines.first.gl", "payment.iban", "seller.name", "lines.0"])
def test_a_path_that_leads_nowhere_is_an_error(path: str) -> None:
    with pytest.raises((LookupError, ValueError, TypeError)):
        open_additions(RECORD, [addition(path)])
