"""Pages on which a client's own work types are written down, looked at and published."""

from flask import Blueprint

bp = Blueprint("definitions", __name__, url_prefix="/work-types")

from bpo.definitions.views import editor, lists, sample  # noqa: E402, F401 - they use `bp`
