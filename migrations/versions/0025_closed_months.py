"""Keep closed months, version by version."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations.wall import wall

revision = "0025"
down_revision = "0024"

STANDINGS = "'closed', 'sent', 'confirmed', 'disputed', 'upheld', 'dismissed', 'replaced'"
ANSWERS = "standing, answer, answered_by_name, answered_at"
STANDS = "standing, sent_by_name, sent_at, settlement, settled_by_name, settled_at"
"""What a version says is nobody's to change: only where it stands, and what came of it."""
AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the table with its wall: account managers close months, clients answer what they were sent."""
    op.create_table(
        "closed_month",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("standing", sa.String(), nullable=False),
        sa.Column("contract_id", sa.Uuid(), nullable=False),
        sa.Column("report", JSONB(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("files", JSONB(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("closed_by_name", sa.String(), nullable=False),
        sa.Column("closed_at", AT, nullable=False),
        sa.Column("sent_by_name", sa.String(), nullable=True),
        sa.Column("sent_at", AT, nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("answered_by_name", sa.String(), nullable=True),
        sa.Column("answered_at", AT, nullable=True),
        sa.Column("settlement", sa.String(), nullable=True),
        sa.Column("settled_by_name", sa.String(), nullable=True),
        sa.Column("settled_at", AT, nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(f"standing IN ({STANDINGS})", name=op.f("ck_closed_month_standing")),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_closed_month_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_closed_month")),
        sa.UniqueConstraint(
            "tenant_id", "month", "version", name=op.f("uq_closed_month_tenant_id_month_version")
        ),
    )
    op.create_index("ix_closed_month_standing", "closed_month", ["tenant_id", "standing"])
    wall(
        "closed_month",
        client=f"SELECT, UPDATE({ANSWERS})",
        staff=f"SELECT, INSERT, UPDATE({STANDS})",
        system="SELECT",
    )
