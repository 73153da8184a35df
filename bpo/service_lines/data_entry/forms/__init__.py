"""Forms that are on offer to every client: definitions as any client may have, kept as JSON beside this file."""

import json
from pathlib import Path

from bpo.catalog.rules import WorkType
from bpo.catalog.rules.definitions import Definition

from ..defined import built

_HERE = Path(__file__).resolve().parent


def definition_of(key: str) -> Definition:
    """The definition of a form on offer."""
    return Definition.from_json(json.loads((_HERE / f"{key}.json").read_text(encoding="utf-8")))


def on_offer(key: str) -> WorkType:
    """The work type of a form on offer."""
    return built(definition_of(key), key=key)
