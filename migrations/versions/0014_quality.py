"""Keep draws, lots, contests, known answers, calibrations, pauses, and what automation has proved."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.wall import wall

revision = "0014"
down_revision = "0013"


INSIDE = (
    "calibration",
    "calibration_answer",
    "calibration_item",
    "contest",
    "known_answer",
    "known_answer_score",
    "lot",
    "lot_switching",
    "pause",
    "sampling_seed",
)
"""Tables of which clients see nothing."""
TOLD = ("automation_sample", "automation_threshold", "defect", "drawing")
"""Tables from which a client's own figures are counted."""


def upgrade() -> None:
    """Make the tables with their walls; hide copies of jobs that nobody but our people works on from clients."""
    op.create_table(
        "automation_threshold",
        sa.Column("work_type", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("threshold", sa.Numeric(precision=5, scale=4), nullable=True),
        sa.Column("before", sa.Numeric(precision=5, scale=4), nullable=True),
        sa.Column("right", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("low", sa.Numeric(precision=6, scale=5), nullable=True),
        sa.Column("target", sa.Numeric(precision=6, scale=5), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "verdict IN ('open', 'closed', 'unmeasured')", name=op.f("ck_automation_threshold_verdict")
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_automation_threshold_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_automation_threshold")),
    )
    op.create_index(
        "ix_automation_threshold_since",
        "automation_threshold",
        ["tenant_id", "work_type", "since"],
        unique=False,
    )
    op.create_index(
        "uq_automation_threshold_now",
        "automation_threshold",
        ["tenant_id", "work_type", "path", "source"],
        unique=True,
        postgresql_where=sa.text("until IS NULL"),
    )
    op.create_table(
        "calibration",
        sa.Column("work_type", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("reviewers", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("demanded", sa.Numeric(precision=4, scale=3), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agreement", sa.Numeric(precision=6, scale=4), nullable=True),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_calibration_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_calibration")),
    )
    op.create_index("ix_calibration_made", "calibration", ["tenant_id", "made_at"], unique=False)
    op.create_table(
        "lot",
        sa.Column("work_type", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("waits", sa.Boolean(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("inspection", sa.String(), nullable=False),
        sa.Column("aql", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("letter", sa.String(), nullable=False),
        sa.Column("sample", sa.Integer(), nullable=True),
        sa.Column("accept", sa.Integer(), nullable=True),
        sa.Column("reject", sa.Integer(), nullable=True),
        sa.Column("bad", sa.Integer(), nullable=False),
        sa.Column("screened_bad", sa.Integer(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'inspecting', 'accepted', 'screening', 'screened')", name=op.f("ck_lot_state")
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_lot_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_lot")),
        sa.UniqueConstraint(
            "tenant_id", "work_type", "number", name=op.f("uq_lot_tenant_id_work_type_number")
        ),
    )
    op.create_index("ix_lot_state", "lot", ["tenant_id", "state"], unique=False)
    op.create_index(
        "uq_lot_open",
        "lot",
        ["tenant_id", "work_type"],
        unique=True,
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "lot_switching",
        sa.Column("work_type", sa.String(), nullable=False),
        sa.Column("inspection", sa.String(), nullable=False),
        sa.Column("recent", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("rejected_tightened", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_lot_switching_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_lot_switching")),
        sa.UniqueConstraint("tenant_id", "work_type", name=op.f("uq_lot_switching_tenant_id_work_type")),
    )
    op.create_table(
        "sampling_seed",
        sa.Column("work_type", sa.String(), nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_sampling_seed_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_sampling_seed")),
        sa.UniqueConstraint("tenant_id", "work_type", name=op.f("uq_sampling_seed_tenant_id_work_type")),
    )
    op.create_table(
        "pause",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("work_type", sa.String(), nullable=False),
        sa.Column("activity", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("paused_by", sa.Uuid(), nullable=True),
        sa.Column("paused_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.Uuid(), nullable=True),
        sa.Column("ended_reason", sa.String(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_pause_person_id")),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_pause_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_pause")),
    )
    op.create_index("ix_pause_person", "pause", ["person_id"], unique=False)
    op.create_index(
        "uq_pause_now",
        "pause",
        ["tenant_id", "person_id", "work_type", "activity"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "automation_sample",
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("work_type", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("confidence", sa.Numeric(precision=5, scale=4), nullable=False),
        sa.Column("right", sa.Boolean(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("origin IN ('review', 'asked')", name=op.f("ck_automation_sample_origin")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "job_id"],
            ["job.tenant_id", "job.id"],
            name=op.f("fk_automation_sample_tenant_id_job_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_automation_sample_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_automation_sample")),
        sa.UniqueConstraint(
            "tenant_id", "job_id", "path", name=op.f("uq_automation_sample_tenant_id_job_id_path")
        ),
    )
    op.create_index(
        "ix_automation_sample_at", "automation_sample", ["tenant_id", "work_type", "at"], unique=False
    )
    op.create_index(
        "ix_automation_sample_path",
        "automation_sample",
        ["tenant_id", "work_type", "path", "source"],
        unique=False,
    )
    op.create_table(
        "calibration_item",
        sa.Column("calibration_id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("record", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "calibration_id"],
            ["calibration.tenant_id", "calibration.id"],
            name=op.f("fk_calibration_item_tenant_id_calibration_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "job_id"],
            ["job.tenant_id", "job.id"],
            name=op.f("fk_calibration_item_tenant_id_job_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_calibration_item_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_calibration_item")),
        sa.UniqueConstraint(
            "tenant_id",
            "calibration_id",
            "job_id",
            name=op.f("uq_calibration_item_tenant_id_calibration_id_job_id"),
        ),
    )
    op.create_table(
        "known_answer",
        sa.Column("work_type", sa.String(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("answers", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("planted", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("retired_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "job_id"],
            ["job.tenant_id", "job.id"],
            name=op.f("fk_known_answer_tenant_id_job_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_known_answer_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_known_answer")),
        sa.UniqueConstraint("tenant_id", "job_id", name=op.f("uq_known_answer_tenant_id_job_id")),
    )
    op.create_index(
        "ix_known_answer_use", "known_answer", ["tenant_id", "work_type", "planted"], unique=False
    )
    op.create_table(
        "calibration_answer",
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("reviewer_id", sa.Uuid(), nullable=False),
        sa.Column("answers", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("score", sa.Numeric(precision=5, scale=2), nullable=True),
        sa.Column("comment", sa.String(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "item_id"],
            ["calibration_item.tenant_id", "calibration_item.id"],
            name=op.f("fk_calibration_answer_tenant_id_item_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_calibration_answer_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_calibration_answer")),
        sa.UniqueConstraint(
            "tenant_id",
            "item_id",
            "reviewer_id",
            name=op.f("uq_calibration_answer_tenant_id_item_id_reviewer_id"),
        ),
    )
    op.create_table(
        "drawing",
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("work_type", sa.String(), nullable=False),
        sa.Column("stratum", sa.String(), nullable=False),
        sa.Column("percent", sa.Numeric(precision=6, scale=3), nullable=False),
        sa.Column("drawn", sa.Boolean(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=True),
        sa.Column("lot_id", sa.Uuid(), nullable=True),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("good", sa.Boolean(), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "job_id"], ["job.tenant_id", "job.id"], name=op.f("fk_drawing_tenant_id_job_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "lot_id"], ["lot.tenant_id", "lot.id"], name=op.f("fk_drawing_tenant_id_lot_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "task_id"], ["task.tenant_id", "task.id"], name=op.f("fk_drawing_tenant_id_task_id")
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_drawing_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_drawing")),
        sa.UniqueConstraint("tenant_id", "task_id", name=op.f("uq_drawing_tenant_id_task_id")),
    )
    op.create_index(
        "ix_drawing_finished",
        "drawing",
        ["tenant_id", "work_type", "finished_at"],
        unique=False,
        postgresql_include=["stratum", "good"],
    )
    op.create_index("ix_drawing_job", "drawing", ["tenant_id", "job_id"], unique=False)
    op.create_index(
        "ix_drawing_lot",
        "drawing",
        ["tenant_id", "lot_id"],
        unique=False,
        postgresql_where=sa.text("lot_id IS NOT NULL"),
    )
    op.create_index("ix_drawing_worker", "drawing", ["tenant_id", "worker_id", "finished_at"], unique=False)
    op.create_table(
        "known_answer_score",
        sa.Column("known_answer_id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("task_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("work_type", sa.String(), nullable=False),
        sa.Column("right", sa.Integer(), nullable=False),
        sa.Column("fields", sa.Integer(), nullable=False),
        sa.Column("wrong", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("score", sa.Numeric(precision=5, scale=2), nullable=False),
        sa.Column("scored_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["tenant_id", "job_id"],
            ["job.tenant_id", "job.id"],
            name=op.f("fk_known_answer_score_tenant_id_job_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "known_answer_id"],
            ["known_answer.tenant_id", "known_answer.id"],
            name=op.f("fk_known_answer_score_tenant_id_known_answer_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_known_answer_score_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_known_answer_score")),
        sa.UniqueConstraint(
            "tenant_id",
            "task_id",
            "person_id",
            name=op.f("uq_known_answer_score_tenant_id_task_id_person_id"),
        ),
    )
    op.create_index(
        "ix_known_answer_score_person",
        "known_answer_score",
        ["tenant_id", "person_id", "work_type", "scored_at"],
        unique=False,
    )
    op.create_table(
        "contest",
        sa.Column("review_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("upheld", sa.Boolean(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "decided_by IS NULL OR decided_by <> person_id", name=op.f("ck_contest_segregation")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "review_id"],
            ["review.tenant_id", "review.id"],
            name=op.f("fk_contest_tenant_id_review_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_contest_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_contest")),
        sa.UniqueConstraint("tenant_id", "review_id", name=op.f("uq_contest_tenant_id_review_id")),
    )
    op.create_index(
        "ix_contest_open",
        "contest",
        ["tenant_id", "made_at"],
        unique=False,
        postgresql_where=sa.text("decided_at IS NULL"),
    )
    op.create_table(
        "defect",
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("review_id", sa.Uuid(), nullable=True),
        sa.Column("work_type", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("worker_id", sa.Uuid(), nullable=True),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint(
            "origin IN ('review', 'lot', 'audit', 'client', 'dispute')", name=op.f("ck_defect_origin")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "job_id"], ["job.tenant_id", "job.id"], name=op.f("fk_defect_tenant_id_job_id")
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "review_id"],
            ["review.tenant_id", "review.id"],
            name=op.f("fk_defect_tenant_id_review_id"),
        ),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_defect_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_defect")),
    )
    op.create_index("ix_defect_found", "defect", ["tenant_id", "work_type", "found_at"], unique=False)
    op.create_index("ix_defect_job", "defect", ["tenant_id", "job_id"], unique=False)
    op.create_index("ix_defect_review", "defect", ["tenant_id", "review_id"], unique=False)
    op.add_column("job", sa.Column("copy_of", sa.Uuid(), nullable=True))
    op.create_index("ix_calibration_item_job", "calibration_item", ["tenant_id", "job_id"])
    op.create_index("ix_known_answer_score_item", "known_answer_score", ["tenant_id", "known_answer_id"])
    op.create_index("ix_known_answer_score_job", "known_answer_score", ["tenant_id", "job_id"])
    for table in INSIDE:
        wall(table, client="")
    for table in TOLD:
        wall(table, client="SELECT")
    op.execute(
        "CREATE POLICY no_copies ON job AS RESTRICTIVE FOR ALL TO bpo_tenant"
        " USING (copy_of IS NULL) WITH CHECK (copy_of IS NULL)"
    )
