"""A new client on one form works at once; a form that is wrong makes nothing."""

import re
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from bpo.contracts import queries as contracts
from bpo.contracts.rules import Priority
from bpo.identity.models import Mail, Person
from bpo.jobs.models import Job
from bpo.platform.db import db, unit_of_work
from bpo.platform.errors import Forbidden
from bpo.platform.scope import everyone, only
from bpo.tenancy.models import Tenant
from bpo.tenancy.service import create_tenant
from bpo.workforce.queries import eligible
from bpo.workqueue.models import WorkQueue
from tests.factories.world import Client

LOOKING = everyone(reason="tests look")
NEW = "copper meadow violin 83"
WORK = "invoice_processing"


def usual_form(**changes):
    form = {
        "name": "Alder Foods GmbH",
        "code": "ald",
        "country": "DE",
        "zone": "Europe/Berlin",
        "locale": "de_DE",
        "approver_name": "Anna Alder",
        "approver_email": "anna@alder.example",
        "submitter_name": "Sven Sub",
        "submitter_email": "sven@alder.example",
        "signed_by": "Anna Alder",
        "offered": [WORK],
        f"{WORK}-urgent": "90 min",
        f"{WORK}-high": "4 h",
        f"{WORK}-normal": "2 days",
        f"{WORK}-low": "next day 12:00",
        f"{WORK}-expected": "98",
        f"{WORK}-minimum": "95",
        f"{WORK}-sampling": "5",
        f"{WORK}-sampling_new": "50",
        f"{WORK}-sampling_auto": "2.5",
        f"{WORK}-automation": "1",
        f"{WORK}-threshold": "97",
        f"{WORK}-warnings": "50 nobody; 90 team leads; 150 account managers",
        f"{WORK}-sure": "iban 99.5",
        f"{WORK}-rework": "2 h",
        f"{WORK}-acceptance_days": "3",
        f"{WORK}-minutes": "4",
        f"{WORK}-credited": ["question", "third_party"],
        "weight": "2",
        "people_cap": "",
        "automation_cap": "8",
        "mon": "08:00–12:00, 13:30-18:00",
        **dict.fromkeys(("tue", "wed", "thu", "fri"), "9-17"),
        "sat": "",
        "sun": "",
        "cut_off": "16:00",
        "holiday_country": "DE",
        "holiday_part": "by",
        "holidays_worked": "",
        "holidays_added": "2026-12-24\n2026-12-31",
    }
    return form | changes


@pytest.fixture
def boss(world, browser):
    one = browser()
    one.sign_in(world.person("administrator").email)
    return one


def counted(*models):
    with unit_of_work(LOOKING):
        return [db.session.scalar(select(func.count()).select_from(model)) for model in models]


def test_the_form_makes_a_client_that_works_at_once(world, boss, browser):
    agent, reviewer = world.person("agent"), world.person("reviewer")
    assert boss.get("/admin/clients/new").status_code == 200
    form = usual_form(work=[str(agent.id)], review=[str(reviewer.id)])
    answer = boss.post("/admin/clients/new", form, page="/admin")
    assert answer.status_code == 302
    assert boss.get(answer.location).status_code == 200
    now = datetime.now(UTC)
    with unit_of_work(LOOKING):
        company = db.session.scalars(select(Tenant)).one()
        assert (company.code, company.name) == ("ALD", "Alder Foods GmbH")
        contract = contracts.terms_in_force(company.id, now)
        promised = contract.terms.of(WORK)
        assert [target.words for _, target in promised.turnaround] == [
            "1 h 30 min",
            "4 h",
            "2 working days",
            "next working day 12:00",
        ]
        assert promised.credited_reasons == ("question", "third_party")
        assert str(promised.automation.threshold) == "0.97"
        assert str(promised.automation.threshold_of("iban")) == "0.995"
        assert promised.warn_percent == (50, 90, 150)
        assert (promised.return_keeps_clock, promised.rework.words) == (False, "2 h")
        assert contract.calendar.week[0] == (("08:00", "12:00"), ("13:30", "18:00"))
        assert (contract.calendar.subdivision, contract.calendar.cut_off) == ("BY", "16:00")
        assert len(contract.calendar.added) == 2
        queues = db.session.scalars(select(WorkQueue)).all()
        assert {queue.activity for queue in queues} >= {"work", "review"}
        assert {queue.weight for queue in queues} == {2}
        assert [(one.work_type, one.activity) for one in eligible(agent.id, now)] == [(WORK, "work")]
        assert [(one.work_type, one.activity) for one in eligible(reviewer.id, now)] == [(WORK, "review")]
        link = re.search(r"(/password/\S+)", db.session.scalars(select(Mail.body)).first())[1]
        company_id = company.id
    guest = browser()
    guest.post(link, {"password": NEW}, page=link)
    assert guest.sign_in("anna@alder.example", NEW).status_code == 302
    assert guest.is_in()
    assert world.caller(agent.id, now=now).tenants == (company_id,)
    world.job(Client(company_id, "ALD"), priority=Priority.HIGH, now=now)
    assert counted(Job) == [1]


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"code": "1A"}, "code", "capital letters"),
        ({"zone": "Mars/Base"}, "zone", "is not a time zone"),
        ({"country": "XX"}, "country", "Choose one"),
        ({"approver_email": "anna"}, "approver_email", "like name@company.com"),
        ({"submitter_email": ""}, "submitter_email", "Fill in both"),
        ({"submitter_email": "ANNA@alder.example"}, "submitter_email", "client manager"),
        ({"offered": []}, "offered", "may hand in"),
        ({f"{WORK}-high": "soon"}, f"{WORK}-high", "Write 4 h"),
        ({f"{WORK}-low": "next day 25:00"}, f"{WORK}-low", "time of day"),
        ({f"{WORK}-minimum": "99"}, f"{WORK}-minimum", "cannot be above"),
        ({f"{WORK}-threshold": "101"}, f"{WORK}-threshold", "0 to 100"),
        ({f"{WORK}-warnings": "sometimes"}, f"{WORK}-warnings", "Write percentages"),
        ({f"{WORK}-sure": "colour 99"}, f"{WORK}-sure", "no field"),
        ({f"{WORK}-rework": "later"}, f"{WORK}-rework", "Write 4 h"),
        ({f"{WORK}-sampling": "NaN"}, f"{WORK}-sampling", "0 to 100"),
        ({"weight": "0"}, "weight", "0.1 to 100"),
        ({"mon": "8 bis 5"}, "mon", "Write hours like"),
        ({"mon": "08:00-12:00, 11:00-17:00"}, "mon", "overlap"),
        (dict.fromkeys(("mon", "tue", "wed", "thu", "fri"), ""), "mon", "no working time"),
        ({"holiday_part": "ZZ"}, "holiday_part", "not a part of DE"),
        ({"holidays_added": "Christmas"}, "holidays_added", "like 2026-12-24"),
        ({"holidays_worked": "Talk Like a Pirate Day"}, "holidays_worked", "not a public holiday"),
        ({"cut_off": "06:00"}, "cut_off", "before work begins"),
    ],
)
def test_each_mistake_is_told_beside_its_field_and_makes_nothing(boss, changes, field, sentence):
    answer = boss.post("/admin/clients/new", usual_form(**changes), page="/admin")
    assert answer.status_code == 422
    assert re.search(rf'href="#f-{field}"[^<]*>[^<]*{sentence}', answer.text), answer.text
    assert 'value="Alder Foods GmbH"' in answer.text
    assert counted(Tenant, Mail) == [0, 0]


