"""Assigning staff to clients, certifying them for work, and clearing people for what is confidential."""

from bpo.workforce.service.clearances import clear, confidential_types, unclear
from bpo.workforce.service.pauses import note_proven, pause, reinstate
from bpo.workforce.service.staff import ACTIVITIES, assign, certify, plan, release, uncertify

__all__ = [
    "ACTIVITIES",
    "assign",
    "certify",
    "clear",
    "confidential_types",
    "note_proven",
    "pause",
    "plan",
    "reinstate",
    "release",
    "uncertify",
    "unclear",
]
