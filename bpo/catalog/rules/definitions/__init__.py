"""Work types without code: a form and the work around it as data, told apart from every other by its client.

`Definition` is the value, with to and from JSON; `problems` says in sentences what of it cannot be offered. What it
becomes at work is built by `bpo.service_lines.data_entry.defined`.
"""

from bpo.catalog.rules.definitions.anchors import Seen, anchors_on, middle, outside
from bpo.catalog.rules.definitions.cross_field import KINDS, MARKS, CrossFieldRule, RuleKind
from bpo.catalog.rules.definitions.definition import (
    ACCEPTED,
    OWN,
    Anchor,
    Definition,
    Malformed,
    StepDefinition,
    StepKind,
    own_key,
    own_of,
)
from bpo.catalog.rules.definitions.field_types import FIELD_TYPES, FieldDefinition, FieldType
from bpo.catalog.rules.definitions.problems import Problem, problems

__all__ = [
    "ACCEPTED",
    "FIELD_TYPES",
    "KINDS",
    "MARKS",
    "OWN",
    "Anchor",
    "CrossFieldRule",
    "Definition",
    "FieldDefinition",
    "FieldType",
    "Malformed",
    "Problem",
    "RuleKind",
    "Seen",
    "StepDefinition",
    "StepKind",
    "anchors_on",
    "middle",
    "outside",
    "own_key",
    "own_of",
    "problems",
]
