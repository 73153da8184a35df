"""The account manager's pages, in a browser without scripts."""

from sqlalchemy import func, select

from bpo.events.models import Event
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import everyone, only
from bpo.reporting import service as reporting
from bpo.reporting.models import Tally
from tests.factories.browser import Browser
from tests.factories.world import NOW


def test_sees_her_clients_only_down_to_a_jobs_timeline(world, web):
    mine, foreign = world.client("Alder Foods"), world.client("Brook Retail")
    manager = world.person("account_manager", serves=[mine])
    [job] = world.to_person(mine)
    [other] = world.to_person(foreign)
    browser = Browser(web.test_client())
    browser.sign_in(manager.email)
    page = browser.get("/accounts")
    assert page.status_code == 200
    assert "Alder Foods" in page.text
    assert "Brook Retail" not in page.text
    assert browser.get(f"/accounts/{mine.id}").status_code == 200
    assert browser.get(f"/accounts/{foreign.id}").status_code == 404
    for which in ("open", "late", "on_hold", "in_review", "missed", "straight"):
        assert browser.get(f"/accounts/{mine.id}/jobs?which={which}").status_code == 200
    assert browser.get(f"/accounts/{mine.id}/jobs?which=nonsense").status_code == 404
    timeline = browser.get(f"/accounts/jobs/{job.job_id}")
    assert timeline.status_code == 200
    assert "Where the time went" in timeline.text
    assert browser.get(f"/accounts/jobs/{other.job_id}").status_code == 404


def test_tallies_equal_a_recount_and_folding_changes_nothing(world):
    client = world.client()
    world.to_person(client, 7)

    def counted():
        with unit_of_work(only(client.id)):
            rows = db.session.execute(select(Tally.measure, func.sum(Tally.amount)).group_by(Tally.measure))
            return {measure: int(amount) for measure, amount in rows}

    before = counted()
    with unit_of_work(only(client.id)):
        named = db.session.execute(select(Event.name, func.count()).group_by(Event.name))
        happened = {name: int(times) for name, times in named}
    assert before == {"received": happened["job.received"], "exceptions": happened["task.exception"]}
    for _ in range(2):
        with unit_of_work(everyone(reason="a sweep in a test")):
            reporting.fold(now=NOW)
        assert counted() == before
    with unit_of_work(only(client.id)):
        assert db.session.scalar(select(func.count()).select_from(Tally)) == len(before)
