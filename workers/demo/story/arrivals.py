"""What the clients send in: which documents, together or alone, by which way, at what hour."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from workers.demo.cast import Client, client, of_client
from workers.demo.documents import Kind, MadeDocument, make_blank, make_invoice, make_letter
from workers.demo.story.behaviour import Fate, draw_fate

PaperKind = Kind | Literal["letter", "blank"]
Channel = Literal["portal", "zip", "api"]

SCANS: dict[Kind, float] = {"scan_pdf": 0.5, "scan_jpg": 0.2, "scan_png": 0.15, "scan_tif": 0.15}
DEFECT_SHARE = 0.10
OTHER_SHARE = 0.012
DUPLICATE_SHARE = 0.012
ON_PAPER = ("totals_wrong", "missing_number", "bad_iban", "unclear_date", "missing_po")
FOR_A_PERSON = ("totals_wrong", "missing_number")
IN_XML = ("totals_wrong", "bad_iban", "missing_po")
PRIORITIES = {"normal": 0.82, "high": 0.10, "urgent": 0.04, "low": 0.04}
WEEKDAYS = (1.35, 1.1, 1.0, 1.0, 0.85, 0.05, 0.03)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One document to come: `vendor` is the place in its client's list, `seed` makes its content.

    `reference` is the client's own, where it gives one. A duplicate has the seed of what it repeats.
    """

    kind: PaperKind
    vendor: int
    seed: int
    issue_date: date
    defects: frozenset[str]
    reference: str | None
    fate: Fate


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """Documents handed in together at `at`: as files in the portal, as one ZIP, or one call of the API."""

    at: datetime
    client: str
    channel: Channel
    submitter: str
    priority: str
    papers: tuple[Paper, ...]


def document_of(client_key: str, paper: Paper) -> MadeDocument:
    """The document itself, with its truth; the same bytes each time."""
    company, rng = client(client_key), random.Random(paper.seed)
    seller = company.vendors[paper.vendor]
    if paper.kind == "blank":
        return make_blank(rng)
    if paper.kind == "letter":
        return make_letter(
            rng, seller=seller, buyer=company.buyer, issue_date=paper.issue_date, language=seller.language
        )
    return make_invoice(
        rng,
        seller=seller,
        buyer=company.buyer,
        issue_date=paper.issue_date,
        kind=paper.kind,
        language=seller.language,
        layout=seller.layout,
        defects=paper.defects,
    )


def _choice(rng: random.Random, shares: Mapping[str, float]) -> str:
    return rng.choices(list(shares), list(shares.values()))[0]


def _kind(rng: random.Random, company: Client) -> Kind:
    habit = _choice(rng, company.habits)
    kinds: dict[str, Kind] = {"ubl": "ubl", "cii": "cii", "hybrid_pdf": "hybrid_pdf", "text_pdf": "text_pdf"}
    return rng.choices(list(SCANS), list(SCANS.values()))[0] if habit == "scan" else kinds[habit]


def _defects(rng: random.Random, kind: Kind) -> frozenset[str]:
    if rng.random() >= DEFECT_SHARE + (0.15 if kind.startswith("scan") else 0):
        return frozenset()
    if kind.startswith("scan") and rng.random() < 0.5:
        return frozenset({"low_quality"})
    return frozenset({rng.choice(IN_XML if kind in ("ubl", "cii") else ON_PAPER)})


def draw_paper(rng: random.Random, company: Client, day: date) -> Paper:
    """A paper as the client usually sends them, handed in on that day."""
    form = _kind(rng, company)
    kind: PaperKind = form
    defects = _defects(rng, form)
    if rng.random() < OTHER_SHARE:
        kind, defects = rng.choice(("letter", "letter", "blank")), frozenset()
    vendors = range(len(company.vendors))
    return Paper(
        kind=kind,
        vendor=rng.choices(vendors, [1 / (at + 2) for at in vendors])[0],
        seed=rng.getrandbits(48),
        issue_date=day - timedelta(days=rng.choice((0, 1, 1, 2, 2, 3, 4, 6))),
        defects=defects,
        reference=None,
        fate=draw_fate(rng, language=company.language, doubtful=bool(defects) or kind in ("letter", "blank")),
    )


