"""Files on disk are sealed for their client: what is handed in is given back whole or in part, and keys may change."""

import hashlib
import os
from pathlib import Path

from sqlalchemy import select

from bpo.jobs.models import Document
from bpo.operations import service as operations
from bpo.operations.queries import contents_in_use
from bpo.platform.crypto import FieldCipher
from bpo.platform.db import db, unit_of_work
from bpo.platform.scope import everyone, only
from bpo.platform.storage import ContentStore
from bpo.platform.web import House
from tests.factories.world import Client, World
from tests.integration.wall.crowd import cookie

CONTENT = b"QX7SECRET," * 20_000


def _handed_in(world: World, client: Client) -> tuple[Document, Path]:
    """A document of the client, and where it lies on the disk."""
    world.jobs(client, 1, files=[("list.csv", "text/csv", CONTENT)])
    with unit_of_work(only(client.id)):
        document = db.session.scalars(select(Document)).one()
    key = document.storage_key
    base = world.house.extensions["settings"].storage_dir
    return document, base / key[:2] / key[2:4] / key


def test_a_file_lies_sealed_and_is_given_back_as_it_was_whole_and_in_part(world: World, web: House) -> None:
    client = world.client()
    document, path = _handed_in(world, client)
    signed_in = cookie(web, world.person("submitter", tenant=client))
    assert b"QX7SECRET" not in path.read_bytes()
    browser = web.test_client(use_cookies=False)
    address, headers = f"/documents/{document.id}/file", {"Cookie": signed_in}
    whole = browser.get(address, headers=headers)
    assert (whole.status_code, whole.data) == (200, CONTENT)
    assert whole.headers["Content-Length"] == str(len(CONTENT))
    assert whole.headers["Content-Disposition"] == "attachment; filename=list.csv"
    assert "no-store" in whole.headers["Cache-Control"]
    part = browser.get(address, headers=headers | {"Range": "bytes=100000-100009"})
    assert (part.status_code, part.data) == (206, CONTENT[100_000:100_010])
    assert part.headers["Content-Range"] == f"bytes 100000-100009/{len(CONTENT)}"
    assert browser.get(address, headers=headers | {"Range": "bytes=999999-"}).status_code == 416


def test_open_files_are_sealed_by_command_and_follow_a_new_key(world: World) -> None:
    document, path = _handed_in(world, world.client())
    path.write_bytes(CONTENT)  # as it lay before files were sealed
    store: ContentStore = world.house.extensions["storage"]
    assert store.of(document.tenant_id).get(document.storage_key) == CONTENT
    assert _seal(store) == 1
    assert b"QX7SECRET" not in path.read_bytes()
    assert _seal(store) == 0
    old, new = world.house.extensions["settings"].field_keys[0], os.urandom(32)
    assert _seal(ContentStore(path.parents[2], FieldCipher({0: old, 1: new}))) >= 1
    got = (
        ContentStore(path.parents[2], FieldCipher({1: new})).of(document.tenant_id).get(document.storage_key)
    )
    assert hashlib.sha256(got).hexdigest() == document.sha256


def _seal(store: ContentStore) -> int:
    done = 0
    for first in "0123456789abcdef":
        with unit_of_work(everyone(reason="a test seals files").reading()):
            used = contents_in_use(first)
        done += sum(
            operations.seal_contents(store=store, used=used, prefix=first + second)
            for second in "0123456789abcdef"
        )
    return done
