"""The figures' rules: what is counted, how each figure is worked out, and in what words it is told."""

from bpo.reporting.rules.ageing import AGES, age_edges
from bpo.reporting.rules.counting import Counts, contributions, counts_at, difference, measures_of
from bpo.reporting.rules.forecast import WEEKS, Expected, Volume, Waiting, predicted_late, volume
from bpo.reporting.rules.hands import (
    Handled,
    Medians,
    at_the_desk,
    bucket,
    effort,
    measures_of_hands,
    median,
    middle,
)
from bpo.reporting.rules.metrics import (
    DEFINITIONS,
    Attained,
    Period,
    Ratio,
    Spread,
    attained,
    cost,
    days_in_hand,
    each_day,
    mean_seconds,
    share,
)
from bpo.reporting.rules.results import EXCLUDED, MET, MISSED, Counted, Happening, Promised, counted
from bpo.reporting.rules.timeline import STATES, explained

__all__ = [
    "AGES",
    "DEFINITIONS",
    "EXCLUDED",
    "MET",
    "MISSED",
    "STATES",
    "WEEKS",
    "Attained",
    "Counted",
    "Counts",
    "Expected",
    "Handled",
    "Happening",
    "Medians",
    "Period",
    "Promised",
    "Ratio",
    "Spread",
    "Volume",
    "Waiting",
    "age_edges",
    "at_the_desk",
    "attained",
    "bucket",
    "contributions",
    "cost",
    "counted",
    "counts_at",
    "days_in_hand",
    "difference",
    "each_day",
    "effort",
    "explained",
    "mean_seconds",
    "measures_of",
    "measures_of_hands",
    "median",
    "middle",
    "predicted_late",
    "share",
    "volume",
]
