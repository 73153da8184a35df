"""Employees, hours and pay of a run that is made up."""

import random
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from workers.demo.payroll.faults import plant
from workers.demo.payroll.made import MadeRun, Row

_CENT = Decimal("0.01")
_FIRST = (
    *("Rosa", "Noor", "Emeka", "Vera", "Ivan", "Kofi", "Goran", "Tariq", "Boris", "Yusuf"),
    *("Dalia", "Jorge", "Ann", "Zoë", "Łucja", "Siân", "Bao", "Mei", "Ola", "Priya"),
)
_LAST = (
    *("Lopez", "Okafor", "Bianchi", "Xu", "Abbott", "Silva", "Ito", "Varga", "Ueda"),
    *("Petrov", "Jansen", "Yilmaz", "Shah", "O’Brien", "Núñez", "Clark", "Weiß"),
)
_ABAS = ("011401533", "026009593", "031201360", "091000019", "121000248", "122105155")
_NINO_FIRST, _NINO_SECOND = "ABCEGHJKLMNPRSTWXYZ", "ABCEGHJKLMNPRSTWXYZ"
PERIODS = {
    "us": {"weekly": 52, "biweekly": 26, "semimonthly": 24, "monthly": 12},
    "uk": {"weekly": 52, "fortnightly": 26, "fourweekly": 13, "monthly": 12},
}
PAID_AFTER = timedelta(days=6)
"""From the end of a period to its pay day."""
_DAYS = {"weekly": 7, "biweekly": 14, "fortnightly": 14, "fourweekly": 28}


def make_run(
    jurisdiction: str,
    *,
    seed: int,
    size: int,
    frequency: str = "",
    plants: Sequence[str] = (),
    last_day: date = date(2026, 6, 13),
) -> MadeRun:
    """A run of `size` employees for the period that ends on, or is whole around, `last_day`.

    `plants` are codes of `PLANTS`, each planted once, about employees of their own. ValueError where there are too few.
    """
    rng = random.Random(f"{jurisdiction} {seed} {size} {frequency} {last_day}")
    frequency = frequency or rng.choice(list(PERIODS[jurisdiction]))
    start, end = period_of(frequency, last_day)
    run = MadeRun(jurisdiction=jurisdiction, frequency=frequency, tables={"employees": []})
    sheets: list[Row] = []
    priors: list[Row] = []
    for index in range(size):
        person = _person(jurisdiction, frequency, f"E{1000 + index}", start, rng)
        run.tables["employees"].append(person)
        hours = _hours(person, start, end, rng)
        if person["pay_type"] == "hourly":
            sheets.append(_sheet(person["employee_id"], start, end, *hours))
        gross = _gross(person, hours, PERIODS[jurisdiction][frequency])
        if rng.random() < 0.95:
            before = (gross * Decimal(rng.uniform(0.88, 1.12))).quantize(_CENT)
            priors.append({"employee_id": person["employee_id"], "prior_gross": str(before)})
    run.tables |= {
        "timesheets": sheets,
        "prior_register": priors,
        "adjustments": _adjustments(run.tables["employees"], rng),
        "pay_calendar": [
            {
                "period_start": start.isoformat(),
                "period_end": end.isoformat(),
                "pay_date": (end + PAID_AFTER).isoformat(),
            }
        ],
    }
    plant(run, plants, rng)
    return run


