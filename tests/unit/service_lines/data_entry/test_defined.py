"""What a definition becomes at work: checks, two keyings made one record, batches that prove, files."""

import csv
import io
import json
from dataclasses import replace
from hashlib import sha256
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpo.catalog.rules import Actor, Outcome, ReleasedJob, Severity, Source, Submission
from bpo.catalog.rules.definitions import Definition, StepKind
from bpo.service_lines.data_entry.defined import built
from bpo.workqueue.rules import step_problems
from tests.factories.definitions import claims

RIGHT = {
    "policy_no": "P50708047",
    "last_name": "O'Brien",
    "born": "2001-03-03",
    "reported": "2025-12-01",
    "amount": "208.79",
    "kind": "a",
    "police": None,
    "plan": None,
}
DOUBLE = claims(StepKind.READ, StepKind.DOUBLE, StepKind.CHECK, StepKind.APPROVE, header=True)


def _found(definition: Definition, **changes: Any) -> list[tuple[str, tuple[str, ...]]]:
    return [(each.code, each.fields) for each in built(definition, key="own").check({**RIGHT, **changes})]


def test_a_right_record_is_left_alone() -> None:
    assert _found(claims()) == []


@pytest.mark.parametrize(
    ("changes", "code", "fields"),
    [
        ({"last_name": ""}, "FIELD_MISSING", ("last_name",)),
        ({"policy_no": "50708047"}, "FIELD_DOUBTFUL", ("policy_no",)),
        ({"amount": "-1"}, "VALUE_OUT_OF_BOUNDS", ("amount",)),
        ({"born": "2026-02-01", "reported": None}, "VALUE_OUT_OF_BOUNDS", ("born",)),
        ({"reported": "2000-01-01"}, "DATES_OUT_OF_ORDER", ("born", "reported")),
        ({"kind": "t"}, "FIELD_MISSING", ("police", "kind")),
    ],
)
def test_what_is_wrong_is_found(changes: dict[str, Any], code: str, fields: tuple[str, ...]) -> None:
    assert _found(claims(), **changes) == [(code, fields)]
    assert code in built(claims(), key="own").reasons


@pytest.mark.parametrize(
    "kinds",
    [
        (StepKind.KEY,),
        (StepKind.DOUBLE,),
        (StepKind.READ, StepKind.KEY, StepKind.WORK, StepKind.CHECK),
        (StepKind.READ, StepKind.DOUBLE, StepKind.WORK, StepKind.WORK, StepKind.CHECK, StepKind.APPROVE),
        (StepKind.KEY, StepKind.APPROVE, StepKind.APPROVE),
    ],
)
@pytest.mark.parametrize("header", [False, True])
def test_every_order_of_steps_can_be_walked_through(kinds: tuple[StepKind, ...], header: bool) -> None:
    made = built(claims(*kinds, header=header), key="own")
    assert step_problems(made.steps) == ()
    assert (made.batch is not None) is header
    assert any(step.gathers for step in made.steps) is header


def test_whoever_checks_did_not_key() -> None:
    made = built(DOUBLE, key="own")
    assert set(made.step("check_1").separate_from) == {"key", "adjudicate"}
    assert made.step("adjudicate").separate_from == ("key",)
    assert made.step("approve_1").actor is Actor.CLIENT


def merged(one: dict[str, Any], two: dict[str, Any], **confirmed: Any) -> Outcome:
    merge = built(DOUBLE, key="own").step("key").merge
    assert merge is not None
    words = {"confirmed": confirmed}
    return merge({}, [Submission(part="1", data=one, **words), Submission(part="2", data=two, **words)])


def test_what_two_people_keyed_alike_stands() -> None:
    made = merged(RIGHT, {**RIGHT, "policy_no": "P 5070 8047", "amount": "208.790"})
    assert made.record == RIGHT
    assert made.findings == ()
    assert made.proven


def test_what_they_keyed_otherwise_is_left_for_a_third() -> None:
    made = merged(RIGHT, {**RIGHT, "last_name": "OBrien", "police": "77/4"})
    assert [(each.code, each.fields) for each in made.findings] == [
        ("KEYS_DIFFER", ("last_name",)),
        ("KEYS_DIFFER", ("police",)),
    ]
    assert made.record["last_name"] is None
    assert {reading.path for reading in made.readings} == set(RIGHT) - {"last_name", "police"}


def test_a_doubt_that_both_confirmed_is_a_note_and_else_for_a_third() -> None:
    odd = {**RIGHT, "policy_no": "50708047"}
    (note,) = merged(odd, odd, FIELD_DOUBTFUL="So printed.").findings
    assert (note.code, note.severity) == ("FIELD_DOUBTFUL", Severity.NOTE)
    (asked,) = merged(odd, odd).findings
    assert (asked.code, asked.severity) == ("KEYED_DOUBTFUL", Severity.ASK)


VALUES = st.none() | st.sampled_from(["", "A", "a", "1", "1.0", "01", "O'Brien", "OBrien"])
KEYED = st.fixed_dictionaries(dict.fromkeys(RIGHT, VALUES))


