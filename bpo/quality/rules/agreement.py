"""How far reviewers agree beyond chance: Cohen's kappa for two, Krippendorff's alpha for any number.

Both are 1 for full agreement and 0 for what chance would give. Both are None where all answers are alike: then
nothing was told apart, and agreement proves nothing.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from itertools import permutations
from math import fsum


def cohens_kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> float | None:
    """Cohen (1960): `pairs` are the two reviewers' answers to each item; None as the module says, or for none."""
    if not pairs:
        return None
    n = len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    observed = sum(a == b for a, b in pairs) / n
    chance = sum(first[answer] * second[answer] for answer in first) / (n * n)
    return None if chance == 1 else (observed - chance) / (1 - chance)


def nominal(a: object, b: object) -> float:
    """Answers are alike or not."""
    return float(a != b)


def interval(a: float, b: float) -> float:
    """Scores differ by the square of their distance."""
    return (a - b) ** 2


def krippendorffs_alpha(
    items: Sequence[Sequence[Hashable]], distance: Callable[..., float] = nominal
) -> float | None:
    """Krippendorff (2011): `items` are the answers each item got, of whichever reviewers; missing ones left out.

    `distance` is `nominal` or `interval`. Items with fewer than two answers say nothing. None as the module says.
    """
    units = [unit for unit in items if len(unit) > 1]
    counts = Counter(answer for unit in units for answer in unit)
    n = sum(counts.values())
    expected = fsum(counts[a] * counts[b] * distance(a, b) for a in counts for b in counts)
    if not expected:
        return None
    observed = fsum(
        fsum(distance(a, b) for a, b in permutations(unit, 2)) / (len(unit) - 1) for unit in units
    )
    return 1 - (n - 1) * observed / expected


def raw_agreement(items: Sequence[Sequence[Hashable]]) -> float | None:
    """Of all pairs of answers to the same item, the part that is alike; None where there are no pairs."""
    alike = [a == b for unit in items for a, b in permutations(unit, 2)]
    return sum(alike) / len(alike) if alike else None


def agreement(items: Sequence[Sequence[Hashable]]) -> float | None:
    """Kappa where each item has exactly two answers, alpha otherwise."""
    pairs = [(unit[0], unit[1]) for unit in items if len(unit) == 2]
    if len(pairs) == len(items):
        return cohens_kappa(pairs)
    return krippendorffs_alpha(items)
