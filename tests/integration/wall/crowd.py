"""A victim with a row in every table and a canary in every text, and everybody who must not get at it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import psycopg
from flask import Flask
from psycopg import Connection, sql
from sqlalchemy import select

from bpo.approvals.models import Approval, Proposal, StepNote
from bpo.catalog import registry
from bpo.catalog.queries import compartment_of
from bpo.catalog.registry import work_type
from bpo.contracts import queries as contracts
from bpo.contracts.rules import statement_of
from bpo.definitions import service as definitions
from bpo.delivery import service as delivery
from bpo.identity import service as identity
from bpo.identity.models import Person
from bpo.identity.service.keys import KEY_PERMISSIONS
from bpo.jobs import service as jobs
from bpo.jobs.models import Batch, BatchRelease, JobPaper
from bpo.learning.models import Lesson, LessonTrial
from bpo.masters import service as masters
from bpo.masters.queries import list_of
from bpo.payments.models import PaymentDue, PaymentFile
from bpo.platform import clock
from bpo.platform.caller import Caller
from bpo.platform.db import db, unit_of_work
from bpo.platform.errors import Invalid
from bpo.platform.ids import new_id
from bpo.platform.scope import client as client_scope
from bpo.platform.scope import compartment, everyone, gate, only
from bpo.quality import service as quality
from bpo.sla import service as sla
from bpo.statements.models import ClosedMonth
from bpo.statements.rules import Report
from bpo.workforce.models import Clearance
from bpo.workqueue import service as workqueue
from bpo.workqueue.models import BatchPlace, JobPart, PartEntry, PartHand
from tests.factories.chaining import chain, chain_settled
from tests.factories.definitions import claims
from tests.factories.world import INVOICES, NOW, Client, World
from tests.integration.wall.checked import check_work

CANARY = "QX7CANARY"
BROWSER = "the callers' browser"
LATER = NOW + timedelta(minutes=5)
RECORD: dict[str, Any] = {
    "number": f"{CANARY}-1",
    "issue_date": "2026-10-01",
    "due_date": "2026-10-15",
    "type_code": "380",
    "currency": "EUR",
    "seller": f"{CANARY} KG",
    "buyer": f"{CANARY} GmbH",
    "seller_vat_id": None,
    "iban": None,
    "po_ref": None,
    "net": "100.00",
    "vat": "19.00",
    "gross": "119.00",
    "prepaid": None,
    "payable": "119.00",
    "vat_breakdown": [{"category": "S", "rate": "19", "taxable": "100.00", "tax": "19.00"}],
    "lines": [{"description": CANARY, "quantity": "4", "unit_price": "25.00", "line_net": "100.00"}],
}

STRUCTURE = {
    *("work_type", "state", "step", "kind", "source", "actor", "activity", "code", "currency", "media_type"),
    *("sha256", "storage_key", "role", "locale", "zone", "country", "email", "measure", "stratum", "outcome"),
    *(
        "list_key",
        "how",
        "mode",
        "aql",
        "level",
        "letter",
        "inspection",
        "origin",
        "verdict",
        "method",
        "path",
    ),
    *("open_jobs",),
    *("reason", "owes", "job_state", "next_mark", "key", "fingerprint", "amount", "password_hash", "name_of"),
}
"""Text columns by which the program decides; all other text of the victim's rows gets the canary."""


WORK = frozenset({"task.claim", "task.work"})
REVIEWS = frozenset({"review.claim", "review.score"})


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who calls: `headers` say who it is; `permissions` are what their role or key carries."""

    name: str
    headers: Mapping[str, str]
    permissions: frozenset[str]
    stranger: bool
    """A stranger must learn nothing of the victim; others only must not do what their role does not include."""
    barred: frozenset[str] = frozenset()
    """Permissions that the role carries and the person may not use for this client: a stranger to those routes."""

    def is_stranger(self, permission: str) -> bool:
        """Whether nothing of the victim may come back from a route that takes this permission."""
        return self.stranger or permission in self.barred


@dataclass(frozen=True, slots=True)
class Crowd:
    """The victim's ids by the names of path parameters, and the callers."""

    victim: Client
    ids: Mapping[str, UUID]
    fence: int
    callers: tuple[Known, ...]
    all_ids: frozenset[str]
    """Every id of the victim, as text: none may come back that was not sent."""
    tables: tuple[str, ...] = ()
    """The tables in which the victim's rows are kept from the callers; none: all of them."""
    open_ids: frozenset[str] = frozenset()
    """Names of ids that the callers may know: a random one in their place would be another question."""


