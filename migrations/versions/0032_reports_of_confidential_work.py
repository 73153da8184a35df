"""Let a closed month say which confidential work it tells of, and show it to those cleared for all of that."""

import sqlalchemy as sa
from alembic import op

from migrations.wall import EVERY

revision = "0032"
down_revision = "0031"

CLEARED = (
    "cardinality(compartments) = 0 OR compartments <@ (SELECT app_cleared())::uuid[]"
    f" OR {EVERY}::uuid = ANY ((SELECT app_cleared())::uuid[])"
)


def upgrade() -> None:
    """Add the column; a month closed before tells of all confidential work that had come in by then."""
    op.add_column(
        "closed_month",
        sa.Column("compartments", sa.ARRAY(sa.Uuid()), server_default="{}", nullable=False),
    )
    op.execute(
        "UPDATE closed_month m SET compartments = coalesce((SELECT array_agg(DISTINCT j.compartment) FROM job j"
        " WHERE j.tenant_id = m.tenant_id AND j.compartment IS NOT NULL AND j.received_at <= m.closed_at), '{}')"
    )
    op.alter_column("closed_month", "compartments", server_default=None)
    for role in ("bpo_tenant", "bpo_staff"):
        op.execute(
            f"CREATE POLICY cleared_{role[4:]} ON closed_month AS RESTRICTIVE FOR ALL TO {role}"
            f" USING ({CLEARED}) WITH CHECK ({CLEARED})"
        )
