"""The wall between clients, as a migration raises it.

A new tenant table takes one line: `wall("table")`. The roles are made by `bpo.platform.provision`; the login roles
bpo_web and bpo_worker own nothing and may do nothing until a transaction takes on one of these:

- bpo_tenant: a client company's people and programs
- bpo_staff:  the provider's people and automation, for the clients they serve
- bpo_gate:   finding out who is calling
- bpo_system: the schedule and the outbox, for all clients (worker processes only)
"""

import sqlalchemy as sa
from alembic import op

SELF = "= ANY ((SELECT app_tenants())::uuid[])"
SEALED = "(SELECT app_sealed())"
"""For policies that do not ask for clients: the scope must still be one that our own code took on."""
ALL = "SELECT, INSERT, UPDATE, DELETE"

EVERY = "'00000000-0000-0000-0000-000000000000'"
"""Clearance for everything of one's clients: that of automation."""

FUNCTIONS = f"""
CREATE OR REPLACE FUNCTION wall.holds() RETURNS boolean
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER SET search_path = '' AS $$
DECLARE pads record; said bytea;
BEGIN
  SELECT k.inner_pad, k.outer_pad INTO pads FROM wall.seal_key k WHERE k.login = session_user;
  said := convert_to(concat(current_setting('role'), '|', current_setting('app.tenants', true), '|',
                            current_setting('app.actor', true), '|', current_setting('app.cleared', true), '|',
                            pg_backend_pid()), 'UTF8');
  -- nobody who calls over the web is cleared for everything: they are cleared by name
  RETURN coalesce(encode(sha256(pads.outer_pad || sha256(pads.inner_pad || said)), 'hex')
                  = current_setting('app.seal', true)
                  AND NOT (session_user = 'bpo_web' AND strpos(current_setting('app.cleared', true), {EVERY}) > 0),
                  false);
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
CREATE OR REPLACE FUNCTION app_cleared() RETURNS uuid[]
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = '' AS $$
BEGIN
  IF NOT wall.holds() THEN RAISE EXCEPTION 'the scope is not sealed' USING ERRCODE = '42501'; END IF;
  RETURN current_setting('app.cleared')::uuid[];
END $$;
CREATE OR REPLACE FUNCTION app_actor() RETURNS uuid
LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SET search_path = '' AS $$
DECLARE answer text := nullif(current_setting('app.actor', true), '');
BEGIN
  IF answer IS NULL THEN RAISE EXCEPTION 'no actor' USING ERRCODE = '42501'; END IF;
  IF NOT wall.holds() THEN RAISE EXCEPTION 'the scope is not sealed' USING ERRCODE = '42501'; END IF;
  RETURN answer::uuid;
END $$;
REVOKE EXECUTE ON FUNCTION app_tenants(), app_cleared(), app_actor(), app_sealed(), wall.holds() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app_tenants(), app_cleared(), app_actor() TO bpo_tenant, bpo_staff;
GRANT EXECUTE ON FUNCTION app_sealed(), wall.holds() TO bpo_tenant, bpo_staff, bpo_gate, bpo_system;
GRANT USAGE ON SCHEMA wall TO bpo_tenant, bpo_staff, bpo_gate, bpo_system;
"""
"""What the policies ask. A setting may be changed by any SQL, so each of them also asks whether the seal holds that
`bpo.platform.scope` put on role, clients, actor and clearance with a key that no role of the product can read. The
schema `wall` with the keys is made by `bpo.platform.provision`, which alone knows the passwords they are made of."""


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


OPEN = (
    "(compartment IS NULL OR compartment = ANY ((SELECT app_cleared())::uuid[])"
    f" OR {EVERY}::uuid = ANY ((SELECT app_cleared())::uuid[]))"
)
"""Whether a row stands in no compartment, in one that is open to the caller, or the caller may see all of them."""

