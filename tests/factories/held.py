"""Invoice processing held against planted data: what `assess` answers follows from the invoice's note."""

from dataclasses import replace

from bpo.catalog.rules import Assessment, DuplicateKey, Finding, Reading, Record, Reference, Severity
from bpo.platform.db import db
from bpo.service_lines.invoice_processing import WORK_TYPE as INVOICES


def assess(record: Record, reference: Reference) -> Assessment:
    """Crash, fail in the database, or name the earlier jobs of the same order and add an account to the first line."""
    match record.get("note"):
        case "crash":
            raise RuntimeError("planted")
        case "nowhere":
            return Assessment(
                additions=(Reading(path="lines.99.gl", value="1", confidence=1.0, method="vendor"),)
            )
        case "database":
            db.session.connection().exec_driver_sql("SELECT 1 / 0")
    earlier = reference.earlier("order", str(record.get("po_ref")))
    findings = tuple(
        Finding(code="ORDER_BILLED_BEFORE", message=f"{each.reference} {each.state}", severity=Severity.ASK)
        for each in earlier
    )
    rows = reference.rows("vendors", name=str(record.get("seller")))
    additions = tuple(
        Reading(path="lines.0.gl", value=row["default_gl"], confidence=1.0, method="vendor") for row in rows
    )
    return Assessment(findings=findings, additions=additions)


def keys(record: Record) -> tuple[DuplicateKey, ...]:
    """The order only, for looking up."""
    return (DuplicateKey(kind="order", value=str(record["po_ref"]), score=0),) if record.get("po_ref") else ()


WORK_TYPE = replace(INVOICES, assess=assess, duplicate_keys=keys)
