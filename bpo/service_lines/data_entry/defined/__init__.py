"""From a definition to a work type: what was written down without code, at work."""

from bpo.catalog.rules import Form, WorkType
from bpo.catalog.rules.definitions import ACCEPTED, Definition

from .batches import batch_control
from .checks import assess_lists, checks, client_lists
from .divided import divider
from .prefill import prefill
from .reasons import reasons_of
from .results import delivering, duplicates, titled
from .steps import steps_of

__all__ = ["built"]


def built(definition: Definition, *, key: str, version: int | None = None) -> WorkType:
    """The work type that a definition makes. It must be one without `problems`."""
    check = checks(definition)
    return WorkType(
        key=key,
        name=definition.name,
        service_line=definition.service_line,
        description=definition.description,
        unit=definition.unit,
        accepts=tuple(ACCEPTED[name][1] for name in definition.accepts),
        one_job_per_file=True,
        steps=steps_of(definition, check),
        form=Form(fields=tuple(field.form_field for field in definition.fields)),
        instructions=definition.instructions,
        scorecard=definition.scorecard,
        reasons=reasons_of(definition),
        automate=prefill(definition),
        check=check,
        deliver=delivering(definition),
        duplicate_keys=duplicates(definition),
        title=titled(definition),
        split=divider(definition),
        assess=assess_lists(definition),
        masters=client_lists(definition),
        batch=batch_control(definition),
        version=version,
        confidential=definition.confidential,
        definition=definition.to_json(),
    )
