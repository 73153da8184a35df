"""The checks of a defined form: its fields' own rules, what must be filled, rules across fields, a client's lists."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from bpo.catalog.rules import (
    Assessment,
    Finding,
    MasterColumn,
    MasterList,
    Record,
    Reference,
    Severity,
    assess_nothing,
    doubts_about,
)
from bpo.catalog.rules.definitions import Definition, FieldDefinition
from bpo.catalog.rules.definitions.cross_field import found_by

Check = Callable[[Record], tuple[Finding, ...]]


def checks(definition: Definition) -> Check:
    """All that is found wrong with a record, field by field, then across fields."""
    labels = definition.labels
    fields = [(field, field.form_field) for field in definition.fields]

    def check(record: Record) -> tuple[Finding, ...]:
        found: list[Finding] = []
        for field, shown in fields:
            value = str(record.get(field.key) or "")
            if not value and field.required:
                found.append(
                    Finding(code="FIELD_MISSING", message=f"{field.label} is empty.", fields=(field.key,))
                )
            found += [
                Finding(
                    code="FIELD_DOUBTFUL",
                    message=f"{field.label}: {said}",
                    severity=Severity.ASK,
                    fields=(field.key,),
                )
                for said in doubts_about(shown, value)
            ]
            found += _out_of_bounds(field, value)
        for rule in definition.rules:
            broken = found_by(rule, record, labels)
            if broken is not None:
                found.append(broken)
        return tuple(found)

    return check


def _out_of_bounds(field: FieldDefinition, value: str) -> Iterator[Finding]:
    if not value or not (field.least or field.most):
        return
    kind = field.known_type.kind
    stands, least, most = (_comparable(kind, text) for text in (value, field.least, field.most))
    if stands is None:
        return
    bound = ""
    if least is not None and stands < least:
        bound = f"{field.label} is {'before' if kind == 'date' else 'less than'} {field.least}."
    elif most is not None and stands > most:
        bound = f"{field.label} is {'after' if kind == 'date' else 'more than'} {field.most}."
    if bound:
        yield Finding(code="VALUE_OUT_OF_BOUNDS", message=bound, severity=Severity.ASK, fields=(field.key,))


def _comparable(kind: str, text: str) -> Decimal | None:
    """Numbers by value, days by their number; None for what is neither."""
    try:
        number = Decimal(date.fromisoformat(text).toordinal()) if kind == "date" else Decimal(text)
    except (ValueError, InvalidOperation):
        return None
    return number if number.is_finite() else None


def client_lists(definition: Definition) -> tuple[MasterList, ...]:
    """The lists of the client that the form's values must be on: a code, and what it stands for."""
    return tuple(
        MasterList(
            key=key,
            name=name,
            columns=(
                MasterColumn(key="code", label="Code", required=True),
                MasterColumn(key="meaning", label="What it stands for"),
            ),
            identity=("code",),
        )
        for key, name in definition.lists
    )


def assess_lists(definition: Definition) -> Callable[[Record, Reference], Assessment]:
    """Holds a record's values against the client's lists. An empty list holds nothing up, and says so."""
    fields = [field for field in definition.fields if field.list_key]
    names: Mapping[str, str] = dict(definition.lists)
    if not fields:
        return assess_nothing

    def assess(record: Record, reference: Reference) -> Assessment:
        found = []
        for field in fields:
            value = str(record.get(field.key) or "")
            if value and not reference.rows(field.list_key, code=value):
                found.append(
                    Finding(
                        code="NOT_ON_LIST",
                        message=f"{field.label}: “{value}” is not on the list “{names[field.list_key]}”.",
                        severity=Severity.ASK,
                        fields=(field.key,),
                    )
                )
        return Assessment(findings=tuple(found))

    return assess
