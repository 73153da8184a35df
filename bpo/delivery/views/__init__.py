"""The client's pages of one job: where it stands, its documents, its result."""

from flask import Blueprint

bp = Blueprint("delivery", __name__)

from bpo.delivery.views import approvals, documents, job, listed, news, notices, results  # noqa: E402, F401 - they use `bp`
