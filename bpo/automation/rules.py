"""Whether what automation read may go straight through."""

from collections.abc import Iterator, Sequence

from bpo.catalog.rules import Finding, Form, FormField, Outcome, Reading, Severity
from bpo.contracts.rules import AutomationPolicy

LOW_CONFIDENCE = "LOW_CONFIDENCE"
NOT_PROVEN = "NOT_PROVEN"
ALL_SEEN = "POLICY_ALL_SEEN"


def objections(
    outcome: Outcome, form: Form, policy: AutomationPolicy, *, additions: Sequence[Reading] = ()
) -> tuple[Finding, ...]:
    """Why a person must see the outcome; none where it may go straight through.

    What demands a look: any finding that is not a mere note; a required field read with less confidence
    than the policy asks, or not at all; one of the `additions` from the client's own data that is less sure than that,
    in a required field or a required column of a table; a record that does not prove itself; a contract that wants
    everything seen.
    """
    found = [finding for finding in outcome.findings if finding.severity is not Severity.NOTE]
    read = {reading.path: reading for reading in outcome.readings}
    doubtful = tuple(
        field.path
        for field in form.fields
        if field.required
        and (field.path not in read or read[field.path].confidence < policy.threshold_of(field.path))
    )
    unsure = {
        each.path
        for each in additions
        if _is_required(form, each.path) and each.confidence < policy.threshold_of(each.path)
    }
    doubtful = (*doubtful, *sorted(unsure - set(doubtful)))
    spoken_of = {path for finding in found for path in finding.fields}
    unspoken = tuple(path for path in doubtful if path not in spoken_of)
    if unspoken:
        found.append(
            Finding(
                code=LOW_CONFIDENCE,
                severity=Severity.ASK,
                message=f"Not read with certainty: {', '.join(_label(form, path) for path in unspoken)}.",
                fields=unspoken,
            )
        )
    if not outcome.proven and not found:
        found.append(
            Finding(code=NOT_PROVEN, severity=Severity.ASK, message="The amounts do not prove one another.")
        )
    if not policy.enabled and not found:
        found.append(
            Finding(
                code=ALL_SEEN, severity=Severity.ASK, message="The contract wants a person to see every job."
            )
        )
    return tuple(found)


def _fields_of(form: Form, path: str) -> Iterator[FormField]:
    yield from (field for field in form.fields if field.path == path)
    for table in form.tables:
        if path.startswith(f"{table.path}."):
            yield from (column for column in table.columns if column.path == path.rpartition(".")[2])


def _is_required(form: Form, path: str) -> bool:
    return any(field.required for field in _fields_of(form, path))


def _label(form: Form, path: str) -> str:
    return next((field.label for field in _fields_of(form, path)), path)
