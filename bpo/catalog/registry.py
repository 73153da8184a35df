"""What is on offer: one line a work type, and what clients have of their own.

A new one of ours is its folder in `bpo/service_lines/` and a line here; one of a client's own is a definition that was
published (`definitions`), under a key that names it among all, and a version.
"""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from importlib import import_module
from threading import Lock
from typing import Any, Protocol
from uuid import UUID

from bpo.catalog import queries
from bpo.catalog.rules import WorkType
from bpo.catalog.rules.definitions import Definition, own_key, own_of
from bpo.platform.errors import NotFound

REGISTRY: dict[str, str] = {
    "invoice_processing": "bpo.service_lines.invoice_processing",
    "w4_form": "bpo.service_lines.data_entry.forms.w4_form",
    "contact_cards": "bpo.service_lines.data_entry.forms.contact_cards",
    "claims_register": "bpo.service_lines.data_entry.forms.claims_register",
    "list_cleaning": "bpo.service_lines.data_entry.cleaning.work_type",
    "payroll": "bpo.service_lines.payroll",
}
"""Key → module that builds `WORK_TYPE`; named, not imported, since the work itself stands above this room."""
_BUILDER = "bpo.service_lines.data_entry.defined"
_MOST_KEPT = 256
_kept: OrderedDict[tuple[UUID, int], tuple[UUID, WorkType]] = OrderedDict()
"""Own work types built in this process: versions never change, so there is nothing to forget. By id and version; whose
it is stands beside it, since what is kept is not behind the database's wall."""
_lock = Lock()


class OfAKind(Protocol):
    """A job, or a row with as much of one: its work type, and the version of it that it was received under."""

    @property
    def work_type(self) -> str:
        """The work type's key."""
        ...

    @property
    def work_type_version(self) -> int | None:
        """None for work types of ours."""
        ...


def work_type(key: str) -> WorkType:
    """The work type of that key, of a client's own the version in force (or the one that the key names).

    NotFound where we do not offer it, and where it is another client's than the unit of work under way may see.
    """
    own = own_of(key)
    if own is not None:
        own_id, number = own
        return _own(own_id, number or queries.version_in_force(own_id))
    return _ours(key)


def kind_of(job: OfAKind) -> WorkType:
    """The work type of a job as it was when the job was received."""
    own = own_of(job.work_type)
    return _own(own[0], job.work_type_version) if own and job.work_type_version else work_type(job.work_type)


def work_types(*tenants: UUID) -> tuple[WorkType, ...]:
    """Everything on offer, with what these clients have of their own."""
    own = queries.published_of(tenants) if tenants else []
    return (*(work_type(key) for key in REGISTRY), *(work_type(own_key(own_id)) for own_id in own))


def is_offered(key: str) -> bool:
    """Whether there is such a work type for the unit of work under way."""
    try:
        work_type(key)
    except NotFound:
        return False
    return True


def name_of_work_type(key: str) -> str:
    """A work type's name; its key where it is no longer on offer."""
    return work_type(key).name if is_offered(key) else key


def name_of_step(step: str, *kinds: str) -> str:
    """A step's name, by the first of these work types (of ours, where none is named) that has it; else its key in
    words, as for a review."""
    named = (
        each.name
        for key in kinds or REGISTRY
        if is_offered(key)
        for each in work_type(key).steps
        if each.key == step
    )
    return next(named, step.replace("_", " ").capitalize())


def reason_in_words(code: str, keys: Iterable[str]) -> str:
    """What a finding's code says to people, by the first of these work types that knows it; else the code as words."""
    known = (work_type(key).reasons.get(code) for key in keys if is_offered(key))
    return next((words for words in known if words), code.replace("_", " ").capitalize())


def built(definition: Mapping[str, Any], *, key: str, version: int | None) -> WorkType:
    """The work type that a definition makes."""
    made: WorkType = import_module(_BUILDER).built(Definition.from_json(definition), key=key, version=version)
    return made


def _ours(key: str) -> WorkType:
    if key not in REGISTRY:
        raise NotFound(f"We do not offer “{key}”. On offer: {', '.join(sorted(REGISTRY))}.")
    found: WorkType = import_module(REGISTRY[key]).WORK_TYPE
    return found


def _own(own_id: UUID, number: int) -> WorkType:
    with _lock:
        kept = _kept.get((own_id, number))
    if kept is not None and queries.is_seen(kept[0]):
        return kept[1]
    found = queries.published(own_id, number)  # NotFound where the scope does not see it
    made = built(found.definition, key=own_key(own_id), version=number)
    with _lock:
        _kept[own_id, number] = (found.tenant_id, made)
        while len(_kept) > _MOST_KEPT:
            _kept.popitem(last=False)
    return made
