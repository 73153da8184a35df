"""What people type into forms: what is not known is refused, with sentences beside the fields."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, pre_load
from werkzeug.datastructures import MultiDict

from bpo.platform.errors import Invalid

_EMAIL = re.compile(r"[^\s@<>()\[\],;:\\\"]{1,64}@[^\s@<>()\[\],;:\\\"]{1,190}\.[^\s@<>()\[\],;:\\\".]{2,63}")
LINE_MAX = 200
"""Characters of a single line, where a field does not say less."""


class FormSchema(Schema):
    """A form: unknown fields are refused, blanks around values fall away, an empty value is a missing one."""

    class Meta:
        unknown = RAISE

    @pre_load
    def tidy(self, data: Mapping[str, Any], **kwargs: object) -> dict[str, Any]:
        """From a submitted form to plain values; the CSRF token was checked at the door."""
        tidied: dict[str, Any] = {}
        for name in data:
            if name == "csrf_token":
                continue
            field = self.fields.get(name)
            if isinstance(field, fields.List) and isinstance(data, MultiDict):
                tidied[name] = [value for value in data.getlist(name) if value.strip()]
                continue
            value = data[name]
            if isinstance(value, str) and not isinstance(field, Secret):
                value = value.strip()
            if value != "" or isinstance(field, Secret):
                tidied[name] = value
        return tidied


class Line(fields.String):
    """One line of text without control characters, in Unicode's composed form."""

    default_error_messages = {"required": "Fill this in.", "control": "Use plain characters on one line."}  # noqa: RUF012 - marshmallow's way

    def __init__(self, *, longest: int = LINE_MAX, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.longest = longest

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = unicodedata.normalize("NFC", str(super()._deserialize(value, attr, data, **kwargs)))
        if any(unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") for character in text):
            raise self.make_error("control")
        if len(text) > self.longest:
            raise ValidationError(f"Use at most {self.longest} characters.")
        return text


class Secret(fields.String):
    """A password or token: taken as it was typed."""

    default_error_messages = {"required": "Fill this in."}  # noqa: RUF012


class Email(Line):
    """A mail address, in lower case."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs).lower()
        if not _EMAIL.fullmatch(text):
            raise ValidationError("Enter an address like name@company.com.")
        return text


class Tick(fields.Boolean):
    """A checkbox: absent is no."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(load_default=False, **kwargs)


def load_form(schema: type[Schema], data: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a submitted form; Invalid with the sentences for each field."""
    try:
        loaded: dict[str, Any] = schema().load(data)
    except ValidationError as error:
        said = error.messages_dict
        raise Invalid({str(name): _sentences(texts) for name, texts in said.items()}) from error
    return loaded


def _sentences(said: Any) -> list[str]:
    if isinstance(said, Mapping):
        return [text for texts in said.values() for text in _sentences(texts)]
    return [str(text) for text in said] if isinstance(said, list) else [str(said)]
