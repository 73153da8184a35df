"""What a child says of its reading comes back as it was said, bytes and all; what does not fit is not believed."""

import json

import pytest

from bpo.catalog.rules import Outcome, Paper, Source
from bpo.catalog.service import outcome_of, told

WHOLE = Outcome(
    record={"number": "1"},
    papers=(Paper(name="register", content=b"rows"),),
    parts=(
        Source(name="a (page 1).pdf", media_type="application/pdf", content=b"%PDF-1"),
        Source(name="a (page 2).pdf", media_type="application/pdf", content=b"%PDF-2"),
    ),
)
BLOBS = (b"rows", b"%PDF-1", b"%PDF-2")


def test_papers_and_parts_find_their_bytes_again() -> None:
    assert outcome_of(json.loads(json.dumps(told(WHOLE))), BLOBS) == WHOLE


def test_without_their_bytes_both_are_left_out() -> None:
    assert outcome_of(told(WHOLE)) == Outcome(record={"number": "1"})


@pytest.mark.parametrize("blobs", [BLOBS[:2], (*BLOBS, b"more")])
def test_bytes_that_belong_to_nothing_are_refused(blobs: tuple[bytes, ...]) -> None:
    with pytest.raises(ValueError, match="contents"):
        outcome_of(told(WHOLE), blobs)
