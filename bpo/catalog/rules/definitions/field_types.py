"""The fields of a form: the types to choose from, and one field as data."""

from collections.abc import Mapping
from dataclasses import dataclass

from bpo.catalog.rules.forms import FormField, Region


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldType:
    """What a field of this type begins with: its label, its kind on the work screen, and rules that may be changed."""

    label: str
    kind: str = "text"
    mask: str = ""
    pattern: str = ""
    check: str = ""
    normalise: str = "usual"
    secret: bool = False
    example: str = ""
    """A value, for the preview."""


FIELD_TYPES: Mapping[str, FieldType] = {
    "text": FieldType(label="Text", example="Sample"),
    "long_text": FieldType(label="Long text", kind="textarea", example="A longer sample"),
    "name": FieldType(label="Name", example="Maria Jensen"),
    "date": FieldType(label="Date", kind="date", example="2026-03-04"),
    "money": FieldType(label="Amount of money", kind="money", example="1250.00"),
    "number": FieldType(label="Number", kind="number", example="42"),
    "code": FieldType(label="Code", normalise="alphanumeric", example="A12"),
    "choice": FieldType(label="Choice of a list", kind="choice"),
    "yes_no": FieldType(label="Yes or no", kind="choice", example="Y"),
    "email": FieldType(
        label="E-mail address",
        pattern=r"[^@\s]+@[^@\s]+\.[^@\s]+",
        normalise="letters",
        example="a@example.org",
    ),
    "phone": FieldType(
        label="Telephone number", pattern=r"[0-9+ ()./-]+", normalise="digits", example="+44 20 79460000"
    ),
    "us_zip": FieldType(label="ZIP code (US)", pattern=r"\d{5}|\d{5}-\d{4}", example="73301"),
    "ssn": FieldType(
        label="Social security number (US)",
        mask="999-99-9999",
        check="ssn_or_itin",
        normalise="digits",
        secret=True,
        example="536-90-4399",
    ),
    "ein": FieldType(
        label="Employer identification number (US)",
        mask="99-9999999",
        check="ein",
        normalise="digits",
        example="91-1144442",
    ),
    "nino": FieldType(
        label="National Insurance number (UK)",
        mask="AA999999A",
        check="nino",
        normalise="alphanumeric",
        secret=True,
        example="AB123456C",
    ),
    "iban": FieldType(
        label="IBAN", check="iban", normalise="alphanumeric", secret=True, example="DE89370400440532013000"
    ),
    "aba": FieldType(
        label="Routing number (US)", mask="999999999", check="aba", normalise="digits", example="021000021"
    ),
    "vat": FieldType(label="VAT number (EU)", check="vat", normalise="alphanumeric", example="DE136695976"),
    "npi": FieldType(
        label="NPI (US)", mask="9999999999", check="npi", normalise="digits", example="1234567893"
    ),
}
"""By the word that a definition stores."""

YES_NO = (("Y", "Yes"), ("N", "No"))


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldDefinition:
    """One field as an administrator defines it. Empty rules are those of its type.

    `least` and `most` bound numbers, amounts and dates (as the record writes them). `list_key` names a list of the
    client that the value must be on, among those the definition declares. `total`: `amount` adds it up in the batch
    header, `hash` its digits. `reads` is what stands before or above the field on the page, for reading it where the
    page is not exactly like the sample.
    """

    key: str
    label: str
    type: str = "text"
    required: bool = False
    help: str = ""
    shortest: int = 0
    longest: int = 0
    least: str = ""
    most: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    list_key: str = ""
    mask: str = ""
    pattern: str = ""
    check: str = ""
    normalise: str = ""
    total: str = ""
    region: Region | None = None
    reads: str = ""
    secret: bool | None = None

    @property
    def known_type(self) -> FieldType:
        """Its type; that of a text where there is no such type (which `problems` says)."""
        return FIELD_TYPES.get(self.type, FIELD_TYPES["text"])

    @property
    def form_field(self) -> FormField:
        """The field as work screens know it."""
        kind = self.known_type
        return FormField(
            path=self.key,
            label=self.label,
            kind=kind.kind,
            required=self.required,
            help=self.help,
            choices=YES_NO if self.type == "yes_no" else self.choices,
            shortest=self.shortest,
            longest=self.longest,
            mask=self.mask or kind.mask,
            pattern=self.pattern or kind.pattern,
            check=self.check or kind.check,
            normalise=self.normalise or kind.normalise,
            region=self.region,
            secret=kind.secret if self.secret is None else self.secret,
        )
