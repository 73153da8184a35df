"""A contract from draft to force: what it would do, who confirms for whom, and what stays as it is."""

import re
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DatabaseError

from bpo.contracts import queries as contracts
from bpo.contracts import service
from bpo.contracts.models import ContractVersion
from bpo.contracts.rules import Priority, ladder_of_percents
from bpo.identity.models import Mail
from bpo.platform.db import db, unit_of_work
from bpo.platform.errors import Conflict
from bpo.platform.scope import client as of_client
from bpo.platform.scope import everyone, only
from bpo.tenancy.models import Tenant
from bpo.workqueue.models import WorkQueue
from tests.integration.administration.test_new_client import WORK, usual_form

LOOKING = everyone(reason="tests look")
FORM = {
    name: value
    for name, value in usual_form().items()
    if name.startswith(WORK)
    or name in ("offered", "weight", "people_cap", "automation_cap", "mon", "tue", "wed", "thu", "fri")
} | {
    f"{WORK}-levels": "urgent 99/97 for 40",
    f"{WORK}-accuracy": "99.5/99 for 100",
    f"{WORK}-few": "under 20 jobs 1 miss",
    f"{WORK}-allocation": "60",
    f"{WORK}-internal": "check 2 h",
    f"{WORK}-internal_percent": "40",
    f"{WORK}-price": "1.20",
    f"{WORK}-tiers": "above 1000: 0.95",
    f"{WORK}-urgent_percent": "50",
    "currency": "GBP",
    "monthly_fee": "500",
    "at_risk": "10",
    "categories": "timeliness 50; quality 50",
    "earn_back": "3",
    "open_jobs": "all",
    "note": "Urgent work in 90 minutes.",
    "valid_from": "2030-01-01",
}


@pytest.fixture
def company(world):
    return world.client(ladder=ladder_of_percents((50, 80)), return_keeps_clock=False)


@pytest.fixture
def people(world, browser, company):
    """Browsers of an administrator, the client's account manager, and the client's manager."""
    found = {}
    for role in ("administrator", "account_manager", "approver"):
        tenant = company if role == "approver" else None
        person = world.person(role, tenant=tenant, serves=[company] if role == "account_manager" else [])
        found[role] = browser()
        found[role].sign_in(person.email)
    return found


def page(company, version=None, act=""):
    return f"/admin/clients/{company.id}/contract" + (f"/{version}" if version else "") + act


def drafted(who, company, **changes):
    answer = who.post(page(company, act="/new"), FORM | changes, page=page(company, act="/new"))
    assert answer.status_code == 303, answer.text
    return answer.location.rsplit("/", 1)[1]


def version(version_id):
    with unit_of_work(LOOKING):
        return db.session.scalars(select(ContractVersion).where(ContractVersion.id == version_id)).one()


def number_in_force(company, at):
    with unit_of_work(LOOKING):
        return contracts.terms_in_force(company.id, at).number


LATER = datetime(2030, 1, 1, 0, 0, tzinfo=UTC)


def test_a_version_is_drafted_proposed_and_agreed_by_both(world, people, company):
    manager, boss, client = people["account_manager"], people["administrator"], people["approver"]
    draft = drafted(boss, company)
    assert client.get(f"/contract/{draft}").status_code == 404, "a draft is the provider's own"
    assert "Version 2" not in client.get("/contract").text
    assert client.post(f"/contract/{draft}/confirm", page="/contract").status_code == 404
    form = boss.get(page(company, draft, "/edit")).text
    assert 'value="urgent 99/97 for 40"' in form
    edited = FORM | {f"{WORK}-price": "1.30"}
    assert boss.post(page(company, draft, "/edit"), edited, page=page(company)).status_code == 303
    assert manager.post(page(company, draft, "/confirm"), page=page(company)).status_code == 409
    assert manager.post(page(company, draft, "/propose"), page=page(company)).status_code == 303
    assert boss.get(page(company, draft, "/edit")).status_code == 409
    assert "waits for your word" in client.get("/contract").text
    shown = client.get(f"/contract/{draft}").text
    assert "Urgent work in 90 minutes." in shown
    assert "check 2 h" not in shown, "our own targets are not the client's concern"
    assert client.post(f"/contract/{draft}/confirm", page="/contract").status_code == 303
    assert version(draft).state == "proposed"
    assert number_in_force(company, LATER) == 1
    assert client.post(f"/contract/{draft}/confirm", page="/contract").status_code == 409
    assert manager.post(page(company, draft, "/confirm"), page=page(company)).status_code == 303
    row = version(draft)
    assert row.state == "agreed"
    assert row.client_name.startswith("Approver")
    assert row.provider_name.startswith("Account Manager")
    assert None not in (row.client_by, row.provider_by, row.client_at, row.provider_at)
    before = datetime(2029, 12, 31, 22, 59, tzinfo=UTC)
    assert (number_in_force(company, before), number_in_force(company, before + timedelta(minutes=1))) == (
        1,
        2,
    )
    assert client.get("/contract").status_code == boss.get(page(company)).status_code == 200