def gather(world: World, web: Flask, admin: Connection[Any]) -> Crowd:
    """Make the victim by the real services, plant the canaries, and sign everybody in."""
    victim, other = world.client(CANARY, sampled=100), world.client("Somebody else")
    ids, fence = _work_of(world, victim)
    world.jobs(other, 2)
    callers = _callers(world, web, victim, other, admin)
    plant(admin, victim.id)
    ids["tenant_id"] = victim.id
    ids["person_id"] = _one(admin, "SELECT id FROM person WHERE tenant_id = %s LIMIT 1", victim.id)
    for name, table in TABLES_OF.items():
        if name not in ids:
            ids[name] = _one(admin, f"SELECT id FROM {table} WHERE tenant_id = %s LIMIT 1", victim.id)
    ids["session_id"] = _one(
        admin,
        "SELECT s.id FROM person_session s JOIN person p ON p.id = s.person_id WHERE p.tenant_id = %s LIMIT 1",
        victim.id,
    )
    return Crowd(victim, ids, fence, callers, _ids_of(admin, victim.id))


def gather_uncleared(world: World, web: Flask, admin: Connection[Any]) -> Crowd:
    """The victim's work is confidential; those of its own people, and who serve it, are not cleared for it.

    The work type of invoices must be confidential while this runs. The canary stands in what is confidential alone.
    """
    victim = world.client("A client with secrets", sampled=100)
    ids, fence = _work_of(world, victim, openly="said openly")
    callers = _uncleared(world, web, victim)
    tables = confidential_tables(admin)
    plant(admin, victim.id, tables)
    _say_openly(admin, tables)
    registry._kept.clear()  # work types of the client's own, as this process remembers them
    stored = world.house.extensions["storage"].of(victim.id).put(b"a file of the victim's")
    admin.execute(
        'UPDATE closed_month SET files = replace(files::text, \'"storage_key": "0"\', %s)::jsonb',
        [f'"storage_key": "{stored.key}"'],
    )
    ids["tenant_id"] = victim.id
    ids["person_id"] = _one(admin, "SELECT id FROM person WHERE tenant_id = %s LIMIT 1", victim.id)
    for name, table in TABLES_OF.items():
        if name not in ids:
            ids[name] = _one(admin, f"SELECT id FROM {table} WHERE tenant_id = %s LIMIT 1", victim.id)
    ids["session_id"] = _one(
        admin,
        "SELECT s.id FROM person_session s JOIN person p ON p.id = s.person_id WHERE p.tenant_id = %s LIMIT 1",
        victim.id,
    )
    known = frozenset(_ids_of(admin, victim.id, [t for t in tenant_tables(admin) if t not in tables]))
    known_names = frozenset(name for name, value in ids.items() if str(value) in known)
    return Crowd(
        victim,
        ids,
        fence,
        callers,
        _ids_of(admin, victim.id, tables) - {str(victim.id)},
        tables,
        known_names | {"session_id"},
    )


def _say_openly(admin: Connection[Any], confidential: Sequence[str]) -> None:
    """Take the canary out of all that is not confidential, where the victim's maker wrote it too.

    Of what happened, only that about jobs is confidential.
    """
    columns = admin.execute(
        "SELECT c.table_name::text, c.column_name::text, c.data_type::text FROM information_schema.columns c"
        " JOIN pg_class k ON k.relname = c.table_name AND k.relnamespace = 'public'::regnamespace AND k.relkind = 'r'"
        " WHERE c.table_schema = 'public' AND c.is_generated = 'NEVER'"
        " AND c.data_type IN ('text', 'character varying', 'jsonb')"
        " AND (c.table_name = 'event' OR NOT c.table_name = ANY (%s))",
        [list(confidential)],
    ).fetchall()
    for table, column, kind in columns:
        admin.execute(
            sql.SQL(
                "UPDATE {table} SET {column} = replace({column}::text, %s, 'plain')::{kind}"
                " WHERE {column}::text LIKE %s{more}"
            ).format(
                table=sql.Identifier(table),
                column=sql.Identifier(column),
                kind=sql.SQL(kind),
                more=sql.SQL(" AND job_id IS NULL" if table == "event" else ""),
            ),
            [CANARY, f"%{CANARY}%"],
        )


