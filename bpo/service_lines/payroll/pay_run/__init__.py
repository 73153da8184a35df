"""One pay run: what was handed in, gross to net per employee, what must not be paid unseen, and the totals."""

from .gather import Gathered, gather
from .records import Case, Line, Occasion, PayException, Timesheet
from .run import Register, Worked, chunks_of, total, work_out, work_out_all, year_of

__all__ = [
    "Case",
    "Gathered",
    "Line",
    "Occasion",
    "PayException",
    "Register",
    "Timesheet",
    "Worked",
    "chunks_of",
    "gather",
    "total",
    "work_out",
    "work_out_all",
    "year_of",
]
