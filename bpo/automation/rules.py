"""Whether what automation read may go straight through."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bpo.catalog.rules import Finding, Form, FormField, Outcome, Reading, Severity
from bpo.contracts.rules import AutomationPolicy, Basis

LOW_CONFIDENCE = "LOW_CONFIDENCE"
NOT_PROVEN = "NOT_PROVEN"
ALL_SEEN = "POLICY_ALL_SEEN"
NOT_SURE_ENOUGH = "MEASURED_TOO_LOW"

DATA = "xml"
"""The method of what was read as data: it is measured by itself, under this name for a source."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRule:
    """What measuring says of a field of one source ("" for all): `verdict` open, closed or unmeasured."""

    path: str
    source: str
    verdict: str
    threshold: Decimal | None
    reason: str


@dataclass(frozen=True, slots=True)
class Measured:
    """What measuring allows at the moment; nothing measured allows what the contract's thresholds do."""

    rules: tuple[FieldRule, ...] = ()

    def of(self, path: str, source: str, method: str) -> FieldRule | None:
        """What is known of a field: of its source where that says enough, else of all; None where nothing is."""
        names = (DATA,) if method == DATA else (source, "")
        by_source = {rule.source: rule for rule in self.rules if rule.path == path}
        found = [by_source[name] for name in names if name in by_source]
        return next((rule for rule in found if rule.verdict != "unmeasured"), found[-1] if found else None)


NOTHING_MEASURED = Measured()


def objections(
    outcome: Outcome,
    form: Form,
    policy: AutomationPolicy,
    *,
    additions: Sequence[Reading] = (),
    measured: Measured = NOTHING_MEASURED,
    source: str = "",
) -> tuple[Finding, ...]:
    """Why a person must see the outcome; none where it may go straight through.

    What demands a look: any finding that is not a mere note; a required field read with less confidence
    than the policy asks, or not at all; one of the `additions` from the client's own data that is less sure than that,
    in a required field or a required column of a table; a field whose accuracy as `measured` for this `source` does
    not reach the contract's target, where the contract goes by that; a record that does not prove itself; a contract
    that wants everything seen. What was measured takes the place of the contract's thresholds.
    """
    found = [finding for finding in outcome.findings if finding.severity is not Severity.NOTE]
    read = {reading.path: reading for reading in outcome.readings}
    required = [field.path for field in form.fields if field.required]
    closed = _closed(required, read, policy, measured, source)
    doubtful = _doubtful([path for path in required if path not in closed], read, policy, measured, source)
    unsure = {
        each.path
        for each in additions
        if _is_required(form, each.path) and each.confidence < policy.threshold_of(each.path)
    }
    doubtful += sorted(unsure.difference(doubtful))
    spoken_of = {path for finding in found for path in finding.fields}
    found += _asked_of(form, [path for path in doubtful if path not in spoken_of])
    found += [
        Finding(
            code=NOT_SURE_ENOUGH,
            severity=Severity.ASK,
            message=f"{_label(form, path)}: a person looks at every one. {reason}",
            fields=(path,),
        )
        for path, reason in closed.items()
        if path not in spoken_of
    ]
    return tuple(found) or _objections_to_the_whole(outcome, policy)


def _asked_of(form: Form, paths: Sequence[str]) -> list[Finding]:
    """One question about all fields that were not read surely enough."""
    if not paths:
        return []
    return [
        Finding(
            code=LOW_CONFIDENCE,
            severity=Severity.ASK,
            message=f"Not read with certainty: {', '.join(_label(form, path) for path in paths)}.",
            fields=tuple(paths),
        )
    ]


def _doubtful(
    paths: Sequence[str],
    read: dict[str, Reading],
    policy: AutomationPolicy,
    measured: Measured,
    source: str,
) -> list[str]:
    """Those that were not read, or with less confidence than they need."""
    return [
        path
        for path in paths
        if path not in read or read[path].confidence < threshold_for(read[path], policy, measured, source)
    ]


def _objections_to_the_whole(outcome: Outcome, policy: AutomationPolicy) -> tuple[Finding, ...]:
    """What keeps an outcome from going straight through in which no field is doubtful."""
    if not outcome.proven:
        words = "The amounts do not prove one another."
        return (Finding(code=NOT_PROVEN, severity=Severity.ASK, message=words),)
    if not policy.enabled:
        words = "The contract wants a person to see every job."
        return (Finding(code=ALL_SEEN, severity=Severity.ASK, message=words),)
    return ()


def threshold_for(reading: Reading, policy: AutomationPolicy, measured: Measured, source: str) -> Decimal:
    """The confidence that a reading needs: as measured, where the contract goes by that, else as agreed."""
    if policy.basis is not Basis.FIXED:
        known = measured.of(reading.path, source, reading.method)
        if known is not None and known.verdict == "open" and known.threshold is not None:
            return known.threshold
    return policy.threshold_of(reading.path)


def _closed(
    paths: Sequence[str],
    read: dict[str, Reading],
    policy: AutomationPolicy,
    measured: Measured,
    source: str,
) -> dict[str, str]:
    """The fields that a person must see whatever their confidence, each with the reason."""
    if policy.basis is Basis.FIXED:
        return {}
    found = {}
    for path in paths:
        method = read[path].method if path in read else ""
        known = measured.of(path, source, method)
        if known is not None and known.verdict == "closed":
            found[path] = known.reason
        elif policy.basis is Basis.PROVEN and method != DATA and (known is None or known.verdict != "open"):
            found[path] = known.reason if known else "Its accuracy has not been measured yet."
    return found


def _fields_of(form: Form, path: str) -> Iterator[FormField]:
    yield from (field for field in form.fields if field.path == path)
    for table in form.tables:
        if path.startswith(f"{table.path}."):
            yield from (column for column in table.columns if column.path == path.rpartition(".")[2])


def _is_required(form: Form, path: str) -> bool:
    return any(field.required for field in _fields_of(form, path))


def _label(form: Form, path: str) -> str:
    return next((field.label for field in _fields_of(form, path)), path)


def least_sure(outcome: Outcome, form: Form) -> Finding:
    """A doubt about the field read with the least confidence: for work that a person is to do whatever was read."""
    read = {reading.path: reading.confidence for reading in outcome.readings}
    required = [field.path for field in form.fields if field.required] or [
        field.path for field in form.fields
    ]
    paths = sorted(required, key=lambda path: read.get(path, 0.0))[:1]
    named = ", ".join(_label(form, path) for path in paths)
    return Finding(
        code=LOW_CONFIDENCE,
        severity=Severity.ASK,
        message=f"Not read with certainty: {named}.",
        fields=tuple(paths),
    )
