"""The finer terms of a work type as people write them: warnings, rework, and how sure single fields must be."""

import re
from collections.abc import Callable, Collection, Mapping
from decimal import Decimal
from typing import Any

from marshmallow import ValidationError

from bpo.contracts.rules import RECEIVERS, Rung, Target, ladder_of_percents
from bpo.contracts.rules.ladder import HIGHEST
from bpo.platform.forms import Line

NO_WARNINGS = "none"
NEW_CLOCK = "as new"
NOBODY = "nobody"
WARN_LIKE = (
    "Write percentages and who is told, such as 90 team leads; 100 team leads, account managers; or none."
)
SURE_LIKE = "Write fields and percentages, such as iban 99, payable 97.5."

_RUNG = re.compile(r"(\d+)\s*%?\s*:?\s*([^\d;]+)", re.ASCII)
_RECEIVER_OF = {role.replace("_", " "): role for role in RECEIVERS}
_SURE = re.compile(r"(\S+)\s+(\d{1,3}(?:\.\d{1,4})?)\s*%?", re.ASCII)


class Written(Line):
    """One line that means something: `read` says what, or raises a ValidationError."""

    def __init__(self, read: Callable[[str], Any], **more: Any) -> None:
        super().__init__(longest=500, **more)
        self.read = read

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return self.read(super()._deserialize(value, attr, data, **kwargs))


def read_ladder(text: str) -> tuple[Rung, ...]:
    """Who is told at which percentage of the promised time, in order. ValidationError for what says no such thing.

    Percentages alone ("75, 90") have their usual receivers; the breach is always a rung, unless it is all "none".
    """
    if text.casefold() == NO_WARNINGS:
        return ()
    if re.fullmatch(r"[\d\s,;%]+", text, re.ASCII):
        return ladder_of_percents(tuple(_percent(part) for part in re.findall(r"\d+", text, re.ASCII)))
    if not text.strip():
        raise ValidationError(WARN_LIKE)
    rungs: dict[int, tuple[str, ...]] = {}
    for part in filter(None, (part.strip() for part in re.split(r"[;\n]", text))):
        match = _RUNG.fullmatch(part)
        if match is None:
            raise ValidationError(WARN_LIKE)
        rungs[_percent(match[1])] = _receivers(match[2])
    return tuple(Rung(percent, to) for percent, to in sorted(rungs.items()))


def _percent(digits: str) -> int:
    if len(digits) > 4 or not 1 <= int(digits) <= HIGHEST:
        raise ValidationError(WARN_LIKE)
    return int(digits)


def _receivers(text: str) -> tuple[str, ...]:
    names = [name.strip() for name in re.split(r",|\+|&|\band\b", text) if name.strip()]
    if [name.casefold() for name in names] == [NOBODY]:
        return ()
    roles = {_RECEIVER_OF.get(name.casefold().removesuffix("s")) for name in names}
    if not roles or None in roles:
        raise ValidationError(WARN_LIKE)
    return tuple(role for role in RECEIVERS if role in roles)


def ladder_shown(ladder: Collection[Rung]) -> str:
    """As `read_ladder` reads it."""
    return "; ".join(f"{rung.percent} {receivers_shown(rung.to)}" for rung in ladder) or NO_WARNINGS


def receivers_shown(roles: Collection[str]) -> str:
    """Roles in words: "team leads, account managers"."""
    return ", ".join(f"{role.replace('_', ' ')}s" for role in roles) or NOBODY


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