def confidential_tables(admin: Connection[Any]) -> tuple[str, ...]:
    """The tables whose policies ask who is cleared, from the catalogue."""
    rows = admin.execute(
        "SELECT DISTINCT tablename::text FROM pg_policies WHERE schemaname = 'public'"
        " AND coalesce(qual, with_check) ~ 'tenant_id.*(app_cleared|EXISTS)' AND tablename <> 'clearance' ORDER BY 1"
    )
    return tuple(row[0] for row in rows)


def _uncleared(world: World, web: Flask, victim: Client) -> tuple[Known, ...]:
    """Everybody who would see the work if it were not confidential."""

    def person(role: str, name: str, **more: Any) -> Known:
        made = world.person(role, **more)
        return Known(name, {"Cookie": cookie(web, made)}, made.permissions, stranger=True)

    both = ["work", "review"]
    return (
        person("approver", "the same client's manager, not cleared", tenant=victim),
        person("submitter", "the same client's submitter, not cleared", tenant=victim),
        Known(
            "the same client's API key, not cleared",
            {"Authorization": f"Bearer {_key_of(world, victim)}"},
            frozenset(KEY_PERMISSIONS),
            stranger=True,
        ),
        person("agent", "an agent assigned and certified, not cleared", serves=[victim], activities=both),
        person(
            "reviewer", "a reviewer assigned and certified, not cleared", serves=[victim], activities=both
        ),
        person("team_lead", "a lead assigned and certified, not cleared", serves=[victim], activities=both),
        person("account_manager", "the account manager, not cleared", serves=[victim]),
        person("administrator", "an administrator"),
    )


TABLES_OF = {
    "version_id": "contract_version",
    "key_id": "api_key",
    "mail_id": "mail",
    "certification_id": "certification",
    "batch_id": "batch",
    "document_id": "document",
    "deliverable_id": "deliverable",
    "file_id": "delivered_file",
    "notification_id": "notification",
    "queue_id": "work_queue",
    "review_id": "review",
    "calendar_id": "calendar_version",
    "row_id": "master_row",
    "change_id": "master_change",
    "own_id": "own_work_type",
    "report_id": "closed_month",
    "payment_file_id": "payment_file",
    "payment_due_id": "payment_due",
    "hold_contest_id": "hold_contest",
    "dispute_id": "dispute",
}
"""Where the victim's id for a path parameter comes from, for those of which any row will do."""


def _one(admin: Connection[Any], statement: str, *values: object) -> UUID:
    row = admin.execute(statement, values).fetchone()  # type: ignore[arg-type]  # built of our own names
    assert row is not None, statement
    found = row[0]
    assert isinstance(found, UUID)
    return found


