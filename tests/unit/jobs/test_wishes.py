"""What clients may ask for: taken as meant, or refused with a sentence."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from bpo.contracts.rules import Priority
from bpo.jobs.rules import (
    BadDateError,
    BadWishesError,
    clean_text,
    clock_shown,
    cursor,
    is_wish_sheet,
    parse_moment,
    progress,
    read_cursor,
    read_sheet,
    read_wishes,
)

NOW = datetime(2026, 10, 6, 8, 0, tzinfo=UTC)
BERLIN = "Europe/Berlin"


def moment(text: str, *, day_ends: bool = False) -> datetime | None:
    return parse_moment(text, zone=BERLIN, now=NOW, day_ends=day_ends)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("", None),
        ("2026-10-07", datetime(2026, 10, 6, 22, 0, tzinfo=UTC)),
        ("2026-10-07T14:00", datetime(2026, 10, 7, 12, 0, tzinfo=UTC)),
        ("2026-10-07T14:00+00:00", datetime(2026, 10, 7, 14, 0, tzinfo=UTC)),
        ("2026-10-06", datetime(2026, 10, 5, 22, 0, tzinfo=UTC)),
    ],
)
def test_a_moment_is_meant_in_the_clients_zone(text, meant):
    assert moment(text) == meant


def test_a_day_by_which_something_is_wanted_ends_at_its_end():
    assert moment("2026-10-07", day_ends=True) == datetime(2026, 10, 7, 21, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["07.10.2026", "2026-13-01", "0000-00-00", "soon", "2026-10-05", "2027-10-08", "9999-12-31",
             "0001-01-01T00:00+14:00", "2026-10-07\u202e", "x" * 5000],
)  # fmt: skip
def test_a_date_that_cannot_be_meant_is_refused(text):
    with pytest.raises(BadDateError):
        moment(text)


def test_every_wrong_wish_is_named_at_once():
    given = {
        "reference": "a\u200bb",
        "priority": "asap",
        "notes": "n" * 2001,
        "not_before": "x",
        "wanted": "y",
    }
    with pytest.raises(BadWishesError) as caught:
        read_wishes(given, zone=BERLIN, now=NOW)
    assert set(caught.value.errors) == set(given)


def test_free_text_keeps_its_lines_and_loses_what_cannot_be_seen():
    assert clean_text(" a\r\nb\u202e\x00\tc\ud800 ") == "a\nb c"


def sheet(*rows: list[str]):
    return read_sheet(list(enumerate(rows, start=1)), zone=BERLIN, now=NOW)


@pytest.mark.parametrize(
    ("header", "is_one"),
    [
        (["File name", "Reference"], True),
        (["Dateiname", "Priorität"], True),
        (["reference", "FILE_NAME"], True),
        (["File name"], False),
        (["name", "amount"], False),
        ([], False),
    ],
)
def test_a_sheet_is_known_by_its_header(header, is_one):
    assert is_wish_sheet(header) is is_one


def test_rows_give_wishes_or_say_what_is_wrong():
    read = sheet(
        ["File name", "Reference", "Priority"],
        ["A.pdf", "R-1", "high"],
        ["b.pdf", "", ""],
        ["a.PDF", "R-2", ""],
        ["", "R-3", ""],
        ["c.pdf", "", "asap"],
        ["d.pdf"],
    )
    assert [(row.file, row.wishes is not None, row.prioritised) for row in read.rows] == [
        ("a.pdf", True, True),
        ("b.pdf", True, False),
        ("a.pdf", False, False),
        ("", False, False),
        ("c.pdf", False, True),
        ("d.pdf", True, False),
    ]
    first = read.rows[0].wishes
    assert first is not None
    assert (first.client_reference, first.priority) == ("R-1", Priority.HIGH)
    assert "row 2" in read.rows[2].problem
    assert "missing" in read.rows[3].problem


def test_the_bar_of_a_batch_counts_every_state_once():
    states = {"received": 1, "in_work": 2, "in_review": 3, "on_hold": 4, "delivered": 5, "accepted": 6,
              "billed": 7, "cancelled": 8, "rejected": 9, "returned": 10}  # fmt: skip
    bar = progress(states)
    assert sum(n for _, _, n in bar.parts) == bar.total == 55
    assert bar.done == 5 + 6 + 7 + 8 + 9
    assert not bar.finished
    assert progress({}).finished


@pytest.mark.parametrize(
    ("state", "due", "late", "paused", "shown"),
    [
        ("in_work", 120, None, False, "ok"),
        ("in_work", 60, None, False, "risk"),
        ("in_work", 0, None, False, "late"),
        ("on_hold", -5, None, True, "held"),
        ("delivered", -5, False, False, "met"),
        ("accepted", 500, True, False, "missed"),
        ("cancelled", 5, None, False, "none"),
    ],
)
def test_a_clock_is_shown_as_what_it_is(state, due, late, paused, shown):
    from datetime import timedelta

    at = NOW + timedelta(minutes=due)
    assert clock_shown(state, due_at=at, late=late, paused=paused, now=NOW) == shown


def test_a_cursor_comes_back_as_it_went():
    row = UUID("01a201f4-8188-7446-8ae8-b7928f17367c")
    assert read_cursor(cursor(NOW, row)) == (NOW, row)
    for text in ("", "x", "2026-10-06~x", "2026-10-06T08:00:00~01a201f4-8188-7446-8ae8-b7928f17367c"):
        with pytest.raises(ValueError):  # noqa: PT011 - whatever is wrong with it
            read_cursor(text)
