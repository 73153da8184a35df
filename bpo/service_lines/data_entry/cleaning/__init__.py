"""Contact lists cleaned by stated rules: every change is logged per cell, the ambiguous goes to a person.

The rules: telephone numbers in E.164 by the row's country; all-figure dates month first in the United States,
day first elsewhere; amounts with a decimal comma where the country writes one; ZIP codes of five digits with
their leading zeros; names split into first and last; e-mail addresses in lower case; equal addresses are
duplicates.
"""

from .contacts import CellFinding, Change, CleanedList, Duplicate, clean

__all__ = ["CellFinding", "Change", "CleanedList", "Duplicate", "clean"]
