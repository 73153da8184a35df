"""The account manager's pages, in a browser without scripts."""

import re
from collections import Counter
from datetime import timedelta
from html import unescape
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from bpo.jobs.models import Job
from bpo.platform import clock
from bpo.platform.db import db
from bpo.platform.scope import only
from bpo.reporting import queries, rules
from bpo.reporting.views.accounts import headline
from bpo.reporting.views.behind import NOW, PAST
from tests.factories.browser import Browser
from tests.integration.delivery.finished import finish


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
    for which in (*NOW, *PAST):
        assert browser.get(f"/accounts/{mine.id}/jobs?which={which}").status_code == 200
    assert browser.get(f"/accounts/{mine.id}/jobs?which=nonsense").status_code == 404
    timeline = browser.get(f"/accounts/jobs/{job.job_id}")
    assert timeline.status_code == 200
    assert "Where the time went" in timeline.text
    assert browser.get(f"/accounts/jobs/{other.job_id}").status_code == 404


@pytest.mark.parametrize(
    ("past_due", "predicted", "below", "said"),
    [
        ([0, 0], [0, None], [False, False], "Every promise is on course"),
        ([0, 0], [0, None], [True, False], "Nothing is late; 1 client is below the aim"),
        ([0, 0], [0, 0], [True, True], "Nothing is late; 2 clients are below the aim"),
        ([0, 0], [1, None], [True, False], "1 job will be late"),
        ([0, 1], [4, 2], [True, False], "1 job is past its promise"),
        ([2, 1], [4, 2], [False, False], "3 jobs are past their promise"),
    ],
)
def test_the_headline_says_the_worst(past_due, predicted, below, said):
    rows = [
        {"open": SimpleNamespace(past_due=late), "predicted": soon, "below": under}
        for late, soon, under in zip(past_due, predicted, below, strict=True)
    ]
    assert headline(rows) == said


def test_an_account_manager_finds_jobs_of_own_clients_and_of_no_others(world, web):
    alder, birch, other = (world.client(name) for name in ("Alder", "Birch", "Other"))
    refs = {each.id: world.job(each).reference for each in (alder, birch, other)}
    manager = Browser.of(web, world.person("account_manager", serves=[alder, birch]))
    everything = manager.get("/jobs").text
    assert 'href="/jobs"' in manager.get("/accounts").text, "the way there, and the search"
    assert refs[alder.id] in everything
    assert refs[birch.id] in everything
    assert refs[other.id] not in everything
    only_birch = manager.get(f"/jobs?client={birch.id}").text
    assert refs[birch.id] in only_birch
    assert refs[alder.id] not in only_birch
    table = manager.get(f"/jobs/export.csv?client={birch.id}").text
    assert refs[birch.id] in table
    assert refs[alder.id] not in table
    assert refs[alder.id] in manager.get(f"/jobs?q={refs[alder.id]}").text
    assert "No job is like this" in manager.get(f"/jobs?q={refs[other.id]}").text
    for path in ("/jobs", "/jobs/export.csv", "/jobs/export.xlsx"):
        assert manager.get(f"{path}?client={other.id}").status_code == 404, path
    assert manager.get("/jobs?client=nonsense").status_code == 422


def test_what_is_open_past_due_pulls_down_the_line_of_its_own_client_and_day(world):
    one, other = world.client(), world.client()
    world.to_person(one, 2)
    world.to_person(other)
    zones = {one.id: "Europe/Berlin", other.id: "Pacific/Kiritimati"}
    with world.reading(only(one.id, other.id)):
        due = dict(db.session.execute(select(Job.tenant_id, Job.due_at)).all())
        later = max(due.values()) + timedelta(hours=1)
        periods = {
            tenant_id: rules.Period.last_days(30, now=later, zone=zone) for tenant_id, zone in zones.items()
        }
        found = queries.overdue_by_day(periods, later)
    for tenant_id, count in ((one.id, 2), (other.id, 1)):
        assert found[tenant_id] == {due[tenant_id].astimezone(ZoneInfo(zones[tenant_id])).date(): count}


ROW = re.compile(
    r'<tr><th scope="row"><a href="([^"]*which=(\w+)[^"]*period=20[\d-]+[^"]*)">[^<]*</a></th>'
    r'((?:<td class="num">[^<]*</td>)+)'
)


def test_each_day_of_a_chart_opens_the_jobs_it_counts(world, web):
    now = clock.now()
    client = world.client(now=now)
    [done, *_] = world.to_person(client, 3, now=now)
    finish(world, client, done.job_id)
    manager = Browser.of(web, world.person("account_manager", serves=[client], now=now))
    page = manager.get(f"/accounts/{client.id}").text
    counted = {"due": -1, "received": 0, "delivered": -1}
    opened = Counter()
    for href, which, cells in ROW.findall(page):
        said = re.findall(r">([^<]*)<", cells)[::2][counted[which]]
        listed = manager.get(unescape(href)).text.count('<th scope="row"')
        assert listed == int(said), (which, href)
        opened[which] += listed
    assert opened["received"] == 3
    assert opened["delivered"] == 1
    assert manager.get(f"/accounts/{client.id}/jobs?which=due&period=2026-02-30").status_code == 404
