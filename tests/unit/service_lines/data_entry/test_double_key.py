"""Two keyings compared, and batches held against their control totals."""

import csv
import json
from decimal import Decimal
from pathlib import Path

import pytest

from bpo.catalog.rules.field_rules import usual
from bpo.service_lines.data_entry import cli
from bpo.service_lines.data_entry.controls import Control, prove
from bpo.service_lines.data_entry.double_key import discrepancies

BATCH = Path(__file__).parent / "samples" / "double_key"
TRUTH = json.loads((BATCH / "expected.json").read_text())
HEADER = TRUTH["batch_header"]
CONTROLS = (
    Control(kind="count", expected=Decimal(HEADER["record_count"])),
    Control(kind="amount", field="amount", expected=Decimal(HEADER["control_total_amount"])),
    Control(kind="hash", field="policy_no", expected=Decimal(HEADER["hash_total_policy_no"])),
)


def table(name: str) -> list[dict[str, str]]:
    with (BATCH / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_sample_exactly(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.print_discrepancies([str(BATCH)]) == 0
    found = json.loads(capsys.readouterr().out)["discrepancies"]
    keys = ("rec", "field", "key1", "key2")
    assert found == [{key: each[key] for key in keys} for each in TRUTH["expected_discrepancies"]]


def adjudicated() -> list[dict[str, str]]:
    records = table("key1.csv")
    for each in TRUTH["expected_discrepancies"]:
        next(row for row in records if row["rec"] == each["rec"])[each["field"]] = each["truth"]
    return records


def test_totals_prove_the_truth() -> None:
    assert all(proof.proves for proof in prove(CONTROLS, table("truth.csv"), identity="rec"))


def test_totals_catch_what_both_keyed_wrong_alike() -> None:
    count, amount, hashed = prove(CONTROLS, adjudicated(), identity="rec")
    assert count.proves
    assert amount.proves
    assert not hashed.proves


def test_one_slip_is_pointed_at() -> None:
    records = table("truth.csv")
    slipped = next(row for row in records if row["rec"] == "0008")
    slipped["amount"] = "6364.97"  # 6634.97 with two digits swapped
    _, amount, _ = prove(CONTROLS, records, identity="rec")
    assert amount.difference == Decimal("-270.00")
    assert ("0008", "6634.97", "two digits swapped") in {(h.rec, h.would_be, h.sign) for h in amount.hints}


def test_a_record_too_many_is_pointed_at() -> None:
    records = table("truth.csv")
    records.append({**records[3], "rec": "0026"})
    count, amount, _ = prove(CONTROLS, records, identity="rec")
    assert count.difference == 1
    assert "0026" in {hint.rec for hint in amount.hints}


def test_what_is_no_number_is_said() -> None:
    records = table("truth.csv")
    records[0]["amount"] = "2O8.79"
    _, amount, _ = prove(CONTROLS, records, identity="rec")
    assert amount.hints[0].sign == "no number"


def test_a_record_keyed_once_differs_in_every_field() -> None:
    found = discrepancies(table("key1.csv"), table("key1.csv")[:-1], identity="rec", fields=["zip", "code"])
    assert [(each.rec, each.field, each.key2) for each in found] == [
        ("0025", "zip", None),
        ("0025", "code", None),
    ]


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (" B2O ", "B2O", True),
        ("St.  Clair", "St. Clair", True),
        ("12.50", "12.5", True),
        ("012", "12", False),
        ("1.234,50", "1234,5", True),
        ("12,00", "12", True),
        ("1.234,50", "1234.50", False),
        ("1,234", "1.234", False),
        (".5", "0.50", True),
        ("DeSantis", "Desantis", False),
        ("O'Brien", "OBrien", False),
    ],
)
def test_what_counts_as_the_same(one: str, two: str, same: bool) -> None:
    assert (usual(one) == usual(two)) is same


def test_a_record_keyed_twice_by_one_person_is_refused() -> None:
    rows = table("key1.csv")
    with pytest.raises(ValueError, match="0001 twice"):
        discrepancies([*rows, rows[0]], rows, identity="rec", fields=["zip"])


@pytest.mark.parametrize(("encoding", "separator"), [("utf-16", "\t"), ("cp1252", ";"), ("utf-8-sig", ",")])
def test_a_keying_saved_by_a_spreadsheet_is_read_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str, separator: str
) -> None:
    (tmp_path / "key1.csv").write_text("policy,rec,name\nP1,0001,Müller\nP2,0002,O'Brien\n", encoding="utf-8")
    other = "name,rec,policy\nMuller,1,P1\nO'Brien ,2,P2\n".replace(",", separator)
    (tmp_path / "key2.csv").write_text(other, encoding=encoding)
    assert cli.print_discrepancies([str(tmp_path)]) == 0
    found = json.loads(capsys.readouterr().out)["discrepancies"]
    assert found == [{"rec": "0001", "field": "name", "key1": "Müller", "key2": "Muller"}]


def test_a_column_that_is_there_twice_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "key1.csv").write_text("rec,name,name\n1,a,b\n")
    (tmp_path / "key2.csv").write_text("rec,name\n1,a\n")
    assert cli.print_discrepancies([str(tmp_path)]) == 2
    assert "more than one column called “name”" in capsys.readouterr().err


def test_an_amount_with_commas_counts_in_the_total() -> None:
    control = Control(kind="amount", field="amount", expected=Decimal("1235.50"))
    (proof,) = prove((control,), [{"amount": "1,234.50"}, {"amount": "1"}], identity="rec")
    assert proof.proves


def test_noughts_at_the_end_of_an_amount_do_not_hide_the_slip() -> None:
    control = Control(kind="amount", field="amount", expected=Decimal("450.00"))
    (proof,) = prove((control,), [{"rec": "1", "amount": "405.00"}], identity="rec")
    assert [(hint.would_be, hint.sign) for hint in proof.hints] == [("450.00", "two digits swapped")]
    assert str(proof.found) == "405.00"


def test_titles_written_otherwise_are_the_same_columns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "key1.csv").write_text("rec,Last Name,Amt\n1,Ash,5\n")
    (tmp_path / "key2.csv").write_text("REC,amt,last_name\n1,6,Ash\n")
    assert cli.print_discrepancies([str(tmp_path)]) == 0
    (found,) = json.loads(capsys.readouterr().out)["discrepancies"]
    assert found == {"rec": "1", "field": "Amt", "key1": "5", "key2": "6"}
