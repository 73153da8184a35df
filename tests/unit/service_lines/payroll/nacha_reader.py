"""A reader of NACHA files, written from the record layouts alone: it shares nothing with what writes them.

Nacha Operating Rules, appendix three. Raises ValueError where a record is not what it must be, or a control record
does not say what the entries come to.
"""

from dataclasses import dataclass
from decimal import Decimal

_WEIGHTS = (3, 7, 1, 3, 7, 1, 3, 7)


@dataclass(frozen=True)
class Entry:
    """One payment."""

    routing: str
    account: str
    amount: Decimal
    identification: str
    name: str


@dataclass(frozen=True)
class Read:
    """A file with one batch of credits."""

    description: str
    pays_on: str
    entries: tuple[Entry, ...]
    total: Decimal
    hash: str


def read_nacha(content: bytes) -> Read:
    """Read and prove a file."""
    lines = content.decode("ascii").split("\n")
    _demand(lines.pop() == "", "the last line ends")
    _demand(all(len(line) == 94 for line in lines), "94 characters a record")
    _demand(len(lines) % 10 == 0, "blocks of ten")
    head, batch = lines[0], lines[1]
    _demand(
        head[:3] == "101" and head[34:37] == "094" and head[37:39] == "10" and head[39] == "1", "file header"
    )
    _demand(batch[0] == "5" and batch[50:53] == "PPD" and batch[1:4] == "220", "batch header")
    entries, hashed, cents = [], 0, 0
    for line in lines[2:]:
        if line[0] != "6":
            break
        _demand(line[1:3] in ("22", "32"), "a credit")
        routing, check = line[3:11], line[11]
        _demand(
            (10 - sum(int(d) * w for d, w in zip(routing, _WEIGHTS, strict=True)) % 10) % 10 == int(check),
            "check",
        )
        _demand(line[79:87] == batch[79:87] and int(line[87:94]) == len(entries) + 1, "trace number")
        entries.append(
            Entry(
                routing + check,
                line[12:29].strip(),
                Decimal(int(line[29:39])) / 100,
                line[39:54].strip(),
                line[54:76].strip(),
            )
        )
        hashed += int(routing)
        cents += int(line[29:39])
    at = 2 + len(entries)
    control, trailer = lines[at], lines[at + 1]
    said = (int(control[4:10]), int(control[10:20]), int(control[20:32]), int(control[32:44]))
    _demand(control[0] == "8" and said == (len(entries), hashed % 10**10, 0, cents), "batch control")
    said = (
        int(trailer[1:7]),
        int(trailer[7:13]),
        int(trailer[13:21]),
        int(trailer[21:31]),
        int(trailer[43:55]),
    )
    _demand(
        trailer[0] == "9" and said == (1, len(lines) // 10, len(entries), hashed % 10**10, cents),
        "file control",
    )
    _demand(all(set(line) == {"9"} for line in lines[at + 2 :]), "filled up")
    return Read(
        batch[53:63].strip(), batch[69:75], tuple(entries), Decimal(cents) / 100, str(hashed % 10**10)
    )


def _demand(holds: bool, what: str) -> None:
    if not holds:
        raise ValueError(f"not so: {what}")
