"""A content is whole or absent, private, sealed for its client, and reached by its key alone."""

import hashlib
import io
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bpo.platform.crypto import FieldCipher, Undecryptable
from bpo.platform.sealed_files import CHUNK, MARK
from bpo.platform.storage import Contents, ContentStore, NoSuchContent

ALDER, BIRCH = UUID(int=1), UUID(int=2)
OLD, NEW = bytes(32), bytes(range(32))
CIPHER = FieldCipher({0: OLD})


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def store_in(folder: Path, cipher: FieldCipher = CIPHER) -> ContentStore:
    return ContentStore(folder, cipher)


@pytest.fixture
def contents(tmp_path: Path) -> Contents:
    return store_in(tmp_path).of(ALDER)


def test_what_is_put_is_got(tmp_path: Path) -> None:
    contents = store_in(tmp_path / "deep" / "store").of(ALDER)
    stored = contents.put(b"hello")
    assert (stored.sha256, stored.size) == (hashlib.sha256(b"hello").hexdigest(), 5)
    assert contents.get(stored.key) == b"hello"
    with contents.open(stored.key) as file:
        assert file.read(2) == b"he"


@pytest.mark.parametrize(
    "source", [io.BytesIO(b"x" * 3_000_000), [b"x" * 1_000_000] * 3, bytearray(b"x" * 3_000_000)]
)
def test_streams_and_parts_are_taken(contents: Contents, source: Any) -> None:
    stored = contents.put(source)
    assert stored.size == 3_000_000
    assert hashlib.sha256(contents.get(stored.key)).hexdigest() == stored.sha256


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 7])
def test_contents_of_every_length_come_back(contents: Contents, size: int) -> None:
    content = os.urandom(size)
    assert contents.get(contents.put(content).key) == content


@settings(max_examples=30, deadline=None)
@example([], [(CHUNK, 1)])
@given(
    st.lists(st.binary(max_size=CHUNK), max_size=4),
    st.lists(st.tuples(st.integers(0, 5 * CHUNK), st.integers(0, CHUNK + 10)), max_size=8),
)
def test_any_part_can_be_read(
    tmp_path_factory: pytest.TempPathFactory, pieces: list[bytes], reads: list[tuple[int, int]]
) -> None:
    contents = store_in(tmp_path_factory.mktemp("store")).of(ALDER)
    whole = b"".join(pieces)
    with contents.open(contents.put(pieces).key) as file:
        assert file.seek(0, os.SEEK_END) == len(whole)
        for start, length in reads:
            file.seek(start)
            assert file.read(length) == whole[start : start + length]


def test_equal_contents_have_different_keys_and_nothing_shows_on_the_disk(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    content = b"an account number " * 100
    one, two = store.of(ALDER).put(content), store.of(BIRCH).put(content)
    assert one.key != two.key
    assert one.sha256 == two.sha256
    on_disk = [path.read_bytes() for path in files_below(tmp_path)]
    assert on_disk[0] != on_disk[1]
    assert not any(b"account" in each for each in on_disk)
    assert not any(one.sha256 in str(path) for path in files_below(tmp_path))
    store.delete(one.key)
    assert store.of(BIRCH).get(two.key) == content


def test_a_content_opens_for_its_client_and_under_its_key_only(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    one, other = store.of(ALDER).put(b"mine"), store.of(ALDER).put(b"other")
    with pytest.raises(Undecryptable):
        store.of(BIRCH).get(one.key)
    paths = {path.name: path for path in files_below(tmp_path)}
    shutil.copyfile(paths[one.key], paths[other.key])
    with pytest.raises(Undecryptable):
        store.of(ALDER).get(other.key)


def test_what_was_changed_swapped_or_cut_off_is_found_out(tmp_path: Path) -> None:
    contents = store_in(tmp_path).of(ALDER)
    key = contents.put(os.urandom(3 * CHUNK)).key
    [path] = files_below(tmp_path)
    whole = path.read_bytes()
    head, sealed = len(whole) - 3 * (CHUNK + 16), CHUNK + 16
    chunks = [whole[head + place * sealed : head + (place + 1) * sealed] for place in range(3)]
    changed = bytearray(whole)
    changed[-1] ^= 1
    spoilt = [
        bytes(changed),
        whole[:-1],
        whole + b"x",
        whole[:head] + chunks[1] + chunks[0] + chunks[2],
        whole[: head + 2 * sealed],  # at the end of a chunk
        whole[:head],
        whole[:20],
    ]
    for each in spoilt:
        path.write_bytes(each)
        with pytest.raises(Undecryptable):
            contents.get(key)


def test_what_was_stored_before_contents_were_sealed_is_read_and_sealed(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    key = uuid4().hex
    path = tmp_path / key[:2] / key[2:4] / key
    path.parent.mkdir(parents=True)
    path.write_bytes(b"%PDF-open" * 30_000)
    assert store.of(ALDER).get(key) == b"%PDF-open" * 30_000
    assert store.stale(key[:2]) == [key]
    assert store.of(ALDER).seal_anew(key)
    assert path.read_bytes().startswith(MARK)
    assert store.of(ALDER).get(key) == b"%PDF-open" * 30_000
    assert not store.of(ALDER).seal_anew(key)
    assert store.stale(key[:2]) == []


def test_a_new_master_key_takes_over_and_the_old_one_opens_nothing_any_more(tmp_path: Path) -> None:
    content = os.urandom(2 * CHUNK + 5)
    key = store_in(tmp_path).of(ALDER).put(content).key
    both = store_in(tmp_path, FieldCipher({0: OLD, 1: NEW}))
    assert both.stale(key[:2]) == [key]
    assert both.of(ALDER).get(key) == content
    assert both.of(ALDER).seal_anew(key)
    assert both.of(ALDER).get(key) == content
    assert both.stale(key[:2]) == []
    assert store_in(tmp_path, FieldCipher({1: NEW})).of(ALDER).get(key) == content
    with pytest.raises(Undecryptable):
        store_in(tmp_path).of(ALDER).get(key)


def test_everything_is_private(tmp_path: Path) -> None:
    base = tmp_path / "store"
    base.mkdir(mode=0o755)
    store_in(base).of(ALDER).put(b"secret")
    for path in [base, *base.rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, path


@pytest.mark.parametrize(
    "key",
    [
        "",
        "../../../../etc/passwd",
        "a" * 31,
        "A" * 32,
        "a" * 32 + "\n",
        "a" * 32 + "/..",
        "/" + "a" * 31,
        "0" * 32,
    ],
)
def test_foreign_and_unknown_keys_are_refused(tmp_path: Path, key: str) -> None:
    store = store_in(tmp_path)
    with pytest.raises(NoSuchContent):
        store.of(ALDER).get(key)
    if key != "0" * 32:
        with pytest.raises(NoSuchContent):
            store.delete(key)


def test_deleting_is_final_and_may_be_repeated(tmp_path: Path) -> None:
    store = store_in(tmp_path)
    key = store.of(ALDER).put(b"x").key
    store.delete(key)
    store.delete(key)
    with pytest.raises(NoSuchContent):
        store.of(ALDER).open(key)


def test_a_stream_that_breaks_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"begun"
        raise ConnectionError

    with pytest.raises(ConnectionError):
        store_in(tmp_path).of(ALDER).put(broken())
    assert files_below(tmp_path) == []
