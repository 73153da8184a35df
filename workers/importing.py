"""Large changes of clients' lists: done in one transaction, told of in others."""

import time
from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from flask import current_app

from bpo.masters import service as masters
from bpo.platform.db import unit_of_work
from bpo.platform.scope import only
from bpo.platform.web import House
from workers.facts import Fact

TOLD_EVERY = 0.7
"""Seconds between two words about how far the work is."""


def go_on(facts: Sequence[Fact], now: datetime) -> None:
    """Read the files that came in, put into force what was confirmed."""
    office = masters.Office.of(current_app.extensions)
    for fact in facts:
        masters.go_on(
            tenant_id=fact.tenant_id,
            change_id=fact.subject_id,
            office=office,
            now=now,
            say=_telling(fact),
        )


def _telling(fact: Fact) -> masters.Say:
    """Word of how far the change is, beside the transaction under way, which nobody can look into."""
    house: House = cast(Any, current_app)._get_current_object()
    last = 0.0

    def say(phase: str, done: int, total: int) -> None:
        nonlocal last
        if time.monotonic() - last < TOLD_EVERY:
            return
        last = time.monotonic()
        # a context of its own has a session of its own
        with house.app_context(), unit_of_work(only(fact.tenant_id)):
            masters.note_progress(
                tenant_id=fact.tenant_id, change_id=fact.subject_id, phase=phase, done=done, total=total
            )

    return say
