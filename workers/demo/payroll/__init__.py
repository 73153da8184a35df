"""Pay runs for the demo and for tests: US and UK, of any size, clean or with known faults planted in them.

The same seed gives the same run. Names and numbers are made up; identity numbers are of a possible form.
"""

from workers.demo.payroll.faults import PLANTS, plants_for
from workers.demo.payroll.made import MadeRun, as_csv
from workers.demo.payroll.runs import PAID_AFTER, PERIODS, make_run, period_of

__all__ = ["PAID_AFTER", "PERIODS", "PLANTS", "MadeRun", "as_csv", "make_run", "period_of", "plants_for"]
