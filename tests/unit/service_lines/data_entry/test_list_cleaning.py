"""A list from bytes to files: nothing guessed silently, every change and doubt told, in pieces or whole alike."""

import csv
import io
import json
from datetime import date
from hashlib import sha256
from typing import Any

import openpyxl
import pytest

from bpo.catalog.rules import Outcome, ReleasedJob, Source, Submission
from bpo.service_lines.data_entry.cleaning import chunks
from bpo.service_lines.data_entry.cleaning.table import read_table
from bpo.service_lines.data_entry.cleaning.work_type import WORK_TYPE
from bpo.workqueue.rules import step_problems

TITLES = "id,name,email,phone,country,dob,amount,city"
USUAL = {"date_order": "country", "country": "", "names": "proper", "duplicates": "out", "day": "2026-11-22"}


def csv_of(*rows: str, titles: str = TITLES, encoding: str = "utf-8") -> Source:
    return Source(name="list.csv", media_type="text/csv", content="\n".join((titles, *rows)).encode(encoding))


def walked(source: Source, at_once: int = chunks.AT_ONCE, **rules: str) -> Outcome:
    """The automatic steps, as workers do them."""
    read = chunks.read([source], {})
    record = {**read.record, "rules": {**USUAL, **rules}}
    rows = int(record.get("rows") or 0)
    submissions = []
    for part in chunks.pieces(record, ()):
        first, last = part.input["first"], part.input["last"]
        for start in range(first, last, at_once):
            piece = type(part)(key=str(start), input={"first": start, "last": min(start + at_once, last)})
            data = json.loads(json.dumps(chunks.clean_piece(piece, [source], record)))
            submissions.append(Submission(part=piece.key, data=data))
    return chunks.put_together(record, submissions) if rows else read


def delivered(outcome: Outcome, **decided: Any) -> dict[str, bytes]:
    job = ReleasedJob(
        reference="ALD-1",
        client_reference=None,
        record={**outcome.record, **decided},
        papers={paper.name: paper.content for paper in outcome.papers},
    )
    return {file.name: file.content for file in WORK_TYPE.deliver(job)}


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


GOOD = 'A1,"O\'BRIEN, tomas",mailto:T@X.org,0151 23480194,Germany,09.01.2006,"53.797,70", Berlin '
SAME = "A2,Tomas O'Brien,t@x.org,+4915123480194,DE,2006-01-09,53797.70,Berlin"


def test_a_list_without_doubts_goes_straight_through() -> None:
    outcome = walked(csv_of(GOOD, SAME))
    assert (outcome.findings, outcome.proven) == ((), True)
    files = delivered(outcome)
    (row,) = table(files["clean.csv"])
    assert row == {
        "id": "A1",
        "first_name": "Tomas",
        "last_name": "O'Brien",
        "email": "t@x.org",
        "phone_e164": "+4915123480194",
        "country": "DE",
        "date_of_birth": "2006-01-09",
        "amount": "53797.70",
        "city": "Berlin",
    }
    changes = {
        (each["row"], each["column"]): (each["before"], each["after"]) for each in table(files["changes.csv"])
    }
    assert changes["2", "date_of_birth"] == ("09.01.2006", "2006-01-09")
    assert changes["2", "city"] == (" Berlin ", "Berlin")
    assert table(files["duplicates.csv"]) == [
        {"row": "3", "of": "2", "likeness": "1.00", "what": "taken out"}
    ]
    assert table(files["not_settled.csv"]) == []
    said = json.loads(files["manifest.json"])
    assert said["counts"]["rows_in"] == 2
    assert said["counts"]["rows_out"] == 1
    assert {each["name"]: each["sha256"] for each in said["files"]} == {
        name: sha256(content).hexdigest() for name, content in files.items() if name != "manifest.json"
    }
    cells = list(openpyxl.load_workbook(io.BytesIO(files["clean.xlsx"]))["Clean"].iter_rows(values_only=True))
    assert cells[1][4] == "+4915123480194"


AMBIGUOUS = (
    "A1,Ann Lee,a@x.org,,,03/04/1985,,",
    "A2,Bob Ray,b@x.org,,,05/06/1990,,",
    "A3,Cy Fox,c@x.org,,,13/06/1990,,",
)


def test_what_a_column_leaves_open_is_asked_once_and_never_guessed() -> None:
    outcome = walked(csv_of(*AMBIGUOUS))
    (question,) = outcome.record["questions"]
    assert (question["column"], question["cells"], question["example"]) == (
        "date_of_birth",
        "2",
        "03/04/1985",
    )
    assert [finding.code for finding in outcome.findings] == ["LIST_QUESTION"]
    assert not outcome.proven
    undecided = {row["id"]: row["date_of_birth"] for row in table(delivered(outcome)["clean.csv"])}
    assert undecided == {"A1": "03/04/1985", "A2": "05/06/1990", "A3": "1990-06-13"}
    assert len(table(delivered(outcome)["not_settled.csv"])) == 2
    for decision, first in (("first", "1985-04-03"), ("second", "1985-03-04"), ("leave", "03/04/1985")):
        files = delivered(outcome, questions=[{**question, "decision": decision}])
        assert table(files["clean.csv"])[0]["date_of_birth"] == first
        people = [each for each in table(files["changes.csv"]) if each["by"] == "person"]
        assert len(people) == (0 if decision == "leave" else 2)


