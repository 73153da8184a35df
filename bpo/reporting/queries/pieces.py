"""Figures that count something of which one job may have several: pieces of work, defects, holds."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, String, and_, cast, literal

from bpo.quality.models import Defect, Drawing
from bpo.sla.models import Hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What is counted: rows of a table by the time at which they count, those that `of` lets through.

    `of` takes the detail asked for, "" for none. `unit` is what they are called; "" where jobs are counted all the
    same, so that several rows of one job count once.
    """

    row: Any
    at: Any
    of: Callable[[str], ColumnElement[bool]]
    unit: str = ""


def _drawn(condition: ColumnElement[bool]) -> Piece:
    """Pieces of finished work; the detail is a stratum, or `person:` with somebody's id."""

    def of(detail: str) -> ColumnElement[bool]:
        kind, _, whom = detail.rpartition(":")
        if kind == "person":
            return and_(condition, cast(Drawing.worker_id, String) == whom)
        return and_(condition, Drawing.stratum == detail) if detail else condition

    return Piece(row=Drawing, at=Drawing.finished_at, of=of, unit="pieces of work")


def _held(condition: ColumnElement[bool]) -> Piece:
    """Holds; the detail is who owes the action."""

    def of(detail: str) -> ColumnElement[bool]:
        return and_(condition, Hold.owes == detail) if detail else condition

    return Piece(row=Hold, at=Hold.placed_at, of=of, unit="holds")


def _wrong(detail: str) -> ColumnElement[bool]:
    """Defects that stand; the detail is who found it and what it was, `review.amounts`."""
    origin, _, reason = detail.partition(".")
    named = and_(Defect.origin == origin, Defect.reason == reason) if detail else literal(True)
    return and_(Defect.withdrawn_at.is_(None), named)


PIECES: Mapping[str, Piece] = MappingProxyType(
    {
        "finished": _drawn(literal(True)),
        "sampled": _drawn(Drawing.good.is_not(None)),
        "defective": _drawn(Drawing.good.is_(False)),
        "wrong": Piece(row=Defect, at=Defect.found_at, of=_wrong),
        "held": replace(_held(literal(True)), unit=""),
        "holds": _held(literal(True)),
        "holds_open": _held(Hold.ended_at.is_(None)),
        "holds_credited": _held(Hold.credited.is_(True)),
    }
)
