"""One definition for each figure: how it is worked out, and the words that stand beside it wherever it is shown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from types import MappingProxyType
from zoneinfo import ZoneInfo

from bpo.contracts.rules import Measured, PromisedLevel, Verdict, verdict_of
from bpo.reporting.rules.counting import Counts

DEFINITIONS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "attainment": (
            "On time",
            "Jobs delivered at or before they were due, of all jobs due in the period. Open and past due counts as"
            " missed; rejected and cancelled jobs are left out and counted beside it.",
        ),
        "tat": (
            "Turnaround",
            "Business time of the client's calendar from receipt to first delivery, less the holds that the contract"
            " credits.",
        ),
        "gross": ("Gross turnaround", "The same with every hold."),
        "wait": (
            "Queue wait",
            "Business time from when the work was ready for a person to its first claim; jobs that no person had to"
            " touch wait for nobody.",
        ),
        "touch": (
            "People's time a job",
            "Active time of everybody on a job, all attempts, reviews and rework up to its first delivery included, by"
            " jobs delivered. More than five minutes without a key or click do not count.",
        ),
        "efficiency": ("Efficiency", "People's time by gross turnaround, over the jobs delivered."),
        "aht": (
            "Handle time",
            "Active time of completed tasks, all attempts on them and rework included, by tasks completed.",
        ),
        "occupancy": (
            "Occupancy",
            "Active time by time at the desk: spans of work, and pauses of at most 15 minutes between them.",
        ),
        "utilisation": ("Utilisation", "Active time by the minutes planned for the days of the period."),
        "first_pass": (
            "Right first time",
            "Jobs delivered that no review found a defect in and that the client neither sent back nor disputed with"
            " reason, of all delivered.",
        ),
        "straight": ("Straight through", "Jobs delivered without a person's touch, of all delivered."),
        "exception": (
            "Needed a person",
            "Jobs delivered that automation had to give to a person, of all delivered.",
        ),
        "matched": (
            "Matched at once",
            "Jobs delivered that agreed with the client's orders at the first look, of those held against them.",
        ),
        "cost": ("Cost a job", "People's time at the provider's cost of an hour, by jobs delivered."),
        "backlog": (
            "Open",
            "Jobs received and neither delivered nor ended, by the client's working days since receipt.",
        ),
        "past_due": (
            "Past due now",
            "Open jobs whose time has come. A job whose clock is stopped by a hold is not past due, unless it was"
            " before.",
        ),
        "in_hand": (
            "Days of work in hand",
            "Open jobs × the contract's standard minutes ÷ the minutes planned for a working day.",
        ),
        "quality": (
            "Right at review",
            "Work in which a random sample found no defect, each stratum with the weight of its volume, with the 95 %"
            " interval after Wilson. What the client sent back or disputes of the sample is a defect. Targeted audits"
            " and known answers are left out.",
        ),
        "forecast": (
            "Volume against forecast",
            "Expected is the mean of the same weekday in the four weeks before, as far back as anything is known; its"
            " error is the mean absolute difference over the days that are over.",
        ),
        "predicted": (
            "Predicted late",
            "Work waiting for people, in order of due time, at the measured handle time, by the people planned for it:"
            " what would be finished after it is due.",
        ),
        "credits": (
            "Credits at risk",
            "What the contract would credit if the month ended now: of the amount at risk of the work accepted so far,"
            " the parts that stand for the levels missed.",
        ),
        "rework": ("Sent back", "Jobs that the client sent back, by the day on which it first did."),
    }
)
"""Figure → (its name, its definition). Pages, exports, API and reports say these words and no others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """Days of a client, both included, in its zone."""

    first: date
    last: date
    zone: str

    @classmethod
    def last_days(cls, days: int, *, now: datetime, zone: str) -> "Period":
        """The days up to today."""
        today = now.astimezone(ZoneInfo(zone)).date()
        return cls(first=today - timedelta(days=days - 1), last=today, zone=zone)

    @classmethod
    def month(cls, year: int, month: int, *, zone: str) -> "Period":
        """A calendar month."""
        following = date(year + month // 12, month % 12 + 1, 1)
        return cls(first=date(year, month, 1), last=following - timedelta(days=1), zone=zone)

    @property
    def begins(self) -> datetime:
        """The first instant."""
        return _midnight(self.first, self.zone)

    @property
    def ends(self) -> datetime:
        """The first instant after it."""
        return _midnight(self.last + timedelta(days=1), self.zone)

    @property
    def days(self) -> tuple[date, ...]:
        """Every day."""
        return tuple(each_day(self.first, self.last))

    @property
    def before(self) -> "Period":
        """The period of the same length just before it."""
        span = self.last - self.first
        last = self.first - timedelta(days=1)
        return Period(first=last - span, last=last, zone=self.zone)


def _midnight(day: date, zone: str) -> datetime:
    """When a day of a zone begins, in UTC, so that differences are real time."""
    return datetime.combine(day, time.min, ZoneInfo(zone)).astimezone(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """A share with what it is a share of; `value` in 0..1, None where there is nothing to share."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """For display only; never compared."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """How a length of time is spread over jobs, in seconds; of no jobs, all is None."""

    n: int = 0
    mean: float | None = None
    median: float | None = None
    p90: float | None = None
    p95: float | None = None
    most: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attained:
    """A service level of a period: met of all due, and what was left out.

    `promised` is the contract's level that it is measured against; None for several together, and without a contract.
    """

    met: int
    missed: int
    open_past_due: int
    excluded: int
    work_type: str | None = None
    promised: PromisedLevel | None = None

    @property
    def ratio(self) -> Ratio:
        """Met of all that was due; open and past due is missed."""
        return Ratio(part=self.met, whole=self.met + self.missed + self.open_past_due)

    @property
    def measured(self) -> Measured:
        """The same as statements take it."""
        return Measured(met=self.met, missed=self.missed + self.open_past_due, excluded=self.excluded)

    @property
    def verdict(self) -> Verdict | None:
        """How it stands against the contract, by whole numbers; None where nothing is promised."""
        return verdict_of(self.promised.level, self.measured) if self.promised else None

    @property
    def expected(self) -> Decimal | None:
        """What is aimed at, in percent."""
        return self.promised.level.expected if self.promised else None

    @property
    def minimum(self) -> Decimal | None:
        """What is owed, in percent."""
        return self.promised.level.minimum if self.promised else None

    @property
    def ranks(self) -> tuple[int, ...]:
        """The priorities whose jobs count for it; empty for all."""
        return tuple(priority.rank for priority in self.promised.priorities) if self.promised else ()


def attained(
    counts: Counts,
    since: date,
    until: date,
    *,
    open_past_due: int = 0,
    work_type: str | None = None,
    promised: PromisedLevel | None = None,
) -> Attained:
    """The service level of the jobs due from `since` to `until` (sla.md, 9); of a promised one its priorities only."""

    def of(word: str) -> int:
        if promised is None:
            return counts.total(word, since, until)
        return sum(counts.total(f"{word}.{each.rank}", since, until) for each in promised.priorities)

    return Attained(
        met=of("due_met"),
        missed=of("due_missed"),
        open_past_due=open_past_due,
        excluded=of("due_excluded"),
        work_type=work_type,
        promised=promised,
    )


def share(counts: Counts, part: str, whole: str, since: date, until: date) -> Ratio:
    """The share of one measure in another over the period."""
    return Ratio(part=counts.total(part, since, until), whole=counts.total(whole, since, until))


def mean_seconds(seconds: int, count: int) -> int | None:
    """Seconds for each, whole; None for none."""
    return round(seconds / count) if count else None


def cost(seconds: int, count: int, hour_cost: Decimal) -> Decimal | None:
    """What each of `count` jobs cost in people's time, to the cent; None for none."""
    return (hour_cost * seconds / 3600 / count).quantize(Decimal("0.01")) if count else None


def days_in_hand(open_jobs: Iterable[tuple[int, Decimal]], planned_minutes: Decimal) -> Decimal | None:
    """Days that the open work takes: (jobs, standard minutes of one) by work type; None where nobody is planned."""
    if planned_minutes <= 0:
        return None
    minutes = sum((count * standard for count, standard in open_jobs), Decimal(0))
    return (minutes / planned_minutes).quantize(Decimal("0.1"))


def each_day(since: date, until: date) -> list[date]:
    """Every day from `since` to `until`, both included."""
    return [since + timedelta(days=offset) for offset in range((until - since).days + 1)]
