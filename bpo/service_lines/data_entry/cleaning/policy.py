"""The rules that a client chooses for its lists."""

from collections.abc import Mapping

from bpo.catalog.rules import Assessment, MasterColumn, MasterList, Reading, Record, Reference, WrongCell

from . import values
from .contacts import Rules

POLICY = "list_cleaning"
_SAID = "policy"
"""How a value that the client has set is said to be known."""


def _wrong(row: Mapping[str, str]) -> tuple[WrongCell, ...]:
    found = values.country(row.get("country", ""))
    return (WrongCell("country", found.doubt),) if found.doubt else ()


MASTERS = (
    MasterList(
        key=POLICY,
        name="List cleaning: rules",
        columns=(
            MasterColumn(
                key="date_order",
                label="Dates like 3/4/2026",
                kind="choice",
                usual="country",
                choices=(
                    ("country", "As the row's country writes them; asked where it has none"),
                    ("day", "Day first"),
                    ("month", "Month first"),
                ),
            ),
            MasterColumn(
                key="country",
                label="Country of rows without one",
                help="A name or two letters. Empty: telephone numbers and dates of such rows may be asked about.",
            ),
            MasterColumn(
                key="names",
                label="Names",
                kind="choice",
                usual="proper",
                choices=(
                    ("proper", "Maria de la Cruz"),
                    ("capitals", "MARIA DE LA CRUZ"),
                    ("given", "As they are given"),
                ),
            ),
            MasterColumn(
                key="duplicates",
                label="Rows with the same e-mail address",
                kind="choice",
                usual="out",
                choices=(
                    ("out", "Only the first stays in the clean list"),
                    ("in", "All stay; they are listed"),
                ),
            ),
            MasterColumn(
                key="streets",
                label="Streets",
                kind="choice",
                usual="post",
                choices=(
                    ("post", "As the country's post writes them: 12 Main St, Hauptstraße 5"),
                    ("given", "As they are given"),
                ),
            ),
        ),
        identity=(),
        single=True,
        check=_wrong,
    ),
)


def assess(record: Record, reference: Reference) -> Assessment:
    """The client's rules, and the day it handed the list in, go with the record: the list is cleaned by them."""
    if record.get("rules"):
        return Assessment()
    said = dict(reference.policy(POLICY))
    said["day"] = reference.received_at.date().isoformat()
    return Assessment(
        additions=(Reading(path="rules", value=said, confidence=1.0, method=_SAID),),
    )


def rules_of(record: Record) -> Rules:
    """The rules that go with a record."""
    said = record.get("rules") or {}
    order = str(said.get("date_order", ""))
    return Rules(
        date_order=order if order in ("day", "month") else "",
        country=values.country(str(said.get("country", ""))).value,
        names=str(said.get("names") or "proper"),
        streets=str(said.get("streets") or "post"),
    )
