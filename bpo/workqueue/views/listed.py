"""The rows of a job on the desk that are too many for its record."""

from uuid import UUID

from flask import url_for
from flask.typing import ResponseReturnValue

from bpo.jobs.queries import get_job
from bpo.jobs.views.listed import rows_page
from bpo.platform.web import requires
from bpo.workqueue.views import bp
from bpo.workqueue.views.desk import held_task


@bp.get("/work/<uuid:task_id>/rows")
@requires("task.work")
def task_rows(task_id: UUID) -> ResponseReturnValue:
    """All rows of the job of a task one holds, or one with what explains it."""
    task = held_task(task_id)
    job = get_job([task.tenant_id], task.job_id)
    return rows_page(
        job,
        lambda **asked: url_for("workqueue.task_rows", task_id=task_id, **asked),
        ("Back to the task", url_for("workqueue.task", task_id=task_id)),
    )
