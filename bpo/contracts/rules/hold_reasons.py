"""Why work waits, and who owes what it waits for: the list that people choose from and contracts credit by."""

from dataclasses import dataclass
from types import MappingProxyType

OWERS = ("client", "provider", "third_party", "force_majeure")
"""Who may owe the action that a hold waits for."""


@dataclass(frozen=True, slots=True)
class HoldReason:
    """Why a task waits, and who (of `OWERS`) owes what it waits for."""

    key: str
    label: str
    owes: str


HOLD = MappingProxyType(
    {
        reason.key: reason
        for reason in (
            HoldReason("question", "The client has to answer a question", "client"),
            HoldReason("document", "The document is incomplete or cannot be read", "client"),
            HoldReason("third_party", "Somebody outside has to answer first", "third_party"),
            HoldReason("decision", "We have to decide something first", "provider"),
            HoldReason("outage", "A system we need is down", "provider"),
            HoldReason("force_majeure", "Nobody can help it (strike, disaster)", "force_majeure"),
        )
    }
)
"""For putting a task on hold. Whether the client's clock stops is what the contract says of the reason."""

CREDITABLE = tuple(key for key, reason in HOLD.items() if reason.owes != "provider")
"""Reasons for which a contract may stop the client's clock; never for what the provider owes."""


def reasons_owed_by(owers: tuple[str, ...]) -> tuple[str, ...]:
    """The reasons for which one of these owes the action: how older contracts said what they credit."""
    return tuple(key for key, reason in HOLD.items() if reason.owes in owers)
