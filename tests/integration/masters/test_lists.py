"""Lists on PostgreSQL: imported, changed, taken back, looked up, behind the wall."""

from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from sqlalchemy import event, select

from bpo.catalog.registry import work_type
from bpo.catalog.rules import MasterList
from bpo.events.models import Event
from bpo.jobs.models import Job
from bpo.jobs.queries import get_job
from bpo.masters import queries
from bpo.masters import service as masters
from bpo.masters.models import MasterChange
from bpo.platform.caller import Caller
from bpo.platform.db import db, unit_of_work
from bpo.platform.errors import Conflict, Invalid, NotFound
from bpo.platform.scope import client as as_client
from bpo.platform.scope import only
from bpo.platform.sheets.reading import SheetLimits, csv_rows
from tests.factories.world import INVOICES, NOW, Client, World

IBAN = "DE89370400440532013000"
FILE = f"""vendor_id;Name;IBAN;vat_id;po_required
V1;Mühle Hartmann KG;{IBAN};;Y
V2;Harrow IT;;;nein
"""


def a_list(client: Client, key: str = "vendors") -> MasterList:
    return queries.list_of(client.id, key, NOW)


class Clerk:
    """A client's manager at work on its lists."""

    def __init__(self, world: World, client: Client) -> None:
        self.client = client
        self.who: Caller = world.person("approver", tenant=client)
        extensions = world.house.extensions
        self.office = masters.Office(
            storage=extensions["storage"], sandbox=extensions["sandbox"], file_bytes=10_000_000
        )

    def look_at(
        self, text: str | bytes, key: str = "vendors", *, replace: bool = False, name: str = "v.csv"
    ) -> Any:
        content = text.encode() if isinstance(text, str) else text
        with unit_of_work(as_client(self.client.id)):
            return masters.look_at(
                tenant_id=self.client.id,
                masters=a_list(self.client, key),
                name=name,
                content=content,
                replace=replace,
                by=self.who,
                office=self.office,
                now=NOW,
            )

    def confirm(self, change: MasterChange, *, partly: bool = False) -> None:
        with unit_of_work(as_client(self.client.id)):
            masters.confirm(
                change=queries.get_change(self.client.id, change.id, lock=True),
                masters=a_list(self.client, change.list_key),
                partly=partly,
                by=self.who,
                office=self.office,
                now=NOW,
            )

    def import_(
        self, text: str | bytes, key: str = "vendors", *, replace: bool = False, partly: bool = False
    ) -> Any:
        change = self.look_at(text, key, replace=replace)
        self.confirm(change, partly=partly)
        return change

    def undo(self, change: MasterChange) -> MasterChange:
        with unit_of_work(as_client(self.client.id)):
            return masters.undo(
                change=queries.get_change(self.client.id, change.id, lock=True),
                masters=a_list(self.client, change.list_key),
                by=self.who,
                now=NOW,
            )

    def save(
        self, cells: dict[str, str], identity: str | None = None, key: str = "vendors"
    ) -> MasterChange | None:
        with unit_of_work(as_client(self.client.id)):
            return masters.save_row(
                tenant_id=self.client.id,
                masters=a_list(self.client, key),
                cells=cells,
                identity=identity,
                by=self.who,
                storage=self.office.storage,
                now=NOW,
            )

    def rows(self, key: str = "vendors", **equal: str) -> list[dict[str, str]]:
        with unit_of_work(only(self.client.id).reading()):
            return queries.rows_equal(self.client.id, a_list(self.client, key), equal)

    def names(self) -> list[str]:
        return [row["name"] for row in self.rows()]


@pytest.fixture
def clerk(world: World) -> Clerk:
    return Clerk(world, world.client())


def test_nothing_is_in_force_before_it_is_confirmed(clerk: Clerk) -> None:
    change = clerk.look_at(FILE)
    assert change.counts == {"new": 2, "changed": 0, "unchanged": 0, "removed": 0, "refused": 0, "secrets": 0}
    assert clerk.rows() == []
    clerk.confirm(change)
    assert clerk.names() == ["Mühle Hartmann KG", "Harrow IT"]
    assert [row["po_required"] for row in clerk.rows()] == ["Y", "N"]
    with pytest.raises(Conflict):
        clerk.confirm(change)


