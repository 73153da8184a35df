"""Whole layouts drawn from seeds: what is read is right, and what is wrong is not released."""

from pathlib import Path
from typing import Any

import pytest

from bpo.service_lines.invoice_processing.cli import line
from tests.benchmarks.invoice_scores import exact
from tests.benchmarks.layouts.drawing import Kind, draw
from tests.benchmarks.layouts.fifth.facts import invent_fifth
from tests.benchmarks.layouts.fifth.kinds import FIFTH_KINDS
from tests.benchmarks.layouts.fourth_facts import invent_fourth
from tests.benchmarks.layouts.fourth_kinds import FOURTH_KINDS, landscape, long_texts
from tests.benchmarks.layouts.kinds import KINDS, foot_only, label_below, side_panel
from tests.benchmarks.layouts.other_kinds import (
    OTHER_KINDS,
    middle,
    parties_of_transport,
    strip_of_data,
    two_languages,
)
from tests.benchmarks.layouts.sheet import FACES
from tests.benchmarks.layouts.sixth.facts import invent_sixth
from tests.benchmarks.layouts.sixth.kinds import SIXTH_KINDS, letterhead_below, no_heads
from tests.benchmarks.layouts.third_kinds import THIRD_KINDS, person_over_company

pytestmark = pytest.mark.skipif(
    not all(Path(file).exists() for pair in FACES.values() for file in pair),
    reason="the fonts that the layouts are drawn in are not installed",
)


def read(folder: Path, kind: Kind, seed: int) -> tuple[dict[str, Any], set[str]]:
    """The outcome of a drawn invoice and its fields that are wrong."""
    entry = draw(folder, seed, (kind,))
    got = line(folder / entry["file"])
    return got, {name for name in entry["scored_fields"] if not exact(name, entry["truth"], got["fields"])}


@pytest.mark.parametrize("kind", [*KINDS, *OTHER_KINDS, *THIRD_KINDS], ids=lambda kind: kind.__name__)
def test_nothing_wrong_is_released(kind: Kind, tmp_path: Path) -> None:
    got, wrong = read(tmp_path, kind, 31)
    assert not (wrong and got["status"] == "auto"), wrong


@pytest.mark.parametrize("kind", FOURTH_KINDS, ids=lambda kind: kind.__name__)
def test_nothing_wrong_is_released_of_the_fourth_set(kind: Kind, tmp_path: Path) -> None:
    for seed in (31, 32):
        entry = draw(tmp_path, seed, (kind,), invent_fourth)
        got = line(tmp_path / entry["file"])
        wrong = {name for name in entry["scored_fields"] if not exact(name, entry["truth"], got["fields"])}
        assert not (wrong and got["status"] == "auto"), wrong


@pytest.mark.parametrize("kind", SIXTH_KINDS, ids=lambda kind: kind.__name__)
def test_nothing_wrong_is_released_of_the_sixth_set(kind: Kind, tmp_path: Path) -> None:
    for seed in (31, 32):
        entry = draw(tmp_path, seed, (kind,), invent_sixth)
        got = line(tmp_path / entry["file"])
        wrong = {name for name in entry["scored_fields"] if not exact(name, entry["truth"], got["fields"])}
        assert not ((wrong or not entry["invoice"]) and got["status"] == "auto"), wrong


def test_lines_without_heads_are_read_where_arithmetic_names_the_columns(tmp_path: Path) -> None:
    entry = draw(tmp_path, 12, (no_heads,), invent_sixth)
    got = line(tmp_path / entry["file"])
    assert exact("lines", entry["truth"], got["fields"])


def test_a_letterhead_at_the_foot_is_the_sellers(tmp_path: Path) -> None:
    entry = draw(tmp_path, 31, (letterhead_below,), invent_sixth)
    got = line(tmp_path / entry["file"])
    assert exact("seller", entry["truth"], got["fields"])
    assert exact("buyer", entry["truth"], got["fields"])


@pytest.mark.parametrize("kind", FIFTH_KINDS, ids=lambda kind: kind.__name__)
def test_nothing_wrong_is_released_of_the_fifth_set(kind: Kind, tmp_path: Path) -> None:
    for seed in (31, 32):
        entry = draw(tmp_path, seed, (kind,), invent_fifth)
        got = line(tmp_path / entry["file"])
        wrong = {name for name in entry["scored_fields"] if not exact(name, entry["truth"], got["fields"])}
        assert not (wrong and got["status"] == "auto"), wrong


def test_what_one_rate_comes_to_is_not_the_amount_due(tmp_path: Path) -> None:
    entry = draw(tmp_path, 1060, (long_texts,), invent_fourth)
    got = line(tmp_path / entry["file"])
    assert exact("payable", entry["truth"], got["fields"])


def test_a_credit_note_under_a_strange_title_is_asked_about(tmp_path: Path) -> None:
    entry = draw(tmp_path, 69, (landscape,), invent_fourth)
    got = line(tmp_path / entry["file"])
    assert exact("type_code", entry["truth"], got["fields"]) or got["status"] == "human"


READ = {
    "a strip of data beside the lines, left": (side_panel, 104),
    "a strip of data beside the lines, right": (strip_of_data, 6224),
    "values on rules over their labels": (label_below, 115),
    "a company named in the foot alone": (foot_only, 43),
    "a company that runs into the next column of the foot": (foot_only, 2075),
    "every label in two languages": (two_languages, 6002),
    "an address in centred lines": (middle, 6025),
}


@pytest.mark.parametrize("name", READ)
def test_is_read_whole(name: str, tmp_path: Path) -> None:
    kind, seed = READ[name]
    got, wrong = read(tmp_path, kind, seed)
    assert not wrong, {field: got["fields"][field] for field in wrong}


def test_who_sent_the_goods_is_not_the_seller(tmp_path: Path) -> None:
    for seed in (6024, 6139):
        _, wrong = read(tmp_path, parties_of_transport, seed)
        assert "seller" not in wrong, seed


def test_line_numbers_are_not_released_as_quantities(tmp_path: Path) -> None:
    got, wrong = read(tmp_path, person_over_company, 9131)
    assert not (wrong and got["status"] == "auto")
