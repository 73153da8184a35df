"""Every list of every work type on offer is sound."""

import pytest

from bpo.catalog.registry import work_types
from bpo.catalog.rules import MasterList
from bpo.masters import rules

LISTS = [(kind.key, each) for kind in work_types() for each in kind.masters]


@pytest.mark.parametrize(("work_type", "masters"), LISTS, ids=lambda value: getattr(value, "key", value))
def test_a_list_is_sound(work_type: str, masters: MasterList) -> None:
    keys = [column.key for column in masters.columns]
    assert len(keys) == len(set(keys))
    assert set(masters.identity) <= set(keys)
    assert masters.single == (not masters.identity)
    for column in masters.columns:
        assert column.kind in ("text", "date", "money", "number", "choice", "yes_no")
        assert (column.kind == "choice") == bool(column.choices)
        if column.usual:
            assert rules.read_cell(column, column.usual, mark=".") == column.usual
    assert len(rules.indexed(masters)) >= min(len(masters.identity), 1)


@pytest.mark.parametrize(("work_type", "masters"), LISTS, ids=lambda value: getattr(value, "key", value))
def test_titles_by_label_and_key_are_told_apart(work_type: str, masters: MasterList) -> None:
    for titles in ([c.label for c in masters.columns], [c.key for c in masters.columns]):
        header = rules.read_header(masters, titles)
        assert list(header.places) == [column.key for column in masters.columns]


def test_a_policy_of_usual_values_passes_its_own_check() -> None:
    for _, masters in LISTS:
        if masters.single and masters.check:
            assert masters.check(rules.filled(masters, {})) == ()
