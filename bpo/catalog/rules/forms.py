"""What a person fills on the work screen, and what must add up there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field of the work screen.

    `kind`: `text`, `date`, `money`, `number`, `choice`, `textarea`; `path` as in `Reading`.
    `choices` are (value, label) pairs. `required` fields must be filled, or be confirmed as missing.
    """

    path: str
    label: str
    kind: str = "text"
    required: bool = False
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTable:
    """A table of rows on the work screen: `path` is the list in the record, `columns` its fields."""

    path: str
    label: str
    columns: tuple[FormField, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One summand of an equation: the product of its `factors`.

    A factor is a field of the form, a column of the same row, or `lines.*.net` for the sum of a column.
    `minus` takes it away, `percent` takes a hundredth of it. An empty `optional` term counts as zero;
    `otherwise` is taken in place of a single factor that is empty.
    """

    factors: tuple[str, ...]
    minus: bool = False
    percent: bool = False
    optional: bool = False
    otherwise: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Equation:
    """A sum that the work screen proves while somebody types: `result` is the sum of the `terms`.

    With `rows`, the path of a table, it holds in each of its rows, and all names are its columns. `slack` is by
    how much it may be off. It is a preview in exact decimals; what counts is the work type's `check`.
    """

    result: str
    terms: tuple[Term, ...]
    rows: str = ""
    slack: str = "0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a person fills: single fields, then tables, the one with most to do first; and what must add up."""

    fields: tuple[FormField, ...]
    tables: tuple[FormTable, ...] = ()
    equations: tuple[Equation, ...] = ()
