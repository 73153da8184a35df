"""The report of one month, as a value: all that the client reads of it, frozen."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from bpo.contracts.rules import Charge, EarnBack, Statement

SHARES = (
    ("straight", "Straight through"),
    ("exception", "Needed a person"),
    ("first_pass", "Right first time"),
    ("matched", "Matched at once"),
)
COUNTS = (
    ("received", "Received"),
    ("delivered", "Delivered"),
    ("delivered_again", "Delivered again, corrected"),
    ("accepted", "Accepted"),
    ("returned", "Sent back"),
    ("rejected", "Rejected"),
    ("cancelled", "Cancelled"),
)
SPREADS = (("tat", "Turnaround"), ("gross", "Gross turnaround"), ("wait", "Queue wait"))


@dataclass(frozen=True, slots=True, kw_only=True)
class BillLine:
    """What one kind of work costs in the month."""

    name: str
    unit: str
    charge: Charge

    @property
    def units(self) -> int:
        """How many were accepted and are billed."""
        return sum(count for count, _, _ in self.charge.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLine:
    """One day: what came, what went out, what was due and how much of that was in time."""

    day: date
    received: int
    delivered: int
    due: int
    met: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """One job that was due in the month and not delivered in time; instants in ISO 8601."""

    reference: str
    name: str
    priority: str
    due_at: str
    finished_at: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How a length of time is spread over the month's jobs, in seconds."""

    n: int
    mean: float | None
    median: float | None
    p90: float | None
    p95: float | None
    most: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Earned:
    """What became of an earlier month's credit of one level."""

    month: date
    level: str
    credit: Decimal
    state: EarnBack


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A month of one client. `names` are the work types' names by key; `right` is (n, share, low, high) of the reviews.

    `history` are the earlier months: (month, {level's key: percent attained}). Every figure's definition is
    `bpo.reporting.rules.DEFINITIONS`.
    """

    client: str
    month: date
    zone: str
    contract: int
    names: Mapping[str, str]
    statement: Statement
    bill: tuple[BillLine, ...]
    fee: Decimal
    earned: tuple[Earned, ...]
    counts: Mapping[str, int]
    shares: Mapping[str, tuple[int, int]]
    spreads: Mapping[str, Spread]
    right: tuple[int, float, float, float] | None
    exception_reasons: tuple[tuple[str, int], ...]
    defect_reasons: tuple[tuple[str, int], ...]
    holds: tuple[tuple[str, int, int], ...]
    days: tuple[DayLine, ...]
    late: tuple[Late, ...]
    late_in_all: int
    history: tuple[tuple[date, Mapping[str, Decimal | None]], ...]

    def to_json(self) -> dict[str, Any]:
        """The form that is stored; `from_json` reads it."""
        return {
            "client": self.client,
            "month": self.month.isoformat(),
            "zone": self.zone,
            "contract": self.contract,
            "names": dict(self.names),
            "statement": self.statement.to_json(),
            "bill": [_write_line(line) for line in self.bill],
            "fee": str(self.fee),
            "earned": [
                {
                    "month": e.month.isoformat(),
                    "level": e.level,
                    "credit": str(e.credit),
                    "state": e.state.value,
                }
                for e in self.earned
            ],
            "counts": dict(self.counts),
            "shares": {key: list(pair) for key, pair in self.shares.items()},
            "spreads": {
                key: [s.n, s.mean, s.median, s.p90, s.p95, s.most] for key, s in self.spreads.items()
            },
            "right": list(self.right) if self.right else None,
            "exception_reasons": [list(pair) for pair in self.exception_reasons],
            "defect_reasons": [list(pair) for pair in self.defect_reasons],
            "holds": [list(each) for each in self.holds],
            "days": [[d.day.isoformat(), d.received, d.delivered, d.due, d.met] for d in self.days],
            "late": [[j.reference, j.name, j.priority, j.due_at, j.finished_at] for j in self.late],
            "late_in_all": self.late_in_all,
            "history": [
                [month.isoformat(), {key: None if v is None else str(v) for key, v in levels.items()}]
                for month, levels in self.history
            ],
        }

    def digest(self) -> str:
        """SHA-256, in hexadecimal, of the stored form in one spelling: the same month has the same."""
        text = json.dumps(self.to_json(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Report":
        """Read the form that `to_json` writes."""
        return cls(
            client=data["client"],
            month=date.fromisoformat(data["month"]),
            zone=data["zone"],
            contract=data["contract"],
            names=data["names"],
            statement=Statement.from_json(data["statement"]),
            bill=tuple(_read_line(line) for line in data["bill"]),
            fee=Decimal(data["fee"]),
            earned=tuple(_read_earned(each) for each in data["earned"]),
            counts=data["counts"],
            shares={key: (pair[0], pair[1]) for key, pair in data["shares"].items()},
            spreads={
                key: Spread(n=s[0], mean=s[1], median=s[2], p90=s[3], p95=s[4], most=s[5])
                for key, s in data["spreads"].items()
            },
            right=tuple(data["right"]) if data["right"] else None,
            exception_reasons=tuple((text, count) for text, count in data["exception_reasons"]),
            defect_reasons=tuple((text, count) for text, count in data["defect_reasons"]),
            holds=tuple((owes, count, seconds) for owes, count, seconds in data["holds"]),
            days=tuple(
                DayLine(day=date.fromisoformat(d[0]), received=d[1], delivered=d[2], due=d[3], met=d[4])
                for d in data["days"]
            ),
            late=tuple(
                Late(reference=j[0], name=j[1], priority=j[2], due_at=j[3], finished_at=j[4])
                for j in data["late"]
            ),
            late_in_all=data["late_in_all"],
            history=tuple(
                (
                    date.fromisoformat(month),
                    {key: None if v is None else Decimal(v) for key, v in levels.items()},
                )
                for month, levels in data["history"]
            ),
        )


def _write_line(line: BillLine) -> dict[str, Any]:
    return {
        "name": line.name,
        "unit": line.unit,
        "parts": [[count, str(price), str(amount)] for count, price, amount in line.charge.parts],
        "urgent_units": line.charge.urgent_units,
        "urgent": str(line.charge.urgent),
        "total": str(line.charge.total),
    }


def _read_line(data: Mapping[str, Any]) -> BillLine:
    return BillLine(
        name=data["name"],
        unit=data["unit"],
        charge=Charge(
            parts=tuple((count, Decimal(price), Decimal(amount)) for count, price, amount in data["parts"]),
            urgent_units=data["urgent_units"],
            urgent=Decimal(data["urgent"]),
            total=Decimal(data["total"]),
        ),
    )


def _read_earned(data: Mapping[str, Any]) -> Earned:
    return Earned(
        month=date.fromisoformat(data["month"]),
        level=data["level"],
        credit=Decimal(data["credit"]),
        state=EarnBack(data["state"]),
    )
