"""Let a step be done in parts: what each is about, what was handed in for it, and who had which in hand."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations.wall import SEALED, wall

revision = "0017"
down_revision = "0016"

ONLY_ADD = "SELECT, INSERT"
"""What was handed in is not changed afterwards."""

KEPT_APART = """
CREATE OR REPLACE FUNCTION task_kept_apart() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  -- two at once for the same person: the second waits here and then sees the first
  PERFORM 1 FROM public.job j WHERE j.tenant_id = NEW.tenant_id AND j.id = NEW.job_id FOR NO KEY UPDATE;
  IF NEW.holder IS NULL OR EXISTS (
       SELECT 1 FROM public.task o
        WHERE o.tenant_id = NEW.tenant_id AND o.job_id = NEW.job_id AND o.id <> NEW.id
          AND o.state = 'done' AND o.holder = NEW.holder AND o.step = ANY (NEW.separate_from)
          -- the same part in another round is the same work
          AND NOT (o.step = NEW.step AND o.part IS NOT DISTINCT FROM NEW.part)
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
"""

TAKEN = """
CREATE FUNCTION part_taken() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE had text;
BEGIN
  -- two at once for the same person: the second finds nothing to take, and does not wait (a claim never does)
  IF NOT pg_try_advisory_xact_lock(hashtextextended(concat(NEW.job_id, NEW.step, NEW.holder), 0)) THEN
    RETURN NULL;
  END IF;
  INSERT INTO public.part_hand (tenant_id, id, job_id, step, person_id, key)
  VALUES (NEW.tenant_id, gen_random_uuid(), NEW.job_id, NEW.step, NEW.holder, NEW.part)
  ON CONFLICT (tenant_id, job_id, step, person_id) DO NOTHING;
  SELECT h.key INTO had FROM public.part_hand h
   WHERE h.tenant_id = NEW.tenant_id AND h.job_id = NEW.job_id AND h.step = NEW.step AND h.person_id = NEW.holder;
  IF had IS DISTINCT FROM NEW.part THEN
    RETURN NULL;  -- the claim finds nothing to take
  END IF;
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION part_taken() FROM PUBLIC;
CREATE TRIGGER part_taken BEFORE UPDATE ON task FOR EACH ROW
  WHEN (NEW.part IS NOT NULL AND NEW.state = 'in_progress' AND NEW.holder IS NOT NULL
        AND NEW.holder IS DISTINCT FROM OLD.holder AND NEW.step = ANY (NEW.separate_from))
  EXECUTE FUNCTION part_taken();
"""

NO_OTHER = """
              AND (c.part IS NULL OR (SELECT h.id FROM public.part_hand h
                    WHERE h.tenant_id = p_tenant AND h.job_id = c.job_id AND h.step = c.step
                      AND h.person_id = p_person AND h.key <> c.part) IS NULL)
"""

CLAIM = f"""
CREATE OR REPLACE FUNCTION claim_first(
  p_tenant uuid, p_queue uuid, p_person uuid, p_worker text, p_now timestamptz, p_lease_until timestamptz,
  p_attempt uuid)
RETURNS TABLE (task_id uuid, job_id uuid, step text, fence bigint, priority int, due_at timestamptz,
  created_at timestamptz, attempts int)
LANGUAGE plpgsql SET search_path = ''
  SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off SET enable_sort = off
AS $$
#variable_conflict use_column
BEGIN
  -- planned once for all: the ready index, whatever the table's statistics say at that moment;
  -- the bar, and the part had in hand, are looked up for each task by their unique indexes: nobody's whole list is read
  RETURN QUERY
  WITH claimed AS (
    UPDATE public.task t SET state = 'in_progress', fence = t.fence + 1, attempts = t.attempts + 1,
           lease_until = p_lease_until, holder = p_person
     WHERE t.tenant_id = p_tenant AND t.id = (
           SELECT c.id FROM public.task c
            WHERE c.tenant_id = p_tenant AND c.queue_id = p_queue AND c.state = 'queued' AND c.ready_at <= p_now
              AND (c.reserved_for IS NULL OR c.reserved_for = p_person)
              AND (SELECT b.id FROM public.task_bar b
                    WHERE b.tenant_id = p_tenant AND b.task_id = c.id AND b.person_id = p_person) IS NULL
              {NO_OTHER.strip()}
            ORDER BY c.priority, c.due_at, c.id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING t.id, t.job_id, t.step, t.fence, t.priority, t.due_at, t.created_at, t.attempts),
  noted AS (
    INSERT INTO public.attempt (tenant_id, id, task_id, fence, person_id, worker, started_at, active_seconds)
    SELECT p_tenant, p_attempt, c.id, c.fence, p_person, p_worker, p_now, 0 FROM claimed c)
  SELECT c.id, c.job_id, c.step::text, c.fence, c.priority, c.due_at, c.created_at, c.attempts FROM claimed c;
END $$;
"""

HEADS = """
CREATE OR REPLACE FUNCTION heads_for_person(p_person uuid, p_tenants uuid[], p_activities text[], p_now timestamptz)
RETURNS TABLE (tenant_id uuid, queue_id uuid, weight double precision, cap int, priority int, due_at timestamptz,
  created_at timestamptz, busy bigint)
LANGUAGE plpgsql STABLE SET search_path = ''
  SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_bitmapscan = off SET enable_sort = off
AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT q.tenant_id, q.id, q.weight::double precision, q.cap, h.priority, h.due_at, h.created_at,
         CASE WHEN h.due_at IS NOT NULL THEN
           (SELECT count(*) FROM public.task b
             WHERE b.tenant_id = q.tenant_id AND b.queue_id = q.id AND b.state = 'in_progress') END
    FROM unnest(p_tenants) AS served(id)
    JOIN public.work_queue q ON q.tenant_id = served.id
    LEFT JOIN LATERAL (
         SELECT t.priority, t.due_at, t.created_at FROM public.task t
          WHERE t.tenant_id = q.tenant_id AND t.queue_id = q.id AND t.state = 'queued' AND t.ready_at <= p_now
            AND (t.reserved_for IS NULL OR t.reserved_for = p_person)
            AND (SELECT b.id FROM public.task_bar b
                  WHERE b.tenant_id = t.tenant_id AND b.task_id = t.id AND b.person_id = p_person) IS NULL
            AND (t.part IS NULL OR (SELECT o.id FROM public.part_hand o
                  WHERE o.tenant_id = t.tenant_id AND o.job_id = t.job_id AND o.step = t.step
                    AND o.person_id = p_person AND o.key <> t.part) IS NULL)
          ORDER BY t.priority, t.due_at, t.id LIMIT 1) h ON true
   WHERE q.actor = 'person' AND NOT q.paused AND q.activity = ANY (p_activities)
     AND EXISTS (SELECT 1 FROM public.certification c
                  WHERE c.tenant_id = q.tenant_id AND c.work_type = q.work_type AND c.activity = q.activity
                    AND c.person_id = p_person AND (c.expires_at IS NULL OR c.expires_at > p_now));
END $$;
"""

ME = "nullif(current_setting('app.actor', true), '')::uuid"
OPEN_SIBLING = """
SELECT 1 FROM task t JOIN job_part mine ON mine.tenant_id = t.tenant_id AND mine.task_id = t.id
 WHERE t.tenant_id = {table}.tenant_id AND t.finished_at IS NULL AND mine.job_id = {job}
   AND mine.step = {step} AND mine.round = {round}
"""

BLIND_ENTRY = f"""
CREATE POLICY staff_blind ON part_entry AS RESTRICTIVE FOR SELECT TO bpo_staff USING (
  {SEALED} AND (NOT blind OR person_id = {ME} OR NOT EXISTS (
    {OPEN_SIBLING.format(table="part_entry", job="part_entry.job_id", step="part_entry.step", round="part_entry.round")}
)))
"""

MINE_OR_NOT_BLIND = f"""
  {SEALED} AND (person_id = {ME} OR NOT EXISTS (
    SELECT 1 FROM task t WHERE t.tenant_id = draft.tenant_id AND t.id = draft.task_id
       AND t.part IS NOT NULL AND t.step = ANY (t.separate_from)))
"""
BLIND_DRAFT = f"""
CREATE POLICY staff_blind ON draft AS RESTRICTIVE FOR ALL TO bpo_staff
  USING ({MINE_OR_NOT_BLIND}) WITH CHECK ({MINE_OR_NOT_BLIND})
"""


def _of_a_job(name: str, *columns: sa.Column[object], task: bool = True) -> None:
    """A table of a client about a job, and about one of its tasks, in which there is one row a task."""
    keys: list[sa.schema.SchemaItem] = [
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f(f"fk_{name}_tenant_id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "job_id"], ["job.tenant_id", "job.id"], name=op.f(f"fk_{name}_tenant_id_job_id")
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f(f"pk_{name}")),
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
        sa.Column("step", sa.String(), nullable=False),
        *columns,
        *keys,
    )


def upgrade() -> None:
    """Make the tables, the guards and the blindness; no task there is is a part."""
    op.add_column("task", sa.Column("part", sa.String(), nullable=True))
    _of_a_job(
        "job_part",
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("input", JSONB(), nullable=False),
        sa.Column("start", JSONB(), nullable=False),
        sa.Column("findings", JSONB(), nullable=False),
    )
    op.create_unique_constraint(
        op.f("uq_job_part_tenant_id_job_id_step_round_key"),
        "job_part",
        ["tenant_id", "job_id", "step", "round", "key"],
    )
    _of_a_job(
        "part_entry",
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("blind", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.Uuid(), nullable=True),
        sa.Column("worker", sa.String(), nullable=False),
        sa.Column("data", JSONB(), nullable=False),
        sa.Column("confirmed", JSONB(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("active_seconds", sa.Integer(), nullable=False),
        sa.Column("keystrokes", sa.Integer(), nullable=True),
    )
    op.create_index("ix_part_entry_job", "part_entry", ["tenant_id", "job_id"])
    op.create_index("ix_part_entry_person", "part_entry", ["tenant_id", "person_id", "entered_at"])
    _of_a_job(
        "part_hand",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        task=False,
    )
    op.create_unique_constraint(
        op.f("uq_part_hand_tenant_id_job_id_step_person_id"),
        "part_hand",
        ["tenant_id", "job_id", "step", "person_id"],
    )
    for table in ("job_part", "part_entry", "part_hand"):
        wall(table, client="", staff=ONLY_ADD, system=ONLY_ADD)
    for statement in (BLIND_ENTRY, BLIND_DRAFT, KEPT_APART, TAKEN, CLAIM, HEADS):
        op.execute(statement)
