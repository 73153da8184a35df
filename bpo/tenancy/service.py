"""Making and changing clients."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bpo.events.service import record
from bpo.platform.db import db, scope_of_session
from bpo.platform.errors import Forbidden, Invalid
from bpo.platform.ids import new_id
from bpo.platform.scope import sealed
from bpo.tenancy.models import Tenant
from bpo.tenancy.rules import code_problems, place_problems

TAKEN = "Another client has this code. Choose another one."


def create_tenant(
    *,
    code: str,
    name: str,
    country: str,
    zone: str,
    locale: str,
    now: datetime,
    by: UUID | None = None,
    by_name: str = "the provider",
) -> Tenant:
    """A new client; its rows may be written in the same transaction.

    `code` is short and unique, for references; `country` an ISO 3166 code. Invalid, by field, for what
    cannot be, or a code that is taken.
    """
    _demand_fit(code=code, zone=zone, locale=locale, country=country)
    tenant_id = new_id()
    _see_the_new_client(tenant_id)
    tenant = Tenant(
        id=tenant_id,
        code=code,
        name=name,
        country=country,
        zone=zone,
        locale=locale,
        state="active",
        next_number=1,
        created_at=now,
    )
    try:
        with db.session.begin_nested():
            db.session.add(tenant)
    except IntegrityError as error:
        raise Invalid({"code": [TAKEN]}) from error
    record(
        "client.added",
        tenant_id=tenant.id,
        subject_id=tenant.id,
        job_id=None,
        now=now,
        actor_id=by,
        actor_name=by_name,
        by=by_name,
    )
    return tenant


def _demand_fit(*, code: str, zone: str, locale: str, country: str) -> None:
    errors = place_problems(zone=zone, locale=locale, country=country)
    if problems := code_problems(code):
        errors["code"] = list(problems)
    if errors:
        raise Invalid(errors)


def change_tenant(
    *, tenant: Tenant, name: str, zone: str, locale: str, country: str, by: UUID, by_name: str, now: datetime
) -> None:
    """Another name, zone, locale or country. Contracts and calendars keep the zone they were made with."""
    if errors := place_problems(zone=zone, locale=locale, country=country):
        raise Invalid(errors)
    tenant.name, tenant.zone, tenant.locale, tenant.country = name, zone, locale, country
    db.session.flush()
    _changed(tenant, "name and place", by, by_name, now)


def set_state(*, tenant: Tenant, active: bool, by: UUID, by_name: str, now: datetime) -> None:
    """The kill switch of a client: suspended, none of its people and programs gets in any more.

    That its work rests too, and goes on where it stood, follows from the event.
    """
    state = "active" if active else "suspended"
    if tenant.state != state:
        tenant.state = state
        db.session.flush()
        _changed(tenant, state, by, by_name, now, name="client.resumed" if active else "client.suspended")


def _changed(
    tenant: Tenant, what: str, by: UUID, by_name: str, now: datetime, *, name: str = "client.changed"
) -> None:
    record(
        name,
        tenant_id=tenant.id,
        subject_id=tenant.id,
        job_id=None,
        now=now,
        actor_id=by,
        actor_name=by_name,
        by=by_name,
        what=what,
    )


_WIDEN = text(
    "SELECT set_config('app.tenants', :tenants, true), set_config('app.seal', :seal, true) FROM person"
    " WHERE id = app_actor() AND role = 'administrator' AND state = 'active'"
)


def _see_the_new_client(tenant_id: UUID) -> None:
    """Add the client that is about to be made to those whose rows this transaction may see.

    The scope was taken on before there was such a client, so the wall would refuse its very first row.
    Only administrators may, and nothing is opened by it but an id that was just drawn and has no rows:
    never pass one that came in. The setting ends with the transaction.
    """
    scope = scope_of_session()
    if scope.role == "bpo_system":
        return  # sees every client already
    widened = sealed(db.session.connection(), replace(scope, tenants=(*scope.tenants, tenant_id)))
    values = {"tenants": widened["app.tenants"], "seal": widened["app.seal"]}
    if db.session.execute(_WIDEN, values).one_or_none() is None:
        raise Forbidden
