"""The three client companies of the demo month: where they sit, what they were promised, what they send."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Any

from workers.demo.cast.people import CARDS, CLAIMS, INVOICES, PAYROLL
from workers.demo.cast.vendors import vendors_of
from workers.demo.documents import identifiers
from workers.demo.documents.values import Address, Buyer, Seller


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A client company.

    `calendar` and `contract` have the JSON forms that `bpo.contracts` stores. `volume` is the share of
    the month's jobs, `habits` the shares of document kinds it sends.
    """

    key: str
    name: str
    language: str
    zone: str
    country: str
    buyer: Buyer
    vendors: tuple[Seller, ...]
    calendar: Mapping[str, Any]
    contract: Mapping[str, Any]
    volume: float
    habits: Mapping[str, float] = field(default_factory=dict)


Hours = tuple[tuple[str, str], ...]


def _calendar(
    zone: str, country: str, subdivision: str, *, hours: Hours, friday: Hours = (), cut_off: str = ""
) -> dict[str, Any]:
    """A working week, Monday to Friday, in the form that calendars are stored in."""
    usual = [list(part) for part in hours]
    week = [usual, usual, usual, usual, [list(part) for part in friday] or usual, [], []]
    return {
        "zone": zone,
        "week": week,
        "country": country,
        "subdivision": subdivision,
        "switched_off": [],
        "added": [],
        "cut_off": cut_off,
    }


def _minutes(count: int) -> dict[str, Any]:
    return {"kind": "minutes", "minutes": count}


def _other_work(price: str, days: int, minutes: str) -> dict[str, Any]:
    """Terms of work that is keyed or checked by several people anyway: so many working days, nothing sampled."""
    return {
        "turnaround": {
            priority: {"kind": "working_days", "days": days}
            for priority in ("urgent", "high", "normal", "low")
        },
        "sampling": {"percent": "0", "new_agent_percent": "0", "automation_percent": "0"},
        "service_level": {"expected": "98", "minimum": "95", "allocation": "20"},
        "acceptance_days": 3,
        "standard_minutes": minutes,
        "rate": {"price": price},
    }


def _contract(
    turnaround: Mapping[str, Any],
    *,
    sample: str,
    automation_sample: str,
    weight: str,
    price: str,
    currency: str,
    others: Mapping[str, Any],
    quality: Mapping[str, Any],
    automation: Mapping[str, Any],
    new_sample: str,
) -> dict[str, Any]:
    """Terms in the form that contracts are stored in; samples of invoices in per cent, `price` for each.

    `others` are the terms of other work; `quality` and `automation` what differs from the usual plan and policy.
    """
    return {
        "work_types": {
            INVOICES: {
                "turnaround": dict(turnaround),
                "warn_percent": [75, 90],
                "sampling": {
                    "percent": sample,
                    "new_agent_percent": new_sample,
                    "automation_percent": automation_sample,
                },
                "quality": dict(quality),
                "automation": {"threshold": "0.90", "basis": "measured", **automation},
                "service_level": {"expected": "99", "minimum": "97", "allocation": "40"},
                "acceptance_days": 5,
                "credited_owers": ["client", "force_majeure"],
                "standard_minutes": "4",
                "rate": {"price": price, "tiers": [{"above": 100, "price": str(Decimal(price) * 9 / 10)}]},
            },
            **others,
        },
        "weight": weight,
        "currency": currency,
        "monthly_fee": "450.00",
        "at_risk_percent": "10",
        "categories": {"timeliness": "70", "quality": "30"},
        "earn_back_months": 2,
    }


