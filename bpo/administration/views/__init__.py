"""Pages of the administrator: all clients, one client, a new one, contracts, staff."""

from flask import Blueprint

bp = Blueprint("administration", __name__)

from bpo.administration.views import agreement, clients, new_client, staff, versions  # noqa: E402, F401 - use `bp`
