"""Contracts and calendars as people fill them in: from forms to values, and back."""

from bpo.contracts.schemas.calendar import (
    DAYS,
    calendar_fields,
    calendar_from,
    calendar_shown,
    holiday_countries,
)
from bpo.contracts.schemas.deal import categories_shown, few_shown, internal_shown, level_shown, tiers_shown
from bpo.contracts.schemas.finer import ladder_shown, sure_shown
from bpo.contracts.schemas.quality import BASES, FORMATIONS, METHODS, PERCENTS, WHOLES, quality_said
from bpo.contracts.schemas.terms import (
    CREDITED,
    PRIORITIES,
    credited_words,
    promised_words,
    terms_fields,
    terms_from,
    terms_labels,
    terms_shown,
    usual_terms,
)

__all__ = [
    "BASES",
    "CREDITED",
    "DAYS",
    "FORMATIONS",
    "METHODS",
    "PERCENTS",
    "PRIORITIES",
    "WHOLES",
    "calendar_fields",
    "calendar_from",
    "calendar_shown",
    "categories_shown",
    "credited_words",
    "few_shown",
    "holiday_countries",
    "internal_shown",
    "ladder_shown",
    "level_shown",
    "promised_words",
    "quality_said",
    "sure_shown",
    "terms_fields",
    "terms_from",
    "terms_labels",
    "terms_shown",
    "tiers_shown",
    "usual_terms",
]
