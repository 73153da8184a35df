"""Give the provider's people notices of promises in danger, and of what automation gave up."""

import sqlalchemy as sa
from alembic import op

from migrations.wall import wall

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Make the table, which clients have no right on at all."""
    op.create_table(
        "notice",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_notice_tenant_id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "job_id"], ["job.tenant_id", "job.id"], name=op.f("fk_notice_tenant_id_job_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_notice")),
        sa.UniqueConstraint(
            "tenant_id", "person_id", "event_id", name=op.f("uq_notice_tenant_id_person_id_event_id")
        ),
    )
    op.create_index(
        "ix_notice_unread",
        "notice",
        ["tenant_id", "person_id", "created_at"],
        postgresql_where=sa.text("read_at IS NULL"),
    )
    wall("notice", client="")
