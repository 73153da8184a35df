"""Patterns that people without code may write: a small part of regular expressions, matched without backtracking.

Understood: plain characters, `.`, `[A-Z0-9-]` and `[^…]`, `\\d` (digit), `\\w` (letter or digit), `\\s` (gap), a
backslash before any other mark for the mark itself, each followed by `?`, `*`, `+`, `{3}`, `{2,5}` or `{2,}`; `|`
between whole alternatives. No groups: whoever writes a pattern can never make a machine hang on it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

_MOST_TIMES = 100
_MOST_STEPS = 600
"""Of a whole pattern, every repetition counted: with it goes the time that matching takes."""
_CLASSES: dict[str, Callable[[str], bool]] = {
    "d": lambda mark: mark.isascii() and mark.isdigit(),
    "w": lambda mark: mark.isalnum(),
    "s": str.isspace,
}


class BadPattern(ValueError):
    """The pattern cannot be read; the message says why."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What one character must be, how often at least, and at most (None: any number)."""

    fits: Callable[[str], bool]
    least: int
    most: int | None


def fits(pattern: str, text: str) -> bool:
    """Whether the whole text is as the pattern says. Raises BadPattern."""
    return any(_walk(alternative, text) for alternative in _parsed(pattern))


def trouble(pattern: str) -> str:
    """Why a pattern cannot be read, in a sentence; "" where it can."""
    try:
        _parsed(pattern)
    except BadPattern as bad:
        return str(bad)
    return ""


def _walk(parts: tuple[_Part, ...], text: str) -> bool:
    """All ways at once: where in the parts one can stand after each character."""
    states = _closed({(0, 0)}, parts)
    for mark in text:
        moved = {(at, done + 1) for at, done in states if at < len(parts) and parts[at].fits(mark)}
        states = _closed({_counted(state, parts) for state in moved}, parts)
        if not states:
            return False
    return any(at == len(parts) for at, _ in states)


def _counted(state: tuple[int, int], parts: tuple[_Part, ...]) -> tuple[int, int]:
    """A part that may go on for ever need not be counted past its least."""
    at, done = state
    return (at, min(done, parts[at].least)) if parts[at].most is None else state


def _closed(states: set[tuple[int, int]], parts: tuple[_Part, ...]) -> set[tuple[int, int]]:
    found: set[tuple[int, int]] = set()
    left = list(states)
    while left:
        at, done = left.pop()
        if (at, done) in found:
            continue
        if at < len(parts) and (most := parts[at].most) is not None and done > most:
            continue
        found.add((at, done))
        if at < len(parts) and done >= parts[at].least:
            left.append((at + 1, 0))
    return found


@lru_cache(maxsize=1024)
def _parsed(pattern: str) -> tuple[tuple[_Part, ...], ...]:
    alternatives: list[tuple[_Part, ...]] = []
    parts: list[_Part] = []
    at = steps = 0
    while at < len(pattern):
        if pattern[at] == "|":
            alternatives.append(tuple(parts))
            parts, at = [], at + 1
            continue
        accepts, at = _one(pattern, at)
        least, most, at = _times(pattern, at)
        parts.append(_Part(accepts, least, most))
        steps += max(least, most or 0) + 1
        if steps > _MOST_STEPS:
            raise BadPattern("The pattern is too long.")
    return (*alternatives, tuple(parts))


def _one(pattern: str, at: int) -> tuple[Callable[[str], bool], int]:
    mark = pattern[at]
    if mark == "\\":
        if at + 1 == len(pattern):
            raise BadPattern("The pattern ends with a backslash.")
        return _escaped(pattern[at + 1]), at + 2
    if mark == "[":
        return _set(pattern, at + 1)
    if mark == ".":
        return (lambda _: True), at + 1
    if mark in "()^$":
        raise BadPattern(
            f"“{mark}” is not understood in a pattern; write a backslash before it for the mark itself."
        )
    if mark in "?*+{":
        raise BadPattern(f"“{mark}” has nothing before it that it could repeat.")
    return (lambda given: given == mark), at + 1


def _escaped(mark: str) -> Callable[[str], bool]:
    if mark in _CLASSES:
        return _CLASSES[mark]
    if mark.isalnum():
        raise BadPattern(f"“\\{mark}” is not understood in a pattern.")
    return lambda given: given == mark


def _set(pattern: str, at: int) -> tuple[Callable[[str], bool], int]:
    negative = pattern[at : at + 1] == "^"
    at += negative
    accepted: list[Callable[[str], bool]] = []
    while at < len(pattern) and pattern[at] != "]":
        if pattern[at] == "\\" and at + 1 < len(pattern):
            accepted.append(_escaped(pattern[at + 1]))
            at += 2
        elif pattern[at + 1 : at + 2] == "-" and pattern[at + 2 : at + 3] not in ("", "]"):
            accepted.append(_between(pattern[at], pattern[at + 2]))
            at += 3
        else:
            accepted.append(pattern[at].__eq__)
            at += 1
    if at == len(pattern):
        raise BadPattern("The pattern has a “[” without its “]”.")
    if not accepted:
        raise BadPattern("The pattern has an empty “[]”.")
    return (lambda given: any(each(given) for each in accepted) is not negative), at + 1


def _between(first: str, last: str) -> Callable[[str], bool]:
    if first > last:
        raise BadPattern(f"“{first}-{last}” runs backwards.")
    return lambda given: first <= given <= last


def _times(pattern: str, at: int) -> tuple[int, int | None, int]:
    mark = pattern[at : at + 1]
    if mark in ("?", "*", "+"):
        return {"?": (0, 1, at + 1), "*": (0, None, at + 1), "+": (1, None, at + 1)}[mark]
    if mark != "{":
        return 1, 1, at
    end = pattern.find("}", at)
    first, comma, last = pattern[at + 1 : end].partition(",") if end > 0 else ("", "", "")
    if not first.isdecimal() or (last and not last.isdecimal()):
        raise BadPattern("How often is written {3}, {2,5} or {2,}.")
    least, most = int(first), (int(last) if last else None) if comma else int(first)
    if max(least, most or 0) > _MOST_TIMES or (most is not None and most < least):
        raise BadPattern(f"How often goes from 0 to {_MOST_TIMES}, the smaller number first.")
    return least, most, end + 1