def _alder() -> Client:
    return Client(
        key="alder",
        name="Alder Foods GmbH",
        language="de",
        zone="Europe/Berlin",
        country="DE",
        buyer=Buyer(
            name="Alder Foods GmbH",
            address=Address(street="Brooktorkai 16", postcode="20457", city="Hamburg", country="DE"),
            vat_id=identifiers.make_vat_id(random.Random("Alder Foods GmbH"), "DE"),
            po_style="45{n:08d}",
        ),
        vendors=vendors_of("alder"),
        calendar=_calendar(
            "Europe/Berlin",
            "DE",
            "HH",
            hours=(("08:00", "12:00"), ("13:00", "17:00")),
            friday=(("08:00", "12:00"), ("13:00", "15:30")),
            cut_off="15:00",
        ),
        contract=_contract(
            {
                "urgent": _minutes(120),
                "high": _minutes(240),
                "normal": _minutes(480),
                "low": {"kind": "working_days", "days": 3},
            },
            sample="0",
            new_sample="0",
            automation_sample="0",
            quality={
                "method": "lots",
                "lots": {"formation": "size", "size": 16, "aql": "2.5", "hours": 24 * 10, "waits": False},
                "pause_below": "75",
                "pause_window": 3,
            },
            automation={"target_accuracy": "90", "minimum_sample": 30},
            weight="3",
            price="2.40",
            currency="EUR",
            others={CARDS: _other_work("0.55", 2, "2")},
        ),
        volume=0.42,
        habits={"text_pdf": 0.46, "cii": 0.22, "ubl": 0.14, "hybrid_pdf": 0.13, "scan": 0.05},
    )


def _brightwater() -> Client:
    return Client(
        key="brightwater",
        name="Brightwater Retail Ltd",
        language="en-GB",
        zone="Europe/London",
        country="GB",
        buyer=Buyer(
            name="Brightwater Retail Ltd",
            address=Address(street="21 Wellington Place", postcode="LS1 4AP", city="Leeds", country="GB"),
            vat_id=identifiers.make_vat_id(random.Random("Brightwater Retail Ltd"), "GB"),
            po_style="BW-{n:06d}",
        ),
        vendors=vendors_of("brightwater"),
        calendar=_calendar("Europe/London", "GB", "ENG", hours=(("09:00", "17:30"),), cut_off="16:30"),
        contract=_contract(
            {
                "urgent": _minutes(120),
                "high": {"kind": "wall_clock", "days": 0, "at": "17:30"},
                "normal": {"kind": "wall_clock", "days": 1, "at": "12:00"},
                "low": {"kind": "working_days", "days": 3},
            },
            sample="20",
            new_sample="50",
            automation_sample="35",
            quality={"known_answer_percent": "30"},
            automation={"target_accuracy": "90", "minimum_sample": 20},
            weight="2",
            price="2.10",
            currency="GBP",
            others={PAYROLL: _other_work("260.00", 2, "30")},
        ),
        volume=0.32,
        habits={"text_pdf": 0.66, "ubl": 0.24, "hybrid_pdf": 0.04, "scan": 0.06},
    )


def _cascadia() -> Client:
    return Client(
        key="cascadia",
        name="Cascadia Outfitters Inc.",
        language="en-US",
        zone="America/Los_Angeles",
        country="US",
        buyer=Buyer(
            name="Cascadia Outfitters Inc.",
            address=Address(
                street="1455 NW Irving Street", postcode="97209", city="Portland", country="US", region="OR"
            ),
            po_style="PO{n:05d}",
        ),
        vendors=vendors_of("cascadia"),
        calendar=_calendar("America/Los_Angeles", "US", "OR", hours=(("08:00", "17:00"),)),
        contract=_contract(
            {
                "urgent": _minutes(240),
                "high": {"kind": "working_days", "days": 1},
                "normal": {"kind": "working_days", "days": 2},
                "low": {"kind": "working_days", "days": 4},
            },
            sample="25",
            new_sample="50",
            automation_sample="10",
            quality={"pause_below": "90", "pause_window": 5},
            automation={"basis": "proven", "target_accuracy": "85", "minimum_sample": 20},
            weight="1",
            price="2.60",
            currency="USD",
            others={CLAIMS: _other_work("0.90", 2, "3"), PAYROLL: _other_work("310.00", 2, "30")},
        ),
        volume=0.26,
        habits={"text_pdf": 0.82, "ubl": 0.12, "scan": 0.06},
    )


@cache
def clients() -> tuple[Client, ...]:
    """The three client companies."""
    return _alder(), _brightwater(), _cascadia()


def client(key: str) -> Client:
    """The client with this key; raises KeyError."""
    return {one.key: one for one in clients()}[key]
