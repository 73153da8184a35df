"""Pure decisions about jobs: their life, and what a client may call them and their files."""

from bpo.jobs.rules.life import (
    CLOCK_STOPPED,
    MOVES,
    OPEN,
    TERMINAL,
    JobState,
    client_words,
    may_move,
    move_name,
    moves_from,
    staff_words,
)
from bpo.jobs.rules.naming import (
    FILE_NAME_MAX,
    REFERENCE_MAX,
    BadPriorityError,
    BadReferenceError,
    clean_file_name,
    normalise_reference,
    parse_priority,
)

__all__ = [
    "CLOCK_STOPPED",
    "FILE_NAME_MAX",
    "MOVES",
    "OPEN",
    "REFERENCE_MAX",
    "TERMINAL",
    "BadPriorityError",
    "BadReferenceError",
    "JobState",
    "clean_file_name",
    "client_words",
    "may_move",
    "move_name",
    "moves_from",
    "normalise_reference",
    "parse_priority",
    "staff_words",
]
