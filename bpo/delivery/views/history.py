"""A job's history in its reader's words."""

from bpo.catalog.rules import WorkType
from bpo.delivery.rules import reasons_for_client
from bpo.events.models import Event
from bpo.events.rules import describe


def told_of(event: Event, kind: WorkType, *, for_client: bool) -> str:
    """The timeline's line for an event; "" where the reader need not see it."""
    data = dict(event.data)
    if for_client and "codes" in data:
        data["reasons"] = reasons_for_client(data["codes"], kind.reasons)
    return describe(event.name, data, for_client=for_client)
