"""The verbs of clients' lists: import, change, take back, show; and holding a record against them. None commits."""

from bpo.masters.service.assessing import ASSESSMENT_FAILED, JobReference, assessed
from bpo.masters.service.confirmed import write_confirmed
from bpo.masters.service.editing import close_row, put_rows, save_row
from bpo.masters.service.files import BY_TWO, TABLES, Office, confirm, drop, look_at
from bpo.masters.service.sealing import seal_open_rows
from bpo.masters.service.showing import as_file, reveal, whole_list
from bpo.masters.service.under_way import go_on, note_progress
from bpo.masters.service.undoing import undo
from bpo.masters.service.writing import UNDER_WAY, Dropped, Found, Say, close_list, in_words

__all__ = [
    "ASSESSMENT_FAILED",
    "BY_TWO",
    "TABLES",
    "UNDER_WAY",
    "Dropped",
    "Found",
    "JobReference",
    "Office",
    "Say",
    "as_file",
    "assessed",
    "close_list",
    "close_row",
    "confirm",
    "drop",
    "go_on",
    "in_words",
    "look_at",
    "note_progress",
    "put_rows",
    "reveal",
    "save_row",
    "seal_open_rows",
    "undo",
    "whole_list",
    "write_confirmed",
]