def _work_of(world: World, victim: Client, *, openly: str = CANARY) -> tuple[dict[str, UUID], int]:
    """Jobs of the victim in every state: waiting, held by somebody, on hold, under review, delivered.

    `openly` is what stands where even those may read who are not cleared for the work.
    """
    agent = world.person("agent", serves=[victim])
    reviewer = world.person("reviewer", serves=[victim], activities=["review"])
    approver = world.person("approver", tenant=victim)
    kind = work_type(INVOICES)
    with unit_of_work(only(victim.id)):
        batch = jobs.open_batch(
            tenant_id=victim.id, work_type=kind, name=CANARY, source="api", created_by=approver.id, now=NOW
        )
        jobs.refuse(batch=batch, name=f"{CANARY}.exe", code="TYPE", message=CANARY, now=NOW)
        batch_id = batch.id
        identity.create_api_key(
            tenant_id=victim.id,
            name=CANARY,
            permissions=list(KEY_PERMISSIONS),
            expires_at=None,
            by=approver.id,
            now=NOW,
        )
    files = [(f"{CANARY}.xml", "application/xml", f"<{CANARY}/>".encode())]
    made = world.to_person(victim, 5, files=files, title=CANARY, notes=CANARY)
    _hand_in(victim, agent)
    world.settle(LATER)
    _review(victim, reviewer, _claim(victim, reviewer))
    world.settle(LATER)
    claim = _claim(victim, agent)
    with unit_of_work(only(victim.id)):
        workqueue.save_draft(
            tenant_id=victim.id,
            task_id=claim.task_id,
            person_id=agent.id,
            data={"values": {"a": CANARY}},
            now=LATER,
        )
    held = _claim(victim, agent)
    with unit_of_work(only(victim.id)):
        task = workqueue.claimed_task(
            tenant_id=victim.id, task_id=held.task_id, fence=held.fence, person_id=agent.id, now=LATER
        )
        hold = workqueue.hold(
            task,
            person_id=agent.id,
            worker=agent.name,
            reason="question",
            owes="client",
            question=CANARY,
            until=None,
            active_seconds=1,
            now=LATER,
        )
        hold_id = hold.id
        sla.contest_hold(
            tenant_id=victim.id, hold_id=hold_id, reason=CANARY, by_id=approver.id, by_name=CANARY, now=LATER
        )
    _hand_in(victim, agent)
    world.settle(LATER)
    under_review = _claim(victim, reviewer)
    _write_to(victim, approver)
    _warn(world, victim, claim.job_id)
    _give_lists(world, victim, approver)
    _give_work_type(victim, approver, openly)
    with unit_of_work(only(victim.id)):
        _decided(victim, agent, claim)
        _parted(victim, agent, claim)
    with unit_of_work(
        client_scope(victim.id, actor=approver.id, cleared=(compartment(victim.id, INVOICES),))
    ):
        _paid(victim, approver)
    with unit_of_work(only(victim.id)):
        _closed(victim, world.house.extensions["storage"].of(victim.id).put(openly.encode()).key, openly)
    with unit_of_work(only(victim.id)):
        _owed(victim, claim.job_id)
        _papered(victim, claim.job_id)
    chain(clock.now() + timedelta(hours=1))  # a moment is marked, then what came before it is chained
    chain_settled(clock.now() + timedelta(hours=2))
    lesson_id = new_id()
    with unit_of_work(only(victim.id)):
        db.session.add(
            Clearance(
                tenant_id=victim.id,
                person_id=approver.id,
                person_name=CANARY,
                staff=False,
                work_type=INVOICES,
                compartment=compartment(victim.id, INVOICES),
                given_by_name=CANARY,
                given_at=NOW,
            )
        )
        db.session.add(
            Lesson(
                tenant_id=victim.id,
                id=lesson_id,
                work_type=INVOICES,
                subjects=[CANARY],
                subject_name=CANARY,
                path="seller",
                kind="value",
                data={"read": CANARY, "right": CANARY},
                job_id=claim.job_id,
                learnt_at=NOW,
            )
        )
        db.session.flush()
        db.session.add(
            LessonTrial(
                tenant_id=victim.id, id=new_id(), lesson_id=lesson_id, job_id=claim.job_id, value=CANARY
            )
        )
    with unit_of_work(only(victim.id)):
        checked = check_work(victim, agent, claim.job_id, CANARY, openly=openly)
    ids = {
        **checked,
        "lesson_id": lesson_id,
        "job_id": claim.job_id,
        "task_id": claim.task_id,
        "hold_id": hold_id,
        "question_id": hold_id,
        "batch_id": batch_id,
        "under_review": under_review.task_id,
    }
    assert len(made) == 5
    return ids, claim.fence


def _claim(victim: Client, agent: Caller) -> workqueue.Claim:
    with unit_of_work(only(victim.id, actor=agent.id)):
        return workqueue.claim_next(agent=agent, now=LATER, draw=0.5)


def _hand_in(victim: Client, agent: Caller) -> None:
    """Claim the next task and submit it; whatever the checks find may stand."""
    claim = _claim(victim, agent)
    doubts: dict[str, str] = {}
    while True:
        try:
            with unit_of_work(only(victim.id, actor=agent.id)):
                workqueue.submit(
                    agent=agent,
                    tenant_id=victim.id,
                    task_id=claim.task_id,
                    fence=claim.fence,
                    record=RECORD | {"number": f"{CANARY}-{claim.task_id}"},
                    confirmed=doubts,
                    active_seconds=1,
                    now=LATER,
                )
            return
        except Invalid as invalid:
            if invalid.errors.keys() <= doubts.keys():
                raise
            doubts = dict.fromkeys(invalid.errors, "as printed")


