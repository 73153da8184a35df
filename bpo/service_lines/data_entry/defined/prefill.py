"""What automation fills in before anybody keys."""

from collections.abc import Callable, Sequence

from bpo.catalog.rules import Outcome, Record, Source
from bpo.catalog.rules.definitions import Definition


def prefill(definition: Definition) -> Callable[[Sequence[Source], Record], Outcome]:
    """The automatic step: it never proves anything, a person keys every record."""

    def automate(sources: Sequence[Source], given: Record) -> Outcome:
        known = {field.key for field in definition.fields}
        return Outcome(record={path: value for path, value in given.items() if path in known})

    return automate
