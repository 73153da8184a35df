"""The house before the month begins: clients with contracts, people who may sign in, who serves and may do what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID

from sqlalchemy import func, select

from bpo.catalog.registry import work_type
from bpo.contracts import service as contracts
from bpo.contracts.rules import Calendar, Terms
from bpo.identity import queries as identity_queries
from bpo.identity import service as identity
from bpo.identity.models import ApiKey, Person
from bpo.platform.caller import Caller
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import everyone, gate
from bpo.quality.models import SamplingSeed
from bpo.tenancy import service as tenancy
from bpo.tenancy.models import Tenant
from bpo.workforce import service as workforce
from bpo.workqueue import service as workqueue
from workers.demo import cast

CODES = {"alder": "ALD", "brightwater": "BRI", "cascadia": "CAS"}
LOCALES = {"DE": "de_DE", "GB": "en_GB", "US": "en_US"}
ZONE_LOCALES = {"Europe/Berlin": "de_DE", "Europe/London": "en_GB", "America/Los_Angeles": "en_US"}
CERTIFIED_FOR = {"agent": ("work",), "team_lead": ("work",), "reviewer": ("review",)}
"""A reviewer does no work, so that nobody reviews their own."""
KEY_NAME = "ERP"
KEY_PERMISSIONS = ["job.submit", "job.view", "deliverable.download"]
ACQUAINTED = timedelta(days=60)
"""How long before the month the contracts began and the people were taken on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Who is there: clients' ids, callers and API keys, by the keys of the cast."""

    tenants: Mapping[str, UUID]
    callers: Mapping[str, Caller]
    keys: Mapping[str, Caller]
    """The clients' programs, by the client's key."""

    def client_of(self, tenant_id: UUID) -> str:
        """The key of the client with this id; StopIteration for another one's."""
        return next(key for key, known in self.tenants.items() if known == tenant_id)


def is_empty() -> bool:
    """Whether there is no client yet. Runs in the system's scope."""
    return not db.session.scalar(select(func.count()).select_from(Tenant))


def furnish(*, start: datetime, clients: Sequence[str]) -> None:
    """Make clients, contracts, queues, people and keys. Runs in the system's scope, all in one transaction."""
    began = start - ACQUAINTED
    for key in clients:
        _make_client(key, began)
    for person in cast.people():
        if not person.clients or set(person.clients) & set(clients):
            _make_person(person, [key for key in person.clients if key in clients], began)
    for key in clients:
        manager = _person_of(cast.of_client(key, "approver").email)
        identity.create_api_key(
            tenant_id=_tenant_of(key),
            name=KEY_NAME,
            permissions=KEY_PERMISSIONS,
            expires_at=None,
            by=manager.id,
            now=began,
        )


def _make_client(key: str, began: datetime) -> None:
    """The client, its contract and queues; seeds of draws are the story's, so that it can be played again."""
    company = cast.client(key)
    tenant = tenancy.create_tenant(
        code=CODES[key],
        name=company.name,
        country=company.country,
        zone=company.zone,
        locale=LOCALES[company.country],
        now=began,
    )
    terms = Terms.from_json(dict(company.contract))
    contracts.agree(
        tenant_id=tenant.id,
        valid_from=began,
        terms=terms,
        calendar=Calendar.from_json(dict(company.calendar)),
        by=None,
        now=began,
    )
    for covered, _ in terms.work_types:
        workqueue.open_queues(tenant_id=tenant.id, work_type=work_type(covered), terms=terms)
        db.session.add(
            SamplingSeed(
                tenant_id=tenant.id,
                work_type=covered,
                seed=sha256(f"{key} {covered}".encode()).hexdigest(),
                created_at=began,
            )
        )


def _make_person(person: cast.Person, served: Sequence[str], began: datetime) -> None:
    theirs = person.role in ("submitter", "approver")
    made = identity.create_person(
        tenant_id=_tenant_of(served[0]) if theirs else None,
        role=person.role,
        email=person.email,
        name=person.name,
        zone=person.zone,
        locale=ZONE_LOCALES[person.zone],
        password=cast.PASSWORD,
        now=began,
    )
    for key in served if theirs else ():
        _clear(person, made.id, key, began)
    for key in () if theirs else served:
        tenant_id = _tenant_of(key)
        workforce.assign(tenant_id=tenant_id, person_id=made.id, expires_at=None, now=began)
        _clear(person, made.id, key, began)
        for activity in CERTIFIED_FOR.get(person.role, ()):
            for skill in _skills(person, key):
                workforce.certify(
                    tenant_id=tenant_id,
                    person_id=made.id,
                    work_type=skill,
                    activity=activity,
                    expires_at=None,
                    now=began,
                )


def _skills(person: cast.Person, key: str) -> list[str]:
    """What of the client's work the person is certified for."""
    return [skill for skill in person.skills if skill in cast.client(key).contract["work_types"]]


def _clear(person: cast.Person, person_id: UUID, key: str, began: datetime) -> None:
    """Whoever works on what is confidential is cleared for it, and so are those who answer for it on both sides."""
    for work in cast.CONFIDENTIAL:
        if work not in cast.client(key).contract["work_types"]:
            continue
        if work in person.skills or person.role in ("approver", "account_manager"):
            workforce.clear(tenant_id=_tenant_of(key), person_id=person_id, work_type=work, now=began)


def _tenant_of(key: str) -> UUID:
    return db.session.scalars(select(Tenant.id).where(Tenant.code == CODES[key])).one()


def _person_of(email: str) -> Person:
    return db.session.scalars(select(Person).where(Person.email == email)).one()


def world_of(*, clients: Sequence[str], now: datetime) -> World:
    """The people as the callers they are, at any time after `furnish`. Opens units of work of its own."""
    with unit_of_work(everyone(reason="the demo month acts for all its clients").reading()):
        tenants = {key: _tenant_of(key) for key in clients}
        keys = {
            key: _program(db.session.scalars(select(ApiKey).where(ApiKey.tenant_id == tenant_id)).one())
            for key, tenant_id in tenants.items()
        }
    callers = {}
    with unit_of_work(gate()):
        for person in cast.people():
            row = db.session.scalar(select(Person).where(Person.email == person.email))
            caller = identity_queries.caller_of(row, session="", now=now) if row else None
            if caller is not None:
                callers[person.key] = caller
    return World(tenants=tenants, callers=callers, keys=keys)


def _program(key: ApiKey) -> Caller:
    return Caller(
        id=key.id,
        name=f"API key {key.name}",
        email="",
        kind="client",
        role="api_key",
        permissions=frozenset(key.permissions),
        tenants=(key.tenant_id,),
    )
