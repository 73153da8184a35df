"""The file as it was handed in, for the person who holds the task and nobody else."""

from bpo.jobs.queries import documents_of
from bpo.platform.scope import only
from tests.factories.world import World

CONTENT = b"<note>no invoice, but a note</note>"


def test_who_holds_the_task_gets_the_file_and_nobody_else(world: World, desk):
    client = world.client("Alder Foods")
    agent = desk(world.person("agent", serves=[client]))
    colleague = desk(world.person("agent", serves=[client]))
    files = [("Notiz März.xml", "application/xml", CONTENT)]
    first, second = world.to_person(client, 2, files=files)
    url, _ = agent.next()
    page = agent.get(url).text
    with world.reading(only(client.id)):
        [mine], [other] = (documents_of(client.id, job.job_id) for job in (first, second))
    document = mine if f"{url}/files/{mine.id}" in page else other
    foreign = other if document is mine else mine
    address = f"{url}/files/{document.id}"
    assert address in page
    answer = agent.get(address)
    assert (answer.status_code, answer.data) == (200, CONTENT)
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert agent.get(f"{url}/files/{foreign.id}").status_code == 404
    assert colleague.get(address).status_code == 404
