"""A content is whole or absent, private, and reached by its key alone."""

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bpo.platform.storage import ContentStore, NoSuchContent


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_what_is_put_is_got(tmp_path: Path) -> None:
    store = ContentStore(tmp_path / "deep" / "store")
    stored = store.put(b"hello")
    assert (stored.sha256, stored.size) == (hashlib.sha256(b"hello").hexdigest(), 5)
    assert store.get(stored.key) == b"hello"
    with store.open(stored.key) as file:
        assert file.read(2) == b"he"


@pytest.mark.parametrize(
    "source", [io.BytesIO(b"x" * 3_000_000), [b"x" * 1_000_000] * 3, bytearray(b"x" * 3_000_000)]
)
def test_streams_and_parts_are_taken(tmp_path: Path, source: Any) -> None:
    store = ContentStore(tmp_path)
    stored = store.put(source)
    assert stored.size == 3_000_000
    assert hashlib.sha256(store.get(stored.key)).hexdigest() == stored.sha256


def test_equal_contents_have_different_keys_and_nothing_shows_in_the_path(tmp_path: Path) -> None:
    store = ContentStore(tmp_path)
    one, two = store.put(b"same"), store.put(b"same")
    assert one.key != two.key
    assert one.sha256 == two.sha256
    store.delete(one.key)
    assert store.get(two.key) == b"same"


def test_everything_is_private(tmp_path: Path) -> None:
    base = tmp_path / "store"
    base.mkdir(mode=0o755)
    ContentStore(base).put(b"secret")
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
    store = ContentStore(tmp_path)
    with pytest.raises(NoSuchContent):
        store.get(key)
    if key != "0" * 32:
        with pytest.raises(NoSuchContent):
            store.delete(key)


def test_deleting_is_final_and_may_be_repeated(tmp_path: Path) -> None:
    store = ContentStore(tmp_path)
    key = store.put(b"x").key
    store.delete(key)
    store.delete(key)
    with pytest.raises(NoSuchContent):
        store.open(key)


def test_a_stream_that_breaks_leaves_nothing(tmp_path: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield b"begun"
        raise ConnectionError

    store = ContentStore(tmp_path)
    with pytest.raises(ConnectionError):
        store.put(broken())
    assert files_below(tmp_path) == []