def _review(victim: Client, reviewer: Caller, review: workqueue.Claim) -> None:
    with unit_of_work(only(victim.id, actor=reviewer.id)):
        quality.score(
            reviewer=reviewer,
            tenant_id=victim.id,
            task_id=review.task_id,
            fence=review.fence,
            answers={line.key: "yes" for line in work_type(INVOICES).scorecard},
            outcome="accept",
            comment=CANARY,
            active_seconds=1,
            now=LATER,
        )


def _give_work_type(victim: Client, by: Caller, name: str) -> None:
    with unit_of_work(only(victim.id, actor=by.id)):
        own = definitions.begin(tenant_id=victim.id, definition=replace(claims(), name=name), by=by, now=NOW)
        definitions.publish(tenant_id=victim.id, own_id=own.id, revision=own.revision, by=by, now=NOW)


def _give_lists(world: World, victim: Client, approver: Caller) -> None:
    with unit_of_work(only(victim.id, actor=approver.id)):
        change, _ = masters.put_rows(
            tenant_id=victim.id,
            masters=list_of(victim.id, "vendors", NOW),
            rows=[{"vendor_id": CANARY, "name": CANARY, "iban": f"{CANARY}-{CANARY}"}],
            replace=False,
            partly=False,
            dry_run=False,
            by=approver,
            storage=world.house.extensions["storage"],
            now=NOW,
        )
        assert change is not None


def _parted(victim: Client, agent: Caller, claim: workqueue.Claim) -> None:
    """A part of a step, what was handed in for it, and who had it in hand."""
    part: dict[str, Any] = {
        "tenant_id": victim.id,
        "job_id": claim.job_id,
        "task_id": claim.task_id,
        "step": "check",
        "round": 1,
        "key": CANARY,
    }
    said = {"form": "", "input": {"a": CANARY}, "start": {"a": CANARY}, "findings": []}
    db.session.add(JobPart(position=0, title=CANARY, **part, **said))
    entry = {"data": {"a": CANARY}, "confirmed": {}, "blind": False, "person_id": agent.id, "worker": CANARY}
    db.session.add(PartEntry(entered_at=LATER, **part, **entry))
    batch_id = db.session.scalars(select(Batch.id).where(Batch.tenant_id == victim.id)).first()
    db.session.add(
        BatchRelease(
            tenant_id=victim.id,
            batch_id=batch_id,
            version=1,
            digest="0",
            header={"a": CANARY},
            proof={"totals": [], "suspects": []},
            files=[
                {"name": CANARY, "media_type": "text/plain", "size": 1, "sha256": "0", "storage_key": "0"}
            ],
            created_at=LATER,
        )
    )
    db.session.add(
        BatchPlace(tenant_id=victim.id, batch_id=batch_id, job_id=claim.job_id, version=1, arrived_at=LATER)
    )
    hand = {name: part[name] for name in ("tenant_id", "job_id", "step", "key")}
    db.session.add(PartHand(person_id=agent.id, **hand))


def _decided(victim: Client, agent: Caller, claim: workqueue.Claim) -> None:
    """A decision, a proposal and a note about the job of a task."""
    said: dict[str, Any] = {
        "tenant_id": victim.id,
        "job_id": claim.job_id,
        "task_id": claim.task_id,
        "step": "check",
        "person_id": agent.id,
        "name": CANARY,
        "at": LATER,
    }
    db.session.add(Approval(decision="send_back", digest=CANARY, reason=CANARY, **said))
    db.session.add(StepNote(values={"called": CANARY}, **said))
    files = [{"name": CANARY, "media_type": "text/plain", "size": 1, "sha256": "0", "storage_key": "0"}]
    db.session.add(
        Proposal(
            tenant_id=victim.id,
            job_id=claim.job_id,
            record_digest="0",
            digest="0",
            files=files,
            made_at=LATER,
        )
    )


def _paid(victim: Client, approver: Caller) -> None:
    """A payment file."""
    db.session.add(
        PaymentFile(
            tenant_id=victim.id,
            id=new_id(),
            number=1,
            name=CANARY,
            work_type=INVOICES,
            compartment=compartment_of(victim.id, work_type(INVOICES)),
            lines=[
                {
                    "reference": CANARY,
                    "payee": CANARY,
                    "amount": "1.00",
                    "currency": "EUR",
                    "day": "2026-10-01",
                }
            ],
            media_type="application/xml",
            size=1,
            sha256="0",
            storage_key="0",
            made_by=approver.id,
            made_by_name=CANARY,
            made_at=LATER,
        )
    )
    db.session.flush()


