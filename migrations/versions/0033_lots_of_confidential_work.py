"""Let lots of confidential work be seen by those cleared for it, like the work itself; and months closed before."""

import sqlalchemy as sa
from alembic import op

from migrations.wall import guard

revision = "0033"
down_revision = "0032"

READ = ("lot", "drawing", "job", "closed_month")


def upgrade() -> None:
    """Add the column, fill it from what stands in the lots, and have the policies ask."""
    op.add_column("lot", sa.Column("compartment", sa.Uuid(), nullable=True))
    for table in READ:  # the owner sees no rows but of a table that is not forced
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    op.execute(
        "UPDATE lot l SET compartment = d.compartment FROM drawing d"
        " WHERE d.tenant_id = l.tenant_id AND d.lot_id = l.id AND d.compartment IS NOT NULL"
    )
    op.execute(
        "UPDATE closed_month m SET compartments = coalesce((SELECT array_agg(DISTINCT j.compartment) FROM job j"
        " WHERE j.tenant_id = m.tenant_id AND j.compartment IS NOT NULL AND j.received_at <= m.closed_at), '{}')"
    )
    for table in READ:
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    guard("lot")
