"""Keep what results ask to be paid, and the files that pay them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations.wall import wall

revision = "0013"
down_revision = "0012"

NOTHING_DELETED = "SELECT, INSERT, UPDATE"
AT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make both tables with their walls: workers list what is due, clients make files of it."""
    op.create_table(
        "payment_file",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("work_type", sa.String(), nullable=False),
        sa.Column("lines", JSONB(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("storage_key", sa.String(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_by_name", sa.String(), nullable=False),
        sa.Column("made_at", AT, nullable=False),
        sa.Column("voided_by_name", sa.String(), nullable=True),
        sa.Column("void_reason", sa.String(), nullable=True),
        sa.Column("voided_at", AT, nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("(voided_at IS NULL) = (void_reason IS NULL)", name=op.f("ck_payment_file_void")),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_payment_file_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_payment_file")),
        sa.UniqueConstraint("tenant_id", "number", name=op.f("uq_payment_file_tenant_id_number")),
    )
    op.create_table(
        "payment_due",
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("work_type", sa.String(), nullable=False),
        sa.Column("payee", sa.String(), nullable=False),
        sa.Column("amount", sa.Numeric(18, 2), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("approved", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("payment_file_id", sa.Uuid(), nullable=True),
        sa.Column("corrected", sa.Boolean(), nullable=False),
        sa.Column("entered_at", AT, nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_payment_due_tenant_id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "job_id"],
            ["job.tenant_id", "job.id"],
            name=op.f("fk_payment_due_tenant_id_job_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "payment_file_id"],
            ["payment_file.tenant_id", "payment_file.id"],
            name=op.f("fk_payment_due_tenant_id_payment_file_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_payment_due")),
        sa.UniqueConstraint("tenant_id", "job_id", name=op.f("uq_payment_due_tenant_id_job_id")),
    )
    op.create_index(
        "ix_payment_due_open",
        "payment_due",
        ["tenant_id", "day", "id"],
        postgresql_where=sa.text("payment_file_id IS NULL"),
    )
    op.create_index("ix_payment_due_file", "payment_due", ["tenant_id", "payment_file_id"])
    wall("payment_file", client=NOTHING_DELETED, staff="SELECT")
    wall("payment_due", client="SELECT, UPDATE")
