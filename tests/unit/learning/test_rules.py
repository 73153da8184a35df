"""What corrections teach, and when it is trusted."""

from typing import Any

import pytest

from bpo.catalog.rules import Learning
from bpo.learning.rules import (
    CANDIDATE,
    PROVED,
    TRUSTED,
    Taught,
    is_given_up,
    is_same,
    subjects_of,
    sureness,
    taught_by,
)

LEARNING = Learning(
    subject=lambda record: record.get("seller"),
    subject_name=lambda record: str(record.get("seller")),
    places=frozenset({"number"}),
    values=frozenset({"seller"}),
    recall=lambda sources, outcome, lessons: outcome,
)
BOX = [0.8, 0.1, 0.9, 0.12]


def reading(path: str, method: str, box: list[float] | None = None) -> dict[str, Any]:
    return {"path": path, "method": method, "evidence": {"page": 0, "box": box} if box else None}


def test_a_place_is_taught_by_a_person_who_marked_it_and_by_nobody_else() -> None:
    readings = [
        reading("number", "person", BOX),
        reading("gross", "person", BOX),
        reading("number", "text", BOX),
    ]
    assert taught_by(LEARNING, readings, {}, {}) == (
        Taught(path="number", kind="place", data={"page": 0, "box": BOX}),
    )
    assert taught_by(LEARNING, [reading("number", "person")], {}, {}) == ()


def test_a_value_is_taught_by_a_change_that_went_out() -> None:
    changes = {"seller": ("Muhle", "Mühle"), "gross": ("1", "2")}
    assert taught_by(LEARNING, [], changes, {"seller": "Mühle", "gross": "2"}) == (
        Taught(path="seller", kind="value", data={"read": "Muhle", "right": "Mühle"}),
    )
    assert taught_by(LEARNING, [], changes, {"seller": "another"}) == ()
    assert taught_by(LEARNING, [], {"seller": ("Muhle", "")}, {"seller": ""}) == ()


@pytest.mark.parametrize(
    ("right", "wrong", "sure", "given_up"),
    [
        (0, 0, CANDIDATE, False),
        (PROVED, 0, TRUSTED, False),
        (PROVED, 1, CANDIDATE, False),
        (1, 2, CANDIDATE, True),
    ],
)
def test_trust_is_earned_and_lost(right: int, wrong: int, sure: float, given_up: bool) -> None:
    assert (sureness(right, wrong), is_given_up(right, wrong)) == (sure, given_up)


def test_places_near_one_another_are_one_lesson() -> None:
    one = {"page": 0, "box": BOX}
    assert is_same(one, {"page": 0, "box": [0.81, 0.1, 0.91, 0.12]}, "place")
    assert not is_same(one, {"page": 0, "box": [0.2, 0.1, 0.3, 0.12]}, "place")
    assert not is_same(one, {"page": 1, "box": BOX}, "place")


def test_a_word_of_the_form_is_no_name_of_a_vendor() -> None:
    assert subjects_of("name:MUHLEHARTMANN", "name:MHLEHARTMANN") == [
        "name:MHLEHARTMANN",
        "name:MUHLEHARTMANN",
    ]
    assert subjects_of("name:KOPIE", "name:KONTORLINDNER") == ["name:KONTORLINDNER"]
    assert subjects_of(None, "vat:DE1") == ["vat:DE1"]
    assert subjects_of("vat:DE1", None) == ["vat:DE1"]
    assert subjects_of(None, None) == []
