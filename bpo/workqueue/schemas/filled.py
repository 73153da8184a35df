"""What is handed in from the work screen: the envelope, and the record by the work type's own form."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, validate
from werkzeug.datastructures import MultiDict

from bpo.catalog.rules import Form, FormField, FormTable, Record, tidied
from bpo.platform.errors import Invalid
from bpo.workqueue.rules import (
    Local,
    NotTaken,
    nested,
    rows_of,
    typed,
)
from bpo.workqueue.schemas.leaving import MOST_ACTIVE

_MOST_NAMES = 20_000
_CONFIRM = "confirm."


@dataclass(frozen=True, slots=True, kw_only=True)
class HandIn:
    """A filled form as it was sent: texts by path, and what goes along.

    `settled` are paths taken as read, or found missing; `words` say, by code, why a finding may stand.
    """

    fence: int
    active_seconds: int
    keystrokes: int
    clicks: int
    values: dict[str, str]
    settled: tuple[str, ...]
    words: dict[str, str]
    evidence: dict[str, dict[str, Any]]

    def draft(self) -> dict[str, Any]:
        """The same as it is kept when it cannot be handed in yet."""
        return {
            "values": {**self.values, **{_CONFIRM + code: text for code, text in self.words.items()}},
            "confirmed": list(self.settled),
            "evidence": self.evidence,
        }


class PlaceSchema(Schema):
    """A place on a page: number from 0, and a box in fractions of the page."""

    class Meta:
        unknown = RAISE

    page = fields.Integer(required=True, strict=True, validate=validate.Range(min=0, max=10_000))
    box = fields.List(
        fields.Float(validate=validate.Range(min=0, max=1)), required=True, validate=validate.Length(equal=4)
    )


class HandInSchema(Schema):
    """The envelope as scripts and programs send it."""

    class Meta:
        unknown = RAISE

    fence = fields.Integer(required=True)
    active_seconds = fields.Integer(load_default=0, validate=validate.Range(min=0, max=MOST_ACTIVE))
    keystrokes = fields.Integer(load_default=0)
    clicks = fields.Integer(load_default=0)
    values = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        load_default=dict,
        validate=validate.Length(max=_MOST_NAMES),
    )
    confirmed = fields.List(fields.String(), load_default=list, validate=validate.Length(max=_MOST_NAMES))
    evidence = fields.Dict(keys=fields.String(), values=fields.Nested(PlaceSchema), load_default=dict)


def hand_in(form: MultiDict[str, str] | None, body: Any) -> HandIn:
    """Read a form, or the JSON of a script; Invalid where it has another shape.

    A form's own names begin with an underscore: `_lease` (or `fence`), `_active_seconds`, `_keystrokes`, `_clicks`,
    `_confirmed`, `_evidence.<path>`; `confirm.<code>` are words for findings, everything else a value.
    """
    if form is None:
        if not isinstance(body, dict):
            raise Invalid({"": ["Send an object."]})
        sent = {**body}
        if "lease" in sent:
            sent["fence"] = sent.pop("lease")
    else:
        sent = _envelope(form)
    try:
        loaded = HandInSchema().load(sent)
    except ValidationError as error:
        raise Invalid(_flat(error.messages_dict)) from error
    values: dict[str, str] = loaded["values"]
    return HandIn(
        fence=loaded["fence"],
        active_seconds=loaded["active_seconds"],
        keystrokes=loaded["keystrokes"],
        clicks=loaded["clicks"],
        values={name: text for name, text in values.items() if not name.startswith(_CONFIRM)},
        settled=tuple(loaded["confirmed"]),
        words={
            name.removeprefix(_CONFIRM): text.strip()[:500]
            for name, text in values.items()
            if name.startswith(_CONFIRM) and text.strip()
        },
        evidence=loaded["evidence"],
    )


_NAMED = {
    "_lease": "fence",
    "fence": "fence",
    "_active_seconds": "active_seconds",
    "_keystrokes": "keystrokes",
    "_clicks": "clicks",
    "active_seconds": "active_seconds",
}


def _envelope(form: MultiDict[str, str]) -> dict[str, Any]:
    sent: dict[str, Any] = {"values": {}, "confirmed": form.getlist("_confirmed"), "evidence": {}}
    for name in form:
        if name in ("csrf_token", "_confirmed"):
            continue
        if name in _NAMED:
            sent[_NAMED[name]] = form[name]
        elif name.startswith("_evidence."):
            sent["evidence"][name.removeprefix("_evidence.")] = _json(form[name])
        elif name.startswith("_"):
            sent[name] = form[name]
        else:
            sent["values"][name] = form[name]
    return sent


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


class Typed(fields.Field[Any]):
    """One field of a work type's form, as `rules.typed` takes it."""

    def __init__(self, field: FormField, take: Callable[[FormField, str], Any], **kwargs: Any) -> None:
        super().__init__(data_key=field.path, load_default=None, **kwargs)
        self.form_field = field
        self.take = take

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if not isinstance(value, str):
            raise ValidationError("Send text.")
        try:
            return self.take(self.form_field, value)
        except NotTaken as error:
            raise ValidationError(str(error)) from error


