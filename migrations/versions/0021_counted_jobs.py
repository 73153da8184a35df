"""Keep what each finished job counts as, and what is planned of people's time."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.wall import guard, wall

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Make the table beside the rollups; a client reads its own."""
    op.create_table(
        "counted_job",
        sa.Column("work_type", sa.String(), nullable=False),
        sa.Column("priority", sa.SmallInteger(), nullable=False),
        sa.Column("ended", sa.String(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("verdict", sa.String(), nullable=True),
        sa.Column("straight", sa.Boolean(), nullable=False),
        sa.Column("first_pass", sa.Boolean(), nullable=False),
        sa.Column("exception", sa.Boolean(), nullable=False),
        sa.Column("matched", sa.Boolean(), nullable=True),
        sa.Column("tat_seconds", sa.Integer(), nullable=True),
        sa.Column("gross_seconds", sa.Integer(), nullable=True),
        sa.Column("wait_seconds", sa.Integer(), nullable=True),
        sa.Column("people_seconds", sa.Integer(), nullable=False),
        sa.Column("returned_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("returned_on", sa.Date(), nullable=True),
        sa.Column("reworks", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("reasons", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("faults", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("compartment", sa.Uuid(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_counted_job_tenant_id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "id"], ["job.tenant_id", "job.id"], name=op.f("fk_counted_job_tenant_id_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_counted_job")),
    )
    op.create_index(
        "ix_counted_job_ended",
        "counted_job",
        ["tenant_id", "ended_on", "id"],
        postgresql_include=[
            *("ended", "work_type", "compartment", "tat_seconds", "gross_seconds", "wait_seconds")
        ],
    )
    op.create_index(
        "ix_counted_job_due",
        "counted_job",
        ["tenant_id", "due_on", "id"],
        postgresql_include=["verdict", "work_type", "compartment"],
    )
    op.create_index(
        "ix_counted_job_returned",
        "counted_job",
        ["tenant_id", "returned_on"],
        postgresql_where=sa.text("returned_on IS NOT NULL"),
    )
    wall("counted_job", client="SELECT")
    op.create_index("ix_hold_placed", "hold", ["tenant_id", "placed_at"])
    op.add_column("tally", sa.Column("compartment", sa.Uuid(), nullable=True))
    guard("tally")
    op.create_index("ix_tally_day", "tally", ["tenant_id", "day"])
    op.create_index(
        "ix_drawing_when",
        "drawing",
        ["tenant_id", "finished_at"],
        postgresql_include=["work_type", "stratum", "good"],
    )
    op.add_column("assignment", sa.Column("minutes_a_day", sa.Integer(), nullable=True))
    op.create_check_constraint(
        op.f("ck_assignment_minutes_a_day"), "assignment", "minutes_a_day BETWEEN 0 AND 1440"
    )
