"""What invoices call their fields, by language: the dictionary behind label matching.

Words are folded (no accents, no case), and every word for "number" counts as `nr`, so "Rechnungs-Nr.",
"Rechnungsnummer" and "Rechnung Nr" are one term. Longer terms win over shorter ones at the same place.
Fields beginning with `x_` are decoys.
"""

from .columns import COLUMNS
from .composed import DOCUMENTS, ORDERS, PATTERNS
from .decoys import DECOYS
from .identity import IDENTITY
from .people import PEOPLE
from .sums import SUMS

TERMS: dict[str, str] = {**IDENTITY, **SUMS, **PEOPLE, **DECOYS}
"""All terms by field."""

__all__ = ["COLUMNS", "DOCUMENTS", "ORDERS", "PATTERNS", "TERMS"]
