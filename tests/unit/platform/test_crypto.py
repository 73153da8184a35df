"""An encrypted value opens in its own place under its own key, and nowhere else."""

from dataclasses import replace
from uuid import UUID

import pytest

from bpo.platform.crypto import FieldCipher, Place, Undecryptable, token_hash

A, B = UUID(int=1), UUID(int=2)
PLACE = Place(tenant=A, table="supplier", column="iban", row=UUID(int=9))
KEY, NEXT = bytes(range(32)), bytes(range(32, 64))
IBAN = "DE89370400440532013000"


def test_what_is_encrypted_is_decrypted() -> None:
    cipher = FieldCipher({1: KEY})
    for text in ("", IBAN, "Müller " * 1000):
        assert cipher.decrypt(cipher.encrypt(text, PLACE), PLACE) == text


def test_equal_texts_look_different() -> None:
    cipher = FieldCipher({1: KEY})
    assert len({cipher.encrypt(IBAN, PLACE) for _ in range(50)}) == 50
    assert IBAN.encode() not in cipher.encrypt(IBAN, PLACE)


@pytest.mark.parametrize(
    "elsewhere",
    [
        replace(PLACE, tenant=B),
        replace(PLACE, table="payee"),
        replace(PLACE, column="bic"),
        replace(PLACE, row=UUID(int=8)),
    ],
)
def test_a_value_moved_elsewhere_does_not_open(elsewhere: Place) -> None:
    cipher = FieldCipher({1: KEY})
    with pytest.raises(Undecryptable):
        cipher.decrypt(cipher.encrypt(IBAN, PLACE), elsewhere)


def test_places_cannot_be_made_to_look_alike() -> None:
    with pytest.raises(ValueError, match="must not contain"):
        FieldCipher({1: KEY}).encrypt(IBAN, replace(PLACE, table="supplier|iban"))


def test_every_changed_byte_is_noticed() -> None:
    cipher = FieldCipher({1: KEY, 2: KEY})
    envelope = cipher.encrypt(IBAN, PLACE)
    for at in range(len(envelope)):
        changed = bytearray(envelope)
        changed[at] ^= 3
        with pytest.raises(Undecryptable):
            cipher.decrypt(bytes(changed), PLACE)
    for length in range(len(envelope)):
        with pytest.raises(Undecryptable):
            cipher.decrypt(envelope[:length], PLACE)


def test_a_new_master_key_encrypts_and_the_old_one_still_opens() -> None:
    before, after = FieldCipher({1: KEY}), FieldCipher({1: KEY, 2: NEXT})
    old, new = before.encrypt(IBAN, PLACE), after.encrypt(IBAN, PLACE)
    assert after.decrypt(old, PLACE) == after.decrypt(new, PLACE) == IBAN
    assert (after.is_current(old), after.is_current(new)) == (False, True)
    with pytest.raises(Undecryptable):
        before.decrypt(new, PLACE)
    assert before.blind_index(IBAN, tenant=A, table="t", column="c") == after.blind_index(
        IBAN, tenant=A, table="t", column="c"
    )


def test_the_blind_index_finds_equals_within_one_column_of_one_client() -> None:
    cipher = FieldCipher({1: KEY})
    seen = {
        cipher.blind_index(text, tenant=tenant, table=table, column=column)
        for text in (IBAN, "other")
        for tenant in (A, B)
        for table in ("t", "u")
        for column in ("c", "d")
    }
    assert len(seen) == 16
    assert cipher.blind_index(IBAN, tenant=A, table="t", column="c") in seen


@pytest.mark.parametrize("masters", [{}, {1: b"short"}, {256: KEY}, {-1: KEY}])
def test_wrong_master_keys_are_refused(masters: dict[int, bytes]) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        FieldCipher(masters)


def test_token_hash_is_hmac_sha256() -> None:
    # RFC 4231, test case 2
    expected = bytes.fromhex("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    assert token_hash(b"Jefe", "what do ya want for nothing?") == expected
    assert token_hash(b"other", "what do ya want for nothing?") != expected
