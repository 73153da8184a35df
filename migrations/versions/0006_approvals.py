"""Keep decisions with the digest of what was decided, and keep those apart who must not do each other's steps."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations.wall import wall

revision = "0006"
down_revision = "0005"

ONLY_ADD = "SELECT, INSERT"
"""What was decided is not decided otherwise afterwards."""

KEPT_APART = """
CREATE FUNCTION task_kept_apart() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  -- two at once for the same person: the second waits here and then sees the first
  PERFORM 1 FROM public.job j WHERE j.tenant_id = NEW.tenant_id AND j.id = NEW.job_id FOR NO KEY UPDATE;
  IF NEW.holder IS NULL OR EXISTS (
       SELECT 1 FROM public.task o
        WHERE o.tenant_id = NEW.tenant_id AND o.job_id = NEW.job_id AND o.id <> NEW.id
          AND o.state = 'done' AND o.holder = NEW.holder AND o.step = ANY (NEW.separate_from)
          -- of decisions only the last counts: those before it were taken back with the work
          AND NOT (EXISTS (SELECT 1 FROM public.approval a WHERE a.tenant_id = o.tenant_id AND a.task_id = o.id)
                   AND EXISTS (SELECT 1 FROM public.task n
                                WHERE n.tenant_id = o.tenant_id AND n.job_id = o.job_id AND n.step = o.step
                                  AND n.state = 'done' AND n.id > o.id)))
  THEN
    RAISE EXCEPTION 'whoever did one of these steps must not do this one'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_task_kept_apart', TABLE = 'task';
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION task_kept_apart() FROM PUBLIC;
CREATE TRIGGER task_kept_apart BEFORE INSERT OR UPDATE ON task FOR EACH ROW
  WHEN (NEW.separate_from IS NOT NULL AND NEW.state = 'done') EXECUTE FUNCTION task_kept_apart();
"""


def _table(
    name: str, *columns: sa.Column[object], task: bool, checks: tuple[tuple[str, str], ...] = ()
) -> None:
    """A table of a client about a job, and about one of its tasks, in which there is one row a task."""
    keys: list[sa.schema.SchemaItem] = [
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f(f"fk_{name}_tenant_id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "job_id"], ["job.tenant_id", "job.id"], name=op.f(f"fk_{name}_tenant_id_job_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f(f"pk_{name}")),
        *(sa.CheckConstraint(condition, name=op.f(f"ck_{name}_{check}")) for check, condition in checks),
    ]
    if task:
        keys += [
            sa.Column("task_id", sa.Uuid(), nullable=False),
            sa.ForeignKeyConstraint(
                ["tenant_id", "task_id"],
                ["task.tenant_id", "task.id"],
                name=op.f(f"fk_{name}_tenant_id_task_id"),
            ),
            sa.UniqueConstraint("tenant_id", "task_id", name=op.f(f"uq_{name}_tenant_id_task_id")),
        ]
    op.create_table(
        name,
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        *columns,
        *keys,
    )
    op.create_index(f"ix_{name}_job", name, ["tenant_id", "job_id"])


def _said() -> list[sa.Column[object]]:
    """Who said something, in which step."""
    return [
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
    ]


def upgrade() -> None:
    """Make the tables and the guard; no task there is was kept apart from another."""
    op.add_column("task", sa.Column("separate_from", sa.ARRAY(sa.Text()), nullable=True))
    op.execute(KEPT_APART)
    _table(
        "approval",
        *_said(),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        task=True,
        checks=(
            ("decision", "decision IN ('approve', 'send_back', 'reject')"),
            ("reason", "decision = 'approve' OR length(reason) > 0"),
        ),
    )
    _table(
        "proposal",
        sa.Column("record_digest", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("files", JSONB(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        task=False,
    )
    _table(
        "step_note",
        *_said(),
        sa.Column("values", JSONB(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        task=True,
    )
    wall("approval", client=ONLY_ADD, staff=ONLY_ADD, system=ONLY_ADD)
    wall("proposal", client="SELECT", staff=ONLY_ADD, system=ONLY_ADD)
    wall("step_note", client="SELECT", staff=ONLY_ADD, system=ONLY_ADD)
