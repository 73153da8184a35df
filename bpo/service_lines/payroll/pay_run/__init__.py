"""One pay run: what was handed in, gross to net per employee, what must not be paid unseen, and the totals."""

from .records import Adjustment, Employee, PayRun, Problem, Timesheet, read_pay_run
from .register import Register, run

__all__ = ["Adjustment", "Employee", "PayRun", "Problem", "Register", "Timesheet", "read_pay_run", "run"]