@given(KEYED, KEYED)
def test_merging_takes_sides_with_nobody_and_invents_nothing(
    one: dict[str, Any], two: dict[str, Any]
) -> None:
    made, other_way = merged(one, two), merged(two, one)
    differ = {each.fields[0] for each in made.findings if each.code == "KEYS_DIFFER"}
    assert differ == {each.fields[0] for each in other_way.findings if each.code == "KEYS_DIFFER"}
    for path, value in made.record.items():
        assert value is None if path in differ else value == one[path]
    assert merged(one, two) == made


def test_only_the_first_begins_with_what_was_read() -> None:
    step = built(DOUBLE, key="own").step("key")
    assert step.parts is not None
    prefilled = built(DOUBLE, key="own").automate((), {"last_name": "Doe"})
    first, second = step.parts(prefilled.record, prefilled.findings)
    assert (second.start, second.input) == ({}, {})
    again, _ = step.parts(RIGHT, ())
    assert again.start == {}, "what is keyed again begins with nothing"
    assert first.key != second.key


def _proof(header: dict[str, str], **amounts: str) -> Any:
    control = built(DOUBLE, key="own").batch
    assert control is not None
    records = {
        reference: {**RIGHT, "policy_no": f"P0000000{number}", "amount": amount}
        for number, (reference, amount) in enumerate(amounts.items(), start=1)
    }
    return control.prove(header, records)


def test_a_batch_proves_or_says_where_to_look() -> None:
    header = {"records": "2", "total_amount": "1300.50", "total_policy_no": "3"}
    assert _proof(header, A1="1000.25", A2="300.25").proves
    off = _proof(header, A1="1000.25", A2="300.52")
    assert not off.proves
    assert [(total.label, total.difference) for total in off.totals] == [
        ("Number of claims", ""),
        ("Policy number", ""),
        ("Amount", "+0.27"),
    ]
    assert [(each.reference, each.path, each.would_be) for each in off.suspects] == [
        ("A2", "amount", "300.25")
    ]
    assert not _proof(header, A1="1300.50").proves


def _released(**changes: Any) -> ReleasedJob:
    return ReleasedJob(reference="ALD-1", client_reference="=1+1", record={**RIGHT, **changes})


def test_the_files_read_back_and_hold_no_formula() -> None:
    files = {
        file.name: file.content
        for file in built(claims(), key="own").deliver(_released(last_name="=HYPERLINK(1)", plan="007"))
    }
    (row,) = csv.DictReader(io.StringIO(files["records.csv"].decode("utf-8-sig")))
    assert row["last_name"] == "'=HYPERLINK(1)"
    assert row["client_reference"] == "'=1+1"
    assert (row["plan"], row["amount"], row["born"]) == ("007", "208.79", "2001-03-03")
    sheet = openpyxl.load_workbook(io.BytesIO(files["records.xlsx"]))["Records"]
    cells = dict(zip(*sheet.iter_rows(values_only=True), strict=True))
    assert (cells["last_name"], cells["plan"], float(cells["amount"])) == ("=HYPERLINK(1)", "007", 208.79)
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    listed = json.loads(files["manifest.json"])["files"]
    assert {each["name"]: each["sha256"] for each in listed} == {
        name: sha256(content).hexdigest() for name, content in files.items() if name != "manifest.json"
    }


def test_titles_and_duplicates_follow_the_named_fields() -> None:
    made = built(claims(), key="own")
    assert made.title(RIGHT) == "P50708047 · O'Brien"
    assert made.duplicate_keys(RIGHT) == made.duplicate_keys({**RIGHT, "policy_no": "p-50708047"})
    assert made.duplicate_keys({**RIGHT, "policy_no": ""}) == ()


def test_a_secret_is_no_part_of_a_title() -> None:
    fields = tuple(
        replace(field, secret=True) if field.key == "policy_no" else field for field in claims().fields
    )
    assert built(replace(claims(), fields=fields), key="own").title(RIGHT) == "O'Brien"


def _pdf(pages: int) -> bytes:
    import pypdfium2

    with pypdfium2.PdfDocument.new() as document:
        for _ in range(pages):
            document.new_page(100, 100)
        out = io.BytesIO()
        document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("pages", "per_record", "parts"), [(6, 2, 3), (5, 2, 0), (2, 2, 0), (4, 1, 4), (3, 0, 0)]
)
def test_a_file_of_many_records_is_divided_where_it_comes_out_even(
    pages: int, per_record: int, parts: int
) -> None:
    split = built(replace(claims(), pages_per_record=per_record), key="own").split
    source = Source(name="in.box.pdf", media_type="application/pdf", content=_pdf(pages))
    found = split(source) if split else ()
    assert len(found) == parts
    if found:
        assert found[0].name == "in.box 001.pdf"


def test_tiff_pages_are_divided_too() -> None:
    from PIL import Image

    images = [Image.new("L", (10, 10), shade) for shade in (0, 60, 120, 180)]
    out = io.BytesIO()
    images[0].save(out, "TIFF", save_all=True, append_images=images[1:])
    split = built(replace(claims(), pages_per_record=2), key="own").split
    assert split is not None
    parts = split(Source(name="a.tif", media_type="image/tiff", content=out.getvalue()))
    assert len(parts) == 2
    with Image.open(io.BytesIO(parts[1].content)) as second:
        assert (second.n_frames, second.getpixel((0, 0))) == (2, 120)  # type: ignore[attr-defined]
