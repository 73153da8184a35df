"""The rows of a client's job that are too many for its record."""

from uuid import UUID

from flask import url_for
from flask.typing import ResponseReturnValue

from bpo.delivery.views import bp
from bpo.jobs import queries
from bpo.jobs.views.listed import rows_page
from bpo.platform.web import caller, requires


@bp.get("/jobs/<uuid:job_id>/rows")
@requires("job.view")
def job_rows(job_id: UUID) -> ResponseReturnValue:
    """All rows of a job, searched and sorted, or one with what explains it."""
    job = queries.seen_job(caller(), job_id)
    return rows_page(
        job,
        lambda **asked: url_for("delivery.job_rows", job_id=job_id, **asked),
        (job.reference, url_for("delivery.job", job_id=job_id)),
    )
