"""Offering a work type with something changed, for the length of a test."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from bpo.catalog.registry import REGISTRY


@contextmanager
def offered(key: str, **changes: Any) -> Iterator[None]:
    """The work type of that key with the changes; afterwards it is again what it was."""
    module = importlib.import_module(REGISTRY[key])
    before = module.WORK_TYPE
    module.WORK_TYPE = replace(before, **changes)
    try:
        yield
    finally:
        module.WORK_TYPE = before