def _closed(victim: Client, storage_key: str, said: str) -> None:
    """The report of a month that the victim was sent."""
    contract = contracts.terms_in_force(victim.id, NOW)
    report = Report(
        client=said,
        month=date(2026, 9, 1),
        zone="Europe/Berlin",
        contract=1,
        names={INVOICES: said},
        statement=statement_of(contract.terms, invoice=Decimal(1), measured={}),
        bill=(),
        fee=Decimal(0),
        earned=(),
        counts={},
        shares={},
        spreads={},
        right=None,
        exception_reasons=((said, 1),),
        defect_reasons=(),
        holds=(),
        days=(),
        late=(),
        late_in_all=0,
        history=(),
    )
    files = [{"name": said, "media_type": "text/plain", "size": 1, "sha256": "0", "storage_key": storage_key}]
    db.session.add(
        ClosedMonth(
            tenant_id=victim.id,
            id=new_id(),
            month=report.month,
            version=1,
            standing="sent",
            contract_id=contract.version_id,
            compartments=[],
            report=report.to_json(),
            digest="0",
            files=files,
            reason=said,
            closed_by_name=said,
            closed_at=LATER,
            sent_by_name=said,
            sent_at=LATER,
        )
    )
    db.session.flush()


def _papered(victim: Client, job_id: UUID) -> None:
    """A working paper of a job."""
    db.session.add(
        JobPaper(
            tenant_id=victim.id,
            id=new_id(),
            job_id=job_id,
            name="inputs",
            sha256="0",
            content=b"0",
            made_at=LATER,
        )
    )
    db.session.flush()


def _owed(victim: Client, job_id: UUID) -> None:
    """What a job asks to be paid."""
    db.session.add(
        PaymentDue(
            tenant_id=victim.id,
            id=new_id(),
            job_id=job_id,
            work_type=INVOICES,
            payee=CANARY,
            amount=Decimal("119.00"),
            currency="EUR",
            day=LATER.date(),
            approved=[],
            payment_file_id=None,
            entered_at=LATER,
        )
    )
    db.session.flush()


def _write_to(victim: Client, approver: Caller) -> None:
    with unit_of_work(everyone(reason="tests write a letter")):
        identity.send_mail(
            template="invitation",
            to=approver.email,
            tenant_id=victim.id,
            now=NOW,
            name=CANARY,
            inviter=CANARY,
            token=CANARY,
            days=1,
        )
    with unit_of_work(only(victim.id)):
        delivery.mark_read(tenant_id=victim.id, now=NOW)
    with unit_of_work(gate()):
        person = db.session.get_one(Person, approver.id)
        identity.open_session(
            person=person, address="192.0.2.1", user_agent=CANARY, lifetime=timedelta(days=3650), now=NOW
        )


def _warn(world: World, victim: Client, job_id: UUID) -> None:
    """Somebody who answers for the victim is warned of a job."""
    world.person("team_lead", serves=[victim])
    with unit_of_work(only(victim.id)):
        delivery.warn_of_clock(tenant_id=victim.id, job_id=job_id, event_id=job_id, mark="90", now=LATER)


