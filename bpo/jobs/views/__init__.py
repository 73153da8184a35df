"""The client's pages of work handed in: home, lists, batches."""

from flask import Blueprint, current_app
from flask.typing import ResponseReturnValue

from bpo.platform.sandbox import SandboxUnavailable
from bpo.platform.web import problem

bp = Blueprint("jobs", __name__)


@bp.app_errorhandler(SandboxUnavailable)
def cannot_open_files(error: SandboxUnavailable) -> ResponseReturnValue:
    """No file can be opened at the moment: that is ours to mend."""
    current_app.logger.error("sandbox: %s", error)
    return problem(
        503,
        "cannot_open_files",
        "We cannot open files at the moment",
        "Nothing was lost and nothing was taken in. Please try again in a minute.",
    )


from bpo.jobs.views import batches, lists, portal  # noqa: E402, F401 - they use `bp`
