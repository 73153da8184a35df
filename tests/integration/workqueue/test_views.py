"""The agents' pages: next, desk, submit, drafts, holds, floor, and who may do what."""

from tests.factories.desk import INVOICE


def test_next_work_submit_and_next_again(world, desk):
    client = world.client("Alder Foods")
    agent = desk(world.person("agent", serves=[client]))
    world.to_person(client, 2)
    page = agent.get("/work")
    assert "2 tasks wait for you" in page.text
    assert "Alder Foods" in page.text
    url, fence = agent.next()
    answer = agent.post(f"{url}/submit-next", {**INVOICE, "_lease": fence, "_active_seconds": "12"})
    assert answer.status_code == 303, answer.text
    assert answer.location != url
    second = agent.get(answer.location)
    assert "Why this one" in second.text
