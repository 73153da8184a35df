"""Geometry of charts: numbers in, coordinates and path strings out. Nothing is drawn here.

Templates get this package as the global `charts`; the macros in `templates/components/charts.html` turn the
values into SVG.
"""

from bpo.platform.charts.frame import said, ticks
from bpo.platform.charts.heat import heat
from bpo.platform.charts.over_time import control, line, lines, spark
from bpo.platform.charts.upright import bars, columns, stack

__all__ = ["bars", "columns", "control", "heat", "line", "lines", "said", "spark", "stack", "ticks"]
