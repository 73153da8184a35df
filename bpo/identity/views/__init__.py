"""Pages about people: the door, one's own account, a client's users and keys, staff, the outbox."""

from flask import Blueprint
from flask_login import current_user

bp = Blueprint("identity", __name__)


@bp.before_request
def know_the_caller() -> None:
    """Find out who is calling before the view's own unit of work opens: pages of the door show it too."""
    _ = current_user.is_authenticated


from bpo.identity.views import account, clearances, door, keys, links, outbox, users  # noqa: E402, F401 - they use `bp`