def test_whose_name_is_which_is_asked_once_for_both_columns() -> None:
    outcome = walked(csv_of("A1,Nagy László,a@x.org,,HU,,,", "A2,Ann Lee,b@x.org,,US,,,"))
    (question,) = outcome.record["questions"]
    assert (question["column"], question["second"]) == ("last_name", "Family name first: Nagy")
    for decision, named in (("first", ("Nagy", "László")), ("second", ("László", "Nagy"))):
        files = delivered(outcome, questions=[{**question, "decision": decision}])
        row = table(files["clean.csv"])[0]
        assert (row["first_name"], row["last_name"]) == named


def test_the_clients_rules_answer_before_anybody_is_asked() -> None:
    for order, first in (("day", "1985-04-03"), ("month", "1985-03-04")):
        outcome = walked(csv_of(*AMBIGUOUS), date_order=order)
        assert outcome.findings == ()
        assert table(delivered(outcome)["clean.csv"])[0]["date_of_birth"] == first
    phone = csv_of("A1,Ann Lee,a@x.org,020 7946 0018,,,,")
    assert walked(phone).record["doubts"][0]["column"] == "phone_e164"
    assert walked(phone, country="United Kingdom").findings == ()
    capitals = walked(csv_of("A1,ann lee,a@x.org,,,,,"), names="capitals")
    assert table(delivered(capitals)["clean.csv"])[0]["last_name"] == "LEE"
    stay = walked(csv_of(GOOD, SAME), duplicates="in")
    assert len(table(delivered(stay)["clean.csv"])) == 2


def test_a_doubtful_cell_is_what_a_person_says() -> None:
    outcome = walked(csv_of("A1,Ann Lee,a-at-x.org,,,soon,,", "A2,Bob Ray,b@x.org,,,soon,,"))
    by = {(each["column"], each["given"]): each for each in outcome.record["doubts"]}
    assert by["date_of_birth", "soon"]["cells"] == "2", "equal cells of a column are one question"
    said = [
        {**each, "clean": "a@x.org" if each["column"] == "email" else None}
        for each in outcome.record["doubts"]
    ]
    rows = table(delivered(outcome, doubts=said)["clean.csv"])
    assert [(row["email"], row["date_of_birth"]) for row in rows] == [("a@x.org", ""), ("b@x.org", "")]


def test_likely_duplicates_are_never_merged_unasked() -> None:
    rows = ("A1,Anna Smith,a@x.org,0151 23480194,DE,,,", "A2,Ana Smith,b@x.org,0151 23480194,DE,,,")
    outcome = walked(csv_of(*rows))
    (pair,) = outcome.record["pairs"]
    assert (pair["row"], pair["of"]) == ("3", "2")
    assert len(table(delivered(outcome)["clean.csv"])) == 2
    same = delivered(outcome, pairs=[{**pair, "decision": "same"}])
    assert [row["id"] for row in table(same["clean.csv"])] == ["A1"]


def test_in_pieces_or_whole_the_list_is_the_same() -> None:
    rows = [
        f"A{n},Person {n},p{n % 7}@x.org,0151 2348{n:04},DE,0{1 + n % 9}.02.19{50 + n % 40},,Köln"
        for n in range(60)
    ]
    whole, pieces = walked(csv_of(*rows)), walked(csv_of(*rows), at_once=7)
    assert delivered(whole) == delivered(pieces)
    assert whole.record == pieces.record


def test_too_many_doubts_are_listed_and_not_put_before_one_person() -> None:
    outcome = walked(csv_of(*(f"A{n},Ann Lee,a{n}@x.org,,,nonsense {n},," for n in range(400))))
    assert len(outcome.record["doubts"]) == chunks.MOST_ASKED
    assert "DOUBTS_LEFT" in [finding.code for finding in outcome.findings]
    assert len(table(delivered(outcome)["not_settled.csv"])) == 100
    assert len(json.dumps(outcome.record)) < 200_000, "the rows are in a paper, not in the record"


def test_a_paper_that_is_not_the_records_is_not_delivered() -> None:
    outcome = walked(csv_of(GOOD))
    with pytest.raises(ValueError, match="not the one"):
        delivered(outcome, papers={"cleaned": "0" * 64})


def test_formulas_come_out_as_text() -> None:
    files = delivered(walked(csv_of("A1,Ann Lee,a@x.org,,,,,=HYPERLINK(1)")))
    assert table(files["clean.csv"])[0]["city"] == "'=HYPERLINK(1)"


