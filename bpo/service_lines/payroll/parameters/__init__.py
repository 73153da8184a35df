"""The dated figures that payroll works by: one JSON file a jurisdiction and tax year, each with its source.

A new year is a new file here; nothing in the code changes.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any


class NotCovered(ValueError):
    """No parameters are held for what is asked: a jurisdiction, a year, a status. The message says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bracket:
    """One row of a US percentage table: from `at_least` on, `base` plus `percent` of what exceeds it (annual USD)."""

    at_least: Decimal
    base: Decimal
    percent: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class UsYear:
    """US federal payroll figures of one calendar year. Amounts in USD, rates as fractions of 1."""

    year: int
    periods: Mapping[str, int]
    unchecked_1g: Mapping[str, Decimal]
    standard: Mapping[str, tuple[Bracket, ...]]
    step2: Mapping[str, tuple[Bracket, ...]]
    ss_rate: Decimal
    ss_wage_base: Decimal
    medicare_rate: Decimal
    additional_medicare_rate: Decimal
    additional_medicare_threshold: Decimal
    futa_wage_base: Decimal
    futa_net_rate: Decimal
    allowance_before_2020: Decimal
    minimum_wage: Decimal
    supplemental_rate: Decimal
    supplemental_rate_over: Decimal
    supplemental_limit: Decimal
    untaxed_states: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class UkYear:
    """UK payroll figures of one tax year. Amounts in GBP, rates as fractions of 1.

    `bands` are (upper limit of annual taxable income, rate), the last limit None, for `rest_of_uk` and `scotland`.
    NI limits are per pay frequency; `employee` gives (main rate, rate above the upper earnings limit) per category,
    `employer_from` the limits above which the employer pays (None: never) of categories with limits of their own.
    `student_loans` gives (annual threshold, rate) per plan. `minimum_wage` is (from age, an hour), highest age first.
    `qualifying_earnings` are the (lower, upper) limits of pay that a pension is reckoned of, per pay frequency.
    """

    tax_year: str
    bands: Mapping[str, tuple[tuple[Decimal | None, Decimal], ...]]
    flat_codes: Mapping[str, Mapping[str, Decimal]]
    regulatory_limit: Decimal
    primary_threshold: Mapping[str, Decimal]
    secondary_threshold: Mapping[str, Decimal]
    upper_earnings_limit: Mapping[str, Decimal]
    employer_rate: Decimal
    employer_from: Mapping[str, Mapping[str, Decimal] | None]
    employee: Mapping[str, tuple[Decimal, Decimal]]
    student_loans: Mapping[str, tuple[Decimal, Decimal]]
    minimum_wage: tuple[tuple[int, Decimal], ...]
    apprentice_wage: Decimal
    qualifying_earnings: Mapping[str, tuple[Decimal, Decimal]]
    begins: date


def us_year(year: int) -> UsYear:
    """The US federal figures of a calendar year; NotCovered where none are held."""
    for data in _held("us_"):
        if data["tax_year"] == year:
            return _us(year)
    raise NotCovered(f"US federal payroll of {year} is not covered; covered: {_years('us_')}.")


def us_years() -> tuple[int, ...]:
    """The calendar years whose US federal figures are held, in order."""
    return tuple(sorted(int(data["tax_year"]) for data in _held("us_")))


def uk_year(tax_year: str) -> UkYear:
    """The UK figures of a tax year as `2026-27`; NotCovered where none are held."""
    for data in _held("uk_"):
        if data["tax_year"] == tax_year:
            return _uk(tax_year)
    raise NotCovered(f"UK payroll of {tax_year} is not covered; covered: {_years('uk_')}.")


def uk_year_on(day: date) -> UkYear:
    """The UK figures of the tax year in which a pay day falls; NotCovered where none are held."""
    for data in _held("uk_"):
        if data["valid_from"] <= day.isoformat() <= data["valid_until"]:
            return _uk(str(data["tax_year"]))
    raise NotCovered(f"UK payroll paid on {day.isoformat()} is not covered; covered: {_years('uk_')}.")


@cache
def _held(prefix: str) -> tuple[dict[str, Any], ...]:
    folder = files(__package__)
    named = sorted(
        item.name for item in folder.iterdir() if item.name.startswith(prefix) and item.name.endswith(".json")
    )
    return tuple(json.loads(folder.joinpath(name).read_text(encoding="utf-8")) for name in named)


