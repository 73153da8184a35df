"""What a field's own rules make of a value: masks, patterns, check digits, and what keyings are compared by."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpo.catalog.rules import FormField, compared, doubts_about, tidied
from bpo.catalog.rules.check_digits import CHECK_DIGITS, keeps
from bpo.catalog.rules.field_rules import COMPARISONS, in_mask, masked_as
from bpo.catalog.rules.patterns import BadPattern, fits, trouble


@pytest.mark.parametrize(
    ("typed", "mask", "written"),
    [
        ("123456789", "999-99-9999", "123-45-6789"),
        ("123 45 6789", "999-99-9999", "123-45-6789"),
        ("123-45-6789", "999-99-9999", "123-45-6789"),
        ("12345678", "999-99-9999", "12345678"),
        ("1234567890", "999-99-9999", "1234567890"),
        ("12a456789", "999-99-9999", "12a456789"),
        ("ab123456c", "AA 99 99 99 A", "AB 12 34 56 C"),
        ("P50708047", "P99999999", "P50708047"),
        ("p50708047", "P99999999", "P50708047"),
        ("50708047", "P99999999", "P50708047"),
        ("x5y", "***", "X5Y"),
        ("１23456789", "999-99-9999", "１23456789"),
    ],
)
def test_what_was_typed_is_written_as_the_mask_says(typed: str, mask: str, written: str) -> None:
    assert masked_as(typed, mask) == written


@given(st.text(max_size=15), st.sampled_from(["999-99-9999", "99-9999999", "AA999", "P99999999", "**-**"]))
def test_writing_by_a_mask_is_done_once_and_loses_nothing(text: str, mask: str) -> None:
    once = masked_as(text, mask)
    assert masked_as(once, mask) == once
    assert once == text or in_mask(once, mask)
    if once != text:
        kept = [mark for mark in once.upper() if mark.isalnum()]
        assert "".join(mark for mark in text.upper() if mark.isalnum()) in "".join(kept)


def test_a_field_without_rules_leaves_everything() -> None:
    plain = FormField(path="name", label="Name")
    assert tidied(plain, "  any thing ") == "  any thing "
    assert doubts_about(plain, "any thing") == ()


def test_doubts_say_what_is_wrong_and_nothing_of_an_empty_value() -> None:
    field = FormField(
        path="n", label="N", shortest=3, longest=5, mask="9999", pattern=r"[1-4]\d+", check="luhn"
    )
    assert doubts_about(field, "") == ()
    assert doubts_about(field, "4243") == ("The check digit (Luhn) is not right.",)
    assert len(doubts_about(field, "9")) == 4
    assert doubts_about(field, "123456")[0] == "It has 6 characters; at most 5 are expected."


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        (r"[A-Z]\d{8}", ["P50708047"], ["p50708047", "P5070804", "P507080471", ""]),
        (r"[A-Z]{2}\d{2,4}", ["AB12", "AB1234"], ["AB1", "AB12345"]),
        (r"a|bc?", ["a", "b", "bc"], ["ac", "", "bcc"]),
        (r"\d+\.\d{2,}", ["1.00", "12.345"], ["1.0", ".00"]),
        (r"[^0-9]*", ["", "abc"], ["a1"]),
        (r"[a-]\-\[", ["a-[", "--["], ["b-["]),
        (r"x{0,2}y{3}", ["yyy", "xxyyy"], ["xxxyyy", "yy"]),
    ],
)
def test_patterns(pattern: str, yes: list[str], no: list[str]) -> None:
    assert trouble(pattern) == ""
    assert [text for text in yes if not fits(pattern, text)] == []
    assert [text for text in no if fits(pattern, text)] == []


_ATOMS = st.sampled_from(["a", "b", ".", "[ab]", "[^a]", r"\d", "[0-9]"])
_TIMES = st.sampled_from(["", "?", "*", "+", "{2}", "{1,3}", "{2,}", "{0}"])


@given(
    st.lists(
        st.lists(st.tuples(_ATOMS, _TIMES).map("".join), max_size=4).map("".join), min_size=1, max_size=3
    ),
    st.text("ab01", max_size=8),
)
def test_patterns_mean_what_regular_expressions_mean(alternatives: list[str], text: str) -> None:
    pattern = "|".join(alternatives)
    assert fits(pattern, text) is (re.fullmatch(pattern, text) is not None)


@pytest.mark.parametrize(
    "pattern", ["(a)", "[a", "[]", "a{", "a{5,2}", "*", "a\\", r"\q", "a{1000}", "[z-a]", "a^"]
)
def test_what_is_not_understood_is_said(pattern: str) -> None:
    assert trouble(pattern)
    with pytest.raises(BadPattern):
        fits(pattern, "a")


def test_no_pattern_hangs() -> None:
    assert not fits("a*" * 100 + "b", "a" * 500)
    assert not fits("[a-z]{1,100}" * 5 + "9", "a" * 500)
    assert trouble("[a-z]{1,100}" * 6) == "The pattern is too long."


@pytest.mark.parametrize(
    ("check", "right", "wrong"),
    [
        ("luhn", "4111 1111 1111 1111", "4111 1111 1111 1112"),
        ("mod97", "79444", "79445"),
        ("mod11", "123456785", "123456786"),
        ("mod11_2", "07940", "07941"),
        ("aba", "021000021", "021000022"),
        ("iban", "DE89 3704 0044 0532 0130 00", "DE88 3704 0044 0532 0130 00"),
        ("ean", "4006381333931", "4006381333932"),
        ("ssn", "536-90-4399", "000-12-3456"),
        ("ssn_or_itin", "949-83-5135", "999-40-5135"),
        ("ein", "91-1144442", "07-1144442"),
        ("nino", "AB 12 34 56 C", "DA 12 34 56 C"),
        ("nhs", "943 476 5919", "943 476 5918"),
        ("npi", "1234567893", "1234567894"),
        ("isbn", "978-0-471-11709-4", "978-0-471-11709-5"),
        ("rf", "RF18 5390 0754 7034", "RF18 5390 0754 7035"),
    ],
)
def test_check_digits(check: str, right: str, wrong: str) -> None:
    assert keeps(check, right)
    assert not keeps(check, wrong)


@pytest.mark.parametrize("check", sorted(CHECK_DIGITS))
@given(text=st.text(max_size=30))
def test_no_check_fails_on_any_text(check: str, text: str) -> None:
    assert keeps(check, text) in (True, False)


@pytest.mark.parametrize(
    ("way", "one", "two", "same"),
    [
        ("usual", "a  b ", "a b", True),
        ("usual", "DeSantis", "Desantis", False),
        ("usual", "100.50", "100.5", True),
        ("usual", "007", "7", False),
        ("usual", "1,234.50", "1234.5", True),
        ("usual", "12,34", "1234", False),
        ("usual", "0.50", "0.5", True),
        ("usual", "-5.0", "-5", True),
        ("usual", "O’Brien", "O'Brien", True),
        ("usual", "12–14", "12-14", True),
        ("exact", "a  b", "a b", False),
        ("letters", "DeSantis", "DESANTIS", True),
        ("alphanumeric", "A-12/b", "a12B", True),
        ("digits", "(020) 79", "02079", True),
    ],
)
def test_what_two_keyings_are_compared_by(way: str, one: str, two: str, same: bool) -> None:
    field = FormField(path="f", label="F", normalise=way)
    assert (compared(field, one) == compared(field, two)) is same


@pytest.mark.parametrize("way", sorted(COMPARISONS))
@given(text=st.text(max_size=20))
def test_an_empty_value_is_as_good_as_none(way: str, text: str) -> None:
    field = FormField(path="f", label="F", normalise=way)
    assert compared(field, None) == compared(field, "")
    assert compared(field, text) == compared(field, text)
