"""Contact lists cleaned by stated rules: every change is logged per cell, the ambiguous goes to a person.

The rules: telephone numbers in E.164 by the row's country; all-figure dates month first in the United States, day
first elsewhere, asked where both are in use; amounts with a decimal comma where the country writes one; postcodes in
the shape of their country with their leading zeros, ZIP codes held against the state; states by their codes; streets
as the post writes them; names split into first and last; e-mail addresses in lower case; equal addresses are
duplicates.
"""

from .contacts import CellFinding, Change, CleanedList, Duplicate, clean
from .table import read_table

__all__ = ["CellFinding", "Change", "CleanedList", "Duplicate", "clean", "read_table"]