def _years(prefix: str) -> str:
    return ", ".join(str(data["tax_year"]) for data in _held(prefix))


def _data(prefix: str, tax_year: int | str) -> dict[str, Any]:
    return next(data for data in _held(prefix) if data["tax_year"] == tax_year)


@cache
def _us(year: int) -> UsYear:
    data = _data("us_", year)
    fica, futa = data["fica"], data["futa"]
    return UsYear(
        year=year,
        periods=data["frequencies"],
        unchecked_1g=_decimals(data["line_1g_if_step2_not_checked"]),
        standard={status: _brackets(rows) for status, rows in data["standard"].items()},
        step2={status: _brackets(rows) for status, rows in data["step2_checkbox"].items()},
        ss_rate=Decimal(fica["ss_rate"]),
        ss_wage_base=Decimal(fica["ss_wage_base"]),
        medicare_rate=Decimal(fica["medicare_rate"]),
        additional_medicare_rate=Decimal(fica["additional_medicare_rate"]),
        additional_medicare_threshold=Decimal(fica["additional_medicare_threshold_withholding"]),
        futa_wage_base=Decimal(futa["wage_base"]),
        futa_net_rate=Decimal(futa["gross_rate"]) - Decimal(futa["max_credit"]),
        allowance_before_2020=Decimal(data["allowance_before_2020"]),
        minimum_wage=Decimal(data["federal_minimum_wage"]),
        supplemental_rate=Decimal(data["supplemental_flat"]["up_to_1m"]),
        supplemental_rate_over=Decimal(data["supplemental_flat"]["over_1m"]),
        supplemental_limit=Decimal(data["supplemental_million"]),
        untaxed_states=frozenset(data["states_without_tax_on_wages"]),
    )


@cache
def _uk(tax_year: str) -> UkYear:
    data = _data("uk_", tax_year)
    ni = data["ni"]
    return UkYear(
        tax_year=tax_year,
        bands={
            region: tuple((None if top is None else Decimal(top), Decimal(rate)) for top, rate in rows)
            for region, rows in data["bands"].items()
        },
        flat_codes={region: _decimals(codes) for region, codes in data["flat_codes"].items()},
        regulatory_limit=Decimal(data["regulatory_limit"]),
        primary_threshold=_decimals(ni["primary_threshold"]),
        secondary_threshold=_decimals(ni["secondary_threshold"]),
        upper_earnings_limit=_decimals(ni["upper_earnings_limit"]),
        employer_rate=Decimal(ni["employer_percent"]) / 100,
        employer_from=_employer_from(ni),
        employee={
            category: (Decimal(main) / 100, Decimal(upper) / 100)
            for category, (main, upper) in ni["employee_percent"].items()
        },
        student_loans={
            plan: (Decimal(threshold), Decimal(rate))
            for plan, (threshold, rate) in data["student_loans"].items()
        },
        minimum_wage=tuple(
            (int(each[0]), Decimal(each[1]))
            for each in sorted(
                (each for each in data["minimum_wage"].values() if isinstance(each, list)),
                key=lambda each: -int(each[0]),
            )
        ),
        apprentice_wage=Decimal(data["minimum_wage"]["apprentice"]),
        qualifying_earnings={
            frequency: (Decimal(lower), Decimal(upper))
            for frequency, (lower, upper) in data["pension_qualifying_earnings"].items()
        },
        begins=date.fromisoformat(data["valid_from"]),
    )


def _employer_from(ni: Mapping[str, Any]) -> dict[str, Mapping[str, Decimal] | None]:
    """By NI category whose employer pays only above a higher limit, or nothing: those limits."""
    upper = _decimals(ni["upper_earnings_limit"])
    zone = _decimals(ni.get("special_zone_limit", {}))
    found: dict[str, Mapping[str, Decimal] | None] = dict.fromkeys(ni["employer_from_upper_limit"], upper)
    found |= dict.fromkeys(ni.get("employer_from_special_zone_limit", ()), zone)
    return found | dict.fromkeys(ni.get("employer_none", ()))


def _decimals(data: Mapping[str, Any]) -> dict[str, Decimal]:
    return {key: Decimal(str(value)) for key, value in data.items()}


def _brackets(rows: list[list[str]]) -> tuple[Bracket, ...]:
    return tuple(
        Bracket(at_least=Decimal(low), base=Decimal(base), percent=Decimal(percent) / 100)
        for low, base, percent in rows
    )
