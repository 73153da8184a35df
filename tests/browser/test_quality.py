"""The pages of quality control in Chromium: by keyboard, wide and narrow, light and dark; axe finds nothing."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from playwright.sync_api import Page, expect

from bpo.automation.models import AutomationThreshold
from bpo.contracts.rules import LotPlan, QualityPlan, SamplingMethod
from bpo.jobs.models import Job
from bpo.platform import clock
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import only
from bpo.quality import queries
from bpo.quality import service as quality
from bpo.quality.models import Lot, Review
from tests.browser.looking import press, sound
from tests.factories.hostile import good_pdf
from tests.factories.world import INVOICES
from tests.integration.quality.test_control import do, judge, rows

PLAN = QualityPlan(
    method=SamplingMethod.LOTS, lots=LotPlan(aql="6.5", size=4), known_answer_percent=Decimal(10)
)


def look(page: Page, address: str) -> None:
    """Go there; the page is sound."""
    page.goto(address)
    sound(page, address)


@pytest.fixture
def firm(world):
    """A client with a rejected lot, a contested review, an item, a session, a threshold that moved."""
    now = clock.now() - timedelta(hours=3)
    client = world.client("Alder Foods", now=now, quality=PLAN)
    agent = world.person("agent", serves=[client], now=now)
    reviewers = [world.person("reviewer", serves=[client], activities=["review"], now=now) for _ in range(2)]
    lead = world.person("team_lead", serves=[client], now=now)
    files = [("invoice.pdf", "application/pdf", good_pdf(1))]
    world.to_person(client, 4, now=now, files=files)
    for _ in range(4):
        do(world, client, agent, now=now)
    judge(world, client, reviewers[0], wrong=["amounts"], outcome="return", now=now)
    judge(world, client, reviewers[0], now=now)
    judge(world, client, reviewers[0], now=now)
    job = next(job for job in rows(world, client, Job) if job.state == "delivered")
    with unit_of_work(only(client.id)):
        quality.calibrations.open_session(
            tenant_id=client.id,
            work_type_key=INVOICES,
            name="First session",
            job_ids=[job.id],
            reviewers=[each.id for each in reviewers],
            by=lead,
            now=now,
        )
        for verdict, since, until in (("open", now, clock.now()), ("closed", clock.now(), None)):
            db.session.add(
                AutomationThreshold(
                    tenant_id=client.id,
                    work_type=INVOICES,
                    path="gross",
                    source="",
                    verdict=verdict,
                    threshold=Decimal("0.85") if verdict == "open" else None,
                    right=90,
                    n=100,
                    target=Decimal("0.95"),
                    reason="Right in 90.0 % (82.6–94.5 %, n = 100): the lower bound is below the target.",
                    since=since,
                    until=until,
                )
            )
    return client, agent, reviewers, lead


def test_what_a_lead_reads_and_does(world, firm, sign_in: Callable[..., Page]):
    client, _, _, lead = firm
    page = sign_in(lead.email)
    page.get_by_role("link", name="Quality").first.click()
    expect(page.get_by_role("link", name="Alder Foods")).to_be_visible()
    lot = rows(world, client, Lot)[0]
    for place in ("", "/lots", "/people", "/known-answers", "/calibrations", "/automation"):
        look(page, f"/quality/{client.id}{place}")
    look(page, "/quality")
    look(page, f"/quality/lots/{lot.id}")
    with world.reading(only(client.id)):
        [session] = queries.calibrations([client.id], limit=5)
    look(page, f"/quality/calibrations/{session.id}")
    page.goto(f"/quality/{client.id}/people")
    page.get_by_label("Why").focus()
    page.keyboard.type("Three slips in a row.")
    press(page, "Enter")
    expect(page.get_by_text("Three slips in a row.")).to_be_visible()
    page.get_by_label("What was retrained").focus()
    page.keyboard.type("Totals, with Ann.")
    press(page, "Enter")
    expect(page.get_by_text("Totals, with Ann.")).to_be_visible()


def test_an_agent_contests_and_another_reviewer_decides(world, firm, sign_in: Callable[..., Page]):
    client, agent, reviewers, _ = firm
    page = sign_in(agent.email)
    page.get_by_role("link", name="Feedback").first.click()
    look(page, "/feedback")
    wrong = next(each for each in rows(world, client, Review) if each.outcome == "return")
    look(page, f"/feedback/{wrong.id}")
    page.get_by_label("Why the review is wrong").focus()
    page.keyboard.type("The total is right: see page 1.")
    press(page, "Tab")
    press(page, "Enter")
    expect(page.get_by_text("A second reviewer has not decided yet.")).to_be_visible()

    second = sign_in(reviewers[1].email)
    second.get_by_role("link", name="Quality").first.click()
    second.get_by_role("link", name="Look at it").click()
    sound(second, "contested")
    second.get_by_label("The review was wrong").check()
    second.get_by_label("Why").fill("It is the total.")
    second.get_by_role("button", name="Decide").click()
    expect(second.get_by_text("Decided.")).to_be_visible()

    with world.reading(only(client.id)):
        [session] = queries.calibrations([client.id], limit=5)
        [item] = queries.items_of(session)
    look(second, f"/quality/calibrations/items/{item.id}")
