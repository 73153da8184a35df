"""Every code that a finding about a run may bear, in words a client understands."""

from .pay_run.exceptions import REASONS as ABOUT_EMPLOYEES

REASONS = {
    **ABOUT_EMPLOYEES,
    "EXCEPTIONS_FOUND": "There are employees who must not be paid before a person has looked.",
    "TOO_MANY_EXCEPTIONS": "So much was found that something must be wrong with the tables as a whole.",
    "TABLE_UNKNOWN": "A table is none that we know by its titles.",
    "TABLE_NOT_READ": "A table cannot be read.",
    "COLUMN_UNUSED": "A column of amounts has a title that we do not know: it does not count.",
    "ROW_NOT_READ": "A row cannot be read.",
    "ACCOUNT_AS_NUMBER": "Account numbers stand as numbers, so zeros in front of them would be lost.",
    "RUN_REFUSED": "The run cannot be worked out from what was handed in.",
    "YEAR_NOT_COVERED": "The tax year has no parameters here.",
    "EXCEPTION_OPEN": "An exception is not decided.",
    "REASON_MISSING": "A decision has no reason.",
    "CORRECTION_WRONG": "What is put right cannot be taken.",
    "STILL_FOUND": "What was put right leads to something else, or did not help.",
    "CANNOT_BE_PAID": "What was found cannot be paid: it is held, or put right.",
    "EXCEPTIONS_CHANGED": "What was found is not in the table any more.",
    "DECIDED_TWICE": "A decision is about nothing that was found, or is made above already.",
    "HOLD_UNKNOWN": "Somebody is held who is not in the run.",
    "PAY_DATE_MISSING": "The day of payment is not known.",
    "PAY_DATE_WRONG": "The day of payment does not fit.",
    "EMPLOYER_INCOMPLETE": "Who pays, and from where, is not known.",
    "EMPLOYER_DIFFERS": "Who pays, or from where, is not what the client's list says.",
    "NOBODY_PAID": "Nobody would be paid.",
    "SAME_RUN": "A run of the same employees and period was handed in before.",
}
NEVER_STANDS = frozenset(
    {
        "RUN_REFUSED",
        "YEAR_NOT_COVERED",
        "TOO_MANY_EXCEPTIONS",
        "EXCEPTION_OPEN",
        "REASON_MISSING",
        "CORRECTION_WRONG",
        "STILL_FOUND",
        "CANNOT_BE_PAID",
        "EXCEPTIONS_CHANGED",
        "DECIDED_TWICE",
        "HOLD_UNKNOWN",
        "PAY_DATE_MISSING",
        "PAY_DATE_WRONG",
        "EMPLOYER_INCOMPLETE",
        "EMPLOYER_DIFFERS",
    }
)
"""What no words let pass."""
MAY_STAND = {
    "TABLE_UNKNOWN": ("It is no table of this run.",),
    "ROW_NOT_READ": ("The client confirmed that the row does not count.",),
    "ACCOUNT_AS_NUMBER": ("The client confirmed that no account number begins with a zero.",),
    "NOBODY_PAID": ("Everybody of this run is held.",),
}