def test_an_address_that_is_taken_leaves_no_half_client(world, boss):
    taken = world.person("agent")
    answer = boss.post("/admin/clients/new", usual_form(submitter_email=taken.email), page="/admin")
    assert answer.status_code == 422
    assert re.search('href="#f-submitter_email"[^<]*>[^<]*already has an account', answer.text)
    assert counted(Tenant, WorkQueue, Mail) == [0, 0, 0]
    with unit_of_work(LOOKING):
        assert db.session.scalars(select(Person).where(Person.tenant_id.is_not(None))).all() == []


def test_a_code_is_taken_once(world, boss):
    company = world.client()
    answer = boss.post("/admin/clients/new", usual_form(code=company.code.lower()), page="/admin")
    assert answer.status_code == 422
    assert "Another client has this code" in answer.text
    assert counted(Tenant) == [1]


def test_staff_who_cannot_be_assigned_are_refused(world, boss):
    user = world.person("submitter", tenant=world.client())
    answer = boss.post("/admin/clients/new", usual_form(staff=[str(user.id)]), page="/admin")
    assert answer.status_code == 404
    assert counted(Tenant) == [1]


def test_only_administrators_get_past_the_wall_to_a_new_client(world):
    company = world.client()
    agent = world.person("agent", serves=[company])
    place = {"code": "NEW", "name": "N", "country": "DE", "zone": "UTC", "locale": "en_GB"}
    with pytest.raises(Forbidden), unit_of_work(only(company.id, actor=agent.id)):
        create_tenant(**place, now=datetime.now(UTC))
    assert counted(Tenant) == [1]


@pytest.mark.parametrize("role", ["agent", "reviewer", "team_lead", "account_manager", "approver"])
def test_the_administrators_pages_are_for_administrators(world, browser, role):
    company = world.client()
    person = world.person(role, tenant=company if role == "approver" else None, serves=[company])
    one = browser()
    one.sign_in(person.email)
    for path in ("/admin", "/admin/clients/new", f"/admin/clients/{company.id}", "/admin/outbox"):
        assert one.get(path).status_code == 403
    assert one.post("/admin/clients/new", usual_form(), page="/account").status_code == 403


def test_a_client_is_changed_suspended_and_let_in_again(world, boss, browser):
    company = world.client()
    submitter = browser()
    submitter.sign_in(world.person("submitter", tenant=company).email)
    page = f"/admin/clients/{company.id}"
    form = {"name": "Birch AG", "country": "CH", "zone": "Europe/Zurich", "locale": "de_CH"}
    assert boss.post(page, form, page=page).status_code == 302
    assert boss.post(page, form | {"zone": "Nowhere"}, page=page).status_code == 422
    assert "Birch AG" in boss.get("/admin").text
    boss.post(f"{page}/suspend", page=page)
    assert not submitter.is_in()
    boss.post(f"{page}/resume", page=page)
    assert submitter.is_in()
