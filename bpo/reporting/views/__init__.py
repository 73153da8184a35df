"""Pages of figures: the account managers', the client's own, each agent's own; and the timeline of a job."""

from flask import Blueprint

bp = Blueprint("reporting", __name__)

from bpo.reporting.views import account, accounts, behind, exports, own, service, timeline  # noqa: E402, F401 - they use `bp`
