"""Work types other than invoices put into a client's contract, their jobs handed in, claimed and submitted."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from bpo.catalog.registry import work_type
from bpo.contracts import queries as contracts_queries
from bpo.contracts import service as contracts
from bpo.contracts.rules import Terms
from bpo.jobs import service as jobs
from bpo.platform.caller import Caller
from bpo.platform.db import unit_of_work
from bpo.platform.scope import only
from bpo.workforce import service as workforce
from bpo.workqueue import service as workqueue
from tests.factories.world import INVOICES, NOW, Client, World


def cover(client: Client, key: str, *people: Caller) -> None:
    """Put the work type in the client's contract like any other, and let these people do it."""
    with unit_of_work(only(client.id)):
        standing = contracts_queries.terms_in_force(client.id, NOW)
        usual = dict(standing.terms.work_types)[INVOICES]
        terms: Terms = replace(standing.terms, work_types=((INVOICES, usual), (key, usual)))
        contracts.agree(
            tenant_id=client.id, valid_from=NOW, terms=terms, calendar=standing.calendar, by=None, now=NOW
        )
        workqueue.open_queues(tenant_id=client.id, work_type=work_type(key), terms=terms)
        for person in people:
            workforce.certify(
                tenant_id=client.id,
                person_id=person.id,
                work_type=key,
                activity="work",
                expires_at=None,
                now=NOW,
            )


def hand_in(
    world: World,
    client: Client,
    key: str,
    *,
    files: Sequence[tuple[str, str, bytes]] = (),
    now: datetime = NOW,
) -> jobs.Submitted:
    """One job of the work type; `files` are (name, media type, bytes)."""
    put = world.house.extensions["storage"].of(client.id).put
    with unit_of_work(only(client.id)):
        (made,) = jobs.submit(
            tenant_id=client.id,
            work_type=work_type(key),
            submissions=[
                jobs.Submission(
                    title="handed in",
                    files=tuple(
                        jobs.HandedIn(name=name, media_type=kind, stored=put(content))
                        for name, kind, content in files
                    ),
                )
            ],
            batch_id=None,
            source="api",
            by_id=None,
            by_name="a test",
            now=now,
        )
    return made


def claim_of(client: Client, agent: Caller, now: datetime = NOW) -> workqueue.Claim:
    """The next task for somebody."""
    with unit_of_work(only(client.id)):
        return workqueue.claim_next(agent=agent, now=now, draw=0.5)


def submit(
    client: Client,
    agent: Caller,
    claim: workqueue.Claim,
    record: Mapping[str, Any],
    *,
    confirmed: Mapping[str, str] | None = None,
    now: datetime = NOW,
) -> None:
    """Hand a claimed task in."""
    with unit_of_work(only(client.id)):
        workqueue.submit(
            agent=agent,
            tenant_id=client.id,
            task_id=claim.task_id,
            fence=claim.fence,
            record=dict(record),
            confirmed=confirmed or {},
            active_seconds=20,
            now=now,
        )
