"""What is secret in a JSON value is sealed for its place, and opens there alone."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from bpo.platform.crypto import FieldCipher, Place, Undecryptable
from bpo.platform.sealing import MARK, is_secret, opened, sealed

TENANT, ROW = UUID(int=7), UUID(int=8)
PATHS = frozenset({"ssn", "employees.*.account"})
APP = Flask(__name__)
APP.extensions["field_cipher"] = FieldCipher({0: b"a plum a plum a plum a plum 1234"})


def place(**other: object) -> Place:
    usual: dict[str, object] = {"tenant": TENANT, "table": "job_data", "column": "record", "row": ROW}
    return Place(**(usual | other))  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def _in_the_house() -> Iterator[None]:
    with APP.app_context():
        yield


def test_secrets_are_sealed_wherever_the_record_is_wrapped() -> None:
    record = {
        "ssn": "123-45-6789",
        "name": "Ann",
        "employees": [{"account": "0012345678", "name": "Bo"}, {"account": None, "name": ""}],
        "readings": [{"path": "employees.0.account", "value": "0012345678", "confidence": 0.9}],
        "values": {"employees.0.account": "0012345678", "name": "Ann"},
    }
    kept = sealed(record, PATHS, place())
    text = repr(kept)
    assert "123-45-6789" not in text
    assert "0012345678" not in text
    assert text.count(MARK) == 4
    assert kept["name"] == "Ann"
    assert kept["employees"][1] == {"account": None, "name": ""}
    assert opened(kept, place()) == record


@pytest.mark.parametrize(
    "other", [{"tenant": uuid4()}, {"table": "draft"}, {"column": "input"}, {"row": uuid4()}]
)
def test_a_value_moved_to_another_place_does_not_open(other: dict[str, object]) -> None:
    kept = sealed({"ssn": "123-45-6789"}, PATHS, place())
    with pytest.raises(Undecryptable):
        opened(kept, place(**other))


def test_what_looks_sealed_but_was_typed_by_somebody_stays_what_it_is() -> None:
    forged = {"name": f"{MARK}0:QUJD"}
    kept = sealed(forged, PATHS, place())
    assert kept != forged
    assert opened(kept, place()) == forged


def test_what_has_no_secrets_is_not_copied() -> None:
    record = {"lines": [{"net": "1.00"}], "name": "Ann"}
    assert sealed(record, (), place()) is record
    assert opened(record, place()) is record


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["ssn", "account", "employees", "name", "path", "value"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


@given(VALUES)
def test_any_value_comes_back_as_it_was(value: object) -> None:
    with APP.app_context():
        assert opened(sealed(value, PATHS, place()), place()) == value


@pytest.mark.parametrize(
    ("path", "secret"),
    [
        ("ssn", True),
        ("values.ssn", True),
        ("employees.12.account", True),
        ("data.employees.0.account", True),
        ("account", False),
        ("ssn.last", False),
        ("employees.account", False),
    ],
)
def test_paths(path: str, secret: bool) -> None:
    assert is_secret(path, PATHS) is secret