def test_what_the_form_says_is_what_is_promised(world, people, company):
    draft = drafted(people["administrator"], company)
    with unit_of_work(only(company.id)):
        found = contracts.contents_of(contracts.get_version(company.id, draft))
    terms, promised = found.terms, found.terms.of(WORK)
    assert (terms.currency, terms.monthly_fee, terms.at_risk_percent) == ("GBP", 500, 10)
    assert terms.earn_back_months == 3
    assert dict(terms.categories) == {"timeliness": 50, "quality": 50}
    assert promised.level_of(Priority.URGENT).minimum == 97
    assert promised.level_of(Priority.URGENT).allocation == 40
    assert promised.service_level.low_volume.misses == 1
    assert promised.accuracy.category == "quality"
    assert promised.rate.tiers[0].price == Decimal("0.95")
    assert dict(promised.internal)["check"].minutes == 120
    assert terms.turnaround(WORK, Priority.URGENT).minutes == 90
    assert promised.return_keeps_clock is False, "what the form says of returned work"


def test_a_form_without_warnings_keeps_them(people, company):
    boss = people["administrator"]
    form = {name: value for name, value in FORM.items() if name != f"{WORK}-warnings"}
    answer = boss.post(page(company, act="/new"), form, page=page(company, act="/new"))
    with unit_of_work(LOOKING):
        kept = contracts.contents_of(contracts.get_version(company.id, answer.location.rsplit("/", 1)[1]))
    assert kept.terms.of(WORK).ladder == ladder_of_percents((50, 80))


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"valid_from": "2020-01-01"}, "valid_from", "in the past"),
        ({"open_jobs": "sometimes"}, "open_jobs", "Choose one"),
        ({f"{WORK}-levels": "soon 99/97"}, f"{WORK}-levels", "Write a priority"),
        ({f"{WORK}-levels": "urgent 95/97"}, f"{WORK}-levels", "cannot be above"),
        ({f"{WORK}-accuracy": "good"}, f"{WORK}-accuracy", "Write aimed at"),
        ({f"{WORK}-few": "5 jobs 5 misses"}, f"{WORK}-few", "how few"),
        ({f"{WORK}-internal": "nap 2 h"}, f"{WORK}-internal", "Write steps"),
        ({f"{WORK}-tiers": "0.95"}, f"{WORK}-tiers", "Write units"),
        ({f"{WORK}-price": "-1"}, f"{WORK}-price", "0 to 1,000,000"),
        ({"currency": "pounds"}, "currency", "three letters"),
        ({"at_risk": "101"}, "at_risk", "0 to 100"),
        ({"categories": "50"}, "categories", "Write categories"),
        ({"categories": "punctuality 50; quality 50"}, "offered", "no category"),
        ({"earn_back": "13"}, "earn_back", "0 to 12"),
    ],
)
def test_each_mistake_is_told_beside_its_field(people, company, changes, field, sentence):
    answer = people["administrator"].post(
        page(company, act="/new"), FORM | changes, page=page(company, act="/new")
    )
    assert answer.status_code == 422
    assert re.search(rf'href="#f-{field}"[^<]*>[^<]*{sentence}', answer.text), answer.text


def test_a_draft_shows_what_it_would_do_to_open_jobs_and_the_last_weeks(world, people, company):
    now = datetime.now(UTC)
    world.jobs(company, 3, priority=Priority.URGENT, now=now)
    world.jobs(company, 1, priority=Priority.LOW, now=now - timedelta(days=20))
    quick = {f"{WORK}-{name}": "1 min" for name in ("high", "normal", "low")}
    draft = drafted(people["administrator"], company, **quick)
    text = re.sub(r"<[^>]+>", "", people["account_manager"].get(page(company, draft)).text)
    assert "4 open jobs" in text
    assert "3 later" in text
    assert "1 would be due sooner" in text
    assert "Jobs due in the last 30 days" in text
    kept = drafted(people["administrator"], company, open_jobs="keep")
    text = re.sub(r"<[^>]+>", "", people["account_manager"].get(page(company, kept)).text)
    assert "0 would be due sooner, 0 later" in text


def test_a_client_declines_and_the_provider_withdraws_each_with_a_reason(people, company):
    boss, client = people["administrator"], people["approver"]
    first, second = drafted(boss, company), drafted(boss, company, valid_from="2031-01-01")
    for each in (first, second):
        boss.post(page(company, each, "/propose"), page=page(company))
    assert client.post(f"/contract/{first}/decline", {"reason": ""}, page="/contract").status_code == 422
    assert (
        client.post(f"/contract/{first}/decline", {"reason": "Too dear."}, page="/contract").status_code
        == 303
    )
    assert (
        boss.post(page(company, second, "/withdraw"), {"reason": ""}, page=page(company)).status_code == 422
    )
    boss.post(page(company, second, "/withdraw"), {"reason": "A slip."}, page=page(company))
    assert (version(first).state, version(second).state) == ("declined", "withdrawn")
    assert "Too dear." in boss.get(page(company, first)).text
    assert boss.post(page(company, first, "/confirm"), page=page(company)).status_code == 409
    assert client.post(f"/contract/{second}/confirm", page="/contract").status_code == 409