def _again(rng: random.Random, earlier: list[Paper], fallback: Paper) -> Paper:
    """Now and then something is sent a second time; the copy is a PDF, whatever the original was."""
    if rng.random() >= DUPLICATE_SHARE:
        return fallback
    whole = [paper for paper in earlier if not paper.defects and paper.kind in ("text_pdf", "cii", "ubl")]
    if not whole:
        return fallback
    copy = frozenset({"duplicate"})
    return replace(rng.choice(whole), kind="text_pdf", defects=copy, reference=None, fate=fallback.fate)


def _moment(rng: random.Random, company: Client, day: date, channel: Channel) -> datetime:
    if channel == "api" and (rng.random() < 0.3 or day.weekday() >= 5):
        hour, minute = rng.randint(1, 6), rng.randint(0, 59)
    else:
        hour = rng.choices(range(8, 17), (3, 6, 7, 5, 2, 4, 5, 4, 2))[0]
        minute = rng.randint(0, 59)
    local = datetime.combine(day, time(hour, minute, rng.randint(0, 59)), ZoneInfo(company.zone))
    return local.astimezone(UTC)


def _size(rng: random.Random, channel: Channel) -> int:
    return {"api": rng.randint(1, 3), "portal": rng.randint(1, 4), "zip": rng.randint(5, 14)}[channel]


def shares_of(days: list[date], jobs: int) -> list[int]:
    """How many of `jobs` fall on each day: more on Mondays and around the end of a month."""
    weights = [WEEKDAYS[day.weekday()] * (1.4 if day.day >= 27 or day.day <= 3 else 1.0) for day in days]
    total, counts, carried = sum(weights), [], 0.0
    for weight in weights:
        carried += jobs * weight / total
        counts.append(int(carried))
        carried -= counts[-1]
    return counts


def arrivals_of(
    rng: random.Random, company: Client, *, days: list[date], jobs: int, now: datetime
) -> list[Arrival]:
    """All that one client hands in on `days` (of its own calendar) before `now`, in order of time."""
    submitter, earlier, made = of_client(company.key, "submitter").email, list[Paper](), list[Arrival]()
    for day, count in zip(days, shares_of(days, jobs), strict=True):
        fresh: list[Paper] = []
        while len(fresh) < count:
            channels: tuple[Channel, ...] = ("api", "portal", "zip")
            channel = "api" if day.weekday() >= 5 else rng.choices(channels, (0.62, 0.26, 0.12))[0]
            size = min(_size(rng, channel), count - len(fresh))
            papers = [_again(rng, earlier, draw_paper(rng, company, day)) for _ in range(size)]
            if channel == "api":
                papers = [
                    replace(p, reference=f"{company.key[:2].upper()}-{rng.getrandbits(34)}") for p in papers
                ]
            arrival = Arrival(
                at=_moment(rng, company, day, channel),
                client=company.key,
                channel=channel,
                submitter=submitter,
                priority=_choice(rng, PRIORITIES),
                papers=tuple(papers),
            )
            fresh += papers
            if arrival.at < now:
                made.append(arrival)
        earlier += fresh
    return sorted(made, key=lambda arrival: arrival.at)


def latest(rng: random.Random, company: Client, *, now: datetime, count: int) -> Arrival:
    """A few documents within the last hour and a half, so that there is work whenever one looks."""
    at = now - timedelta(minutes=rng.randint(5, 85), seconds=rng.randint(0, 59))
    day = at.astimezone(ZoneInfo(company.zone)).date()
    return Arrival(
        at=at,
        client=company.key,
        channel="portal",
        submitter=of_client(company.key, "submitter").email,
        priority=_choice(rng, PRIORITIES),
        papers=tuple(_lately(rng, company, day, doubtful=place % 2 == 0) for place in range(count)),
    )


def _lately(rng: random.Random, company: Client, day: date, *, doubtful: bool) -> Paper:
    """A paper of the last hours; a doubtful one has something that a person must look at."""
    paper = draw_paper(rng, company, day)
    if not doubtful or paper.kind in ("letter", "blank"):
        return paper
    planted = rng.choice(("totals_wrong", "bad_iban") if paper.kind in ("ubl", "cii") else FOR_A_PERSON)
    return replace(paper, defects=frozenset({planted}))
