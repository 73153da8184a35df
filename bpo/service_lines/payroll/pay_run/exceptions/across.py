"""What shows only where employees are held beside one another: the same number, account or row twice."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from ..records import Cells

Account = tuple[str, str]
_OTHERS = 6


def found_across(employees: Sequence[tuple[str, Cells]]) -> Mapping[str, Sequence[tuple[str, str]]]:
    """By employee, (code, evidence) of what is shared. `employees` are (number, cells of a row), in order."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    first = dict(reversed(employees))
    counts: dict[str, int] = defaultdict(int)
    for number, _ in employees:
        counts[number] += 1
    for number, count in counts.items():
        if count > 1:
            found[number].append(
                ("DUPLICATE_EMPLOYEE", f"{count} rows of the list bear {number}; the first counts.")
            )
    for code, key in _SHARED:
        for group in _groups(first.items(), key):
            for number in group:
                others = [each for each in group[: _OTHERS + 1] if each != number][:_OTHERS]
                left = len(group) - 1 - len(others)
                more = f" and {left} more" if left else ""
                found[number].append((code, f"The same as {', '.join(others)}{more}."))
    return found


def _groups(employees: Iterable[tuple[str, Cells]], key: Callable[[Cells], object]) -> list[list[str]]:
    groups: dict[object, list[str]] = defaultdict(list)
    for number, cells in employees:
        value = key(cells)
        if value:
            groups[value].append(number)
    return [group for group in groups.values() if len(group) > 1]


def account_of(cells: Cells) -> Account | None:
    """(bank, account number) in one form, so that the same account compares equal; None where none is given."""
    account = re.sub(r"[\s-]", "", cells.get("account", "")).lstrip("0").upper()
    bank = re.sub(r"\D", "", cells.get("aba") or cells.get("sort_code") or "")
    return (bank, account) if account else None


def _number(key: str) -> Callable[[Cells], object]:
    return lambda cells: re.sub(r"[\s-]", "", cells.get(key, "")).upper()


_SHARED: tuple[tuple[str, Callable[[Cells], object]], ...] = (
    ("DUPLICATE_BANK_ACCOUNT", account_of),
    ("DUPLICATE_SSN", _number("ssn")),
    ("DUPLICATE_NINO", _number("nino")),
)
