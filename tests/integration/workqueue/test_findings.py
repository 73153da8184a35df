"""What the checks say of a draft, what a finding points to, and what corrected documents cost."""

import re

from bpo.platform import clock
from bpo.platform.scope import only
from bpo.workqueue import queries
from tests.factories.desk import INVOICE
from tests.factories.world import NOW

HAND_IN = {"_keystrokes": "41", "_clicks": "2", "_active_seconds": "35"}


def drafted(agent, url, fence, **values):
    body = {"fence": int(fence), "values": {**INVOICE, **values}}
    assert agent.send(f"{url}/draft", body, "PUT").status_code == 200
    return agent.get(f"{url}/findings").json


def test_findings_are_of_the_draft_as_it_was_saved(world, desk):
    client = world.client()
    agent = desk(world.person("agent", serves=[client]))
    world.to_person(client)
    url, fence = agent.next()
    said = drafted(agent, url, fence, gross="120,00", issue_date="31.31.2026")
    assert "TOTALS_DO_NOT_PROVE" in said["html"]
    assert any("makes 119.00" in each["text"] for each in said["said"]["gross"])
    assert said["said"]["issue_date"][0] == {"kind": "error", "text": "There is no day “31.31.2026”."}
    mended = drafted(agent, url, fence)
    assert "TOTALS_DO_NOT_PROVE" not in mended["html"]
    assert not any(each["kind"] == "error" for texts in mended["said"].values() for each in texts)


def test_only_what_a_finding_points_to_stands_beside(world, desk):
    client = world.client()
    agent = desk(world.person("agent", serves=[client]))
    world.to_person(client, 3)
    for number in ("RE-1", "RE-9"):
        url, fence = agent.next()
        done = agent.post(f"{url}/submit", {**INVOICE, "number": number, "gross": "119,00", "_lease": fence})
        if done.status_code == 422:  # the second one is like the first by amount and date
            sent = {**INVOICE, "number": number, "_lease": fence, "confirm.DUPLICATE_SUSPECTED": "two orders"}
            done = agent.post(f"{url}/submit", sent)
        assert done.status_code == 303, done.text
    url, fence = agent.next()
    assert agent.get(f"{url}/beside?code=DUPLICATE_SUSPECTED").status_code == 404
    html = drafted(agent, url, fence, number="RE-1", issue_date="05.07.2026", seller="Mühle Hartmann")["html"]
    assert "DUPLICATE_SUSPECTED" in html
    assert f"{url}/beside?code=DUPLICATE_SUSPECTED" in html
    page = agent.get(f"{url}/beside?code=DUPLICATE_SUSPECTED&part=1")
    assert page.status_code == 200
    assert f"{client.code}-000001" in page.text
    assert f"{client.code}-000002" not in page.text
    assert '<span class="diff">2026-07-06</span>' in page.text
    assert "<html" in agent.get(f"{url}/beside?code=DUPLICATE_SUSPECTED").text
    stranger = desk(world.person("agent", serves=[client]))
    for path in (f"{url}/findings", f"{url}/beside?code=DUPLICATE_SUSPECTED"):
        assert stranger.get(path).status_code == 404


def test_the_effort_of_corrected_documents_is_told_by_medians_and_first_of_a_sender(world, desk):
    client = world.client()
    agent, idle = world.person("agent", serves=[client]), world.person("agent", serves=[client])
    lead = desk(world.person("team_lead", serves=[client]))
    assert "Nothing corrected yet" in lead.get("/floor").text
    at_desk = desk(agent)
    world.to_person(client, 3)
    for number, keys in (("A-1", "90"), ("A-2", "30"), ("A-3", "20")):
        url, fence = at_desk.next()
        sent = {**INVOICE, **HAND_IN, "number": number, "_keystrokes": keys, "_lease": fence}
        done = at_desk.post(f"{url}/submit", {**sent, "issue_date": f"0{number[-1]}.07.2026"})
        assert done.status_code == 303, done.text
    with world.reading(only(client.id)):
        since = NOW.replace(year=NOW.year - 1)
        [row] = queries.effort_of([client.id], since=since, kinds=["vendor"], person_id=agent.id)
        assert queries.effort_of([client.id], since=since, kinds=["vendor"], person_id=idle.id) == []
    assert (row.work_type, row.whole.documents, row.whole.keystrokes) == ("invoice_processing", 3, 30)
    assert (row.whole.seconds, row.whole.clicks) == (35, 2)
    assert row.first
    assert row.again
    assert (row.first.documents, row.first.keystrokes) == (1, 90)
    assert (row.again.documents, row.again.keystrokes) == (2, 25)
    world.follow(clock.now())
    shown = lead.get("/floor").text
    assert "What a corrected document costs" in shown
    assert re.search(r"(24|25|26) keys", shown)  # by buckets four percent wide
    assert "What a document takes you" in at_desk.get("/work").text
