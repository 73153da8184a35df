"""Where RQ's messages come in. A message carries nothing; each door works off what PostgreSQL says is waiting."""

import time
from contextlib import suppress
from functools import cache

from sqlalchemy.exc import DBAPIError

from bpo.app import create_app
from bpo.platform import clock
from bpo.platform.db import db
from bpo.platform.messages import AUTOMATION, EVENTS
from bpo.platform.sandbox import Sandbox
from bpo.platform.web import House
from workers import automation, furnishing, outbox

SPELL_SECONDS = 3.0
"""How long one message keeps a worker; what is left then gets a message of its own. Short, since between two messages
a worker turns to the other queue: so a flood of slow documents never holds up what follows from an event, nor a flood
of events the documents.
"""


@cache
def app() -> House:
    """This process's application, made before RQ forks."""
    return create_app(worker=True)


def rehearse() -> None:
    """Do what every message begins with, before RQ forks: its children find the statements compiled, the database's
    ways known, and no connection open. A database that is away now may be there for the first message.
    """
    house = app()
    with house.app_context(), suppress(DBAPIError):
        try:
            furnishing.under_way()
            outbox.rehearse(clock.now())
        finally:
            db.engine.dispose()


@cache
def sandbox() -> Sandbox:
    """Where untrusted files are read."""
    return app().extensions["sandbox"]  # type: ignore[no-any-return]  # extensions hold anything


def follow_events() -> None:
    """Work off the outbox."""
    house, until = app(), time.monotonic() + SPELL_SECONDS
    with house.app_context():
        if furnishing.under_way():
            return
        handled = outbox.follow(
            clock.now,
            after_commit=house.extensions["after_commit"],
            until=lambda: time.monotonic() > until,
        )
        # where nothing could be handled, what waits is in others' hands, and may be for long
        if handled and outbox.waiting(clock.now(), limit=1):
            house.extensions["messenger"].wake(EVENTS)


def work_automation() -> None:
    """Do automation's tasks, one after another, fairly chosen each time."""
    house, until = app(), time.monotonic() + SPELL_SECONDS
    with house.app_context():
        if furnishing.under_way():
            return
        while automation.work_one(house, sandbox(), clock.now, after_commit=house.extensions["after_commit"]):
            if time.monotonic() > until:
                house.extensions["messenger"].wake(AUTOMATION)
                return
