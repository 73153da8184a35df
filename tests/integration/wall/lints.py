"""What the catalogue of the migrated database must never show, each with a defect that the lint must find.

The lints read `pg_catalog` and the models, so a new table, policy, function or role is covered by itself.
"""

from dataclasses import dataclass
from typing import Any

from psycopg import Connection
from sqlalchemy import MetaData

OURS = "(SELECT oid, relname, relkind, relrowsecurity, relforcerowsecurity, relowner, relacl, reloptions,"
OURS += " relispartition FROM pg_class WHERE relnamespace = 'public'::regnamespace) c"
TABLES = f"{OURS} WHERE c.relkind IN ('r', 'p') AND c.relname <> 'alembic_version'"
ROLES = "unnest(ARRAY['bpo_tenant', 'bpo_staff', 'bpo_gate', 'bpo_system']::regrole[])"
LOGINS = "unnest(ARRAY['bpo_web', 'bpo_worker']::regrole[])"
BARE = "regexp_replace(e.expression, '[()[:space:]]', '', 'g')"
"""A policy's condition without brackets and blanks, which PostgreSQL's versions write differently."""
WALL = "tenant_id=ANYSELECTapp_tenantsASapp_tenants::uuid[]"
CLEARED = (
    f"{WALL}ANDcompartmentISNULLORcompartment=ANYSELECTapp_clearedASapp_cleared::uuid[]"
    "OR'00000000-0000-0000-0000-000000000000'::uuid=ANYSELECTapp_clearedASapp_cleared::uuid[]"
)
HANGING = (
    "^tenant_id=ANYSELECTapp_tenantsASapp_tenants::uuid\\[\\]AND(\\w+ISNULLOR)?"
    "EXISTSSELECT1FROM\\w+pWHEREp.tenant_id=\\w+.tenant_idANDp.id=\\w+.\\w+$"
)
"""Rows in no compartment or in an open one; and rows seen by whoever sees what they hang off."""
SEALED = "SELECTapp_sealedASapp_sealed"
SHARED = f"SELECTapp_sealedASapp_sealedANDtenant_idISNULLOR{WALL}"
TENANT_ID = (
    "SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped"
)

GLOBAL_KEYS = {
    "pk_person": "staff belong to no client, so accounts have a key of their own",
    "uq_person_email": "one mail address signs in to one account",
    "pk_mail": "letters to staff belong to no client",
    "uq_api_key_key_hash": "the door finds the client by the key: a random hash tells nothing of others",
    "uq_job_id": "ids are made of time and chance by the product: no two are alike, and nobody chooses one",
}
"""Unique keys that do not begin with the client, and why each may."""

UNINDEXED_KEYS = {
    "fk_mail_tenant_id": "clients are never deleted",
    "fk_contract_version_tenant_id_calendar_id": "calendars are never deleted or searched by contract",
    "fk_job_clock_tenant_id_calendar_id": "calendars are never deleted or searched by clock",
    "fk_job_clock_tenant_id_contract_id": "contracts are never deleted or searched by clock",
    "fk_job_tenant_id_contract_id": "contracts are never deleted or searched by job",
    "fk_notification_tenant_id_job_id": "jobs are never deleted; notices are read by client, not by job",
    "fk_notice_tenant_id_job_id": "jobs are never deleted; notices are read by person, not by job",
    "fk_task_tenant_id_queue_id": "queues are never deleted; the tasks that count are in partial indexes",
    "fk_drawing_tenant_id_lot_id": "served by a partial index of those that are in a lot",
    "fk_review_tenant_id_worked_task_id": "tasks are never deleted; a job's reviews are found by the job",
}
"""Foreign keys that no index serves, and why none is needed."""

UNGUARDED = {
    "clearance": "says who is cleared, which is no secret: the client may know who sees its work",
}
"""Tables that are open to all of a client although they touch confidential work, and why each may be."""

OUTBOX_MARKS = ["due_at", "handled_at", "tries", "error"]