def test_a_row_is_found_by_any_column_and_by_its_usual_value(clerk: Clerk) -> None:
    clerk.import_(FILE)
    assert [row["vendor_id"] for row in clerk.rows(iban=IBAN)] == ["V1"]
    assert [row["vendor_id"] for row in clerk.rows(name="Harrow IT", vendor_id="V2")] == ["V2"]
    assert [row["vendor_id"] for row in clerk.rows(po_required="N")] == ["V2"]
    assert [row["vendor_id"] for row in clerk.rows(status="active")] == ["V1", "V2"]
    assert [row["vendor_id"] for row in clerk.rows(iban="")] == ["V2"]
    assert clerk.rows(vendor_id="V3") == []
    with pytest.raises(KeyError):
        clerk.rows(colour="red")


def test_bad_rows_are_named_and_the_good_ones_go_in_only_when_agreed(clerk: Clerk) -> None:
    change = clerk.look_at(FILE + "V3;;;;\nV4;Four;DE00370400440532013000;;\n")
    assert change.counts["refused"] == 2
    assert [(each["row"], each["column"]) for each in change.problems] == [(4, "name"), (5, "iban")]
    with pytest.raises(Invalid):
        clerk.confirm(change)
    assert clerk.rows() == []
    clerk.confirm(change, partly=True)
    assert len(clerk.rows()) == 2


def test_merging_leaves_others_alone_and_replacing_closes_them_but_not_those_refused(clerk: Clerk) -> None:
    clerk.import_(FILE)
    clerk.import_("vendor_id,name\nV3,Three\n")
    assert clerk.names() == ["Mühle Hartmann KG", "Harrow IT", "Three"]
    change = clerk.import_("vendor_id,name\nV2,\nV3,Drei\n", replace=True, partly=True)
    assert change.counts == {"new": 0, "changed": 1, "unchanged": 0, "removed": 1, "refused": 1, "secrets": 0}
    assert clerk.names() == ["Harrow IT", "Drei"]


def test_undoing_brings_back_what_was_there(clerk: Clerk) -> None:
    clerk.import_(FILE)
    before = clerk.rows()
    change = clerk.import_("vendor_id,name\nV2,Two\nV3,Three\n", replace=True)
    assert clerk.names() == ["Two", "Three"]
    back = clerk.undo(change)
    assert clerk.rows() == before
    assert back.counts == {"new": 1, "changed": 1, "unchanged": 0, "removed": 1, "refused": 0, "kept": 0}
    with pytest.raises(Conflict):
        clerk.undo(change)
    clerk.undo(back)
    assert clerk.names() == ["Two", "Three"], "taking back can be taken back"


def test_undoing_leaves_alone_what_was_changed_since(clerk: Clerk) -> None:
    first = clerk.import_(FILE)
    clerk.save({"name": "Renamed", "vendor_id": "V1"}, identity="V1")
    back = clerk.undo(first)
    assert clerk.names() == ["Renamed"]
    assert (back.counts["kept"], back.counts["removed"]) == (1, 1)


def test_versions_tell_who_and_when_and_a_row_that_comes_back_counts_on(clerk: Clerk) -> None:
    clerk.import_(FILE)
    clerk.save({"vendor_id": "V2", "name": "Two"}, identity="V2")
    with unit_of_work(as_client(clerk.client.id)):
        masters.close_row(
            tenant_id=clerk.client.id,
            masters=a_list(clerk.client),
            row=queries.row_in_force(clerk.client.id, "vendors", "V2"),  # type: ignore[arg-type]
            by=clerk.who,
            now=NOW,
        )
    assert clerk.names() == ["Mühle Hartmann KG"]
    clerk.save({"vendor_id": "V2", "name": "Again"})
    with unit_of_work(only(clerk.client.id).reading()):
        versions = queries.versions_of(clerk.client.id, "vendors", "V2")
        assert [(row.version, row.cells["name"], row.superseded_at is None) for row, _ in versions] == [
            (3, "Again", True),
            (2, "Two", False),
            (1, "Harrow IT", False),
        ]
        assert {change.created_by_name for _, change in versions} == {clerk.who.name}
        said = db.session.scalars(select(Event.name).where(Event.name.startswith("masters."))).all()
    assert said == ["masters.changed"] * 4


OTHER_IBAN = "FR7630006000011234567890189"


def test_bank_details_of_a_row_in_force_are_changed_by_two(clerk: Clerk, world: World) -> None:
    clerk.import_(FILE)
    second = Clerk(world, clerk.client)
    by_file = clerk.look_at(f"vendor_id,iban,name\nV1,{OTHER_IBAN},Mühle\n")
    assert by_file.counts["secrets"] == 1
    with pytest.raises(Invalid):
        clerk.confirm(by_file)
    by_form = clerk.save({"vendor_id": "V1", "name": "=1.5", "iban": OTHER_IBAN}, identity="V1")
    assert by_form is not None
    assert by_form.state == "looked_at"
    assert clerk.rows(vendor_id="V1")[0]["iban"] == IBAN
    with pytest.raises(Invalid):
        clerk.confirm(by_form)
    second.confirm(by_form)
    assert (clerk.rows(vendor_id="V1")[0]["iban"], clerk.names()[0]) == (OTHER_IBAN, "=1.5")
    with pytest.raises(Conflict):
        second.confirm(by_file)


