"""Folding: delta rows become one row a key."""

from datetime import datetime

from sqlalchemy import text

from bpo.platform.db import db

FOLD = text(
    """
    WITH gone AS (
        DELETE FROM tally WHERE (tenant_id, id) IN (
            SELECT tenant_id, id FROM tally WHERE event_id IS NOT NULL LIMIT :limit)
        RETURNING tenant_id, work_type, day, measure, compartment, amount),
    summed AS (
        SELECT tenant_id, work_type, day, measure, compartment, sum(amount) AS amount
          FROM gone GROUP BY 1, 2, 3, 4, 5),
    kept AS (
        UPDATE tally t SET amount = t.amount + s.amount FROM summed s
         WHERE t.event_id IS NULL AND t.tenant_id = s.tenant_id AND t.work_type = s.work_type AND t.day = s.day
           AND t.measure = s.measure AND t.compartment IS NOT DISTINCT FROM s.compartment
        RETURNING t.tenant_id, t.work_type, t.day, t.measure, t.compartment)
    INSERT INTO tally (tenant_id, id, work_type, day, measure, amount, event_id, compartment)
    SELECT s.tenant_id, gen_random_uuid(), s.work_type, s.day, s.measure, s.amount, NULL, s.compartment FROM summed s
     WHERE NOT EXISTS (SELECT 1 FROM kept k WHERE k.tenant_id = s.tenant_id AND k.work_type = s.work_type
                          AND k.day = s.day AND k.measure = s.measure
                          AND k.compartment IS NOT DISTINCT FROM s.compartment)
    RETURNING id
    """
)


def fold(*, now: datetime, limit: int = 20_000) -> None:
    """Sum delta rows into one row for each client × work type × day × measure. Runs in the system's scope."""
    db.session.execute(FOLD, {"limit": limit})
