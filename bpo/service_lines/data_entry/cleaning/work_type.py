"""List cleaning as a work type: a list in; the clean list, every change and every duplicate out."""

from bpo.catalog.rules import (
    Actor,
    Form,
    FormField,
    FormTable,
    Record,
    ScorecardLine,
    Step,
    Weight,
    WorkType,
)
from bpo.platform.files import media

from .chunks import DOUBT, LEFT, PAIR, QUESTION, check, clean_piece, pieces, put_together, read
from .policy import MASTERS, assess
from .results import deliver

OF_THE_FILE = {
    "UNREADABLE": "The file is empty, damaged or no table.",
    "LIST_EMPTY": "The list has no rows under its titles.",
    "LIST_TOO_LARGE": "The list has more than 100,000 rows or 100 columns: please split it.",
    "TITLES_UNKNOWN": "No title says what a column holds.",
    "TITLES_DOUBLE": "More than one column has the same title.",
    "ROWS_WIDER": "Some rows have more cells than there are titles.",
    "CELL_ERRORS": "Some cells hold an error of the spreadsheet.",
    "CELLS_MERGED": "Some cells are merged, so that the others of them are empty.",
    "OTHER_SHEETS": "The workbook has further sheets, which are not cleaned.",
    "ENCODING_DOUBTFUL": "Some letters were lost or changed by a wrong encoding.",
}
REASONS = OF_THE_FILE | {
    "FORMULAS": "Cells were formulas; what they came to is taken.",
    QUESTION: "A column can be read in two ways.",
    DOUBT: "A value is doubtful, and a person looked at it.",
    PAIR: "Two rows may be the same person.",
    LEFT: "More cells are doubtful than can be asked about one by one.",
}
DECISION = (("first", "First reading"), ("second", "Second reading"), ("leave", "Leave as given"))

FORM = Form(
    fields=(
        FormField(path="file", label="File", shown=True),
        FormField(path="rows", label="Rows", kind="number", shown=True),
        FormField(path="changed", label="Cells changed by rule", kind="number", shown=True),
        FormField(path="doubtful", label="Cells in doubt", kind="number", shown=True),
        FormField(path="duplicates", label="Duplicates by address", kind="number", shown=True),
    ),
    tables=(
        FormTable(
            path="questions",
            label="Columns that can be read in two ways",
            fixed=True,
            columns=(
                FormField(path="column", label="Column", shown=True),
                FormField(path="asked", label="Question", shown=True),
                FormField(path="cells", label="Cells", shown=True),
                FormField(path="example", label="For example", shown=True),
                FormField(path="first", label="First reading", shown=True),
                FormField(path="second", label="Second reading", shown=True),
                FormField(path="decision", label="Decision", kind="choice", choices=DECISION, required=True),
            ),
        ),
        FormTable(
            path="doubts",
            label="Doubtful cells",
            fixed=True,
            columns=(
                FormField(path="row", label="Row", shown=True),
                FormField(path="column", label="Column", shown=True),
                FormField(path="given", label="Given", shown=True),
                FormField(path="clean", label="Clean"),
                FormField(path="cells", label="Cells", shown=True),
                FormField(path="why", label="Why", shown=True),
            ),
        ),
        FormTable(
            path="pairs",
            label="Rows that may be the same person",
            fixed=True,
            columns=(
                FormField(path="row", label="Row", shown=True),
                FormField(path="who", label="Who", shown=True),
                FormField(path="of", label="Same as row", shown=True),
                FormField(path="whom", label="Who", shown=True),
                FormField(path="likeness", label="Likeness", shown=True),
                FormField(
                    path="decision",
                    label="Decision",
                    kind="choice",
                    required=True,
                    choices=(("same", "The same: only one stays"), ("different", "Different people")),
                ),
            ),
        ),
    ),
)

INSTRUCTIONS = """Only what the rules could not settle is here; everything else is cleaned.
- A column that can be read in two ways is decided once for all its cells. Other cells give it away: a day above 12.
- If nothing gives it away, put the task on hold and ask the client. Never guess.
- A doubtful cell: type what is right, take the proposal as read, or empty it. What stands there goes into the list.
- Two rows are the same person only if more than the name says so."""


def title(record: Record) -> str:
    """The file's name."""
    return str(record.get("file") or "")


WORK_TYPE = WorkType(
    key="list_cleaning",
    name="List cleaning",
    service_line="Data entry",
    description="Contact lists cleaned by stated rules: names, telephone numbers, dates, amounts, duplicates.",
    unit="list",
    accepts=(media.CSV, media.XLSX, media.TEXT),
    one_job_per_file=True,
    steps=(
        Step(key="read", name="Read", actor=Actor.AUTOMATION),
        Step(
            key="clean",
            name="Clean",
            actor=Actor.AUTOMATION,
            parts=pieces,
            work=clean_piece,
            merge=put_together,
        ),
        Step(
            key="decide",
            name="Decide doubts",
            actor=Actor.PERSON,
            when=(QUESTION, DOUBT, PAIR, LEFT, *OF_THE_FILE),
            minutes=8.0,
        ),
    ),
    form=FORM,
    instructions=INSTRUCTIONS,
    scorecard=(
        ScorecardLine(
            key="decided",
            text="Every decision is right, and none was guessed.",
            weight=Weight.CRITICAL_CLIENT,
            points=70,
        ),
        ScorecardLine(
            key="asked",
            text="What nothing gives away was asked of the client.",
            weight=Weight.CRITICAL_BUSINESS,
            points=30,
        ),
    ),
    reasons=REASONS,
    automate=read,
    check=check,
    deliver=deliver,
    title=title,
    assess=assess,
    masters=MASTERS,
)
