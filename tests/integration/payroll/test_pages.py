"""The register's pages: for who is at work on the run and for its client, for nobody else."""

from bpo.platform.web import House
from tests.factories.browser import Browser
from tests.factories.desk import Desk
from tests.integration.payroll.conftest import HELD, Office


def test_the_register_on_the_desk_and_in_the_portal(office: Office, web: House) -> None:
    office.employer("us")
    job_id = office.job("us")
    agent = Desk(web.test_client(), office.agents[0])
    task, fence = agent.next()
    page = agent.get(task)
    assert "How each figure came about" in page.text
    assert "Open the register" in page.text
    rows = agent.get(f"{task}/rows?sort=6&down=1")
    assert rows.status_code == 200
    assert "30 employees, page 1 of 1" in rows.text or "page 1 of" in rows.text
    one = agent.get(f"{task}/rows?row=E1003")
    assert "How each figure came about" in one.text
    assert agent.get(f"{task}/rows?row=nobody").status_code == 404
    stranger = Browser.of(web, office.agents[1])
    assert stranger.get(f"{task}/rows").status_code == 404
    client = Browser.of(web, office.approvers[0])
    assert "Open the register" in client.get(f"/jobs/{job_id}").text
    assert "Templates for payroll" in client.get("/portal").text
    template = client.get("/batches/template.csv?of=payroll&table=employees-uk")
    assert template.text.lstrip("\ufeff").startswith("employee_id,first_name")
    assert client.get("/batches/template.csv?of=payroll&table=nothing").status_code == 404
    held = client.get(f"/jobs/{job_id}/rows?only=marked").text
    assert "held" in held
    for secret in ("121042882", "011401533"):
        assert secret not in held
    for _ in office.data(job_id).record["found"]:
        assert 'aria-label="Evidence"' in agent.get(task).text
        agent.post(f"{task}/submit", {**HELD, "_lease": fence})
        task, fence = agent.next()
    assert "Held as things stand" in agent.get(task).text
    uncleared = office.world.person("submitter", tenant=office.client)
    other = Browser.of(web, uncleared)
    assert other.get(f"/jobs/{job_id}/rows").status_code == 404
    assert other.get(f"/jobs/{job_id}").status_code == 404
