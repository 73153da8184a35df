"""Why a person gives a task back, takes one from another, or picks one by hand.

Each is recorded with the attempt. A reason for giving back says whether the same person may be given the
task again: a break does not change who can do it, a language one cannot read does.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bpo.contracts.rules import HOLD


@dataclass(frozen=True, slots=True)
class Reason:
    """One entry of a list of reasons. `needs_note`: words of one's own are asked for."""

    key: str
    label: str
    same_agent_again: bool = True
    needs_note: bool = False


def _table(*reasons: Reason) -> Mapping[str, Reason]:
    return MappingProxyType({reason.key: reason for reason in reasons})


HAND_BACK = _table(
    Reason("break", "I have to stop for now"),
    Reason("end_of_shift", "My shift ends"),
    Reason("screen_trouble", "The document or the screen does not work"),
    Reason("not_trained", "I have not been trained for this", same_agent_again=False),
    Reason("language", "I cannot read the language", same_agent_again=False),
    Reason("conflict", "I know the person or company concerned", same_agent_again=False),
    Reason("needs_lead", "A team lead has to decide", same_agent_again=False, needs_note=True),
    Reason("other", "Another reason", same_agent_again=False, needs_note=True),
)
"""For skipping a task or handing it back."""

TAKE_OVER = _table(
    Reason("holder_away", "The holder is away"),
    Reason("urgent", "It has to be done now"),
    Reason("help", "The holder asked for help"),
    Reason("other", "Another reason", needs_note=True),
)
"""For taking a task from the person who holds it."""

PICK = _table(
    Reason("client_asked", "The client asked about it"),
    Reason("urgent", "It has to be done now"),
    Reason("same_case", "It belongs with another one I work on"),
    Reason("other", "Another reason", needs_note=True),
)
"""For taking a particular task instead of the next one."""

REASSIGN = _table(
    Reason("holder_away", "The holder is away"),
    Reason("knows_it", "The other person knows this kind best"),
    Reason("load", "To spread the load"),
    Reason("other", "Another reason", needs_note=True),
)
"""For giving a task to a certain person."""


REJECT = _table(
    Reason("wrong_kind", "It is not {a_unit}"),
    Reason("empty", "There is nothing on it"),
    Reason("unreadable", "It cannot be read"),
    Reason("not_ours", "It is meant for another company"),
    Reason("repeated", "It was handed in before"),
    Reason("other", "Another reason", needs_note=True),
)
"""For rejecting a job that nothing can be made of; the client reads reason and note."""


def reject_reasons(unit: str) -> Mapping[str, str]:
    """The reasons for rejecting a job, key → words; `unit` is what the work type calls one ("invoice")."""
    a_unit = f"{'an' if unit[:1].lower() in 'aeio' else 'a'} {unit}"
    return {key: reason.label.format(a_unit=a_unit) for key, reason in REJECT.items()}


def rejection_words(unit: str, key: str, note: str) -> str:
    """Why a job is rejected, as the client reads it: the reason and the note."""
    words = [] if key == "other" and note else [reject_reasons(unit).get(key, REJECT["other"].label)]
    return ": ".join([*words, *([note] if note else [])])


def why_ended(outcome: str | None, reason: str | None, *, unit: str) -> str:
    """Why an attempt ended so, in words; `unit` as in `reject_reasons`. "" where no reason was given."""
    given = {
        "handed_back": {key: each.label for key, each in HAND_BACK.items()},
        "taken_over": {key: each.label for key, each in {**REASSIGN, **TAKE_OVER}.items()},
        "held": {key: each.label for key, each in HOLD.items()},
        "rejected": reject_reasons(unit),
    }
    return given.get(outcome or "", {}).get(reason or "", reason or "")


def reason_problem(table: Mapping[str, Reason], key: str, note: str) -> str | None:
    """Why the reason is not taken, in a sentence; None when it is."""
    reason = table.get(key)
    if reason is None:
        return "Choose a reason from the list."
    if reason.needs_note and not note.strip():
        return "Say in a few words why."
    return None
