"""What the forms and pages about contracts share: fields, labels, and how a version is said in words."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from marshmallow import fields

from bpo.administration.views.offered import work_types
from bpo.catalog import registry
from bpo.catalog.registry import work_type
from bpo.contracts.queries import ContractInForce
from bpo.contracts.rules import AQLS, LEVELS, Terms, holidays_of
from bpo.contracts.schemas import (
    BASES,
    CREDITED,
    DAYS,
    FORMATIONS,
    METHODS,
    PERCENTS,
    PRIORITIES,
    WHOLES,
    calendar_fields,
    calendar_shown,
    categories_shown,
    credited_words,
    few_shown,
    holiday_countries,
    internal_shown,
    ladder_shown,
    level_shown,
    promised_words,
    quality_said,
    sure_shown,
    terms_fields,
    terms_labels,
    tiers_shown,
)
from bpo.workqueue.service import open_queues


def contract_context() -> dict[str, Any]:
    """What the contract's part of a form needs beside its values."""
    return {
        "work_types": work_types(),
        "priorities": PRIORITIES,
        "credited": CREDITED,
        "days": DAYS,
        "holiday_countries": holiday_countries(),
        "choices": {
            "method": METHODS,
            "formation": FORMATIONS,
            "basis": BASES,
            "aql": _alike(AQLS),
            "level": _alike(LEVELS),
        },
        "percents": PERCENTS,
        "wholes": WHOLES,
    }


def _alike(words: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((word, word) for word in words)


def contract_labels() -> dict[str, str]:
    """What the fields are called in the summary of what needs a change."""
    more = {"cut_off": "Cut-off", "holiday_country": "Public holidays", "holiday_part": "Part of the country"}
    more |= {"holidays_worked": "Holidays worked", "holidays_added": "Own holidays"}
    return {**dict(DAYS), **more, **terms_labels(work_types())}


def contract_fields(form: Mapping[str, Any]) -> dict[str, fields.Field[Any]]:
    """The contract's fields of a form, given what was submitted: only what is offered is judged."""
    offered = form.getlist("offered") if hasattr(form, "getlist") else form["offered"]
    return {**calendar_fields(), **terms_fields(work_types(), offered)}


def open_contract_queues(*, tenant_id: UUID, terms: Terms, only_new: tuple[str, ...] | None = None) -> None:
    """Make the queues of every work type in the terms, or give those there are the new share.

    `only_new`: the work types that hold today keep their share, since the terms begin later.
    """
    for key, _ in terms.work_types:
        if only_new is None or key not in only_new:
            open_queues(tenant_id=tenant_id, work_type=work_type(key), terms=terms)


def shown_version(tenant_id: UUID, version: ContractInForce, now: datetime) -> dict[str, Any]:
    """What the pages say of a version, in words."""
    year = now.astimezone(ZoneInfo(version.calendar.zone)).year
    return {
        "contract": version,
        "shown": calendar_shown(version.calendar),
        "holidays": holidays_of(version.calendar, year),
        "year": year,
        "days": DAYS,
        "promised_words": promised_words,
        "ladder_shown": ladder_shown,
        "level_shown": level_shown,
        "few_shown": few_shown,
        "internal_shown": internal_shown,
        "tiers_shown": tiers_shown,
        "categories_shown": categories_shown,
        "credited_words": credited_words,
        "quality_said": quality_said,
        "sure_shown": lambda fields: sure_shown(dict(fields)),
        "names": {each.key: each.name for each in registry.work_types(tenant_id)},
        "units": {each.key: each.unit for each in registry.work_types(tenant_id)},
    }


def typed(form: Any) -> dict[str, Any]:
    """What was typed, to be shown again: lists where several boxes share a name."""
    many = {"offered", "staff", "work", "review"} | {f"{each.key}-credited" for each in work_types()}
    return {name: form.getlist(name) if name in many else form[name] for name in form} | {
        name: form.getlist(name) for name in many
    }
