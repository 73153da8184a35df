"""The wall between clients, as a migration raises it.

A new tenant table takes one line: `wall("table")`. The roles are made by `bpo.platform.provision`; the login roles
bpo_web and bpo_worker own nothing and may do nothing until a transaction takes on one of these:

- bpo_tenant: a client company's people and programs
- bpo_staff:  the provider's people and automation, for the clients they serve
- bpo_gate:   finding out who is calling
- bpo_system: the schedule and the outbox, for all clients (worker processes only)
"""

from alembic import op

SELF = "= ANY ((SELECT app_tenants())::uuid[])"
ALL = "SELECT, INSERT, UPDATE, DELETE"

FUNCTIONS = """
CREATE FUNCTION app_tenants() RETURNS uuid[] LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = '' AS $$
DECLARE answer text := nullif(current_setting('app.tenants', true), '');
BEGIN
  IF answer IS NULL THEN RAISE EXCEPTION 'no tenant scope' USING ERRCODE = '42501'; END IF;
  RETURN answer::uuid[];
END $$;
CREATE FUNCTION app_actor() RETURNS uuid LANGUAGE plpgsql STABLE PARALLEL SAFE SET search_path = '' AS $$
DECLARE answer text := nullif(current_setting('app.actor', true), '');
BEGIN
  IF answer IS NULL THEN RAISE EXCEPTION 'no actor' USING ERRCODE = '42501'; END IF;
  RETURN answer::uuid;
END $$;
REVOKE EXECUTE ON FUNCTION app_tenants(), app_actor() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app_tenants(), app_actor() TO bpo_tenant, bpo_staff;
"""


def raise_wall(table: str) -> None:
    """Turn row security on, for the owner too."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def allow(table: str, role: str, rights: str, rows: str, name: str) -> None:
    """Let `role` have `rights` (a GRANT list) on the rows for which the condition `rows` is true."""
    if not rights:
        return
    op.execute(f"GRANT {rights} ON {table} TO {role}")
    verbs = {right.split("(")[0].strip().upper() for right in rights.split(",")}
    if verbs >= {"SELECT", "INSERT", "UPDATE", "DELETE"}:
        op.execute(f"CREATE POLICY {name} ON {table} TO {role} USING ({rows}) WITH CHECK ({rows})")
        return
    for verb in sorted(verbs & {"SELECT", "DELETE"}):
        op.execute(f"CREATE POLICY {name}_{verb.lower()} ON {table} FOR {verb} TO {role} USING ({rows})")
    if "INSERT" in verbs:
        op.execute(f"CREATE POLICY {name}_insert ON {table} FOR INSERT TO {role} WITH CHECK ({rows})")
    if "UPDATE" in verbs:
        op.execute(
            f"CREATE POLICY {name}_update ON {table} FOR UPDATE TO {role} USING ({rows}) WITH CHECK ({rows})"
        )


def wall(
    table: str, *, client: str = "SELECT, INSERT, UPDATE", staff: str = ALL, gate: str = "", system: str = ALL
) -> None:
    """The wall of a tenant table: every role sees the rows of its clients, with the rights given."""
    raise_wall(table)
    allow(table, "bpo_tenant", client, f"tenant_id {SELF}", "client")
    allow(table, "bpo_staff", staff, f"tenant_id {SELF}", "staff")
    allow(table, "bpo_gate", gate, "true", "gate")
    allow(table, "bpo_system", system, "true", "system")
