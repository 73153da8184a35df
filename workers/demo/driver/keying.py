"""Slips of the month that are keyed twice: what the clients hand in, and what each keyer makes of a slip."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from workers.demo import cast
from workers.demo.documents.slips import Slip, claims, contacts, image_of

Labels = Sequence[tuple[str, str]]
BOTH_MISREAD = 4
"""The place of a claim whose amount both keyers key wrongly, alike: only the batch's totals tell."""
CLAIM_LABELS: Labels = (
    ("policy_no", "Policy number"),
    ("code", "Code"),
    ("last_name", "Last name"),
    ("first_name", "First name"),
    ("dob", "Date of birth"),
    ("zip", "ZIP code"),
    ("amount", "Amount claimed"),
)
CARD_LABELS: Labels = (
    ("first_name", "Vorname"),
    ("last_name", "Name"),
    ("company", "Firma"),
    ("email", "E-Mail"),
    ("phone", "Telefon"),
    ("street", "Straße"),
    ("postcode", "PLZ"),
    ("city", "Ort"),
)


@dataclass(frozen=True, slots=True)
class Bundle:
    """Slips handed in together: their files, what stands on each by its file's name, and the batch's header."""

    files: tuple[tuple[str, bytes], ...]
    truths: Mapping[str, Slip]
    header: Mapping[str, str]


def bundle(work: str, count: int, *, seed: int) -> Bundle:
    """So many slips of a kind."""
    header: dict[str, str] = {}
    if work == cast.CLAIMS:
        slips, labels, title, stem = claims(count, seed=seed), CLAIM_LABELS, "Claim", "claim"
        header = {
            "records": str(count),
            "total_policy_no": str(sum(int(slip["policy_no"][1:]) for slip in slips)),
            "total_amount": str(sum(Decimal(slip["amount"]) for slip in slips)),
        }
    else:
        slips, labels, title, stem = contacts(count, seed=seed), CARD_LABELS, "Antwortkarte", "karte"
    named = {f"{stem}-{seed}-{place:03d}.png": slip for place, slip in enumerate(slips, start=1)}
    files = tuple((name, image_of(slip, title, labels)) for name, slip in named.items())
    return Bundle(files, named, header)


def keyed(name: str, slip: Slip, part: str, *, care: float) -> dict[str, Any]:
    """What a keyer makes of a slip: what stands there, but for a slip of the finger now and then."""
    made: dict[str, Any] = dict(slip)
    if "amount" in made and name.endswith(f"-{BOTH_MISREAD:03d}.png"):
        return made | {"amount": _crossed(made["amount"])}
    luck = random.Random(f"{name} {part}")
    if luck.random() > care:
        field = luck.choice([each for each in ("amount", "last_name", "phone") if made.get(each)])
        made[field] = _crossed(made[field])
    return made


def _crossed(value: str) -> str:
    """The first two neighbours that differ, changed over: the keyer's usual slip."""
    for place in range(len(value) - 1):
        one, other = value[place], value[place + 1]
        if one != other and one.isalnum() and other.isalnum() and (place > 0 or other != "0"):
            return value[:place] + other + one + value[place + 2 :]
    return value
