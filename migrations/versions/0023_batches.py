"""Let batches have a header, be proven against it, and be released with files of their own."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations.wall import wall

revision = "0023"
down_revision = "0022"

ONLY_ADD = "SELECT, INSERT"
"""What was released is not changed afterwards."""


def _of_a_batch(name: str, *columns: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("batch_id", sa.Uuid(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f(f"fk_{name}_tenant_id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "batch_id"],
            ["batch.tenant_id", "batch.id"],
            name=op.f(f"fk_{name}_tenant_id_batch_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f(f"pk_{name}")),
    )


def upgrade() -> None:
    """Make the columns and tables; no batch there is has a header."""
    for column in ("header", "proof"):
        op.add_column("batch", sa.Column(column, JSONB(), nullable=True))
    op.add_column("batch", sa.Column("proven_at", sa.DateTime(timezone=True), nullable=True))
    _of_a_batch(
        "batch_release",
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("header", JSONB(), nullable=False),
        sa.Column("proof", JSONB(), nullable=False),
        sa.Column("files", JSONB(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.UniqueConstraint(
            "tenant_id", "batch_id", "version", name=op.f("uq_batch_release_tenant_id_batch_id_version")
        ),
    )
    _of_a_batch(
        "batch_place",
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("passed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["tenant_id", "job_id"],
            ["job.tenant_id", "job.id"],
            name=op.f("fk_batch_place_tenant_id_job_id"),
        ),
        sa.UniqueConstraint("tenant_id", "job_id", name=op.f("uq_batch_place_tenant_id_job_id")),
    )
    op.create_index("ix_batch_place_batch", "batch_place", ["tenant_id", "batch_id"])
    wall("batch_release", client="SELECT", staff=ONLY_ADD, system=ONLY_ADD)
    wall("batch_place", client="")
