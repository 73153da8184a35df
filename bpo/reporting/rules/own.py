"""One person's own figures, and how busy a team is, from the tries they made."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from bpo.reporting.rules.hands import at_the_desk
from bpo.reporting.rules.metrics import Ratio

FINISHED = ("done", "rejected")
"""Outcomes that finish a task."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """One attempt of the person: its step, from when to when, how it ended, and what the hands did."""

    step: str
    started_at: datetime
    ended_at: datetime | None
    outcome: str | None
    active_seconds: int
    keystrokes: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """A period of one person.

    `handle_seconds`: active time by tasks finished. `keys_an_hour`: keystrokes by active hours, where they were
    counted. `occupancy`: active seconds of seconds at the desk. `utilisation`: of the seconds planned.
    """

    done: int
    by_step: tuple[tuple[str, int], ...]
    active_seconds: int
    handle_seconds: int | None
    keys_an_hour: int | None
    occupancy: Ratio
    utilisation: Ratio


def own(tries: Sequence[Try], *, since: datetime, now: datetime, planned: timedelta) -> Own:
    """The figures of the tries begun since then; `planned` is the time planned for the person since then."""
    kept = [each for each in tries if each.started_at >= since]
    finished = [each for each in kept if each.outcome in FINISHED]
    active = sum(each.active_seconds for each in kept)
    counted = [each for each in kept if each.keystrokes is not None and each.active_seconds]
    hours = sum(each.active_seconds for each in counted) / 3600
    desk = at_the_desk([(each.started_at, each.ended_at or now) for each in kept])
    return Own(
        done=len(finished),
        by_step=tuple(sorted(Counter(each.step for each in finished).items())),
        active_seconds=active,
        handle_seconds=round(active / len(finished)) if finished else None,
        keys_an_hour=round(sum(each.keystrokes or 0 for each in counted) / hours) if hours else None,
        occupancy=Ratio(part=min(active, int(desk.total_seconds())), whole=int(desk.total_seconds())),
        utilisation=Ratio(part=active, whole=int(planned.total_seconds())),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A day of one of a team, in seconds; `planned` is 0 where nobody stated any time."""

    name: str
    done: int
    active: int
    desk: int
    planned: int

    @property
    def occupancy(self) -> Ratio:
        """Active time by time at the desk."""
        return Ratio(part=min(self.active, self.desk), whole=self.desk)

    @property
    def utilisation(self) -> Ratio:
        """Active time by time planned; of those for whom time was planned."""
        return Ratio(part=self.active if self.planned else 0, whole=self.planned)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stint:
    """One attempt of somebody of the team."""

    person_id: UUID
    name: str
    started_at: datetime
    ended_at: datetime | None
    outcome: str | None
    active_seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Team:
    """Everybody who worked, or for whom time was planned: who did most first; and what they come to together."""

    members: tuple[Member, ...]
    occupancy: Ratio
    utilisation: Ratio
    done: int


def team(stints: Sequence[Stint], planned: Mapping[UUID, tuple[str, int]], *, now: datetime) -> Team:
    """How busy a team is. `planned` are (name, minutes) of those for whom time was planned."""
    of: dict[UUID, list[Stint]] = {person_id: [] for person_id in planned}
    for stint in stints:
        of.setdefault(stint.person_id, []).append(stint)
    members = [
        Member(
            name=its[0].name if its else planned[person_id][0],
            done=sum(each.outcome in FINISHED for each in its),
            active=sum(each.active_seconds for each in its),
            desk=int(at_the_desk([(each.started_at, each.ended_at or now) for each in its]).total_seconds()),
            planned=planned.get(person_id, ("", 0))[1] * 60,
        )
        for person_id, its in of.items()
    ]
    return Team(
        members=tuple(sorted(members, key=lambda each: (-each.active, each.name))),
        occupancy=_summed([each.occupancy for each in members]),
        utilisation=_summed([each.utilisation for each in members]),
        done=sum(each.done for each in members),
    )


def _summed(ratios: Sequence[Ratio]) -> Ratio:
    return Ratio(part=sum(each.part for each in ratios), whole=sum(each.whole for each in ratios))
