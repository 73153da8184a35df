"""Accounts: make, invite, rename, change the role, switch off and on."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from bpo.identity.models import Person
from bpo.identity.rules import Kind, Role, kind_of, role_problems
from bpo.identity.service.links import check_password, send_invitation
from bpo.identity.service.passwords import hash_password, password_matches
from bpo.identity.service.sessions import end_other_sessions
from bpo.identity.service.trail import tell
from bpo.platform.db import db
from bpo.platform.errors import Conflict, Invalid, NotFound
from bpo.tenancy.rules import place_problems

LAST_MANAGER = {"approver": "client manager", "administrator": "administrator"}
"""Roles of which each side needs one who can still let others in."""


def create_person(
    *,
    tenant_id: UUID | None,
    role: str,
    email: str,
    name: str,
    zone: str,
    locale: str,
    password: str | None,
    now: datetime,
    by: UUID | None = None,
) -> Person:
    """Make an account: a client's user with `tenant_id`, else staff. With a password it is open at once.

    Invalid for a role of the other side, a zone or locale there is not, a weak password, an address in use.
    """
    kind = Kind.STAFF if tenant_id is None else Kind.CLIENT
    problems = role_problems(kind, [role])
    if problems:
        raise Invalid({"role": list(problems)})
    check_place(zone=zone, locale=locale)
    person = Person(
        tenant_id=tenant_id,
        kind=kind.value,
        role=role,
        email=email.strip().lower(),
        name=name,
        zone=zone,
        locale=locale,
        state="invited",
        created_at=now,
    )
    if password is not None:
        check_password(password, person)
        person.password_hash = hash_password(password)
        person.state = "active"
    try:
        with db.session.begin_nested():
            db.session.add(person)
    except IntegrityError as error:
        raise Invalid({"email": ["This address already has an account. Use another one."]}) from error
    tell("person.added", tenant_id=tenant_id, subject_id=person.id, by=by, now=now, person=name, role=role)
    return person


def invite_person(
    *,
    tenant_id: UUID | None,
    role: str,
    email: str,
    name: str,
    zone: str,
    locale: str,
    inviter: str,
    now: datetime,
    by: UUID | None = None,
) -> Person:
    """Make an account and mail the link to open it. Raises as `create_person` does."""
    person = create_person(
        tenant_id=tenant_id,
        role=role,
        email=email,
        name=name,
        zone=zone,
        locale=locale,
        password=None,
        now=now,
        by=by,
    )
    send_invitation(person=person, inviter=inviter, now=now)
    return person


def check_place(*, zone: str, locale: str) -> None:
    """Invalid for a time zone or a locale we do not know."""
    errors = place_problems(zone=zone, locale=locale)
    if errors:
        raise Invalid(errors)


def change_place(*, person: Person, name: str, zone: str, locale: str) -> None:
    """A person's own name, zone and locale."""
    check_place(zone=zone, locale=locale)
    person.name, person.zone, person.locale = name, zone, locale
    db.session.flush()


def change_password(
    *, person: Person, current: str, password: str, session_id: UUID | None, now: datetime
) -> None:
    """A new password; all sessions but this one end. Invalid where the current one is not right."""
    if not password_matches(current, person.password_hash):
        raise Invalid({"current": ["This is not your password."]})
    check_password(password, person)
    person.password_hash = hash_password(password)
    end_other_sessions(person_id=person.id, keep=session_id, now=now)
    db.session.flush()


def change_role(*, person: Person, role: str, by: UUID, now: datetime) -> None:
    """Give a person another role of their side; their open sessions follow at the next request.

    Conflict for one's own account, or where nobody would be left to manage users.
    """
    if role == person.role:
        return
    problems = role_problems(kind_of(Role(person.role)), [role])
    if problems:
        raise Invalid({"role": list(problems)})
    _not_oneself(person, by)
    _not_the_last(person)
    person.role = role
    db.session.flush()
    _told("person.role_changed", person, by, now, role=role)


def switch_off(*, person: Person, by: UUID, now: datetime) -> None:
    """Shut a person out at once: every session and link is dead at its next use."""
    if person.state == "disabled":
        return
    _not_oneself(person, by)
    _not_the_last(person)
    person.state = "disabled"
    person.sessions_from = now
    db.session.flush()
    _told("person.switched_off", person, by, now)


def switch_on(*, person: Person, by: UUID, now: datetime) -> None:
    """Let a person in again; they sign in anew."""
    if person.state == "disabled":
        person.state = "active" if person.password_hash else "invited"
        db.session.flush()
        _told("person.switched_on", person, by, now)


def _told(name: str, person: Person, by: UUID, now: datetime, **data: str) -> None:
    tell(name, tenant_id=person.tenant_id, subject_id=person.id, by=by, now=now, person=person.name, **data)


def _not_oneself(person: Person, by: UUID) -> None:
    if person.id == by:
        raise Conflict("You cannot change your own role or switch yourself off. Ask a colleague to do it.")


def _not_the_last(person: Person) -> None:
    """Of those who manage users one must stay; the row locks make two at once take turns."""
    if person.role not in LAST_MANAGER or person.state != "active":
        return
    managers = db.session.scalars(
        select(Person.id)
        .where(
            Person.role == person.role,
            Person.state == "active",
            Person.tenant_id == person.tenant_id if person.tenant_id else Person.tenant_id.is_(None),
        )
        .order_by(Person.id)
        .with_for_update()
    ).all()
    if len(managers) <= 1:
        raise Conflict(
            f"{person.name} is the last {LAST_MANAGER[person.role]}. Make somebody else one first."
        )


def person_to_manage(*, person_id: UUID, tenant_id: UUID | None) -> Person:
    """The person of that client (None: of the staff), for somebody who may change them. NotFound else."""
    person = db.session.scalar(
        select(Person).where(
            Person.id == person_id,
            Person.tenant_id == tenant_id if tenant_id else Person.tenant_id.is_(None),
        )
    )
    if person is None:
        raise NotFound
    return person
