"""A small world made by the real services: clients with contracts, people, jobs, and the workers' steps one at a time.

Time is the test's: every maker takes `now`, and defaults to `NOW`, a Tuesday at 10:00 in Berlin.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from itertools import product
from typing import Any
from uuid import UUID

from bpo.catalog.registry import work_type
from bpo.contracts import service as contracts
from bpo.contracts.rules import Calendar, Priority, Sampling, Target, Terms, WorkTypeTerms
from bpo.identity import queries as identity_queries
from bpo.identity import service as identity
from bpo.identity.models import Person
from bpo.jobs import service as job_service
from bpo.platform.caller import Caller
from bpo.platform.db import db, unit_of_work
from bpo.platform.ids import new_id
from bpo.platform.scope import Scope, everyone, gate, only
from bpo.platform.web import House
from bpo.tenancy.models import Tenant
from bpo.workforce import service as workforce
from bpo.workforce.models import Assignment, Certification
from bpo.workqueue import service as workqueue
from workers import automation, outbox

NOW = datetime(2026, 10, 6, 8, 0, tzinfo=UTC)
PASSWORD = "a quiet harbour at dawn 17"
INVOICES = "invoice_processing"


OF_THE_WHOLE = (
    *("automation_cap", "people_cap", "at_risk_percent", "categories", "monthly_fee"),
    "earn_back_months",
)
"""What is agreed for a contract as a whole, not for its work."""


@dataclass(frozen=True, slots=True)
class Client:
    """A client with a contract in force and queues."""

    id: UUID
    code: str


def terms(*, sells: Sequence[str] = (INVOICES,), **changes: Any) -> Terms:
    """Contract terms for what is sold: urgent 1 h, high 4 h, normal 8 h, low 3 days; nothing sampled unless said."""
    sampled = changes.pop("sampled", 0)
    usual: dict[str, Any] = {
        "turnaround": (
            (Priority.URGENT, Target.in_minutes(60)),
            (Priority.HIGH, Target.in_minutes(240)),
            (Priority.NORMAL, Target.in_minutes(480)),
            (Priority.LOW, Target.in_working_days(3)),
        ),
        "sampling": Sampling(
            percent=Decimal(sampled), new_agent_percent=Decimal(sampled), automation_percent=Decimal(sampled)
        ),
    }
    weight = changes.pop("weight", Decimal(1))
    whole = {name: changes.pop(name) for name in OF_THE_WHOLE if name in changes}
    each = WorkTypeTerms(**(usual | changes))
    return Terms(work_types=tuple((key, each) for key in sells), weight=weight, **whole)


class World:
    """Makers and steps; each opens and commits units of work of its own."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.made = 0
        self.sells: tuple[str, ...] = (INVOICES,)
        """The work types that clients made from now on have contracts for, and staff are certified for."""

    def client(
        self, name: str = "", *, now: datetime = NOW, calendar: Calendar | None = None, **agreed: Any
    ) -> Client:
        """A client company with a contract in force since a year, and its queues."""
        self.made += 1
        code = f"C{self.made:02d}"
        tenant_id = new_id()
        with unit_of_work(only(tenant_id)):
            db.session.add(
                Tenant(
                    id=tenant_id,
                    code=code,
                    name=name or f"Client {code}",
                    country="DE",
                    zone="Europe/Berlin",
                    locale="de_DE",
                    next_number=1,
                    state="active",
                    created_at=now,
                )
            )
            db.session.flush()
            contracts.agree(
                tenant_id=tenant_id,
                valid_from=now.replace(year=now.year - 1),
                terms=terms(sells=self.sells, **agreed),
                calendar=calendar or Calendar.weekdays("Europe/Berlin", "09:00", "17:00"),
                by=None,
                now=now,
            )
            for key in self.sells:
                workqueue.open_queues(
                    tenant_id=tenant_id,
                    work_type=work_type(key),
                    terms=terms(sells=self.sells, **agreed),
                )
        return Client(tenant_id, code)

    def person(
        self,
        role: str,
        *,
        tenant: Client | None = None,
        serves: Sequence[Client] = (),
        activities: Sequence[str] = ("work",),
        certified_at: datetime | None = None,
        now: datetime = NOW,
    ) -> Caller:
        """A person who may sign in with `PASSWORD`; staff serve and are certified for the clients in `serves`."""
        self.made += 1
        scope = everyone(reason="tests make people")
        with unit_of_work(scope):
            made = identity.create_person(
                tenant_id=tenant.id if tenant else None,
                role=role,
                email=f"{role}.{self.made}@example.com",
                name=f"{role.replace('_', ' ').title()} {self.made}",
                zone="Europe/Berlin",
                locale="en_GB",
                password=PASSWORD,
                now=now,
            )
            person_id = made.id
            for client in serves:
                db.session.add(Assignment(tenant_id=client.id, person_id=person_id, created_at=now))
                certified = activities if role in ("agent", "reviewer", "team_lead") else ()
                for key, activity in product(self.sells, certified):
                    db.session.add(
                        Certification(
                            tenant_id=client.id,
                            person_id=person_id,
                            work_type=key,
                            activity=activity,
                            created_at=certified_at or now.replace(year=now.year - 1),
                        )
                    )
        return self.caller(person_id, now=now)

    def clear(self, client: Client, *people: Caller, key: str = INVOICES) -> tuple[Caller, ...]:
        """Let people see the client's confidential work of a type; the callers they are from then on."""
        with unit_of_work(everyone(reason="tests clear people")):
            for who in people:
                workforce.clear(tenant_id=client.id, person_id=who.id, work_type=key, now=NOW)
        return tuple(self.caller(who.id) for who in people)

    def caller(self, person_id: UUID, *, now: datetime = NOW) -> Caller:
        """The frozen caller a person is at this moment."""
        with unit_of_work(gate()):
            person = db.session.get_one(Person, person_id)
            found = identity_queries.caller_of(person, session="", now=now)
        assert found is not None
        return found

    def job(
        self,
        client: Client,
        *,
        files: Sequence[tuple[str, str, bytes]] = (),
        reference: str | None = None,
        priority: Priority = Priority.NORMAL,
        now: datetime = NOW,
        title: str = "an invoice",
        **more: Any,
    ) -> job_service.Submitted:
        """A job handed in by the API; `files` are (name, media type, bytes)."""
        return self.jobs(
            client, 1, files=files, reference=reference, priority=priority, now=now, title=title, **more
        )[0]

    def jobs(
        self,
        client: Client,
        count: int,
        *,
        files: Sequence[tuple[str, str, bytes]] = (),
        reference: str | None = None,
        priority: Priority = Priority.NORMAL,
        now: datetime = NOW,
        title: str = "an invoice",
        kind: str = INVOICES,
        **more: Any,
    ) -> list[job_service.Submitted]:
        """Several like jobs in one go."""
        put = self.house.extensions["storage"].of(client.id).put
        with unit_of_work(only(client.id)):
            submission = job_service.Submission(
                title=title,
                files=tuple(
                    job_service.HandedIn(name=name, media_type=media_type, stored=put(content))
                    for name, media_type, content in files
                ),
                client_reference=reference,
                priority=priority,
                **more,
            )
            return job_service.submit(
                tenant_id=client.id,
                work_type=work_type(kind),
                submissions=[submission] * count,
                batch_id=None,
                source="api",
                by_id=None,
                by_name="a test",
                now=now,
            )

    def follow(self, now: datetime = NOW) -> int:
        """Work off the outbox as a worker does."""
        return outbox.follow(lambda: now)

    def automate(self, now: datetime = NOW) -> int:
        """Do all of automation's tasks as a worker does; how many."""
        done = 0
        while automation.work_one(self.house, self.house.extensions["sandbox"], lambda: now):
            done += 1
        return done

    def settle(self, now: datetime = NOW) -> None:
        """Let outbox and automation run until nothing is left to do."""
        while self.follow(now) + self.automate(now):
            pass

    def to_person(
        self, client: Client, count: int = 1, *, now: datetime = NOW, **more: Any
    ) -> list[job_service.Submitted]:
        """Jobs without files, which automation cannot read: their tasks wait for a person."""
        made = self.jobs(client, count, now=now, **more)
        self.settle(now)
        return made

    def reading(self, scope: Scope) -> Any:
        """A unit of work to look into the database with: `with world.reading(only(client.id)):`."""
        return unit_of_work(scope)
