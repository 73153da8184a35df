"""A year of work for pages to lie over, beside its last tenth: laid out once, and kept where it shall be."""

import json
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from bpo.platform.caller import Caller
from tests.benchmarks import stock
from tests.benchmarks.ground import Ground, moment
from tests.benchmarks.serving import like
from tests.factories.world import Client

CLIENTS = 4
CREW = 20
"""Agents among whom the work of the year was shared."""
OPEN = 1_000
"""Open jobs of each client."""
DAYS = 365.0
"""Over which the long history lies; the short one is its last tenth, so that both show the same windows."""
YOUNG = "young"
"""The database of the short history."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """What was laid out, and who looks at it; each has an open session by their own id (see `serving.Signer`)."""

    jobs: int
    young: Ground
    """The same servers with the last tenth only."""
    clients: list[Client]
    agent: Caller
    managing: UUID
    leading: UUID
    approving: UUID
    """A person of the first client."""
    job: UUID
    """A finished job of the first client."""


def of(ground: Ground) -> Year:
    """The year as it was kept, or laid out now.

    Raises SystemExit where the folder keeps another one than asked for, or only half of one.
    """
    jobs = ground.jobs or (200_000 if ground.quick else 1_000_000)
    said = ground.kept / "year.json" if ground.kept else None
    if said is not None and said.exists():
        known = json.loads(said.read_text())
        if ground.jobs not in (None, known["jobs"]):
            raise SystemExit(
                f"{ground.kept} keeps {known['jobs']:,} jobs: name another folder, or leave --jobs out."
            )
        found = _read(ground, known, ground.beside(YOUNG))
        for side in (ground, found.young):
            stock.put_back(side)
            _sign_in(side, found)
            for client in found.clients:
                stock.in_batches(side, client)
        return found
    if ground.sql("SELECT 1 FROM tenant LIMIT 1"):
        raise SystemExit(
            f"What {ground.kept} keeps was not laid out to the end: remove it, or name another folder."
        )
    known = _people(ground, jobs)
    found = _laid_out(ground, known)
    if said is not None:
        said.write_text(json.dumps(known, default=str))
    return found


def _people(ground: Ground, jobs: int) -> dict[str, Any]:
    clients = [ground.client() for _ in range(CLIENTS)]
    agent = ground.agent(*clients)
    return {
        "jobs": jobs,
        "clients": [(each.id, each.code) for each in clients],
        "agent": agent.id,
        "managing": ground.agent(*clients, role="account_manager").id,
        "leading": ground.agent(*clients, role="team_lead").id,
        "approving": ground.world.person("approver", tenant=clients[0]).id,
        "crew": [agent.id, *like(ground, agent, CREW - 1)],
    }


def _laid_out(ground: Ground, known: dict[str, Any]) -> Year:
    """The last tenth in both databases, what was before in one."""
    clients, jobs, crew = [Client(*each) for each in known["clients"]], known["jobs"], known["crew"]
    for each in clients:
        stock.waiting(ground, each, OPEN, data=True)
        stock.in_batches(ground, each)
        stock.history(ground, each, jobs // 10 // CLIENTS, crew, days=DAYS / 10, whole=True)
    [(known["job"],)] = ground.sql(
        "SELECT id FROM job WHERE tenant_id = %s AND finished_at IS NOT NULL ORDER BY received_at DESC LIMIT 1",
        [clients[0].id],
    )
    found = _read(ground, known, ground)
    _sign_in(ground, found)
    young = ground.copy(YOUNG)
    for each in clients:
        stock.history(
            ground,
            each,
            jobs * 9 // 10 // CLIENTS,
            crew,
            days=DAYS * 0.9,
            before=DAYS / 10 + 0.25,
            whole=True,
        )
    ground.settle()
    young.settle()
    return replace(found, young=young)


def _read(ground: Ground, known: dict[str, Any], young: Ground) -> Year:
    def person(name: str) -> UUID:
        return UUID(str(known[name]))

    return Year(
        jobs=known["jobs"],
        young=young,
        clients=[Client(UUID(str(tenant)), code) for tenant, code in known["clients"]],
        agent=ground.world.caller(person("agent"), now=moment()),
        managing=person("managing"),
        leading=person("leading"),
        approving=person("approving"),
        job=person("job"),
    )


def _sign_in(ground: Ground, found: Year) -> None:
    """Open sessions for half a day, by the people's own ids."""
    for person_id in (found.agent.id, found.managing, found.leading, found.approving):
        ground.sql(
            "INSERT INTO person_session (id, person_id, secret_hash, address, user_agent, created_at, seen_at,"
            " expires_at) VALUES (%(id)s, %(id)s, sha256('secret'), '127.0.0.1', 'bench', now(), now(),"
            " now() + interval '12 hours') ON CONFLICT (id) DO UPDATE SET created_at = now(), seen_at = now(),"
            " expires_at = now() + interval '12 hours'",
            {"id": person_id},
        )