def test_a_new_row_with_a_bank_account_needs_one_person_only(clerk: Clerk) -> None:
    assert clerk.import_(FILE).counts["secrets"] == 0
    change = clerk.save({"vendor_id": "V9", "name": "Nine", "iban": OTHER_IBAN})
    assert change is not None
    assert change.state == "applied"


def test_what_names_a_row_stays_and_nothing_is_added_twice(clerk: Clerk) -> None:
    clerk.import_(FILE)
    with pytest.raises(Conflict):
        clerk.save({"vendor_id": "V9", "name": "Two"}, identity="V2")
    with pytest.raises(Conflict):
        clerk.save({"vendor_id": "V2", "name": "Two"})
    with pytest.raises(Invalid) as refused:
        clerk.save({"vendor_id": "V7", "iban": "DE00370400440532013000"})
    assert set(refused.value.errors) == {"name"}
    assert clerk.save({"vendor_id": "V2", "name": "Harrow IT"}, identity="V2") is None


def test_an_import_that_would_do_something_else_by_now_is_not_confirmed(clerk: Clerk) -> None:
    change = clerk.look_at(FILE)
    clerk.save({"vendor_id": "V1", "name": "One"})
    with pytest.raises(Conflict):
        clerk.confirm(change)
    assert clerk.names() == ["One"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_goes_out_comes_in_unchanged(clerk: Clerk, kind: str) -> None:
    clerk.import_(FILE + "=1+1;@SUM(A1);;;\n")
    with unit_of_work(only(clerk.client.id).reading()):
        known = a_list(clerk.client)
        whole = masters.as_file(clerk.client.id, known, kind, rows=True, secrets=True)
        hidden = masters.as_file(clerk.client.id, known, kind, rows=True, secrets=False)
    if kind == "csv":
        cells = [row.cells for row in csv_rows(whole, SheetLimits())]
        assert [cell for row in cells for cell in row if cell.startswith(("=", "@"))] == []
        assert IBAN.encode() not in hidden
    for content in (whole, hidden):
        change = clerk.look_at(content, name=f"v.{kind}", replace=True)
        assert change.counts == {
            "new": 0,
            "changed": 0,
            "unchanged": 3,
            "removed": 0,
            "refused": 0,
            "secrets": 0,
        }


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_numbers_go_out_as_numbers_and_pages_of_joined_names_do_not_overlap(clerk: Clerk, kind: str) -> None:
    rows = "".join(f"PO-1,{line},-{line}.5,2026-01-07\n" for line in range(1, 8))
    clerk.import_(f"po,line,qty_received,date\n{rows}", "goods_receipts")
    with unit_of_work(only(clerk.client.id).reading()):
        known = a_list(clerk.client, "goods_receipts")
        whole = masters.as_file(clerk.client.id, known, kind, rows=True, secrets=False)
        seen, after = [], ""
        while page := queries.rows_page(clerk.client.id, known, after=after, search="", limit=3):
            seen += [row.cells["line"] for row in page]
            after = page[-1].identity.strip()
    assert seen == [str(line) for line in range(1, 8)]
    if kind == "csv":
        assert b"PO-1,1,-1.5,2026-01-07," in whole
    counts = clerk.look_at(whole, "goods_receipts", name=f"g.{kind}", replace=True).counts
    assert (counts["unchanged"], counts["changed"], counts["removed"], counts["refused"]) == (7, 0, 0, 0)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"vendor_id,colour\nV1,red\n", "Not found: Name"),
        (b"%PDF-1.7\n%%EOF", "Please send a CSV table"),
        (b"PK\x03\x04broken", "Please"),
    ],
)
def test_a_file_that_is_not_the_list_is_refused_as_a_whole(clerk: Clerk, content: bytes, said: str) -> None:
    with pytest.raises(Invalid) as refused:
        clerk.look_at(content)
    assert said in refused.value.errors["file"][0]


