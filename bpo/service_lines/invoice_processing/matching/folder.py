"""Books and policy from the files of a folder: what `./run match DIR` works by."""

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from bpo.catalog.rules import Record
from bpo.platform.files import media
from bpo.platform.sheets.cells import Unreadable, decimal_mark_of, read_number, tidy

from ..record import CREDIT_TYPES, to_decimal
from .books import WITHDRAWN, Booked, Order, Vendor, line_key, number, order_of_rows, text, vendor_of_row
from .pairing import Pair
from .policy import Policy, policy_of_words
from .quantities import quantity_of

ZERO = Decimal(0)
NUMBERS = ("qty", "quantity", "unit_price", "price", "qty_received", "gross")
"""Columns whose values are numbers, by whatever name a list may call them."""


class UnreadableFolder(Exception):
    """The folder lacks what a match needs, or a file in it cannot be read; the message says which."""


@dataclass
class FolderBooks:
    """`Books` from CSV files. What earlier invoices of the folder billed is added by `note`."""

    folder: Path
    _noted: dict[str, list[Booked]] = field(default_factory=dict)
    _billed: dict[str, dict[str, Decimal]] = field(default_factory=dict)

    def _rows(self, name: str) -> list[dict[str, str]]:
        path = self.folder / f"{name}.csv"
        if not path.exists():
            return []
        content = path.read_bytes()
        whole = content.decode(media.text_encoding(content), errors="replace").removeprefix("\ufeff")
        separator = max(",;\t", key=whole.split("\n", 1)[0].count)
        return _plain_numbers(
            [
                {_title(key): value or "" for key, value in row.items() if isinstance(value, str | None)}
                for row in csv.DictReader(io.StringIO(whole), delimiter=separator)
            ],
            usual="." if separator == "," else ",",
        )

    @cached_property
    def _vendors(self) -> tuple[Vendor, ...]:
        return tuple(vendor_of_row(row) for row in self._rows("vendor_master"))

    @cached_property
    def _orders(self) -> tuple[Order, ...]:
        lines, receipts = self._by_po("purchase_order_lines"), self._by_po("goods_receipts")
        return tuple(
            order_of_rows(row, lines.get(text(row, "po"), []), receipts.get(text(row, "po"), []))
            for row in self._rows("purchase_orders")
        )

    def _by_po(self, name: str) -> dict[str, list[dict[str, str]]]:
        found: dict[str, list[dict[str, str]]] = {}
        for row in self._rows(name):
            found.setdefault(text(row, "po"), []).append(row)
        return found

    @cached_property
    def _history(self) -> dict[str, list[Booked]]:
        found: dict[str, list[Booked]] = {}
        for row in self._rows("invoice_history"):
            if text(row, "status").casefold() in WITHDRAWN:
                continue
            found.setdefault(text(row, "vendor_id"), []).append(
                Booked(
                    number=text(row, "number"),
                    issue_date=text(row, "date", "issue_date")[:10],
                    gross=number(row, "gross"),
                    currency=text(row, "currency").upper(),
                )
            )
        return found

    @cached_property
    def keeps_vendors(self) -> bool:
        """Whether the folder has a list of vendors."""
        return (self.folder / "vendor_master.csv").exists()

    @cached_property
    def keeps_orders(self) -> bool:
        """Whether the folder has a list of orders."""
        return (self.folder / "purchase_orders.csv").exists()

    @cached_property
    def keeps_receipts(self) -> bool:
        """Whether the folder has a list of receipts."""
        return (self.folder / "goods_receipts.csv").exists()

    def vendors_like(self, *, vat_id: str, name: str, iban: str) -> Sequence[Vendor]:
        """All vendors of the folder."""
        return self._vendors

    def orders_like(self, reference: str) -> Sequence[Order]:
        """All orders of the folder."""
        return self._orders

    def booked(self, vendor_id: str) -> Sequence[Booked]:
        """The vendor's history, then the invoices of the folder that came before."""
        return [*self._history.get(vendor_id, []), *self._noted.get(vendor_id, [])]

    def billed(self, po: str) -> Mapping[str, Decimal]:
        """What invoices of the folder that were released before billed of the order."""
        return self._billed.get(po, {})

    def note(
        self, record: Record, vendor: Vendor | None, pairs: Sequence[Pair], *, file: str, released: bool
    ) -> None:
        """Remember an invoice of the folder: its number in any case, what it billed where it was released."""
        credit = record.get("type_code") in CREDIT_TYPES
        if vendor is not None and record.get("number"):
            self._noted.setdefault(vendor.vendor_id, []).append(
                Booked(
                    number=str(record["number"]),
                    issue_date=str(record.get("issue_date") or ""),
                    gross=to_decimal(record.get("gross")),
                    currency=str(record.get("currency") or ""),
                    reference=file,
                    credit=credit,
                )
            )
        for pair in pairs if released and not credit else ():
            if pair.ordered is not None:
                lines = self._billed.setdefault(pair.ordered.po, {})
                key = line_key(pair.ordered.line)
                lines[key] = lines.get(key, ZERO) + (quantity_of(pair) or ZERO)


def _title(key: str | None) -> str:
    """A column's title as it is looked up: "Qty Received" is qty_received."""
    return re.sub(r"[\s-]+", "_", (key or "").strip().casefold())


def _plain_numbers(rows: list[dict[str, str]], *, usual: str) -> list[dict[str, str]]:
    """The rows with a point in their numbers, whichever mark the list writes; `usual` where nothing proves it."""
    cells = [(row, column) for row in rows for column in NUMBERS if row.get(column)]
    if not any("," in row[column] for row, column in cells):
        return rows
    mark = decimal_mark_of(row[column] for row, column in cells) or usual
    for row, column in cells:
        with suppress(Unreadable):  # what is no number stays as it is, and counts as not stated
            row[column] = str(read_number(tidy(row[column]), mark))
    return rows


def read_policy(folder: Path) -> Policy:
    """The policy of a folder. UnreadableFolder where there is none or it is no JSON object."""
    path = folder / "policy.json"
    try:
        words = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise UnreadableFolder(f"{path}: {error}") from None
    if not isinstance(words, dict):
        raise UnreadableFolder(f"{path}: not an object")
    return policy_of_words(words)


def documents(folder: Path) -> list[Path]:
    """The invoices of a folder, in the order of their names."""
    invoices = folder / "invoices"
    if not invoices.is_dir():
        raise UnreadableFolder(f"{invoices}: no such folder")
    return sorted(path for path in invoices.rglob("*") if path.is_file() and not path.name.startswith("."))
