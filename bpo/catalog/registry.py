"""What is on offer: one line a work type. A new one is its folder in `bpo/service_lines/` and a line here."""

from functools import cache
from importlib import import_module

from bpo.catalog.rules import WorkType
from bpo.platform.errors import NotFound

REGISTRY: dict[str, str] = {
    "invoice_processing": "bpo.service_lines.invoice_processing",
}
"""Key → module that builds `WORK_TYPE`; named, not imported, since the work itself stands above this room."""


@cache
def work_type(key: str) -> WorkType:
    """The work type of that key; NotFound where we do not offer it."""
    if key not in REGISTRY:
        raise NotFound(f"We do not offer “{key}”. On offer: {', '.join(sorted(REGISTRY))}.")
    found: WorkType = import_module(REGISTRY[key]).WORK_TYPE
    return found


def work_types() -> tuple[WorkType, ...]:
    """Everything on offer."""
    return tuple(work_type(key) for key in REGISTRY)
