"""What one cell of a list says, in the form in which it is kept.

Values are kept as text: dates as YYYY-MM-DD, numbers as plain decimals with a point (amounts with at least two
places), yes and no as Y and N.
"""

from bpo.catalog.rules import MasterColumn
from bpo.platform.sheets.cells import (
    Unreadable,
    decimal_mark_of,
    money_text,
    number_text,
    read_date,
    read_number,
    read_yes_no,
    tidy,
)

__all__ = [
    "LONGEST",
    "LONGEST_IDENTITY",
    "Unreadable",
    "decimal_mark_of",
    "read_cell",
    "read_choice",
    "read_date",
    "read_number",
    "tidy",
]

LONGEST = 2_000
"""Characters of a cell."""
LONGEST_IDENTITY = 120
"""Characters of a cell that names its row."""


def read_cell(column: MasterColumn, text: str, *, mark: str | None) -> str:
    """The cell's value in its kept form; "" for an empty one. `mark` is the decimal mark that the rest shows.

    Unreadable where it is nothing of the column's kind, or could be two things.
    """
    plain = tidy(text)
    if len(plain) > LONGEST:
        raise Unreadable(f"has more than {LONGEST} characters")
    if "\ufffd" in plain:
        raise Unreadable("has a letter that could not be read: save the file as UTF-8")
    if not plain:
        return ""
    match column.kind:
        case "number":
            return number_text(read_number(plain, mark))
        case "money":
            return money_text(read_number(plain, mark))
        case "date":
            return read_date(plain).isoformat()
        case "yes_no":
            return read_yes_no(plain)
        case "choice":
            return read_choice(column, plain)
        case _:
            return plain


def read_choice(column: MasterColumn, text: str) -> str:
    """The value of the choice that is called so, by its value or its label."""
    word = text.casefold()
    for value, label in column.choices:
        if word in (value.casefold(), label.casefold()):
            return value
    some = ", ".join(value for value, _ in column.choices[:8])
    more = " …" if len(column.choices) > 8 else ""
    raise Unreadable(f"“{text}” is not one of {some}{more}")
