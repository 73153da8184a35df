import pytest

from bpo.contracts.rules import Priority
from bpo.jobs.rules import (
    BadPriorityError,
    BadReferenceError,
    normalise_reference,
    parse_priority,
)


def test_references():
    assert normalise_reference(None) is None
    assert normalise_reference(" \t ") is None
    assert normalise_reference("  RE 2026\u00a0\t 7 \n") == "RE 2026 7"
    assert normalise_reference("Mu\u0308hle") == "Mühle"
    assert normalise_reference("a1") != normalise_reference("A1")
    assert normalise_reference("x" * 100) == "x" * 100


@pytest.mark.parametrize("raw", ["x" * 101, "a\u202eb", "a\x00b", "a\u200bb", "a\u2028b", "\ud800"])
def test_references_that_cannot_be_taken(raw):
    with pytest.raises(BadReferenceError):
        normalise_reference(raw)


def test_priorities():
    assert parse_priority(None) is Priority.NORMAL
    assert parse_priority("  ") is Priority.NORMAL
    assert parse_priority(" URGENT ") is Priority.URGENT
    assert parse_priority("Medium") is Priority.NORMAL
    assert [p.rank for p in Priority] == [0, 1, 2, 3]
    assert [Priority.of_rank(p.rank) for p in Priority] == list(Priority)
    with pytest.raises(BadPriorityError, match="asap"):
        parse_priority("asap")
