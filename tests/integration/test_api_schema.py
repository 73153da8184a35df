"""The API against its own description: whatever is sent, it answers as described, and never with a fault of ours."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from bpo.identity import service as identity
from bpo.identity.service import KEY_PERMISSIONS
from bpo.platform import clock
from bpo.platform.db import unit_of_work
from bpo.platform.scope import everyone
from bpo.platform.web import House
from tests.factories.hostile import good_xml
from tests.factories.world import World

SHORT = settings(
    max_examples=12,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
"""So many requests for each operation, as described and otherwise."""
CHECKS: list[Callable[..., Any]] = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


@dataclass(frozen=True)
class Fuzzed:
    """The description as it is served, a client's key, and its jobs in several states."""

    described: Any
    key: str
    jobs: tuple[str, ...]


@pytest.fixture
def fuzzed(world: World, web: House) -> Fuzzed:
    client = world.client("Alder Foods", now=clock.now())
    maker = world.person("approver", tenant=client, now=clock.now())
    with unit_of_work(everyone(reason="tests make keys")):
        key = identity.create_api_key(
            tenant_id=client.id,
            name="fuzzed",
            permissions=list(KEY_PERMISSIONS),
            expires_at=None,
            by=maker.id,
            now=clock.now(),
        )[1]
    files = [("invoice.xml", "application/xml", good_xml())]
    made = world.jobs(client, 3, files=files, now=clock.now())
    world.settle(clock.now())
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", web)
    return Fuzzed(described, key, tuple(str(job.job_id) for job in made))


def test_whatever_is_sent_it_answers_as_described(fuzzed: Fuzzed) -> None:
    failed: list[str] = []
    answers: Counter[int] = Counter()

    def check(case: Any) -> None:
        asked = answers.total()
        if asked % 2 and "job_id" in case.path_parameters:  # else hardly anything would be found
            case.path_parameters["job_id"] = fuzzed.jobs[asked // 2 % len(fuzzed.jobs)]
        headers = {"Authorization": f"Bearer {fuzzed.key}"}
        answers[case.call_and_validate(headers=headers, checks=CHECKS).status_code] += 1

    for found in fuzzed.described.get_all_operations():
        operation = found.ok()
        try:
            SHORT(seed(20261122)(given(case=operation.as_strategy())(check)))()
        except (Exception, BaseExceptionGroup) as error:
            failed.append(f"{operation.label}: {error}")
    assert not failed, "\n\n".join(failed)
    assert answers.total() > 100
    assert {200, 404, 422} <= answers.keys(), answers


def test_the_description_is_the_same_each_time(web: House) -> None:
    client = web.test_client()
    first, second = (client.get("/api/v1/openapi.json").get_json() for _ in range(2))
    assert first == second
    for response in first["components"]["responses"].values():
        assert response["content"].keys() == {"application/problem+json"}