def filled_form(form: Form, values: Mapping[str, str], *, record: Record, local: Local) -> dict[str, Any]:
    """The record's fields from what was typed; Invalid with sentences by path, and for a field the form has not.

    `record` is what the form was shown with: what was left as it stood is kept as it stood.
    """
    try:
        sent = nested(values, [table.path for table in form.tables])
        loaded: dict[str, Any] = _schema_of(form, record, local)().load(sent)
    except NotTaken as error:
        raise Invalid({"": [str(error)]}) from error
    except ValidationError as error:
        raise Invalid(_flat(error.messages_dict)) from error
    paths = {f"f{number}": field.path for number, field in enumerate(form.fields)}
    result = {path: loaded.get(name) for name, path in paths.items()}
    result |= {field.path: record.get(field.path) for field in form.fields if field.shown}
    for number, table in enumerate(form.tables):
        columns = {f"c{index}": column.path for index, column in enumerate(table.columns)}
        rows = [
            {path: row.get(name) for name, path in columns.items()} for row in loaded.get(f"t{number}", [])
        ]
        result[table.path] = _answers(table, rows_of(record, table.path), rows) if table.fixed else rows
    return result


def _answers(
    table: FormTable, asked: Sequence[Mapping[str, Any]], rows: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """The rows of a fixed table: what is shown as it was asked, the rest as it was typed."""
    if len(rows) != len(asked):
        raise Invalid({table.path: ["Its rows are not those that were asked about. Load the page again."]})
    shown = [column.path for column in table.columns if column.shown]
    return [
        {**row, **{path: question.get(path) for path in shown}}
        for question, row in zip(asked, rows, strict=True)
    ]


def filled_so_far(
    form: Form, values: Mapping[str, str], *, record: Record, local: Local
) -> tuple[dict[str, Any], dict[str, list[str]]]:
    """The same of a form that is still being typed: what cannot be taken yet counts as empty, and is named.

    Invalid only for names that the form has not.
    """
    try:
        return filled_form(form, values, record=record, local=local), {}
    except Invalid as invalid:
        errors = invalid.errors
    readable = {name: "" if name in errors else text for name, text in values.items()}
    return filled_form(form, readable, record=record, local=local), {
        path: list(texts) for path, texts in errors.items()
    }


def _schema_of(form: Form, record: Record, local: Local) -> type[Schema]:
    """A schema for the form, beside the record it was shown with."""

    def taking(known: Callable[[FormField], set[str]]) -> Callable[[FormField, str], Any]:
        def take(field: FormField, text: str) -> Any:
            stood = known(field)
            text_ = text.strip()
            choices = [key for key, _ in field.choices]
            shown = text_ if text_ in stood else None
            taken = typed(field.kind, text, local, shown=shown, choices=choices)
            return taken if taken is None or shown is not None else tidied(field, taken)

        return take

    single = taking(lambda field: {str(record.get(field.path))} if record.get(field.path) else set())
    members: dict[str, Any] = {f"f{n}": Typed(field, single) for n, field in enumerate(form.fields)}
    for number, table in enumerate(form.tables):
        found = record.get(table.path)
        rows = [row for row in found if isinstance(row, Mapping)] if isinstance(found, list) else []
        cell = taking(partial(_column, rows))
        row_schema = _raising({f"c{n}": Typed(column, cell) for n, column in enumerate(table.columns)})
        members[f"t{number}"] = fields.List(
            fields.Nested(row_schema),
            data_key=table.path,
            load_default=list,
            validate=validate.Length(max=2000),
        )
    return _raising(members)


def _column(rows: list[Mapping[str, Any]], field: FormField) -> set[str]:
    return {str(row[field.path]) for row in rows if row.get(field.path)}


def _raising(members: dict[str, Any]) -> type[Schema]:
    class Refusing(Schema):
        class Meta:
            unknown = RAISE
            register = False

    return Refusing.from_dict(members, name="FilledForm")


def _flat(said: Any, path: str = "") -> dict[str, list[str]]:
    """Marshmallow's nested errors by dotted path."""
    if isinstance(said, Mapping):
        return {
            name: texts
            for key, inner in said.items()
            for name, texts in _flat(inner, f"{path}.{key}" if path else str(key)).items()
        }
    return {path: [str(text) for text in said] if isinstance(said, list) else [str(said)]}
