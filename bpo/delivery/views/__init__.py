"""The client's pages of one job: where it stands, its documents, its result."""

from flask import Blueprint

bp = Blueprint("delivery", __name__)

from bpo.delivery.views import (  # noqa: E402 - they use `bp`
    approvals,  # noqa: F401
    contests,  # noqa: F401
    disputes,  # noqa: F401
    documents,  # noqa: F401
    job,  # noqa: F401
    listed,  # noqa: F401
    news,  # noqa: F401
    notices,  # noqa: F401
    results,  # noqa: F401
)
