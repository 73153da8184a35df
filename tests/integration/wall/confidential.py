"""Making a work type confidential for the length of a test."""

import importlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from bpo.catalog.registry import REGISTRY


@contextmanager
def confidential(key: str) -> Iterator[None]:
    """The work type of that key is confidential; afterwards it is again what it was."""
    module = importlib.import_module(REGISTRY[key])
    before = module.WORK_TYPE
    module.WORK_TYPE = replace(before, confidential=True)
    try:
        yield
    finally:
        module.WORK_TYPE = before
