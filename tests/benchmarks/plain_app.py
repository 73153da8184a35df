"""The reference for the pages of the queue: the least that Flask and SQLAlchemy Core need to hand out a task.

No sign-in, no wall, no fairness, no history: what remains is what the framework itself costs.
"""

import os
from datetime import UTC, datetime, timedelta
from uuid import UUID

from flask import Flask, Response, jsonify
from sqlalchemy import create_engine, text

from tests.benchmarks.claims import PLAIN

CLAIM = text(PLAIN.replace("%s", "{}").format(":until", ":person", ":tenant", ":tenant", ":queue", ":now"))
FINISH = text(
    "UPDATE task SET state = 'done', lease_until = NULL, finished_at = :now"
    " WHERE tenant_id = :tenant AND id = :task AND fence = :fence AND state = 'in_progress'"
)
KEEP = text(
    "UPDATE job_data SET record = '{}', version = version + 1 WHERE tenant_id = :tenant AND id = :job"
)


def create_app() -> Flask:
    """The smallest application that claims and finishes."""
    app = Flask(__name__)
    engine = create_engine(os.environ["PLAIN_DATABASE_URL"], pool_size=6)
    tenant, queue = os.environ["PLAIN_TENANT"], os.environ["PLAIN_QUEUE"]
    person = UUID(int=1)

    @app.get("/healthz")
    def healthz() -> str:
        return "ok"

    @app.post("/next")
    def following() -> Response:
        now = datetime.now(UTC)
        values = {"until": now + timedelta(minutes=15), "person": person, "tenant": tenant, "queue": queue}
        with engine.begin() as connection:
            row = connection.execute(CLAIM, values | {"now": now}).one()
        return jsonify(next=str(row.id), job=str(row.job_id), fence=row.fence)

    @app.post("/submit/<uuid:task>/<uuid:job>/<int:fence>")
    def submit(task: UUID, job: UUID, fence: int) -> Response:
        now = datetime.now(UTC)
        with engine.begin() as connection:
            values = {"tenant": tenant, "task": task, "fence": fence, "now": now}
            if connection.execute(FINISH, values).rowcount != 1:
                return jsonify(error="lost")
            connection.execute(KEEP, {"tenant": tenant, "job": job})
        return following()

    return app
