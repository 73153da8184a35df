"""`./run match DIR`: each invoice of a folder held against the lists in it, one JSON line each.

DIR holds `invoices/`, `policy.json`, and as CSV `vendor_master`, `purchase_orders`, `purchase_order_lines`,
`goods_receipts`, `invoice_history`; a list that is missing demands nothing.
"""

import json
import sys
from pathlib import Path
from typing import Any

from bpo.catalog.rules import Outcome, Severity, Source

from ..bank_change import announces_bank_change, notes_of
from ..capture import automate, kind_of
from ..cli import MAX_FILE
from ..official_rules import fatal_rules
from .document import check_document, rules_beside
from .engine import Match, match
from .folder import FolderBooks, UnreadableFolder, documents, read_policy
from .policy import Policy

APPROVED, ROUTED, EXCEPTION = "APPROVE_TOUCHLESS", "ROUTE_APPROVAL_NON_PO", "EXCEPTION"
NOTHING_READ = ("UNREADABLE", "NOT_AN_INVOICE", "PASSWORD_PROTECTED")
"""Findings of capture after which there is nothing to match."""


def main(arguments: list[str]) -> int:
    """Prints one line for each invoice under the folders; returns 0, or 2 where one cannot be read."""
    if not arguments:
        print("usage: ./run match DIR", file=sys.stderr)  # noqa: T201 - the command's own output
        return 2
    status = 0
    for given in arguments:
        try:
            policy, files = read_policy(Path(given)), documents(Path(given))
        except UnreadableFolder as error:
            print(error, file=sys.stderr)  # noqa: T201 - the command's own output
            status = 2
            continue
        books = FolderBooks(Path(given))
        for file in files:
            line = verdict(file, file.relative_to(given).as_posix(), books, policy)
            print(json.dumps(line, ensure_ascii=False), flush=True)  # noqa: T201 - the command's own output
    return status


def verdict(path: Path, name: str, books: FolderBooks, policy: Policy) -> dict[str, Any]:
    """What is printed for one file. Never raises for what a file contains: what cannot be judged is an exception."""
    try:
        content = path.read_bytes() if path.stat().st_size <= MAX_FILE else b""
    except OSError:
        content = b""
    source = Source(name=path.name, media_type="application/octet-stream", content=content)
    outcome = automate([source], {})
    try:
        held = match(outcome.record, books, policy)
        codes = _codes(outcome, content, held, policy)
    except ArithmeticError:  # numbers such as 1E+999999, which no invoice has
        return {"file": name, "action": EXCEPTION, "codes": ["AMOUNT_IMPLAUSIBLE"]}
    action = EXCEPTION if codes else APPROVED if held.against_order else ROUTED
    books.note(outcome.record, held.vendor, held.pairs, file=name, released=action == APPROVED)
    line: dict[str, Any] = {"file": name, "action": action, "codes": codes}
    if action == APPROVED:
        line["gl"] = {str(pair.billed.index + 1): pair.ordered.gl for pair in held.pairs if pair.ordered}
    return line


def _codes(outcome: Outcome, content: bytes, held: Match, policy: Policy) -> list[str]:
    """Every reason to stop, each once. What is found twice under two names is said once."""
    demanding = [finding for finding in outcome.findings if finding.severity is not Severity.NOTE]
    if any(finding.code in NOTHING_READ for finding in demanding):
        return sorted({finding.code for finding in demanding} - {"FIELD_MISSING"})
    by_itself = check_document(outcome.record, policy.as_of)
    codes = [finding.code for finding in (*by_itself, *held.findings)]
    xml = kind_of(content) == "xml"
    if xml and announces_bank_change(notes_of(content), known=held.vendor.ibans if held.vendor else ()):
        codes.append("IBAN_CHANGED")
    if xml and not codes:  # the standard has the last word on what nothing else has stopped
        codes = rules_beside(fatal_rules(content))
    if not codes:  # and what capture asks about is asked
        codes = [finding.code for finding in demanding]
    return list(dict.fromkeys(codes))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