@dataclass(frozen=True, slots=True)
class Lint:
    """One thing that must not be: SQL that names the offenders, and SQL that plants the offender `planted`."""

    name: str
    offenders: str
    plant: str
    planted: str
    parameters: tuple[Any, ...] = ()

    def find(self, connection: Connection[Any]) -> list[str]:
        """The names of all offenders in the database, planted ones too."""
        return [row[0] for row in connection.execute(self.offenders, self.parameters or None)]


LINTS = [
    Lint(
        "row security is off",
        f"SELECT c.relname FROM {TABLES} AND NOT c.relrowsecurity",
        "CREATE TABLE plum (tenant_id uuid)",
        "plum",
    ),
    Lint(
        "row security does not hold for the owner",
        f"SELECT c.relname FROM {TABLES} AND NOT c.relforcerowsecurity",
        "ALTER TABLE job NO FORCE ROW LEVEL SECURITY",
        "job",
    ),
    Lint(
        "no policy",
        f"SELECT c.relname FROM {TABLES} AND NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid)",
        "DROP POLICY client_insert ON event; DROP POLICY client_select ON event;"
        " DROP POLICY staff_insert ON event; DROP POLICY staff_select ON event;"
        " DROP POLICY staff_update ON event; DROP POLICY system_insert ON event;"
        " DROP POLICY system_select ON event; DROP POLICY system_update ON event",
        "event",
    ),
    Lint(
        "a policy for everybody",
        f"SELECT c.relname || '.' || p.polname FROM pg_policy p JOIN {OURS} ON c.oid = p.polrelid"
        " WHERE 0 = ANY (p.polroles)",
        "CREATE POLICY plum ON job USING (false)",
        "job.plum",
    ),
    Lint(
        "a policy that does not ask whose row it is",
        "SELECT c.relname || '.' || p.polname FROM pg_policy p"
        f" JOIN {OURS} ON c.oid = p.polrelid JOIN pg_roles r ON r.oid = ANY (p.polroles)"
        " CROSS JOIN LATERAL (VALUES (pg_get_expr(p.polqual, c.oid)),"
        "                            (pg_get_expr(p.polwithcheck, c.oid))) AS e(expression)"
        " CROSS JOIN LATERAL (SELECT a.attnotnull FROM pg_attribute a WHERE a.attrelid = c.oid"
        "                        AND a.attname = 'tenant_id') AS t"
        # a restrictive policy can only take away from what the others let through
        f" WHERE p.polpermissive AND r.rolname IN ('bpo_tenant', 'bpo_staff')"
        f" AND {BARE} NOT IN ('{WALL}', $${CLEARED}$$) AND {BARE} !~ '{HANGING}'"
        f" AND NOT (r.rolname = 'bpo_staff' AND NOT t.attnotnull AND {BARE} = '{SHARED}')",
        "CREATE POLICY plum ON job FOR SELECT TO bpo_staff"
        " USING (tenant_id = ANY ((SELECT app_tenants())::uuid[]) OR priority = 0)",
        "job.plum",
    ),
    Lint(
        "a table that hangs off confidential work, and whose policy does not ask who is cleared for it",
        "WITH RECURSIVE guarded AS (SELECT a.attrelid AS id FROM pg_attribute a WHERE a.attname = 'compartment'"
        f" AND NOT a.attisdropped UNION SELECT 'event'::regclass UNION SELECT k.conrelid FROM pg_constraint k"
        " JOIN guarded ON guarded.id = k.confrelid WHERE k.contype = 'f')"
        " SELECT DISTINCT c.relname::text FROM guarded"
        f" JOIN {OURS} ON c.oid = guarded.id JOIN pg_policy p ON p.polrelid = c.oid"
        " JOIN pg_roles r ON r.oid = ANY (p.polroles)"
        " CROSS JOIN LATERAL (VALUES (pg_get_expr(p.polqual, c.oid)),"
        "                            (pg_get_expr(p.polwithcheck, c.oid))) AS e(expression)"
        " WHERE p.polpermissive AND r.rolname IN ('bpo_tenant', 'bpo_staff') AND c.relname::text <> ALL (%s)"
        f" AND {BARE} <> $${CLEARED}$$ AND {BARE} !~ '{HANGING}'",
        "CREATE TABLE plum (tenant_id uuid NOT NULL, job_id uuid, FOREIGN KEY (tenant_id, job_id)"
        " REFERENCES job (tenant_id, id)); CREATE POLICY plum ON plum FOR SELECT TO bpo_staff"
        " USING (tenant_id = ANY ((SELECT app_tenants())::uuid[]))",
        "plum",
        (list(UNGUARDED),),
    ),
    Lint(
        "a policy that lets all rows through, on a table without a client",
        "SELECT c.relname || '.' || p.polname FROM pg_policy p"
        f" JOIN {OURS} ON c.oid = p.polrelid JOIN pg_roles r ON r.oid = ANY (p.polroles)"
        " CROSS JOIN LATERAL (VALUES (pg_get_expr(p.polqual, c.oid)),"
        "                            (pg_get_expr(p.polwithcheck, c.oid))) AS e(expression)"
        " WHERE r.rolname IN ('bpo_tenant', 'bpo_staff') AND c.relname || '.' || p.polname <> 'house_note.staff_select'"
        f" AND {BARE} IN ('true', '{SEALED}')",
        "CREATE POLICY plum ON person_session FOR SELECT TO bpo_tenant USING ((SELECT app_sealed()))",
        "person_session.plum",
    ),
    Lint(
        "a policy that holds for a scope which our own code did not take on",
        "SELECT DISTINCT c.relname || '.' || p.polname FROM pg_policy p"
        f" JOIN {OURS} ON c.oid = p.polrelid"
        " CROSS JOIN LATERAL (VALUES (pg_get_expr(p.polqual, c.oid)),"
        "                            (pg_get_expr(p.polwithcheck, c.oid))) AS e(expression)"
        " WHERE p.polpermissive AND e.expression !~ 'app_sealed'"
        " AND (e.expression !~ 'app_(tenants|actor)' OR e.expression ~ ' OR ')"
        f" AND {BARE} NOT IN ($${CLEARED}$$) AND {BARE} !~ '{HANGING}'",
        "CREATE POLICY plum ON job FOR SELECT TO bpo_system USING (true)",
        "job.plum",
    ),
    Lint(
        "a key of the seal that somebody but the owner may read, or a way to make a seal",
        "SELECT c.oid::regclass::text FROM pg_class c CROSS JOIN LATERAL"
        " aclexplode(coalesce(c.relacl, acldefault('r', c.relowner))) g"
        " WHERE c.relnamespace = 'wall'::regnamespace AND c.relkind = 'r' AND g.grantee <> 'bpo_owner'::regrole"
        " UNION ALL SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = 'wall'::regnamespace"
        " AND (p.pronargs > 0 OR p.prorettype <> 'bool'::regtype OR p.proconfig IS NULL)",
        "GRANT SELECT ON wall.seal_key TO bpo_web",
        "wall.seal_key",
    ),
    Lint(
        "a policy that checks only what is read, or only what is written",
        f"SELECT c.relname || '.' || p.polname FROM pg_policy p JOIN {OURS} ON c.oid = p.polrelid"
        " WHERE (p.polcmd IN ('*', 'w') AND (p.polqual IS NULL OR p.polwithcheck IS NULL))"
        " OR (p.polcmd = 'a' AND p.polwithcheck IS NULL) OR (p.polcmd IN ('r', 'd') AND p.polqual IS NULL)",
        "CREATE POLICY plum ON job FOR UPDATE TO bpo_staff"
        " USING (tenant_id = ANY ((SELECT app_tenants())::uuid[]))",
        "job.plum",
    ),
    Lint(
        "a view that sees with its owner's eyes",
        f"SELECT c.relname FROM {OURS} WHERE c.relkind = 'v' AND NOT coalesce("
        "c.reloptions && ARRAY['security_invoker=true', 'security_invoker=on', 'security_invoker=1'], false)",
        "CREATE VIEW plum AS SELECT * FROM job",
        "plum",
    ),
    Lint(
        "a materialised view, which no policy can guard",
        f"SELECT c.relname FROM {OURS} WHERE c.relkind = 'm'",
        "CREATE MATERIALIZED VIEW plum AS SELECT 1 AS one",
        "plum",
    ),
    Lint(
        "a foreign table, which no policy can guard",
        f"SELECT c.relname FROM {OURS} WHERE c.relkind = 'f'",
        "CREATE FOREIGN DATA WRAPPER plums; CREATE SERVER tree FOREIGN DATA WRAPPER plums;"
        " CREATE FOREIGN TABLE plum (id int) SERVER tree",
        "plum",
    ),
    Lint(
        "a right that goes around row security",
        f"SELECT c.relname || ':' || r::text FROM {ROLES} AS r CROSS JOIN {TABLES}"
        " AND (has_table_privilege(r, c.oid, 'TRUNCATE') OR has_table_privilege(r, c.oid, 'REFERENCES')"
        " OR has_table_privilege(r, c.oid, 'TRIGGER'))",
        "GRANT TRUNCATE ON tally TO bpo_system",
        "tally:bpo_system",
    ),
    Lint(
        "a login or everybody holds a right on a table",
        "SELECT DISTINCT c.relname::text FROM"
        " (SELECT oid, relname, relacl AS acl FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        "  UNION ALL SELECT k.oid, k.relname, a.attacl FROM pg_attribute a JOIN pg_class k ON k.oid = a.attrelid"
        "  WHERE k.relnamespace = 'public'::regnamespace AND a.attacl IS NOT NULL) c"
        " CROSS JOIN LATERAL aclexplode(c.acl) g WHERE g.grantee = 0"
        f" OR g.grantee IN (SELECT l::oid FROM {LOGINS} AS l)",
        "GRANT SELECT (id) ON job TO bpo_web",
        "job",
    ),
    Lint(
        "a login that inherits the rights of the roles it may become",
        "SELECT m.rolname::text FROM pg_roles m WHERE m.rolname IN ('bpo_web', 'bpo_worker') AND (m.rolinherit OR"
        " EXISTS (SELECT 1 FROM pg_auth_members x WHERE x.member = m.oid"
        "         AND (to_jsonb(x) ->> 'inherit_option')::boolean))",
        "ALTER ROLE bpo_web INHERIT",
        "bpo_web",
    ),
    Lint(
        "a role above the wall",
        "SELECT rolname::text FROM pg_roles WHERE rolname LIKE 'bpo\\_%%'"
        " AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication) AND true = %s",
        "ALTER ROLE bpo_staff BYPASSRLS",
        "bpo_staff",
        (True,),
    ),
    Lint(
        "the web can become more than it should",
        "SELECT r.rolname::text FROM pg_roles r WHERE pg_has_role('bpo_web', r.oid, 'MEMBER')"
        " AND r.rolname NOT IN ('bpo_web', 'bpo_tenant', 'bpo_staff', 'bpo_gate')",
        "GRANT bpo_system TO bpo_web",
        "bpo_system",
    ),
    Lint(
        "the workers can become more than they should",
        "SELECT r.rolname::text FROM pg_roles r WHERE pg_has_role('bpo_worker', r.oid, 'MEMBER')"
        " AND r.rolname NOT IN ('bpo_worker', 'bpo_tenant', 'bpo_staff', 'bpo_gate', 'bpo_system')",
        "GRANT bpo_owner TO bpo_worker",
        "bpo_owner",
    ),
    Lint(
        "a unique key that tells of other clients' rows",
        "SELECT i.indexrelid::regclass::text FROM pg_index i"
        f" JOIN {OURS} ON c.oid = i.indrelid JOIN pg_attribute a ON a.attrelid = c.oid"
        " AND a.attname = 'tenant_id' WHERE i.indisunique AND i.indkey[0] <> a.attnum"
        " AND NOT i.indexrelid::regclass::text = ANY (%s)",
        "CREATE UNIQUE INDEX plum ON job (client_reference)",
        "plum",
        (list(GLOBAL_KEYS),),
    ),
    Lint(
        "a reference that may point at another client's row",
        "SELECT k.conname::text FROM pg_constraint k"
        " JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attname = 'tenant_id'"
        " JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attname = 'tenant_id' AND b.attnotnull"
        " WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace"
        " AND coalesce(array_position(k.conkey, a.attnum), 0) <> coalesce(array_position(k.confkey, b.attnum), -1)",
        "CREATE UNIQUE INDEX plums ON batch (id);"
        " ALTER TABLE job ADD CONSTRAINT plum FOREIGN KEY (batch_id) REFERENCES batch (id)",
        "plum",
    ),
    Lint(
        "a row of no client",
        f"SELECT c.relname FROM {TABLES} AND EXISTS ({TENANT_ID}) AND NOT EXISTS ("
        "SELECT 1 FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id'"
        " WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.confrelid = 'tenant'::regclass"
        " AND k.conkey = ARRAY[a.attnum])",
        "CREATE TABLE plum (tenant_id uuid)",
        "plum",
    ),
    Lint(
        "numbered ids, which tell how many rows others have",
        f"SELECT c.relname FROM {TABLES} AND EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid"
        " AND a.attname = 'id' AND a.atttypid <> 'uuid'::regtype)",
        "CREATE TABLE plum (id bigserial PRIMARY KEY)",
        "plum",
    ),
    Lint(
        "a function with its owner's rights",
        "SELECT p.proname::text FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace AND p.prosecdef",
        "CREATE FUNCTION plum() RETURNS int LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
        "plum",
    ),
    Lint(
        "a function that can be led astray by a search path",
        "SELECT p.proname::text FROM pg_proc p WHERE p.pronamespace = 'public'::regnamespace"
        " AND NOT coalesce(array_to_string(p.proconfig, ',') LIKE 'search_path=%%', false) AND true = %s",
        "CREATE FUNCTION plum() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "plum",
        (True,),
    ),
    Lint(
        "a function that everybody may call",
        "SELECT p.proname::text FROM pg_proc p CROSS JOIN LATERAL"
        " aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) g"
        " WHERE p.pronamespace = 'public'::regnamespace AND g.grantee = 0",
        "GRANT EXECUTE ON FUNCTION app_tenants() TO PUBLIC",
        "app_tenants",
    ),
    Lint(
        "a rewrite rule, which runs with the table owner's rights",
        f"SELECT c.relname FROM {TABLES} AND EXISTS (SELECT 1 FROM pg_rewrite w WHERE w.ev_class = c.oid)",
        "CREATE RULE plum AS ON DELETE TO tally DO INSTEAD NOTHING",
        "tally",
    ),
    Lint(
        "a partition that can be read around its parent's wall",
        f"SELECT c.relname FROM {OURS} WHERE c.relispartition AND c.relkind IN ('r', 'p')"
        " AND NOT (c.relrowsecurity AND c.relforcerowsecurity)",
        "CREATE TABLE plums (tenant_id uuid) PARTITION BY HASH (tenant_id);"
        " CREATE TABLE plum PARTITION OF plums FOR VALUES WITH (MODULUS 1, REMAINDER 0)",
        "plum",
    ),
    Lint(
        "a table of somebody else",
        f"SELECT c.relname FROM {TABLES} AND c.relowner <> 'bpo_owner'::regrole",
        "CREATE TABLE plum (id uuid)",
        "plum",
    ),
    Lint(
        "somebody but the owner may make tables",
        f"SELECT r::text FROM (SELECT * FROM {ROLES} AS r UNION ALL SELECT * FROM {LOGINS}) AS r"
        " WHERE has_schema_privilege(r, 'public', 'CREATE')",
        "GRANT CREATE ON SCHEMA public TO PUBLIC",
        "bpo_web",
    ),
    Lint(
        "an index of tasks on a type whose comparison may tell of hidden rows, so that the wall slows the claim",
        "SELECT i.indexrelid::regclass::text FROM pg_index i"
        " CROSS JOIN LATERAL unnest(i.indclass::oid[]) AS o(opclass)"
        " JOIN pg_opclass k ON k.oid = o.opclass"
        " JOIN pg_amop m ON m.amopfamily = k.opcfamily AND m.amoplefttype = k.opcintype"
        " AND m.amoprighttype = k.opcintype AND m.amopstrategy IN (1, 3)"
        " JOIN pg_operator p ON p.oid = m.amopopr JOIN pg_proc f ON f.oid = p.oprcode"
        " WHERE i.indrelid = 'task'::regclass AND NOT f.proleakproof",
        "ALTER TABLE task ADD COLUMN worth numeric; CREATE INDEX plum ON task (tenant_id, worth)",
        "plum",
    ),
    Lint(
        "a reference without an index to follow it back",
        "SELECT k.conname::text FROM pg_constraint k WHERE k.contype = 'f'"
        " AND k.connamespace = 'public'::regnamespace AND NOT k.conname = ANY (%s) AND NOT EXISTS ("
        "  SELECT 1 FROM pg_index i WHERE i.indrelid = k.conrelid AND i.indpred IS NULL"
        "  AND (string_to_array(i.indkey::text, ' ')::int2[])[1:cardinality(k.conkey)] @> k.conkey)",
        "ALTER TABLE job ADD COLUMN sheet uuid;"
        " ALTER TABLE job ADD CONSTRAINT plum FOREIGN KEY (tenant_id, sheet) REFERENCES batch (tenant_id, id)",
        "plum",
        (list(UNINDEXED_KEYS),),
    ),
    Lint(
        "somebody may rewrite history",
        f"SELECT DISTINCT r::text FROM {ROLES} AS r CROSS JOIN pg_attribute a"
        " WHERE a.attrelid = 'event'::regclass AND a.attnum > 0 AND NOT a.attisdropped"
        " AND (has_table_privilege(r, 'event', 'DELETE') OR (NOT a.attname = ANY (%s)"
        "      AND has_column_privilege(r, 'event'::regclass, a.attnum, 'UPDATE')))",
        "GRANT UPDATE (data) ON event TO bpo_system",
        "bpo_system",
        (OUTBOX_MARKS,),
    ),
]


def tables_without_a_kind(models: MetaData) -> list[str]:
    """Tables that belong to no client by their key and do not say behind which wall they stand."""
    return [
        table.name
        for table in models.sorted_tables
        if next(iter(table.primary_key.columns)).name != "tenant_id" and "wall" not in table.info
    ]


def tables_apart(connection: Connection[Any], models: MetaData) -> set[str]:
    """Tables that only the database, or only the models, know."""
    there = {row[0] for row in connection.execute(f"SELECT c.relname FROM {TABLES}")}
    return there ^ set(models.tables)


def open_to_clients(connection: Connection[Any], models: MetaData) -> list[str]:
    """Tables of the provider's inside (`client: ""` in the model) on which a client's role has any right."""
    inside = [table.name for table in models.sorted_tables if table.info.get("client") == ""]
    rows = connection.execute(
        "SELECT t FROM unnest(%s::text[]) AS t WHERE has_any_column_privilege('bpo_tenant', t, 'SELECT')"
        " OR has_any_column_privilege('bpo_tenant', t, 'INSERT') OR has_table_privilege('bpo_tenant', t, 'DELETE')"
        " OR has_any_column_privilege('bpo_tenant', t, 'UPDATE')",
        [inside],
    )
    return [row[0] for row in rows]
