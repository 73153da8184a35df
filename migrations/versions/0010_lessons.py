"""Keep what corrections teach about a client's vendors, and how it did in later jobs."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations.wall import wall

revision = "0010"
down_revision = "0009"

KEEP = "SELECT, INSERT, UPDATE"
"""What was learnt is taken back, never deleted."""
JOB = ["job.tenant_id", "job.id"]


def upgrade() -> None:
    """Make both tables with their walls; clients read and take back, workers write."""
    op.create_table(
        "lesson",
        sa.Column("work_type", sa.String(), nullable=False),
        sa.Column("subjects", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("subject_name", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("data", JSONB(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("learnt_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by_name", sa.String(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("kind IN ('place', 'value')", name=op.f("ck_lesson_kind")),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_lesson_tenant_id")),
        sa.ForeignKeyConstraint(["tenant_id", "job_id"], JOB, name=op.f("fk_lesson_tenant_id_job_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_lesson")),
    )
    op.create_index("ix_lesson_subjects", "lesson", ["subjects"], postgresql_using="gin")
    op.create_index("ix_lesson_job", "lesson", ["tenant_id", "job_id"])
    op.create_index("ix_lesson_learnt", "lesson", ["tenant_id", "learnt_at", "id"])
    op.create_table(
        "lesson_trial",
        sa.Column("lesson_id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("right", sa.Boolean(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_lesson_trial_tenant_id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "lesson_id"],
            ["lesson.tenant_id", "lesson.id"],
            name=op.f("fk_lesson_trial_tenant_id_lesson_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id", "job_id"], JOB, name=op.f("fk_lesson_trial_tenant_id_job_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_lesson_trial")),
        sa.UniqueConstraint(
            "tenant_id", "lesson_id", "job_id", name=op.f("uq_lesson_trial_tenant_id_lesson_id_job_id")
        ),
    )
    op.create_index("ix_lesson_trial_job", "lesson_trial", ["tenant_id", "job_id"])
    wall("lesson", client="SELECT, UPDATE", staff=KEEP)
    wall("lesson_trial", client="SELECT", staff=KEEP)
