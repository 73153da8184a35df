"""Functions for what every request and every claim asks: PostgreSQL keeps their plans from one transaction to the next.

They run with the rights and in the scope of whoever calls them; the wall holds inside as it does outside.
"""

from alembic import op

revision = "0007"
down_revision = "0006"

CLAIM = """
CREATE FUNCTION claim_first(
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
  -- the bar is looked up for each task by its unique index: nobody's whole list of bars is read
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
            ORDER BY c.priority, c.due_at, c.id LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING t.id, t.job_id, t.step, t.fence, t.priority, t.due_at, t.created_at, t.attempts),
  noted AS (
    INSERT INTO public.attempt (tenant_id, id, task_id, fence, person_id, worker, started_at, active_seconds)
    SELECT p_tenant, p_attempt, c.id, c.fence, p_person, p_worker, p_now, 0 FROM claimed c)
  SELECT c.id, c.job_id, c.step::text, c.fence, c.priority, c.due_at, c.created_at, c.attempts FROM claimed c;
END $$;
REVOKE EXECUTE ON FUNCTION claim_first FROM PUBLIC;
GRANT EXECUTE ON FUNCTION claim_first TO bpo_staff, bpo_system;
"""

HEADS = """
CREATE FUNCTION heads_for_person(p_person uuid, p_tenants uuid[], p_activities text[], p_now timestamptz)
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
          ORDER BY t.priority, t.due_at, t.id LIMIT 1) h ON true
   WHERE q.actor = 'person' AND NOT q.paused AND q.activity = ANY (p_activities)
     AND EXISTS (SELECT 1 FROM public.certification c
                  WHERE c.tenant_id = q.tenant_id AND c.work_type = q.work_type AND c.activity = q.activity
                    AND c.person_id = p_person AND (c.expires_at IS NULL OR c.expires_at > p_now));
END $$;
REVOKE EXECUTE ON FUNCTION heads_for_person FROM PUBLIC;
GRANT EXECUTE ON FUNCTION heads_for_person TO bpo_staff, bpo_system;
"""

HELD = """
CREATE FUNCTION held_by_person(p_person uuid, p_tenants uuid[], p_now timestamptz)
RETURNS TABLE (task_id uuid, step text)
LANGUAGE plpgsql STABLE SET search_path = '' SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT t.id, t.step::text FROM unnest(p_tenants) AS served(id)
    JOIN public.task t ON t.tenant_id = served.id AND t.holder = p_person AND t.state = 'in_progress'
    JOIN public.work_queue q ON q.tenant_id = t.tenant_id AND q.id = t.queue_id
   WHERE EXISTS (SELECT 1 FROM public.certification c
                  WHERE c.tenant_id = q.tenant_id AND c.work_type = q.work_type AND c.activity = q.activity
                    AND c.person_id = p_person AND (c.expires_at IS NULL OR c.expires_at > p_now))
     AND EXISTS (SELECT 1 FROM public.assignment a
                  WHERE a.tenant_id = t.tenant_id AND a.person_id = p_person
                    AND (a.expires_at IS NULL OR a.expires_at > p_now))
   ORDER BY t.lease_until;
END $$;
REVOKE EXECUTE ON FUNCTION held_by_person FROM PUBLIC;
GRANT EXECUTE ON FUNCTION held_by_person TO bpo_staff, bpo_system;
"""

RECORD = """
CREATE FUNCTION record_event(
  p_tenant uuid, p_id uuid, p_name text, p_job uuid, p_subject uuid, p_actor uuid, p_actor_name text, p_data jsonb,
  p_at timestamptz, p_followed boolean)
RETURNS void LANGUAGE plpgsql SET search_path = '' SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  INSERT INTO public.event (tenant_id, id, name, job_id, subject_id, actor_id, actor_name, data, occurred_at, due_at,
         handled_at, tries)
  VALUES (p_tenant, p_id, p_name, p_job, p_subject, p_actor, p_actor_name, p_data, p_at, p_at,
         CASE WHEN p_followed THEN NULL ELSE p_at END, 0);
END $$;
REVOKE EXECUTE ON FUNCTION record_event FROM PUBLIC;
GRANT EXECUTE ON FUNCTION record_event TO bpo_tenant, bpo_staff, bpo_system;
"""

DOOR = """
CREATE FUNCTION session_seen(p_session uuid, p_now timestamptz)
RETURNS TABLE (secret_hash bytea, created_at timestamptz, seen_at timestamptz, expires_at timestamptz,
  revoked_at timestamptz, sessions_from timestamptz, id uuid, name text, email text, kind text, role text,
  state text, zone text, locale text, tenants uuid[])
LANGUAGE plpgsql STABLE SET search_path = '' SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  SELECT s.secret_hash, s.created_at, s.seen_at, s.expires_at, s.revoked_at, p.sessions_from, p.id, p.name::text,
         p.email::text, p.kind::text, p.role::text, p.state::text, p.zone::text, p.locale::text,
         CASE WHEN p.role = 'administrator' THEN
                (SELECT array_agg(t.id ORDER BY t.id) FROM public.tenant t)
              WHEN p.tenant_id IS NOT NULL THEN
                (SELECT array_agg(t.id) FROM public.tenant t WHERE t.id = p.tenant_id AND t.state = 'active')
              ELSE
                (SELECT array_agg(a.tenant_id ORDER BY a.tenant_id) FROM public.assignment a
                  WHERE a.person_id = p.id AND (a.expires_at IS NULL OR a.expires_at > p_now)) END
    FROM public.person_session s JOIN public.person p ON p.id = s.person_id
   WHERE s.id = p_session;
END $$;
REVOKE EXECUTE ON FUNCTION session_seen FROM PUBLIC;
GRANT EXECUTE ON FUNCTION session_seen TO bpo_gate;
"""


def upgrade() -> None:
    """Make the functions."""
    for function in (CLAIM, HEADS, HELD, RECORD, DOOR):
        op.execute(function)
