"""`./run clocks [CODE …] [--write]`: make every clock again from the events, and hold it against the stored one."""

import argparse
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import pairwise
from uuid import UUID

from sqlalchemy import func, select

from bpo.events.models import Event
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import everyone
from bpo.platform.web import House
from bpo.sla import service as sla
from bpo.tenancy.models import Tenant
from config.settings import Settings
from workers import doors
from workers.surroundings import of_what_runs

WHOLE = everyone(reason="clocks are made again from the events")
PIECES = 8
"""A client's receipts are cut into so many pieces, that processes take one after the other."""
SHOWN = 20
_LAST = UUID(int=2**128 - 1)


@dataclass(frozen=True, slots=True)
class Piece:
    """The receipts of a client after one place, up to another; None for its beginning and end."""

    tenant_id: UUID
    after: sla.Place | None
    until: sla.Place | None


@dataclass(frozen=True, slots=True)
class Found:
    """What a piece came to: how many clocks, and what differed."""

    clocks: int
    differing: tuple[tuple[UUID, tuple[str, ...]], ...]


def pieces_of(tenant_ids: Sequence[UUID]) -> list[Piece]:
    """All receipts of the clients, cut into pieces of like size. Opens a unit of work of its own."""
    found: list[Piece] = []
    parts = [(number + 1) / PIECES for number in range(PIECES - 1)]
    with unit_of_work(WHOLE.reading()):
        for tenant_id in tenant_ids:
            cuts: list[datetime] = (
                db.session.scalar(
                    select(func.percentile_disc(parts).within_group(Event.occurred_at)).where(
                        Event.tenant_id == tenant_id, Event.name == "job.received"
                    )
                )
                or []
            )
            places: list[sla.Place | None] = [None, *((at, _LAST) for at in sorted(set(cuts))), None]
            found += [Piece(tenant_id, *ends) for ends in pairwise(places)]
    return found


def rebuild_piece(piece: Piece, *, write: bool) -> Found:
    """Make the clocks of a piece, some thousands in each unit of work."""
    differing: list[tuple[UUID, tuple[str, ...]]] = []
    clocks, after = 0, piece.after
    while True:
        with unit_of_work(WHOLE if write else WHOLE.reading()):
            done = sla.rebuild(tenant_id=piece.tenant_id, after=after, until=piece.until, write=write)
        clocks += done.clocks
        differing += done.differing
        if done.place is None:
            return Found(clocks, tuple(differing))
        after = done.place


def rebuild_all(
    house: House, tenant_ids: Sequence[UUID], *, write: bool, processes: int | None = None
) -> Iterator[Found]:
    """Make all clocks of these clients, on as many processes as there are cores."""
    with house.app_context():
        pieces = pieces_of(tenant_ids)
        db.engine.dispose()
    count = min(processes or os.cpu_count() or 1, len(pieces) or 1)
    context = multiprocessing.get_context("fork")
    with context.Pool(count, initializer=_enter, initargs=(house,)) as pool:
        yield from pool.imap_unordered(partial(rebuild_piece, write=write), pieces)


def _enter(house: House) -> None:
    house.app_context().push()
    db.engine.dispose(close=False)  # the parent's connections are the parent's


def main() -> int:
    """Rebuild, print what differed, and exit with 1 where something did and was not written."""
    parser = argparse.ArgumentParser(prog="./run clocks", description=__doc__)
    parser.add_argument("codes", nargs="*", metavar="CODE", help="clients; all of them where none is named")
    parser.add_argument("--write", action="store_true", help="store what differs or is missing")
    given = parser.parse_args()
    with of_what_runs(Settings.from_env()) as variables:
        os.environ.update(variables)
        return _run(given.codes, write=given.write)


def _run(codes: Sequence[str], *, write: bool) -> int:
    house = doors.app()
    with house.app_context(), unit_of_work(WHOLE.reading()):
        asked = select(Tenant.id)
        if codes:
            asked = asked.where(Tenant.code.in_([code.upper() for code in codes]))
        tenant_ids = list(db.session.scalars(asked))
    clocks = 0
    differing: list[tuple[UUID, tuple[str, ...]]] = []
    for found in rebuild_all(house, tenant_ids, write=write):
        clocks += found.clocks
        differing += found.differing
    for job_id, names in differing[:SHOWN]:
        print(f"{job_id}: {', '.join(names) or 'no clock was stored'}")
    said = "written" if write else "left as they are stored"
    print(
        f"{clocks} clocks made from the events; {len(differing)} differed"
        + (f", {said}" if differing else "")
    )
    return 1 if differing and not write else 0


if __name__ == "__main__":
    raise SystemExit(main())
