"""What the schedule throws away, and what it must not."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bpo.jobs.models import Document, IdempotencyKey
from bpo.operations import queries
from bpo.operations import service as operations
from bpo.platform.crypto import FieldCipher
from bpo.platform.db import db, unit_of_work
from bpo.platform.ids import new_id
from bpo.platform.scope import everyone, only
from bpo.platform.storage import ContentStore, NoSuchContent
from bpo.rooms import load_models
from bpo.workqueue.service import PageCache
from bpo.workqueue.service.page_cache import KEPT
from tests.factories.world import NOW
from workers import schedule

XML = ("invoice.xml", "application/xml", b"<Invoice/>")


@pytest.fixture
def store(world) -> ContentStore:
    found = world.house.extensions["storage"]
    for path in _files(world):
        path.unlink()
    return found


def _files(world) -> list[Path]:
    return [path for path in world.house.extensions["settings"].storage_dir.glob("??/??/*") if path.is_file()]


def age(world, moment: datetime) -> None:
    """Let all that is stored have been stored at the moment."""
    for path in _files(world):
        os.utime(path, (moment.timestamp(), moment.timestamp()))


def sweep_all(store: ContentStore, now: datetime) -> int:
    """Sixteen days of the daily sweep."""
    gone = 0
    for day in range(operations.SHARDS):
        with unit_of_work(everyone(reason="a sweep in a test")):
            gone += operations.forget_unused_contents(store=store, now=now + timedelta(days=day))
    return gone


def test_a_file_that_no_row_names_goes_and_all_others_stay(world, store):
    client = world.client()
    world.jobs(client, 1, files=[XML])
    lost = [store.of(client.id).put(b"rolled back").key for _ in range(20)]
    with unit_of_work(only(client.id)):
        kept = set(db.session.scalars(select(Document.storage_key)))
    age(world, NOW - timedelta(days=2))
    assert sweep_all(store, NOW) == 20
    assert {path.name for path in _files(world)} == kept
    for key in lost:
        with pytest.raises(NoSuchContent):
            store.of(client.id).get(key)
    assert sweep_all(store, NOW) == 0


def test_what_was_stored_a_moment_ago_stays_whoever_names_it(world, store):
    """Its transaction may still be under way."""
    store.of(new_id()).put(b"about to be named")
    age(world, NOW + timedelta(days=operations.SHARDS))
    assert sweep_all(store, NOW) == 0
    assert len(_files(world)) == 1


def test_a_rolled_back_hand_in_leaves_a_file_for_the_sweep_only(world, store):
    client = world.client()
    with unit_of_work(only(client.id)):
        store.of(client.id).put(b"an invoice")
        db.session.rollback()
    age(world, NOW - timedelta(days=2))
    assert sweep_all(store, NOW) == 1


def test_the_files_of_another_database_are_left_alone(world, store, caplog):
    """An empty database beside a full store: after a restore, or by a wrong setting."""
    for number in range(operations.FEW * operations.SHARDS * 2):
        store.of(new_id()).put(str(number).encode())
    age(world, NOW - timedelta(days=2))
    before = len(_files(world))
    sweep_all(store, NOW)
    assert len(_files(world)) > before * 0.9
    assert "is this their database?" in caplog.text


def test_unfinished_parts_go(world, store):
    part = world.house.extensions["settings"].storage_dir / "ab" / "cd" / "abcd.part"
    part.parent.mkdir(parents=True, exist_ok=True)
    part.write_bytes(b"half")
    age(world, NOW - timedelta(days=2))
    sweep_all(store, NOW)
    assert not part.exists()


def test_the_places_where_contents_are_named():
    load_models()
    named = {words.split(" FROM ")[1].split(",")[0].strip() for words in queries.names_of_contents()}
    assert named == {
        *("document", "delivered_file", "batch_release", "proposal", "payment_file", "closed_month"),
        *("master_change", "own_work_type"),
    }


def test_old_answers_to_programs_are_forgotten(world):
    client = world.client()
    with unit_of_work(only(client.id)):
        for key, days in (("old", 31), ("young", 29)):
            db.session.add(
                IdempotencyKey(
                    tenant_id=client.id,
                    id=new_id(),
                    key=key,
                    fingerprint="x",
                    status=201,
                    body={},
                    created_at=NOW - timedelta(days=days),
                )
            )
    with unit_of_work(everyone(reason="a sweep in a test")):
        schedule.forget_answers(NOW)
    with unit_of_work(only(client.id)):
        assert db.session.scalars(select(IdempotencyKey.key)).all() == ["young"]


def test_pages_go_by_age_and_the_oldest_by_size(tmp_path, monkeypatch):
    cache = PageCache(
        folder=tmp_path, sandbox=None, cipher=FieldCipher({0: bytes(32)}), load=lambda tenant_id, key: b""
    )
    for number, age_ in enumerate((timedelta(), timedelta(hours=1), timedelta(hours=2), KEPT * 2)):
        path = tmp_path / "ab" / f"{number}.png.sealed"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x" * 10)
        os.utime(path, ((NOW - age_).timestamp(),) * 2)
    (tmp_path / "ab" / "of-an-earlier-time.png").write_bytes(b"not sealed")
    assert cache.forget(NOW) == 2
    monkeypatch.setattr("bpo.workqueue.service.page_cache.MOST_BYTES", 25)
    assert cache.forget(NOW) == 1
    assert sorted(path.name for path in tmp_path.glob("??/*")) == ["0.png.sealed", "1.png.sealed"]


def test_the_schedule_does_them(world):
    done = {sweep.do for sweep in schedule.sweeps()}
    assert {schedule.forget_answers, schedule.forget_unused_contents, schedule.forget_pages} <= done
