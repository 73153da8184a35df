"""Keep the lists that clients give us to work by, every version of every row, and every change of them."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations.wall import wall

revision = "0008"
down_revision = "0007"

TERMS = tuple(f"term{place}" for place in range(8))
KEEP = "SELECT, INSERT, UPDATE"
"""Versions are closed, never deleted."""


def upgrade() -> None:
    """Make both tables with their walls."""
    _changes()
    _rows()
    for table in ("master_change", "master_row"):
        wall(table, client=KEEP, staff=KEEP)


def _changes() -> None:
    op.create_table(
        "master_change",
        sa.Column("list_key", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("storage_key", sa.String(), nullable=True),
        sa.Column("media_type", sa.String(), nullable=True),
        sa.Column("sheet", sa.String(), nullable=True),
        sa.Column("counts", JSONB(), nullable=False),
        sa.Column("problems", JSONB(), nullable=False),
        sa.Column("examples", JSONB(), nullable=False),
        sa.Column("undoes", sa.Uuid(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("created_by", sa.Uuid(), nullable=True),
        sa.Column("created_by_name", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("applied_by_name", sa.String(), nullable=True),
        sa.Column("applied_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("how IN ('file', 'api', 'form', 'undo')", name=op.f("ck_master_change_how")),
        sa.CheckConstraint("mode IN ('merge', 'replace')", name=op.f("ck_master_change_mode")),
        sa.CheckConstraint(
            "state IN ('looked_at', 'applied', 'undone', 'dropped')", name=op.f("ck_master_change_state")
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_master_change_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_master_change")),
    )
    op.create_index(
        "ix_master_change_list", "master_change", ["tenant_id", "list_key", sa.text("created_at DESC"), "id"]
    )


def _rows() -> None:
    op.create_table(
        "master_row",
        sa.Column("list_key", sa.String(), nullable=False),
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("cells", JSONB(), nullable=False),
        sa.Column("digest", sa.Uuid(), nullable=False),
        sa.Column("change_id", sa.Uuid(), nullable=False),
        sa.Column("valid_from", sa.DateTime(timezone=True), nullable=False),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        *(sa.Column(term, sa.Uuid(), nullable=True) for term in TERMS),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("superseded_at IS NOT NULL OR ended_by IS NULL", name=op.f("ck_master_row_ended")),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_master_row_tenant_id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "change_id"],
            ["master_change.tenant_id", "master_change.id"],
            name=op.f("fk_master_row_tenant_id_change_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "ended_by"],
            ["master_change.tenant_id", "master_change.id"],
            name=op.f("fk_master_row_tenant_id_ended_by"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_master_row")),
        sa.UniqueConstraint(
            "tenant_id",
            "list_key",
            "identity",
            "version",
            name=op.f("uq_master_row_tenant_id_list_key_identity_version"),
        ),
    )
    in_force = sa.text("superseded_at IS NULL")
    op.create_index(
        "uq_master_row_in_force",
        "master_row",
        ["tenant_id", "list_key", "identity"],
        unique=True,
        postgresql_where=in_force,
    )
    op.create_index("ix_master_row_change", "master_row", ["tenant_id", "change_id"])
    op.create_index("ix_master_row_ended", "master_row", ["tenant_id", "ended_by"])
    for term in TERMS:
        op.create_index(
            f"ix_master_row_{term}",
            "master_row",
            ["tenant_id", term],
            postgresql_where=sa.text(f"superseded_at IS NULL AND {term} IS NOT NULL"),
        )
