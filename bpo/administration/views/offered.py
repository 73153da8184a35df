"""What can be put in a contract, staff be certified for: our work types, and those of the client the page is about."""

from flask import request

from bpo.catalog import registry
from bpo.catalog.rules import WorkType


def work_types() -> tuple[WorkType, ...]:
    """Everything on offer to the client of the page; a page about no client offers what is ours."""
    tenant_id = (request.view_args or {}).get("tenant_id")
    return registry.work_types(*([tenant_id] if tenant_id else []))
