"""How a job walks through the steps of its work type: what comes next, what must be decided, where it goes back to."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from bpo.catalog.rules import Actor, Step


def codes_of(findings: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """The codes of a job's findings as they are kept, confirmed ones and notes too."""
    return frozenset(str(finding["code"]) for finding in findings if finding.get("code"))


def is_due(step: Step, codes: Collection[str]) -> bool:
    """Whether the findings call for the step, leaving aside whether the step before left something to do."""
    return not step.when or any(code in codes for code in step.when)


def following_step(
    steps: Sequence[Step], key: str, *, exception: bool, codes: Collection[str]
) -> Step | None:
    """The step that comes after `key`; None after the last.

    Passed over are the step that gathers a batch, steps that only exceptions need, where `key` left nothing to do, and
    steps that no finding calls for. KeyError where there is no step `key`.
    """
    keys = [step.key for step in steps]
    if key not in keys:
        raise KeyError(key)
    for step in steps[keys.index(key) + 1 :]:
        if step.gathers:
            continue  # a batch waits there once our work on its jobs is done
        if (exception or not step.needs_exception) and is_due(step, codes):
            return step
    return None


def is_ours(step: Step | None) -> bool:
    """Whether the step is the provider's to do: with None, or a step of the client, our work on the job is done."""
    return step is not None and step.actor is not Actor.CLIENT


def decisions_due(steps: Sequence[Step], codes: Collection[str]) -> tuple[Step, ...]:
    """The decisions without which nothing may be delivered, in their order."""
    return tuple(step for step in steps if step.decides and is_due(step, codes))


def working_step(steps: Sequence[Step]) -> Step:
    """The step in which a person makes or mends the record; of several the last. LookupError where there is none.

    A step in parts only where no other is: the record is mended whole.
    """
    people = [step for step in steps if step.actor is Actor.PERSON and step.works]
    if people:
        return ([step for step in people if step.parts is None] or people)[-1]
    raise LookupError("no step of this work type is done by a person on the record")


def sent_back_to(steps: Sequence[Step], key: str) -> Step:
    """Where the decision `key` sends a job back to: the person's step it checks, or else the work on the record."""
    named = {step.key: step for step in steps}
    for other in named[key].separate_from:
        if named[other].actor is Actor.PERSON and not named[other].decides:
            return named[other]
    return working_step(steps)


def step_problems(steps: Sequence[Step]) -> tuple[str, ...]:
    """Why steps cannot be walked through, in sentences; none where they can."""
    problems: list[str] = []
    keys = [step.key for step in steps]
    if len(set(keys)) < len(keys):
        problems.append("Two steps bear the same key.")
    if not any(step.actor is Actor.PERSON and step.works for step in steps):
        problems.append("There is no step in which a person can mend the record.")
    if not steps or steps[0].when or steps[0].needs_exception or not steps[0].works:
        problems.append("The first step must make the record, whatever was found.")
    for before, step in enumerate(steps):
        if step.actor is Actor.CLIENT and not step.decides:
            problems.append(f"{step.key}: the client decides, and works on nothing.")
        if is_ours(step) and any(not is_ours(earlier) for earlier in steps[:before]):
            problems.append(f"{step.key}: the client's steps come last.")
        if step.actor is Actor.AUTOMATION and (step.decides or step.separate_from or step.form):
            problems.append(f"{step.key}: automation decides nothing and fills no form.")
        problems += [
            f"{step.key}: there is no step {other} before it."
            for other in step.separate_from
            if other not in keys[:before]
        ]
        if step.gathers and (step.actor is not Actor.PERSON or step.decides or step.parts or step.form):
            problems.append(f"{step.key}: a batch is brought to prove by a person, whole.")
        problems += _part_problems(step, steps[:before])
    if sum(step.gathers for step in steps) > 1:
        problems.append("The jobs of a batch are gathered once.")
    return tuple(problems)


def _part_problems(step: Step, before: Sequence[Step]) -> list[str]:
    """What is wrong with how a step says that it is done in parts, or what it shows of the parts of another."""
    problems = []
    if step.compares and not any(each.key == step.compares and each.parts for each in before):
        problems.append(f"{step.key}: there is no step {step.compares} in parts before it to compare.")
    if step.parts is None:
        if step.merge or step.apart or step.work or step.forms or step.evidence:
            problems.append(f"{step.key}: what is said of parts needs parts.")
        return problems
    if step.merge is None:
        problems.append(f"{step.key}: nothing says what its parts come to.")
    if not before:
        problems.append(f"{step.key}: the first step is done whole, since parts are made from its record.")
    if step.decides or step.actor is Actor.CLIENT:
        problems.append(f"{step.key}: a decision is not made in parts.")
    if (step.actor is Actor.AUTOMATION) != (step.work is not None):
        problems.append(f"{step.key}: automation works on parts by a function, and people do not.")
    if step.apart and step.actor is not Actor.PERSON:
        problems.append(f"{step.key}: only people are kept apart.")
    return problems
