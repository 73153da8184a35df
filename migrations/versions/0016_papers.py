"""Keep working papers: what a step made that is too much for a job's record."""

import sqlalchemy as sa
from alembic import op

from migrations.wall import wall

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Make the table. A paper is made and read, never changed."""
    op.create_table(
        "job_paper",
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_job_paper_tenant_id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "job_id"], ["job.tenant_id", "job.id"], name=op.f("fk_job_paper_tenant_id_job_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_job_paper")),
    )
    op.create_index("ix_job_paper_job", "job_paper", ["tenant_id", "job_id", "name", sa.text("id DESC")])
    wall("job_paper", client="SELECT", staff="SELECT, INSERT")
