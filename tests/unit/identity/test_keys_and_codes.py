from datetime import UTC, datetime, timedelta

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bpo.identity.rules import (
    api_key_hint,
    is_api_key,
    make_api_key,
    make_recovery_code,
    normalise_recovery_code,
    totp_step,
    totp_step_accepted,
)

# RFC 6238, appendix B: the SHA-1 secret "12345678901234567890" in base32.
RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


@given(st.binary(min_size=32, max_size=32))
def test_keys_prove_themselves(random_bytes):
    key = make_api_key(random_bytes)
    assert key.startswith("bpo_live_")
    assert len(key) == 9 + 30 + 6
    assert is_api_key(key)
    assert len(api_key_hint(key)) == 14


@given(st.binary(min_size=32, max_size=32), st.integers(9, 44), st.sampled_from("0Az9Z"))
def test_one_wrong_character_is_found(random_bytes, at, other):
    key = make_api_key(random_bytes)
    if key[at] != other:
        assert not is_api_key(key[:at] + other + key[at + 1 :])


@pytest.mark.parametrize("text", ["", "bpo_live_", "bpo_test_" + "0" * 36, "bpo_live_" + "é" * 36])
def test_what_is_no_key(text):
    assert not is_api_key(text)


def test_keys_need_enough_randomness():
    with pytest.raises(ValueError, match="32"):
        make_api_key(b"few")
    with pytest.raises(ValueError, match="15"):
        make_recovery_code(b"few")


def test_rfc_6238_vector():
    at = datetime.fromtimestamp(1111111109, tz=UTC)
    assert totp_step(at) == 0x23523EC
    assert totp_step_accepted(RFC_SECRET, "081 804", at, None) == 0x23523EC


def test_a_code_works_once_and_one_step_off():
    now = datetime(2026, 3, 2, 9, 0, 10, tzinfo=UTC)
    code = pyotp.TOTP(RFC_SECRET).at(now)
    step = totp_step_accepted(RFC_SECRET, code, now, None)
    assert step == totp_step(now)
    assert totp_step_accepted(RFC_SECRET, code, now, step) is None
    assert totp_step_accepted(RFC_SECRET, code, now + timedelta(seconds=30), None) == step
    assert totp_step_accepted(RFC_SECRET, code, now + timedelta(seconds=30), step) is None
    assert totp_step_accepted(RFC_SECRET, code, now - timedelta(seconds=30), None) == step
    assert totp_step_accepted(RFC_SECRET, code, now + timedelta(seconds=60), None) is None


@pytest.mark.parametrize("code", ["", "12345", "abcdef", "１２３４５６", "1234567"])
def test_what_is_no_code(code):
    assert totp_step_accepted(RFC_SECRET, code, datetime(2026, 3, 2, tzinfo=UTC), None) is None


@given(st.binary(min_size=15, max_size=15))
def test_recovery_codes_survive_typing(random_bytes):
    code = make_recovery_code(random_bytes)
    typed = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert normalise_recovery_code(typed) == code
    assert normalise_recovery_code(code[:-1]) is None
    assert normalise_recovery_code(code[:-1] + "U") is None
