"""Acceptance sampling by attributes, after ISO 2859-1: letters, single plans, switching, and what a plan can tell.

The normal and tightened tables are alike in ISO 2859-1, ANSI/ASQ Z1.4 and MIL-STD-105E; reduced plans are those of
MIL-STD-105E, with their gap between accepting and rejecting. A standard's table is not a promise to a client: an AQL
of 1 % lets single lots with more through, and `oc_figures` says how often.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from bpo.contracts.rules import AQLS
from bpo.quality.rules.statistics import binomial_at_most, solve

_LETTERS = "ABCDEFGHJKLMNPQR"
_LOT_SIZES = (8, 15, 25, 50, 90, 150, 280, 500, 1200, 3200, 10_000, 35_000, 150_000, 500_000)
_BY_LEVEL = {"I": "AABCCDEFGHJKLMN", "II": "ABCDEFGHJKLMNPQ", "III": "BCDEFGHJKLMNPQR"}
_SIZES = (2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1250, 2000)
_REDUCED_SIZES = (2, 2, 2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800)


class Inspection(StrEnum):
    """How strictly the next lot is inspected."""

    NORMAL = "normal"
    TIGHTENED = "tightened"
    REDUCED = "reduced"
    DISCONTINUED = "discontinued"
    """Sampling says nothing any more: everything is checked until somebody decides to go on."""


@dataclass(frozen=True, slots=True)
class Plan:
    """`n` pieces of the lot are inspected; up to `accept` bad ones it is accepted, from `reject` on rejected.

    Between the two (reduced inspection only) it is accepted, and inspection goes back to normal. `letter` is that
    of the plan used, where the arrows of the table lead.
    """

    letter: str
    n: int
    accept: int
    reject: int


_ZERO_LETTER = dict(zip(AQLS, reversed("ABCDEFGHJK"), strict=True))
"""For normal inspection: the letter whose plan accepts with none bad, by AQL."""
_ACCEPT = {
    Inspection.NORMAL: (0, None, None, 1, 2, 3, 5, 7, 10, 14, 21),
    Inspection.TIGHTENED: (0, None, None, 1, 2, 3, 5, 8, 12, 18),
}
"""Along a diagonal of the table, from the letter with 0: what is accepted; None are the two arrows, up and down."""
_REDUCED = {
    0: (0, 1),
    1: (0, 2),
    2: (1, 3),
    3: (1, 4),
    5: (2, 5),
    7: (3, 6),
    10: (5, 8),
    14: (7, 10),
    21: (10, 13),
}


def code_letter(lot: int, level: str = "II") -> str:
    """The code letter of a lot's size (2 or more) at a general level; ValueError for anything else."""
    if lot < 1 or level not in _BY_LEVEL:
        raise ValueError("A lot has pieces, and the level is I, II or III.")
    return _BY_LEVEL[level][bisect_left(_LOT_SIZES, lot)]


def plan_for(lot: int, aql: str, *, level: str = "II", inspection: Inspection = Inspection.NORMAL) -> Plan:
    """The plan for a lot of this size. Where the sample is as large as the lot, all of it is inspected (n = lot).

    While inspection is discontinued the plan is to check everything and accept nothing bad.
    """
    if inspection is Inspection.DISCONTINUED:
        return Plan("–", lot, 0, 1)
    found = table_plan(code_letter(lot, level), aql, inspection)
    return replace(found, n=lot) if found.n >= lot else found


def table_plan(letter: str, aql: str, inspection: Inspection = Inspection.NORMAL) -> Plan:
    """The plan of the master table at a letter and an AQL, arrows resolved. ValueError for an AQL without plans."""
    if aql not in _ZERO_LETTER:
        raise ValueError(f"There are no plans for an AQL of {aql}.")
    tightened = inspection is Inspection.TIGHTENED
    row = _ACCEPT[Inspection.TIGHTENED if tightened else Inspection.NORMAL]
    zero = _LETTERS.index(_ZERO_LETTER[aql]) + tightened
    step = min(max(_LETTERS.index(letter) - zero, 0), len(row) - 1)
    # of the two arrows the upper one points up to the plan with 0, the lower one down to that with 1
    step = {1: 0, 2: 3}.get(step, step)
    at, accept = zero + step, row[step]
    if accept is None or at >= len(_LETTERS):
        raise ValueError(f"There is no plan at {letter} for an AQL of {aql}.")
    if inspection is Inspection.REDUCED:
        return Plan(_LETTERS[at], _REDUCED_SIZES[at], *_REDUCED[accept])
    return Plan(_LETTERS[at], _SIZES[at], accept, accept + 1)


