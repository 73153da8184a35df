"""Which values of a work type are secret, and how they are shown to who need not see them."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from bpo.catalog.rules.forms import Form
from bpo.catalog.rules.reading import Record
from bpo.catalog.rules.work_type import WorkType

DOT = "\N{BULLET}"
SHOWN = 4
"""Last characters of a secret that everybody may see who sees the record."""
SHORTEST = 4
"""A secret of fewer characters is not looked for in texts: it would be found everywhere."""


def mask(value: str) -> str:
    """A secret with all but its last characters hidden, those too where it is short."""
    if not value:
        return ""
    return DOT * 4 + (value[-SHOWN:] if len(value) >= 2 * SHOWN else "")


def is_masked(value: str) -> bool:
    """Whether a text is a secret that was hidden, not the secret itself."""
    return DOT in value


def secret_paths(kind: WorkType) -> frozenset[str]:
    """The paths of a work type's secrets: `ssn`, or `employees.*.ssn` in a table; of its steps' forms too."""
    forms = [kind.form]
    for step in kind.steps:
        forms += [*((step.form,) if step.form else ()), *step.forms.values()]
    return frozenset(kind.secrets) | {path for form in forms for path in _of_form(form)}


def _of_form(form: Form) -> Iterator[str]:
    yield from (field.path for field in form.fields if field.secret)
    for table in form.tables:
        yield from (f"{table.path}.*.{column.path}" for column in table.columns if column.secret)


def masked(record: Any, paths: Collection[str], at: str = "") -> Any:
    """A record, or a part of one, with its secrets masked; the same object where it has none."""
    if not paths:
        return record
    if isinstance(record, Mapping):
        return {key: masked(inner, paths, f"{at}.{key}" if at else str(key)) for key, inner in record.items()}
    if isinstance(record, list | tuple):
        return [masked(inner, paths, f"{at}.*") for inner in record]
    return mask(str(record)) if record not in (None, "") and at in paths else record


def secrets_of(record: Record, paths: Collection[str]) -> frozenset[str]:
    """The secrets that stand in a record, as texts."""
    found: set[str] = set()

    def look(value: Any, at: str) -> None:
        if isinstance(value, Mapping):
            for key, inner in value.items():
                look(inner, f"{at}.{key}" if at else str(key))
        elif isinstance(value, list | tuple):
            for inner in value:
                look(inner, f"{at}.*")
        elif at in paths and value not in (None, ""):
            found.add(str(value))

    if paths:
        look(record, "")
    return frozenset(found)


def without_secrets(text: str, secrets: Collection[str]) -> str:
    """A text for people with every secret in it masked, as it is written or without its separators."""
    for secret in sorted(secrets, key=len, reverse=True):
        for form in {secret, "".join(filter(str.isalnum, secret))}:
            if len(form) >= SHORTEST:
                text = text.replace(form, mask(secret))
    return text
