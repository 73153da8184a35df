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
SEALED = "(SELECT app_sealed())"
"""For policies that do not ask for clients: the scope must still be one that our own code took on."""
ALL = "SELECT, INSERT, UPDATE, DELETE"

FUNCTIONS = """
CREATE OR REPLACE FUNCTION wall.holds() RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = '' AS $$
DECLARE pads record; said bytea;
BEGIN
  SELECT k.inner_pad, k.outer_pad INTO pads FROM wall.seal_key k WHERE k.login = session_user;
  said := convert_to(concat(current_setting('role'), '|', current_setting('app.tenants', true), '|',
                            current_setting('app.actor', true), '|', pg_backend_pid()), 'UTF8');
  RETURN coalesce(encode(sha256(pads.outer_pad || sha256(pads.inner_pad || said)), 'hex')
                  = current_setting('app.seal', true), false);
END $$;
CREATE OR REPLACE FUNCTION app_sealed() RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = '' AS $$
BEGIN
  IF NOT wall.holds() THEN RAISE EXCEPTION 'the scope is not sealed' USING ERRCODE = '42501'; END IF;
  RETURN true;
END $$;
CREATE OR REPLACE FUNCTION app_tenants() RETURNS uuid[]
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = '' AS $$
DECLARE answer text := nullif(current_setting('app.tenants', true), '');
BEGIN
  IF answer IS NULL THEN RAISE EXCEPTION 'no tenant scope' USING ERRCODE = '42501'; END IF;
  IF NOT wall.holds() THEN RAISE EXCEPTION 'the scope is not sealed' USING ERRCODE = '42501'; END IF;
  RETURN answer::uuid[];
END $$;
CREATE OR REPLACE FUNCTION app_actor() RETURNS uuid
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = '' AS $$
DECLARE answer text := nullif(current_setting('app.actor', true), '');
BEGIN
  IF answer IS NULL THEN RAISE EXCEPTION 'no actor' USING ERRCODE = '42501'; END IF;
  IF NOT wall.holds() THEN RAISE EXCEPTION 'the scope is not sealed' USING ERRCODE = '42501'; END IF;
  RETURN answer::uuid;
END $$;
REVOKE EXECUTE ON FUNCTION app_tenants(), app_actor(), app_sealed(), wall.holds() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app_tenants(), app_actor() TO bpo_tenant, bpo_staff;
GRANT EXECUTE ON FUNCTION app_sealed(), wall.holds() TO bpo_tenant, bpo_staff, bpo_gate, bpo_system;
GRANT USAGE ON SCHEMA wall TO bpo_tenant, bpo_staff, bpo_gate, bpo_system;
"""
"""What the policies ask. A setting may be changed by any SQL, so each of them also asks whether the seal holds that
`bpo.platform.scope` put on role, clients and actor with a key that no role of the product can read. The schema `wall`
with the keys is made by `bpo.platform.provision`, which alone knows the logins' passwords they are made of."""


def raise_wall(table: str) -> None:
    """Turn row security on, for the owner too."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def allow(table: str, role: str, rights: str, rows: str, name: str) -> None:
    """Let `role` have `rights` (a GRANT list) on the rows for which the condition `rows` is true."""
    if not rights:
        return
    rows = SEALED if rows == "true" else rows
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
