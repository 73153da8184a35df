"""Reading values out of stored JSON; what cannot be read is told in a sentence."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any


def decimal_of(data: Mapping[str, Any], name: str, usual: Decimal) -> Decimal:
    """A number of any size; ValueError for anything else."""
    raw = data.get(name, usual)
    try:
        value = Decimal(str(raw))
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite():
        raise ValueError(f"“{raw}” is not a number ({name}).")
    return value


def integer_of(data: Mapping[str, Any], name: str, usual: int) -> int:
    """A whole number; ValueError for anything else, a yes or no included."""
    raw = data.get(name, usual)
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise ValueError(f"“{raw}” is not a whole number ({name}).")
    return raw


def cap_of(data: Mapping[str, Any], name: str) -> int | None:
    """A whole number, or None where there is none."""
    return None if data.get(name) is None else integer_of(data, name, 0)


def part_of(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The named values under a name; empty where there are none. ValueError where it is something else."""
    part = data.get(name) or {}
    if not isinstance(part, Mapping):
        raise ValueError(f"“{name}” has named values.")
    return part


def list_of(data: Mapping[str, Any], name: str, usual: tuple[Any, ...]) -> tuple[Any, ...]:
    """The list under a name. ValueError where it is something else."""
    found = data.get(name, usual)
    if not isinstance(found, list | tuple):
        raise ValueError(f"“{name}” is a list.")
    return tuple(found)
