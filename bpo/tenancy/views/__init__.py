"""Pages of the administrator: all clients, one client, a new one in one form."""

from flask import Blueprint

bp = Blueprint("tenancy", __name__)

from bpo.tenancy.views import clients, new_client  # noqa: E402, F401 - they hang their routes on `bp`
