"""Pages of clients' lists: the same for the client's own people and for the provider's."""

from flask import Blueprint

bp = Blueprint("masters", __name__, url_prefix="/data")

from bpo.masters.views import changes, lists, rows  # noqa: E402, F401 - they use `bp`
