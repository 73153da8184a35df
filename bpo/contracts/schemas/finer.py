"""The finer terms of a work type as people write them: warnings, rework, and how sure single fields must be."""

import re
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from typing import Any

from marshmallow import ValidationError

from bpo.contracts.rules import Target
from bpo.platform.forms import Line

NO_WARNINGS = "none"
NEW_CLOCK = "as new"
WARN_LIKE = "Write percentages from 1 to 99, such as 75, 90, or none."
SURE_LIKE = "Write fields and percentages, such as iban 99, payable 97.5."

_SURE = re.compile(r"(\S+)\s+(\d{1,3}(?:\.\d{1,4})?)\s*%?", re.ASCII)


class Written(Line):
    """One line that means something: `read` says what, or raises a ValidationError."""

    def __init__(self, read: Callable[[str], Any], **more: Any) -> None:
        super().__init__(longest=500, **more)
        self.read = read

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return self.read(super()._deserialize(value, attr, data, **kwargs))


def read_warnings(text: str) -> tuple[int, ...]:
    """At which percentages of the promised time to warn, in order. ValidationError for what says no such thing."""
    if text.casefold() == NO_WARNINGS:
        return ()
    parts = re.split(r"[\s,;%]+", text.strip(" ,;%"))
    if not all(re.fullmatch(r"\d{1,2}", part, re.ASCII) and int(part) for part in parts):
        raise ValidationError(WARN_LIKE)
    return tuple(sorted({int(part) for part in parts}))


def warnings_shown(percents: Collection[int]) -> str:
    """As `read_warnings` reads it."""
    return ", ".join(str(percent) for percent in percents) or NO_WARNINGS


def sure_reader(paths: Collection[str]) -> Callable[[str], tuple[tuple[str, Decimal], ...]]:
    """Reads how sure single fields must be, 0..1 by path; `paths` are the fields there are."""

    def read(text: str) -> tuple[tuple[str, Decimal], ...]:
        found: dict[str, Decimal] = {}
        for part in filter(None, (part.strip() for part in re.split(r"[;,\n]", text))):
            match = _SURE.fullmatch(part)
            if match is None or Decimal(match[2]) > 100:
                raise ValidationError(SURE_LIKE)
            if match[1] not in paths:
                raise ValidationError(f"There is no field “{match[1]}” in this work.")
            if match[1] in found:
                raise ValidationError(f"“{match[1]}” is there twice.")
            found[match[1]] = Decimal(match[2]) / 100
        return tuple(found.items())

    return read


def sure_shown(thresholds: Mapping[str, Decimal]) -> str:
    """As `sure_reader` reads it."""
    return ", ".join(f"{path} {(threshold * 100).normalize():f}" for path, threshold in thresholds.items())


def rework_reader(read_target: Callable[[str], Target]) -> Callable[[str], Target | str]:
    """Reads when returned work is due: a turnaround of its own, or `NEW_CLOCK` for the one of new work."""
    return lambda text: NEW_CLOCK if text.casefold() == NEW_CLOCK else _sound(read_target(text))


def _sound(target: Target) -> Target:
    if problems := target.validate():
        raise ValidationError(problems[0])
    return target


def rework_shown(*, keeps_clock: bool, rework: Target | None) -> str:
    """As `rework_reader` reads it; empty where the job's clock goes on."""
    return "" if keeps_clock else rework.words if rework else NEW_CLOCK