def _callers(
    world: World, web: Flask, victim: Client, other: Client, admin: Connection[Any]
) -> tuple[Known, ...]:
    def person(
        role: str, name: str, *, stranger: bool = True, barred: frozenset[str] = frozenset(), **more: Any
    ) -> Known:
        made = world.person(role, **more)
        return Known(name, {"Cookie": cookie(web, made)}, made.permissions, stranger, barred)

    expired = world.person("agent", serves=[victim, other])
    admin.execute(
        "UPDATE assignment SET expires_at = %s WHERE person_id = %s AND tenant_id = %s",
        [NOW, expired.id, victim.id],
    )
    return (
        Known("anonymous", {}, frozenset(), True),
        person("approver", "another client's approver", tenant=other),
        Known(
            "another client's API key",
            {"Authorization": f"Bearer {_key_of(world, other)}"},
            frozenset(KEY_PERMISSIONS),
            True,
        ),
        person("agent", "an agent not assigned", serves=[other]),
        person("team_lead", "another team's lead", serves=[other], activities=["work", "review"]),
        person("reviewer", "a reviewer not assigned", serves=[other], activities=["review"]),
        person("account_manager", "another account manager", serves=[other]),
        Known(
            "an agent whose assignment has ended", {"Cookie": cookie(web, expired)}, expired.permissions, True
        ),
        person("agent", "staff who serve nobody"),
        person(
            "agent",
            "an agent certified for nothing",
            serves=[victim],
            activities=(),
            stranger=False,
            barred=WORK,
        ),
        person(
            "agent",
            "an agent certified for reviews only",
            serves=[victim],
            activities=["review"],
            stranger=False,
            barred=WORK,
        ),
        person(
            "reviewer",
            "a reviewer certified for work only",
            serves=[victim],
            activities=["work"],
            stranger=False,
            barred=REVIEWS,
        ),
        person("reviewer", "an assigned reviewer", serves=[victim], activities=["review"], stranger=False),
        person("submitter", "the lowest role of the same client", tenant=victim, stranger=False),
    )


def cookie(web: Flask, who: Caller) -> str:
    """A signed-in browser's cookie, for a session that lasts longer than the test."""
    with unit_of_work(gate()):
        person = db.session.get_one(Person, who.id)
        handle = identity.open_session(
            person=person,
            address="192.0.2.9",
            user_agent=BROWSER,
            lifetime=timedelta(hours=9),
            now=clock.now(),
        )
    signer = web.session_interface.get_signing_serializer(web)  # type: ignore[attr-defined]
    name = web.config["SESSION_COOKIE_NAME"]
    return f"{name}={signer.dumps({'_user_id': handle, '_fresh': True})}"


def _key_of(world: World, client: Client) -> str:
    maker = world.person("approver", tenant=client)
    with unit_of_work(only(client.id)):
        _, text = identity.create_api_key(
            tenant_id=client.id,
            name="theirs",
            permissions=list(KEY_PERMISSIONS),
            expires_at=None,
            by=maker.id,
            now=clock.now(),
        )
    return text


def tenant_tables(admin: Connection[Any]) -> list[str]:
    """Every table with a client's key, from the catalogue."""
    return [
        row[0]
        for row in admin.execute(
            "SELECT c.relname::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
            " WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"
            " AND a.attname = 'tenant_id' ORDER BY 1"
        )
    ]


def plant(admin: Connection[Any], tenant_id: UUID, tables: Sequence[str] = ()) -> None:
    """Put the canary into every text of the victim's rows by which nothing is decided."""
    columns = admin.execute(
        "SELECT c.table_name::text, c.column_name::text FROM information_schema.columns c"
        " WHERE c.table_schema = 'public' AND c.data_type IN ('text', 'character varying')"
        " AND c.is_generated = 'NEVER' AND c.table_name = ANY (%s) AND NOT c.column_name = ANY (%s)",
        [list(tables) or tenant_tables(admin), list(STRUCTURE)],
    ).fetchall()
    for table, column in columns:
        try:
            with admin.transaction():
                admin.execute(
                    sql.SQL("UPDATE {} SET {} = %s || {} WHERE tenant_id = %s{}").format(
                        *map(sql.Identifier, (table, column, column)), _of_jobs(table, tables)
                    ),
                    [f"{CANARY} ", tenant_id],
                )
        except psycopg.errors.CheckViolation:
            continue  # a word by which the program decides


def _of_jobs(table: str, tables: Sequence[str]) -> sql.SQL:
    """Of what happened, only that about jobs is confidential."""
    return sql.SQL(" AND job_id IS NOT NULL" if tables and table == "event" else "")


def _ids_of(admin: Connection[Any], tenant_id: UUID, tables: Sequence[str] = ()) -> frozenset[str]:
    found: set[str] = {str(tenant_id)}
    for table in tables or tenant_tables(admin):
        rows = admin.execute(
            sql.SQL("SELECT id FROM {} WHERE tenant_id = %s{}").format(
                sql.Identifier(table), _of_jobs(table, tables)
            ),
            [tenant_id],
        )
        found |= {str(row[0]) for row in rows}
    return frozenset(found)