class Verdict(StrEnum):
    """What a sample says of its lot."""

    ACCEPTED = "accepted"
    MARGINAL = "marginal"
    """Accepted, in the gap of a reduced plan."""
    REJECTED = "rejected"


def judge(plan: Plan, bad: int) -> Verdict:
    """The verdict on a lot in whose sample so many pieces were bad."""
    if bad <= plan.accept:
        return Verdict.ACCEPTED
    return Verdict.MARGINAL if bad < plan.reject else Verdict.REJECTED


@dataclass(frozen=True, slots=True)
class Switching:
    """Where the switching rules stand: the inspection of the next lot, and what leads on from it.

    `recent` are the lots since the last switch, oldest first, at most ten: whether each was accepted.
    `rejected_tightened` counts those not accepted since tightened inspection began.
    """

    inspection: Inspection = Inspection.NORMAL
    recent: tuple[bool, ...] = ()
    rejected_tightened: int = 0


def after_lot(state: Switching, verdict: Verdict, *, reduced: bool = False) -> Switching:
    """The state after a lot's original inspection (a lot checked whole and let through later does not count again).

    Normal → tightened: 2 of 5 or fewer consecutive lots not accepted. Tightened → normal: 5 in a row accepted.
    Tightened → discontinued: 5 not accepted on it, in all. With `reduced`: normal → reduced after 10 in a row
    accepted; reduced → normal at a lot not accepted, or in the gap. Nothing but `resume` ends a discontinuation.
    """
    good = verdict is not Verdict.REJECTED
    recent = (*state.recent, good)[-10:]
    match state.inspection:
        case Inspection.NORMAL:
            if recent[-5:].count(False) >= 2:
                return Switching(Inspection.TIGHTENED)
            if reduced and len(recent) == 10 and all(recent):
                return Switching(Inspection.REDUCED)
            return Switching(Inspection.NORMAL, recent)
        case Inspection.TIGHTENED:
            rejected = state.rejected_tightened + (not good)
            if rejected >= 5:
                return Switching(Inspection.DISCONTINUED)
            if len(recent) >= 5 and all(recent[-5:]):
                return Switching(Inspection.NORMAL)
            return Switching(Inspection.TIGHTENED, recent, rejected)
        case Inspection.REDUCED:
            if verdict is not Verdict.ACCEPTED:
                return Switching(Inspection.NORMAL)
            return Switching(Inspection.REDUCED, recent)
        case Inspection.DISCONTINUED:
            return state


def resume(state: Switching) -> Switching:
    """Sampling again after a discontinuation, once the causes are dealt with: it begins tightened."""
    return Switching(Inspection.TIGHTENED) if state.inspection is Inspection.DISCONTINUED else state


@dataclass(frozen=True, slots=True)
class OcFigures:
    """What a plan can tell, as parts of 1: the defect rate of which lots are accepted 95, 50 and 10 times in 100.

    Lots as good as `at_95` nearly always pass; lots as bad as `at_10` still do one time in ten.
    """

    at_95: float
    at_50: float
    at_10: float


def accepted_at(plan: Plan, defects: float) -> float:
    """How probable it is that a lot with this defect rate (0..1) is accepted: the operating characteristic."""
    return binomial_at_most(plan.reject - 1, plan.n, defects)


def oc_figures(plan: Plan) -> OcFigures:
    """The three figures of the plan's curve that people ask for."""

    def rate(accepted: float) -> float:
        return solve(lambda p: 1 - accepted_at(plan, p), 1 - accepted)

    return OcFigures(rate(0.95), rate(0.50), rate(0.10))


def oc_curve(plan: Plan, steps: int = 24) -> Sequence[tuple[float, float]]:
    """(defect rate, probability of acceptance) for drawing, up to where one lot in fifty is still accepted."""
    end = min(1.0, solve(lambda p: 1 - accepted_at(plan, p), 0.98))
    return [(end * i / steps, accepted_at(plan, end * i / steps)) for i in range(steps + 1)]
