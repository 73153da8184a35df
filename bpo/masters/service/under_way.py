"""What workers do of large changes: read what came in, put into force what was confirmed."""

from datetime import datetime
from uuid import UUID

from bpo.catalog.rules import MasterList
from bpo.masters import queries
from bpo.masters.models import MasterChange
from bpo.masters.service.files import Office, put_in, read_in
from bpo.masters.service.undoing import take_back
from bpo.masters.service.writing import UNDER_WAY, Say
from bpo.platform.db import db
from bpo.platform.errors import Conflict, Invalid, NotFound


def go_on(*, tenant_id: UUID, change_id: UUID, office: Office, now: datetime, say: Say) -> None:
    """Do what is next of a change that waits for a worker; safe to repeat, and nothing where it waits no longer.

    All of it is one transaction: a worker that dies leaves the change as it waited, and nothing of it in force.
    What cannot be taken is `refused`, with the reason. Dropped where somebody dropped it meanwhile.
    """
    change = queries.get_change(tenant_id, change_id)
    if change.state not in UNDER_WAY:
        return
    try:
        masters = queries.list_of(tenant_id, change.list_key, now)
        if change.state == "reading":
            content = office.storage.of(tenant_id).get(change.storage_key or "")
            read_in(change, masters, content, office=office, now=now, say=say)
        else:
            _put_into_force(change, masters, office, now, say)
    except NotFound:
        _refuse(change, "The client's work no longer goes by this list. Nothing was changed.")
    except Invalid as error:
        _refuse(change, " ".join(text for texts in error.errors.values() for text in texts))
    except Conflict as error:
        _refuse(change, error.message)


def _put_into_force(
    change: MasterChange, masters: MasterList, office: Office, now: datetime, say: Say
) -> None:
    by = change.applied_by_name or change.created_by_name
    if change.undoes is None:
        put_in(change, masters, office=office, by=by, now=now, say=say)
    else:
        undone = queries.get_change(change.tenant_id, change.undoes, lock=True)
        take_back(change, undone, masters, by=by, now=now, say=say)


def _refuse(change: MasterChange, reason: str) -> None:
    change.state, change.reason, change.progress = "refused", reason, None
    db.session.flush()


def note_progress(*, tenant_id: UUID, change_id: UUID, phase: str, done: int, total: int) -> None:
    """Show how far a worker is; in a transaction beside the one it works in, which nobody sees before its end."""
    queries.get_change(tenant_id, change_id).progress = {"phase": phase, "done": done, "total": total}
