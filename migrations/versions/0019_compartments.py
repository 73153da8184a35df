"""Let only people cleared for confidential work see it, of the client and of the provider: compartments.

From here on processes of an older release are refused: stop them before, not after.
"""

import sqlalchemy as sa
from alembic import op

from migrations.wall import FUNCTIONS, guard, wall

revision = "0019"
down_revision = "0018"

HOLDERS = ("job", "batch", "task", "master_change", "master_row", "payment_file")
"""Tables whose rows say themselves in which compartment they stand; others go by what they hang off."""

TASK_COMPARTMENT = """
CREATE FUNCTION task_stands_with_its_job() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  NEW.compartment := (SELECT j.compartment FROM public.job j
                       WHERE j.tenant_id = NEW.tenant_id AND j.id = NEW.job_id);
  RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION task_stands_with_its_job() FROM PUBLIC;
CREATE TRIGGER task_stands_with_its_job BEFORE INSERT ON task FOR EACH ROW
  EXECUTE FUNCTION task_stands_with_its_job();
"""

DOOR = """
DROP FUNCTION session_seen(uuid, timestamptz);
CREATE FUNCTION session_seen(p_session uuid, p_now timestamptz)
RETURNS TABLE (secret_hash bytea, created_at timestamptz, seen_at timestamptz, expires_at timestamptz,
  revoked_at timestamptz, sessions_from timestamptz, id uuid, name text, email text, kind text, role text,
  state text, zone text, locale text, tenants uuid[], cleared uuid[])
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
                  WHERE a.person_id = p.id AND (a.expires_at IS NULL OR a.expires_at > p_now)) END,
         (SELECT array_agg(c.compartment ORDER BY c.compartment) FROM public.clearance c WHERE c.person_id = p.id)
    FROM public.person_session s JOIN public.person p ON p.id = s.person_id
   WHERE s.id = p_session;
END $$;
REVOKE EXECUTE ON FUNCTION session_seen FROM PUBLIC;
GRANT EXECUTE ON FUNCTION session_seen TO bpo_gate;
"""

TENANT_TABLES = """
SELECT c.relname::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'
 WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relrowsecurity AND a.attnotnull
 ORDER BY 1
"""


def upgrade() -> None:
    """Make the clearances, let rows say in which compartment they stand, and have every policy ask."""
    op.execute(FUNCTIONS)
    for table in HOLDERS:
        op.add_column(table, sa.Column("compartment", sa.Uuid(), nullable=True))
    op.execute(TASK_COMPARTMENT)
    op.add_column(
        "tenant", sa.Column("next_payment", sa.Integer(), nullable=False, server_default=sa.text("1"))
    )
    op.alter_column("tenant", "next_payment", server_default=None)
    for table in ("tenant", "payment_file"):  # the owner sees no rows but of a table that is not forced
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    op.execute(
        "UPDATE tenant t SET next_payment = 1 + (SELECT max(f.number) FROM payment_file f WHERE f.tenant_id = t.id)"
        " WHERE EXISTS (SELECT 1 FROM payment_file f WHERE f.tenant_id = t.id)"
    )
    for table in ("tenant", "payment_file"):
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute("GRANT UPDATE (next_payment) ON tenant TO bpo_tenant")
    op.add_column(
        "api_key",
        sa.Column("cleared", sa.ARRAY(sa.Text()), nullable=False, server_default=sa.text("'{}'")),
    )
    op.alter_column("api_key", "cleared", server_default=None)
    op.create_table(
        "clearance",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("person_name", sa.String(), nullable=False),
        sa.Column("staff", sa.Boolean(), nullable=False),
        sa.Column("work_type", sa.String(), nullable=False),
        sa.Column("compartment", sa.Uuid(), nullable=False),
        sa.Column("given_by_name", sa.String(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_clearance_person_id")),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_clearance_tenant_id")),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_clearance")),
        sa.UniqueConstraint(
            "tenant_id", "compartment", "person_id", name=op.f("uq_clearance_tenant_id_compartment_person_id")
        ),
    )
    op.create_index("ix_clearance_person", "clearance", ["person_id"])
    wall("clearance", client="SELECT, INSERT, DELETE", gate="SELECT")
    op.execute(DOOR)
    for (table,) in op.get_bind().execute(sa.text(TENANT_TABLES)).all():
        guard(table)
