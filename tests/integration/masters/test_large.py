"""Large files: taken in at once, read and put into force by workers, never by halves, whoever dies."""

import io
import os
import signal
from typing import Any, NoReturn

import psycopg
import pytest
from openpyxl import Workbook

from bpo.app import create_app
from bpo.masters import queries
from bpo.masters import service as masters
from bpo.masters.models import MasterChange
from bpo.masters.service import under_way, writing
from bpo.platform import clock
from bpo.platform.db import unit_of_work
from bpo.platform.errors import Conflict, Invalid
from bpo.platform.scope import client as as_client
from bpo.platform.scope import only
from config.settings import Settings
from tests.factories.world import NOW, World
from tests.integration.masters.test_api import Program, alder, program  # noqa: F401 - fixtures
from tests.integration.masters.test_lists import IBAN, Clerk
from workers import outbox

ROWS = 2_600
BAD = 5


def lines(first: int = 0, *, word: str = "Vendor", count: int = ROWS) -> str:
    """A file of many vendors, long enough for a worker; the last ones have no name."""
    rows = [
        f"V{number:06};{word} {number} Handels- und Vertriebsgesellschaft mbH;;DE;Y"
        for number in range(first, first + count)
    ]
    rows += [f"X{number:06};;;DE;Y" for number in range(BAD)]
    return "vendor_id;name;iban;country;po_required\n" + "\n".join(rows)


def stand(clerk: Clerk, change: MasterChange) -> MasterChange:
    with unit_of_work(only(clerk.client.id).reading()):
        return queries.get_change(clerk.client.id, change.id)


def count(clerk: Clerk) -> int:
    with unit_of_work(only(clerk.client.id).reading()):
        known = queries.how_they_stand(clerk.client.id).get("vendors")
    return known.rows if known else 0


@pytest.fixture
def clerk(world: World) -> Clerk:
    return Clerk(world, world.client())


def test_a_large_file_waits_for_a_worker_twice_and_for_a_person_between(clerk: Clerk, world: World) -> None:
    change = clerk.look_at(lines())
    assert (change.state, change.counts) == ("reading", {})
    world.follow(NOW)
    read = stand(clerk, change)
    assert (read.state, read.counts["new"], read.counts["refused"]) == ("looked_at", ROWS, BAD)
    assert read.problems[0] == {"row": ROWS + 2, "column": "name", "message": "Is missing."}
    with pytest.raises(Invalid):
        clerk.confirm(change)
    clerk.confirm(change, partly=True)
    assert (stand(clerk, change).state, count(clerk)) == ("going_in", 0)
    with pytest.raises(Conflict, match="right now"):
        clerk.save({"vendor_id": "V9", "name": "Other"})
    world.follow(NOW)
    assert (stand(clerk, change).state, stand(clerk, change).progress) == ("applied", None)
    assert count(clerk) == ROWS
    back = clerk.undo(change)
    assert (back.state, count(clerk)) == ("going_in", ROWS)
    world.follow(NOW)
    assert (stand(clerk, back).state, stand(clerk, change).state, count(clerk)) == ("applied", "undone", 0)
    assert stand(clerk, back).counts["removed"] == ROWS


def test_what_cannot_be_this_list_is_told_at_once_or_by_the_worker(clerk: Clerk, world: World) -> None:
    with pytest.raises(Invalid) as refused:
        clerk.look_at(lines().replace("vendor_id", "colour", 1))
    assert "Not found: Vendor number" in refused.value.errors["file"][0]
    with pytest.raises(Invalid) as doubled:
        clerk.look_at(lines().replace("country", "Name", 1))
    assert "Two columns are called “Name”" in doubled.value.errors["file"][0]
    damaged = clerk.look_at(lines() + '\nV9;"never closed;;;\n')
    world.follow(NOW)
    read = stand(clerk, damaged)
    assert read.state == "refused"
    assert f"Row {ROWS + BAD + 2} cannot be read as CSV" in read.reason
    assert count(clerk) == 0


def test_merged_cells_and_a_guessed_encoding_are_told(clerk: Clerk) -> None:
    book, content = Workbook(), io.BytesIO()
    sheet = book.active
    for row in (["vendor_id", "name", "country"], ["V1", "One", "DE"], ["V2", "", "DE"]):
        sheet.append(row)
    sheet.merge_cells("B2:B3")
    book.save(content)
    with pytest.raises(Invalid) as refused:
        clerk.look_at(content.getvalue(), name="v.xlsx")
    assert "Cells are merged (B2:B3)" in refused.value.errors["file"][0]
    guessed = clerk.look_at("vendor_id;name\nV1;Mühle\n".encode("cp1252"))
    assert "taken for Windows-1252. Look at letters such as in “Mühle”" in guessed.reason
    assert clerk.look_at("vendor_id;name\nV1;Mühle\n").reason == ""