def test_neither_side_confirms_for_the_other_even_with_sql(world, company):
    with unit_of_work(only(company.id)):
        held = contracts.versions_of(company.id)[0]
        found = service.draft(
            tenant_id=company.id,
            valid_from=LATER,
            terms=held.terms,
            calendar=held.calendar,
            by=None,
            now=datetime.now(UTC),
        )
        found.state = "proposed"
        db.session.flush()
        draft = found.id
    now = datetime.now(UTC)
    tampering = [
        (only(company.id), {"client_name": "x", "client_at": now}, "does not confirm for a client"),
        (of_client(company.id), {"provider_name": "x", "provider_at": now}, "permission denied"),
        (only(company.id), {"terms": {}}, "stays as it is"),
        (only(company.id), {"open_jobs": "all"}, "stays as it is"),
    ]
    for scope, values, why in tampering:
        with pytest.raises(DatabaseError, match=why), unit_of_work(scope):
            db.session.execute(update(ContractVersion).where(ContractVersion.id == draft).values(**values))
    for values in ({"terms": {}}, {"valid_from": now}, {"state": "draft"}):
        with pytest.raises(DatabaseError, match="stays as it is"), unit_of_work(only(company.id)):
            db.session.execute(
                update(ContractVersion).where(ContractVersion.id == held.version_id).values(**values)
            )


def test_a_proposal_confirmed_after_its_day_holds_from_then(world, company):
    now = datetime.now(UTC)
    manager, person = (
        world.person("account_manager", serves=[company]),
        world.person("approver", tenant=company),
    )
    with unit_of_work(only(company.id)):
        held = contracts.versions_of(company.id)[0]
        draft = service.draft(
            tenant_id=company.id,
            valid_from=now + timedelta(hours=1),
            terms=held.terms,
            calendar=held.calendar,
            by=manager.id,
            now=now,
        ).id
        service.propose(tenant_id=company.id, version_id=draft, by=manager.id, now=now)
        facts = {"tenant_id": company.id, "version_id": draft}
        service.confirm(**facts, for_client=False, by=manager.id, by_name=manager.name, now=now)
        with pytest.raises(Conflict, match="already"):
            service.confirm(**facts, for_client=False, by=manager.id, by_name=manager.name, now=now)
    late = now + timedelta(days=2)
    with unit_of_work(of_client(company.id, actor=person.id)):
        service.confirm(**facts, for_client=True, by=person.id, by_name=person.name, now=late)
    with unit_of_work(LOOKING):
        assert contracts.terms_in_force(company.id, late - timedelta(seconds=1)).number == 1
        assert contracts.terms_in_force(company.id, late).valid_from == late


@pytest.mark.parametrize("role", ["account_manager", "approver", "submitter", "agent", "team_lead"])
def test_contracts_are_for_those_who_answer_for_them(world, browser, people, company, role):
    draft = drafted(people["administrator"], company)
    other = world.client()
    person = world.person(role, tenant=other if role in ("approver", "submitter") else None, serves=[other])
    one = browser()
    one.sign_in(person.email)
    refused = 404 if role == "account_manager" else 403
    for path in (
        page(company),
        page(company, draft),
        page(company, draft, "/edit"),
        page(company, act="/new"),
    ):
        assert one.get(path).status_code == refused, path
    for act in ("/propose", "/confirm", "/withdraw", "/edit"):
        assert one.post(page(company, draft, act), {"reason": "x"}, page="/account").status_code in (
            refused,
            404,
        )
    own = 404 if role == "approver" else 403
    assert one.get(f"/contract/{draft}").status_code == own
    assert one.post(f"/contract/{draft}/confirm", page="/account").status_code == own
    assert version(draft).state == "draft"


def test_a_new_client_without_a_signature_begins_when_its_manager_confirms(world, people, browser):
    boss = people["administrator"]
    answer = boss.post("/admin/clients/new", usual_form(signed_by=""), page="/admin")
    assert answer.status_code == 302
    assert "once its manager has confirmed" in boss.get(answer.location).text
    now = datetime.now(UTC)
    with unit_of_work(LOOKING):
        made = db.session.scalars(select(Tenant).where(Tenant.code == "ALD")).one()
        assert contracts.work_types_in_force(made.id, now) == ()
        assert db.session.scalars(select(WorkQueue).where(WorkQueue.tenant_id == made.id)).first()
        link = re.search(r"(/password/\S+)", db.session.scalars(select(Mail.body)).first())[1]
    guest = browser()
    guest.post(link, {"password": "copper meadow violin 83"}, page=link)
    assert guest.sign_in("anna@alder.example", "copper meadow violin 83").status_code == 302
    waiting = re.search(r'href="(/contract/[^"]+)"', guest.get("/contract").text)[1]
    guest.post(f"{waiting}/confirm", page=waiting)
    with unit_of_work(LOOKING):
        assert contracts.work_types_in_force(made.id, datetime.now(UTC)) == (WORK,)
