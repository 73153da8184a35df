"""Pages of the administrator: all clients, one client, a new one, contracts, staff."""

from flask import Blueprint

bp = Blueprint("administration", __name__)

from bpo.administration.views import clients, contracts, new_client, staff  # noqa: E402, F401 - they use `bp`
