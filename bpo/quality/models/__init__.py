"""What is kept of checking the work: draws and lots, reviews and contests, known answers, calibrations."""

from bpo.quality.models.calibrations import Calibration, CalibrationAnswer, CalibrationItem
from bpo.quality.models.disputes import Dispute
from bpo.quality.models.draws import Drawing, Lot, LotSwitching, SamplingSeed
from bpo.quality.models.known_answers import KnownAnswer, KnownAnswerScore
from bpo.quality.models.reviews import Contest, Defect, Review

__all__ = [
    "Calibration",
    "CalibrationAnswer",
    "CalibrationItem",
    "Contest",
    "Defect",
    "Dispute",
    "Drawing",
    "KnownAnswer",
    "KnownAnswerScore",
    "Lot",
    "LotSwitching",
    "Review",
    "SamplingSeed",
]
