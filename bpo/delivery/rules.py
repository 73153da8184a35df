"""What of our findings a client is told, and in which words: its documents' faults, not our machinery's."""

from collections.abc import Iterable, Mapping
from typing import Any

from bpo.events.rules import describe

DUPLICATES = ("DUPLICATE_FILE", "DUPLICATE_SUSPECTED")
MAKING_SURE = "we make sure of it"


def told_to_client(finding: Mapping[str, Any], reasons: Mapping[str, str]) -> str:
    """The finding's line for the client, "" where it is about ourselves; `reasons` are those of the work type."""
    code = str(finding.get("code", ""))
    if code not in reasons and code not in DUPLICATES:
        return ""
    return str(finding.get("message") or reasons.get(code, ""))


def reasons_for_client(codes: Iterable[Any], reasons: Mapping[str, str]) -> str:
    """Why a person looks at a job, for the client, from the codes of what was found."""
    words = [
        "it looks like another one" if code in DUPLICATES else reasons[code].rstrip(".")
        for code in codes
        if code in reasons or code in DUPLICATES
    ]
    kept = list(dict.fromkeys(words))[:4]
    return "; ".join(f"{each[0].lower()}{each[1:]}" for each in kept) or MAKING_SURE


def told_of(name: str, data: Mapping[str, Any], reasons: Mapping[str, str], *, for_client: bool) -> str:
    """The timeline's line for an event; "" where the reader need not see it."""
    if for_client and "codes" in data:
        data = {**data, "reasons": reasons_for_client(data["codes"], reasons)}
    return describe(name, data, for_client=for_client)
