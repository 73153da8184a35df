"""Every code that a defined work type's findings may bear, in words a client understands."""

from bpo.catalog.rules.definitions import Definition

KEYS_DIFFER = "KEYS_DIFFER"
KEYED_DOUBTFUL = "KEYED_DOUBTFUL"
PREFILLED = "PREFILLED"

REASONS: dict[str, str] = {
    "UNREADABLE": "The file is empty, damaged or cannot be opened.",
    "PASSWORD_PROTECTED": "The document is protected by a password.",
    "PAGES_UNEVEN": "The file does not have the number of pages that a record has.",
    "FIELD_MISSING": "A field that must be filled is empty.",
    "FIELD_DOUBTFUL": "A value does not look as its field should, or its check digit is not right.",
    "VALUE_OUT_OF_BOUNDS": "A value is smaller or larger than expected.",
    "NOT_ON_LIST": "A value is not on your list.",
    "FIELDS_DIFFER": "Two fields that should be the same are not.",
    "SUM_OFF": "A sum does not add up.",
    "DATES_OUT_OF_ORDER": "Two dates are the wrong way round.",
    "FIELD_NOT_ALLOWED": "A field is filled that should be empty.",
    KEYS_DIFFER: "Two people read a field differently; a third looked at it.",
    KEYED_DOUBTFUL: "Two people read the same doubtful value; a third looked at it.",
    PREFILLED: "Some fields were read by machine before they were keyed.",
}


def reasons_of(definition: Definition) -> dict[str, str]:
    """The usual reasons, with the definition's own words and codes."""
    return {**REASONS, **dict(definition.reasons)}