def test_what_is_dropped_while_it_waits_stays_out(clerk: Clerk, world: World) -> None:
    change = clerk.look_at(lines())
    drop(clerk, change)
    world.follow(NOW)
    assert (stand(clerk, change).state, count(clerk)) == ("dropped", 0)


def drop(clerk: Clerk, change: MasterChange) -> None:
    with unit_of_work(as_client(clerk.client.id)):
        masters.drop(change=queries.get_change(clerk.client.id, change.id, lock=True))


def test_what_is_dropped_while_a_worker_writes_it_is_written_by_no_half(
    clerk: Clerk, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    change = clerk.look_at(lines())
    world.follow(NOW)
    clerk.confirm(change, partly=True)
    real = writing.begin

    def begin(*args: Any, **kwargs: Any) -> None:
        real(*args, **kwargs)
        with world.house.app_context():
            drop(clerk, change)

    monkeypatch.setattr(writing, "begin", begin)
    world.follow(NOW)
    world.settle(NOW)
    assert (stand(clerk, change).state, count(clerk)) == ("dropped", 0)


def test_a_list_changed_in_between_is_not_overwritten(clerk: Clerk, world: World) -> None:
    change = clerk.look_at(lines())
    world.follow(NOW)
    clerk.save({"vendor_id": "V000001", "name": "Somebody else", "iban": IBAN})
    clerk.confirm(change, partly=True)
    world.follow(NOW)
    read = stand(clerk, change)
    assert (read.state, count(clerk)) == ("refused", 1)
    assert "would do something else now" in read.reason


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("where", ["end", "begin", "done"])
def test_a_worker_killed_in_the_middle_leaves_the_list_as_it_was_and_another_does_it(
    where: str, clerk: Clerk, world: World, settings: Settings, admin_dsn: str
) -> None:
    change = clerk.look_at(lines())
    world.follow(NOW)
    clerk.confirm(change, partly=True)
    pid = os.fork()
    if pid == 0:
        try:
            _die_at(where, settings)
        finally:
            os._exit(99)
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status)
    assert os.WTERMSIG(status) == signal.SIGKILL
    waits = stand(clerk, change)
    assert (waits.state, count(clerk)) == ("going_in", 0)
    world.follow(NOW)
    assert (stand(clerk, change).state, count(clerk)) == ("applied", ROWS)
    with psycopg.connect(admin_dsn) as admin:
        versions = admin.execute("SELECT count(*), max(version) FROM master_row").fetchone()
    assert versions == (ROWS, 1)


def _die_at(where: str, settings: Settings) -> None:
    """What a worker does, and its end after that much of it."""
    house = create_app(settings, worker=True)
    real = getattr(writing, where)

    def last(*args: Any, **kwargs: Any) -> NoReturn:
        real(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError("survived SIGKILL")

    setattr(writing, where, last)
    with house.app_context():
        outbox.follow(lambda: NOW)


def test_how_far_a_worker_is_can_be_seen_before_it_is_done(
    clerk: Clerk, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workers.importing.TOLD_EVERY", 0.0)
    seen = []
    real = under_way.note_progress

    def note(**said: Any) -> None:
        real(**said)
        seen.append((said["phase"], said["done"], said["total"]))

    monkeypatch.setattr(masters, "note_progress", note)
    change = clerk.look_at(lines())
    world.follow(NOW)
    clerk.confirm(change, partly=True)
    world.follow(NOW)
    assert ("checking", 2_000, ROWS + BAD) in seen
    assert ("comparing", 1_000, ROWS + BAD) in seen
    assert ("writing", 0, ROWS) in seen


def test_a_program_is_told_where_to_ask(program: Program, world: World) -> None:  # noqa: F811
    taken = program.send(lines().encode(), partly="true")
    assert (taken.status_code, taken.json["state"], taken.json["applied"]) == (202, "reading", False)
    url = taken.headers["Location"]
    assert program.call("GET", url).json["state"] == "reading"
    world.follow(clock.now())
    done = program.call("GET", url).json
    assert (done["state"], done["applied"], done["counts"]["new"]) == ("applied", True, ROWS)
    assert len(done["problems"]) == BAD
    refused = program.send(lines(first=10_000).encode())
    world.follow(clock.now())
    said = program.call("GET", refused.headers["Location"]).json
    assert (said["state"], said["reason"]) == ("refused", f"{BAD} rows are refused. Nothing was changed.")
    tried = program.send(lines(first=20_000).encode(), dry_run="true")
    world.follow(clock.now())
    said = program.call("GET", tried.headers["Location"]).json
    assert (said["state"], said["counts"]["new"]) == ("dropped", ROWS)
    assert program.call("GET", url.replace("vendors", "purchase_orders")).status_code == 404
