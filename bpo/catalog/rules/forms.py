"""What a person fills on the work screen, and what must add up there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """The part of a page that bears a field: `page` counts from 0, `box` is (left, top, right, bottom) as fractions
    of the page's width and height, top-left origin."""

    page: int
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field of the work screen.

    `kind`: `text`, `date`, `money`, `number`, `choice`, `textarea`; `path` as in `Reading`.
    `choices` are (value, label) pairs. `required` fields must be filled, or be confirmed as missing.

    What is typed is brought into the form of the `mask` (`999-99-9999`: 9 a digit, A a capital, * either, anything
    else as it stands) where it fits. `shortest` and `longest` count characters (0: as many as the kind allows),
    `pattern` is one of `patterns.py`, `check` the key of a check digit (`check_digits.py`): what does not keep to
    them is doubted (`doubts_about`), never refused, since a form may bear it. `normalise` says how two keyings are
    compared (`COMPARISONS`), `region` where on the source it stands. `secret` values are shown masked.
    What is `shown` is evidence for the rest: it stands there as text, and what is sent for it counts for nothing;
    in a table that is `fixed` only.
    """

    path: str
    label: str
    kind: str = "text"
    required: bool = False
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    shortest: int = 0
    longest: int = 0
    mask: str = ""
    pattern: str = ""
    check: str = ""
    normalise: str = "usual"
    region: Region | None = None
    secret: bool = False
    shown: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTable:
    """A table of rows on the work screen: `path` is the list in the record, `columns` its fields.

    Of a `fixed` one the rows are questions put to the person: none is added, moved or taken away.
    """

    path: str
    label: str
    columns: tuple[FormField, ...]
    fixed: bool = False

    def __post_init__(self) -> None:
        if not self.fixed and any(column.shown for column in self.columns):
            raise ValueError(f"{self.path}: only a fixed table shows columns nobody types")


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
