"""Pages of quality control: reviews, lots, people, known answers, calibrations, automation, one's own feedback."""

from flask import Blueprint

bp = Blueprint("quality", __name__)
HOME = "quality.bench"

from bpo.quality.views import (  # noqa: E402, F401 - they use `bp`
    automation,
    calibrations,
    control,
    feedback,
    known_answers,
    lots,
    people,
    review,
)