def _workbook(**more: Any) -> Source:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (TITLES.split(","), ["A1", "Ann Lee", "a@x.org", "", "DE", date(1990, 6, 13), 12.5, "X"]):
        sheet.append(row)
    if more.get("merged"):
        sheet.merge_cells("H2:H3")
    if more.get("formula"):
        sheet["G2"] = "=1+1"
    if more.get("second"):
        book.create_sheet("Old")
    out = io.BytesIO()
    book.save(out)
    return Source(
        name="list.xlsx",
        media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        content=out.getvalue(),
    )


def test_a_workbook_is_read_and_its_oddities_are_said() -> None:
    outcome = walked(_workbook())
    (row,) = table(delivered(outcome)["clean.csv"])
    assert (row["date_of_birth"], row["amount"]) == ("1990-06-13", "12.50")
    odd = walked(_workbook(merged=True, formula=True, second=True))
    assert [finding.code for finding in odd.findings] == ["CELLS_MERGED", "OTHER_SHEETS", "FORMULAS"]
    assert WORK_TYPE.check(odd.record) == odd.findings


@pytest.mark.parametrize(
    ("source", "codes"),
    [
        (Source(name="x", media_type="text/csv", content=b""), ["LIST_EMPTY"]),
        (csv_of(), ["LIST_EMPTY"]),
        (Source(name="x", media_type="text/csv", content=b"\xff\xfe\x00\xd8"), ["UNREADABLE"]),
        (csv_of('A1,"open', titles="id,name"), ["UNREADABLE"]),
        (csv_of("1,2", titles="foo,bar"), ["TITLES_UNKNOWN"]),
        (csv_of("A1,a@x.org,b@x.org", titles="id,email,E-Mail"), []),
        (csv_of("A1,a@x.org,b@x.org", titles="id,email,Email "), ["TITLES_DOUBLE"]),
        (csv_of("A1,a@x.org,b", titles="id,email"), ["ROWS_WIDER"]),
        (csv_of("A1,#REF!", titles="id,email"), ["CELL_ERRORS"]),
        (csv_of("A1,MÃ¼ller", titles="id,name"), ["ENCODING_DOUBTFUL"]),
        (csv_of("A1,Müller", titles="id,name", encoding="cp1252"), []),
        (csv_of("A1,Müller", titles="id,name", encoding="utf-16"), []),
        (csv_of("A1;Müller", titles="id;name"), []),
    ],
)
def test_a_file_is_read_or_said_to_be_odd(source: Source, codes: list[str]) -> None:
    found = read_table(source)
    assert [finding.code for finding in found.findings] == codes
    assert set(codes) <= set(WORK_TYPE.reasons)


def test_a_list_of_too_many_rows_is_refused_in_words() -> None:
    found = read_table(csv_of(*["A1"] * 100_001, titles="id,name"))
    assert [finding.code for finding in found.findings] == ["LIST_TOO_LARGE"]
    assert found.rows == ()


def test_what_cannot_be_read_goes_to_a_person_and_comes_to_no_list() -> None:
    outcome = walked(csv_of())
    assert chunks.pieces(outcome.record, outcome.findings) == ()
    assert [finding.code for finding in WORK_TYPE.check(outcome.record)] == ["LIST_EMPTY"]
    assert list(delivered(outcome)) == ["manifest.json"]


def test_the_steps_can_be_walked_through() -> None:
    assert step_problems(WORK_TYPE.steps) == ()


@pytest.mark.parametrize(
    ("name", "encoding", "doubtful"),
    [
        ("Иван Петров", "cp1251", True),
        ("Łukasz Wałęsa", "cp1250", True),
        ("Γιώργος Παπαδόπουλος", "cp1253", True),
        ("José Müller, Ærøskøbing 1º ½ £5 “façade” Zoë", "cp1252", False),
        ("Иван Петров", "utf-8", False),
    ],
)
def test_letters_of_another_encoding_are_asked_about(name: str, encoding: str, doubtful: bool) -> None:
    content = f'id,name\n1,"{name}"\n'.encode(encoding)
    found = read_table(Source(name="list.csv", media_type="text/csv", content=content)).findings
    assert [each.code for each in found] == ["ENCODING_DOUBTFUL"] * doubtful


def test_columns_of_one_title_are_numbered_and_a_foreign_encoding_is_said() -> None:
    doubled = read_table(
        Source(name="a.csv", media_type="text/csv", content=b"id,email,Email,email\n1,a@x.org,b,c\n")
    )
    assert doubled.titles == ("id", "email", "email_2", "email_3")
    japanese = "id,name\n1,山田 太郎\n".encode("shift-jis")
    (said,) = read_table(Source(name="a.csv", media_type="text/csv", content=japanese)).findings
    assert said.code == "ENCODING_DOUBTFUL"