def period_of(frequency: str, last_day: date) -> tuple[date, date]:
    """The period that ends on the day, or the half month or month that the day lies in."""
    if frequency in _DAYS:
        return last_day - timedelta(days=_DAYS[frequency] - 1), last_day
    end_of_month = (last_day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    if frequency == "monthly":
        return last_day.replace(day=1), end_of_month
    return (
        (last_day.replace(day=1), last_day.replace(day=15))
        if last_day.day <= 15
        else (last_day.replace(day=16), end_of_month)
    )


def _person(jurisdiction: str, frequency: str, number: str, start: date, rng: random.Random) -> Row:
    hourly = rng.random() < 0.6
    rate = Decimal(rng.randrange(1600, 6200)) / 100 if hourly else Decimal(rng.randrange(32_000, 190_000))
    person = {
        "employee_id": number,
        "first_name": rng.choice(_FIRST),
        "last_name": rng.choice(_LAST),
        "status": "active",
        "hire_date": (start - timedelta(days=rng.randrange(200, 4000))).isoformat(),
        "term_date": "",
        "pay_type": "hourly" if hourly else "salary",
        "rate": str(rate),
        "frequency": frequency,
        "garnishment": rng.choice(["0"] * 9 + ["75.00"]),
    }
    own = _us(rng) if jurisdiction == "us" else _uk(person, start, rng)
    return person | own | _account(jurisdiction, number)


def _account(jurisdiction: str, number: str) -> Row:
    """The account of an employee: the same in every run, since people seldom change it."""
    rng = random.Random(f"{jurisdiction} {number}")
    if jurisdiction == "us":
        return {"aba": rng.choice(_ABAS), "account": f"{rng.randrange(10**8, 10**10):010}"}
    bank = "-".join(str(rng.randrange(10, 99)) for _ in range(3))
    return {"sort_code": bank, "account": f"{rng.randrange(10**7, 10**8)}"}


def _us(rng: random.Random) -> Row:
    return {
        "ssn": f"{rng.randrange(100, 660)}-{rng.randrange(1, 100):02}-{rng.randrange(1, 10_000):04}",
        "filing_status": rng.choice(["single", "mfj", "hoh"]),
        "step2": rng.choice(["0", "0", "0", "1"]),
        "step3_credits": rng.choice(["0", "0", "2200", "4400"]),
        "step4a": rng.choice(["0", "0", "0", "5000"]),
        "step4b": rng.choice(["0", "0", "0", "3000"]),
        "step4c": rng.choice(["0", "0", "0", "20"]),
        "pretax_401k_pct": rng.choice(["0", "3", "5", "6"]),
        "health_pretax_125": rng.choice(["0", "55.00", "120.00"]),
        "ytd_gross": str(rng.randrange(8_000, 90_000)),
        "work_state": rng.choice(["TX", "FL", "WA", "NV", ""]),
    }


def _uk(person: Row, start: date, rng: random.Random) -> Row:
    prefix = "BG"
    while prefix in ("BG", "GB", "KN", "NK", "NT", "TN", "ZZ"):
        prefix = rng.choice(_NINO_FIRST) + rng.choice(_NINO_SECOND.replace("O", ""))
    months = max((start.year * 12 + start.month) - (2026 * 12 + 4), 0)
    earned = Decimal(rng.randrange(1500, 4200)) * months
    return {
        "nino": f"{prefix}{rng.randrange(10**6):06}{rng.choice('ABCD')}",
        "date_of_birth": date(
            rng.randrange(1964, 2003), rng.randrange(1, 13), rng.randrange(1, 28)
        ).isoformat(),
        "tax_code": rng.choice(["1257L", "1257L", "1257L", "S1257L", "C1257L", "BR", "K120", "1100L", "0T"]),
        "w1m1": rng.choice(["0", "0", "0", "0", "1"]),
        "ni_category": rng.choice("AAAAAACHJM"),
        "student_loan": rng.choice(["", "", "", "1", "2", "4", "5"]),
        "postgraduate_loan": rng.choice(["0", "0", "0", "0", "1"]),
        "pension_pct": rng.choice(["0", "5"]),
        "pension_employer_pct": "3",
        "pension_method": rng.choice(["net_pay", "relief_at_source", "salary_sacrifice"]),
        "weekly_hours": "40",
        "gross_ytd_before": str(earned),
        "tax_ytd_before": str((earned * Decimal("0.13")).quantize(_CENT)),
    }


def _hours(person: Row, start: date, end: date, rng: random.Random) -> tuple[int, int]:
    days = (end - start).days + 1
    weekdays = sum((start + timedelta(days=day)).weekday() < 5 for day in range(days))
    full = weekdays * 8
    return full - rng.choice([0, 0, 0, 2, 4]), rng.choice([0, 0, 0, 2, 3])


def _sheet(number: str, start: date, end: date, regular: int, overtime: int) -> Row:
    return {
        "employee_id": number,
        "period_start": start.isoformat(),
        "period_end": end.isoformat(),
        "regular_hours": str(regular),
        "overtime_hours": str(overtime),
    }


def _gross(person: Row, hours: tuple[int, int], periods: int) -> Decimal:
    rate = Decimal(person["rate"])
    if person["pay_type"] == "salary":
        return (rate / periods).quantize(_CENT, ROUND_HALF_UP)
    return (rate * hours[0] + rate * hours[1] * Decimal("1.5")).quantize(_CENT, ROUND_HALF_UP)


def _adjustments(people: Sequence[Row], rng: random.Random) -> list[Row]:
    """A few, small enough to make nobody's pay unusual."""
    return [
        {"employee_id": each["employee_id"], "kind": kind, "amount": amount}
        for each in people
        if each["pay_type"] == "salary" and rng.random() < 0.06
        for kind, amount in (
            rng.choice([("deduction", "20.00"), ("reimbursement", "48.10"), ("earning", "15.00")]),
        )
    ]
