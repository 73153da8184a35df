"""Values are named as on the form, with the row they stand in."""

import pytest

from bpo.catalog.registry import work_type
from bpo.quality.views.automation import place_label
from tests.factories.world import INVOICES


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("number", "Invoice number"),
        ("lines.0.line_net", "Lines 1, Net"),
        ("lines.11.quantity", "Lines 12, Quantity"),
        ("vendor_id", "Vendor id"),
    ],
)
def test_a_value_is_named_with_its_row(path, said):
    assert place_label(work_type(INVOICES), path) == said