HANGS_OFF = """
SELECT p.relname::text AS parent, a.attname::text AS key, a.attnotnull AS always
  FROM pg_constraint k
  JOIN pg_class p ON p.oid = k.confrelid
  JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[2]
  CROSS JOIN LATERAL (SELECT array_position(cast(:guarded AS text[]), p.relname::text) AS place) g
 WHERE k.contype = 'f' AND k.conrelid = cast(:table AS regclass) AND k.conrelid <> k.confrelid
   AND cardinality(k.conkey) = 2
   AND (g.place IS NOT NULL OR EXISTS (SELECT 1 FROM pg_policies o WHERE o.schemaname = 'public'
        AND o.tablename = p.relname AND o.qual ~ 'tenant_id.*(app_cleared|EXISTS)'))
 ORDER BY g.place, a.attnum LIMIT 1
"""
GUARDED = (
    *("job", "task", "batch", "review", "hold", "deliverable", "lesson", "master_change"),
    *("proposal", "approval"),
)
"""What other tables hang off, the first of these first: who may not see the one sees nothing of the other. Then
come tables that hang off these."""
NAMED_ONLY = {"event": ("job", "job_id", False)}
"""Tables that name what they hang off without a reference, as the catalogue cannot tell."""
OPEN_TO_ALL = ("clearance",)
"""Tables with a column `compartment` that says whom it is open to, and is not itself confidential."""


def visible(table: str) -> str:
    """Which rows of a table are visible: those of one's clients that stand in no compartment closed to one.

    A table says so by its column `compartment`, or by what it refers to: what hangs off a job is seen by whoever sees
    the job.
    """
    ours = f"tenant_id {SELF}"
    if _has_compartment(table):
        return f"{ours} AND {OPEN}"
    found = NAMED_ONLY.get(table)
    if found is None:
        asked = {"table": table, "guarded": list(GUARDED)}
        found = op.get_bind().execute(sa.text(HANGS_OFF), asked).one_or_none()
    if found is None:
        return ours
    parent, key, always = found
    seen = f"EXISTS (SELECT 1 FROM {parent} p WHERE p.tenant_id = {table}.tenant_id AND p.id = {table}.{key})"
    return f"{ours} AND {seen}" if always else f"{ours} AND ({key} IS NULL OR {seen})"


def _has_compartment(table: str) -> bool:
    column = sa.text(
        "SELECT 1 FROM pg_attribute WHERE attrelid = cast(:table AS regclass) AND attname = 'compartment'"
        " AND NOT attisdropped"
    )
    return table not in OPEN_TO_ALL and bool(op.get_bind().scalar(column, {"table": table}))


def wall(
    table: str, *, client: str = "SELECT, INSERT, UPDATE", staff: str = ALL, gate: str = "", system: str = ALL
) -> None:
    """The wall of a tenant table: every role sees the rows of its clients, with the rights given.

    Rows that hang off confidential work are seen by those cleared for it (`visible`).
    """
    rows = visible(table)
    raise_wall(table)
    allow(table, "bpo_tenant", client, rows, "client")
    allow(table, "bpo_staff", staff, rows, "staff")
    allow(table, "bpo_gate", gate, "true", "gate")
    allow(table, "bpo_system", system, "true", "system")


def guard(table: str) -> None:
    """Have the policies of a table there is follow `visible`, as `wall` would make them now."""
    rows = visible(table)
    found = sa.text(
        "SELECT policyname::text, qual IS NOT NULL, with_check IS NOT NULL FROM pg_policies"
        " WHERE schemaname = 'public' AND tablename = :table AND permissive = 'PERMISSIVE'"
        " AND roles && ARRAY['bpo_tenant', 'bpo_staff']::name[]"
    )
    for name, reads, writes in op.get_bind().execute(found, {"table": table}).all():
        using = f" USING ({rows})" if reads else ""
        check = f" WITH CHECK ({rows})" if writes else ""
        op.execute(f"ALTER POLICY {name} ON {table}{using}{check}")