def test_a_policy_is_one_row_with_versions_and_usual_values(clerk: Clerk) -> None:
    def policy() -> Callable[[str], str]:
        with unit_of_work(only(clerk.client.id).reading()):
            return queries.single_row(clerk.client.id, a_list(clerk.client, "invoice_policy")).__getitem__

    assert policy()("price_tolerance") == "2"
    clerk.save({"price_tolerance": "1.5", "our_legal_entity": "Alder"}, key="invoice_policy")
    clerk.save({"price_tolerance": "", "our_legal_entity": "Alder & Sons"}, key="invoice_policy")
    assert (policy()("price_tolerance"), policy()("our_legal_entity")) == ("2", "Alder & Sons")
    with unit_of_work(only(clerk.client.id).reading()):
        assert len(queries.versions_of(clerk.client.id, "invoice_policy", "")) == 2
    with pytest.raises(Invalid):
        clerk.save({"price_tolerance": "-1"}, key="invoice_policy")


def test_programs_put_rows_all_or_none_or_those_that_can_be_taken(clerk: Clerk) -> None:
    def put(*rows: dict[str, str], **how: bool) -> Any:
        options = {"replace": False, "partly": False, "dry_run": False} | how
        with unit_of_work(as_client(clerk.client.id)):
            return masters.put_rows(
                tenant_id=clerk.client.id,
                masters=a_list(clerk.client),
                rows=rows,
                by=clerk.who,
                storage=clerk.office.storage,
                now=NOW,
                **options,
            )

    good, bad = {"vendor_id": "V1", "name": "One"}, {"vendor_id": "V2"}
    change, found = put(good, bad)
    assert change is None
    assert [(each.row, each.column) for each in found.given.problems] == [(2, "name")]
    assert clerk.rows() == []
    assert put(good, dry_run=True)[0] is None
    assert put(good, bad, partly=True)[0] is not None
    assert put(good)[0] is None, "nothing new"
    assert clerk.names() == ["One"]


def test_another_clients_lists_are_not_there(clerk: Clerk, world: World) -> None:
    clerk.import_(FILE)
    other = Clerk(world, world.client())
    assert other.rows() == []
    other.import_("vendor_id,name\nV1,Theirs\n")
    assert clerk.rows(vendor_id="V1")[0]["name"] == "Mühle Hartmann KG"
    change = clerk.look_at("vendor_id,name\nV1,Mine\n")
    with unit_of_work(as_client(other.client.id)), pytest.raises(NotFound):
        queries.get_change(other.client.id, change.id)
    with unit_of_work(as_client(other.client.id)):
        assert queries.rows_equal(clerk.client.id, a_list(other.client), {}) == []


def test_a_job_is_held_against_its_own_clients_lists(clerk: Clerk, world: World) -> None:
    clerk.import_(FILE)
    other = Clerk(world, world.client())
    ours, theirs = world.job(clerk.client), world.job(other.client)

    def reference(client: Client, job_id: Any, scope: Any) -> masters.JobReference:
        job: Job = get_job([client.id], job_id)
        return masters.JobReference(job, work_type(INVOICES))

    both = only(clerk.client.id, other.client.id).reading()
    with unit_of_work(both):
        mine = reference(clerk.client, ours.job_id, both)
        assert [row["name"] for row in mine.rows("vendors", vendor_id="V1")] == ["Mühle Hartmann KG"]
        assert mine.rows("vendors", vendor_id="V1") is mine.rows("vendors", vendor_id="V1")
        assert reference(other.client, theirs.job_id, both).rows("vendors") == []
        assert mine.policy("invoice_policy")["currency"] == "EUR"
        with pytest.raises(KeyError):
            mine.rows("secrets")


def test_a_row_is_found_by_index_under_the_wall(clerk: Clerk, world: World, admin_dsn: str) -> None:
    """Not by reading the list: so that a client with a hundred thousand lines waits no longer than one with ten."""
    rows = "".join(f"PO-{number // 4},{number % 4},K{number},{number}.5,1.25\n" for number in range(4_000))
    clerk.import_(f"po,line,sku,qty,unit_price\n{rows}", "purchase_order_lines")
    world.follow(NOW)
    with psycopg.connect(admin_dsn, autocommit=True) as admin:
        admin.execute("ANALYZE master_row")
    asked: list[tuple[str, Any]] = []

    def listen(_: Any, __: Any, statement: str, parameters: Any, *more: Any) -> None:
        asked.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", listen)
    try:
        found = clerk.rows("purchase_order_lines", po="PO-77")
    finally:
        event.remove(db.engine, "before_cursor_execute", listen)
    assert [row["line"] for row in found] == ["0", "1", "2", "3"]
    statement, parameters = next(each for each in asked if "FROM master_row" in each[0])
    with unit_of_work(only(clerk.client.id).reading()):
        plan = "\n".join(
            row[0] for row in db.session.connection().exec_driver_sql(f"EXPLAIN {statement}", parameters)
        )
    assert "ix_master_row_term" in plan, plan
    assert "Seq Scan" not in plan, plan
