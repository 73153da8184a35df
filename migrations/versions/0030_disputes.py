"""Let clients dispute a result that they can no longer send back."""

import sqlalchemy as sa
from alembic import op

from migrations.wall import wall

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    """Make the table of disputes with its wall."""
    op.create_table(
        "dispute",
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=True),
        sa.Column("made_by_name", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("upheld", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_by_name", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("(decided_at IS NULL) = (upheld IS NULL)", name=op.f("ck_dispute_decided")),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_dispute_tenant_id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "job_id"], ["job.tenant_id", "job.id"], name=op.f("fk_dispute_tenant_id_job_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_dispute")),
    )
    op.create_index("ix_dispute_job", "dispute", ["tenant_id", "job_id"])
    op.create_index(
        "uq_dispute_open",
        "dispute",
        ["tenant_id", "job_id"],
        unique=True,
        postgresql_where=sa.text("decided_at IS NULL"),
    )
    wall("dispute", client="SELECT, INSERT")
