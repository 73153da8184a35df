"""Raise the wall between clients on every table."""

from alembic import op

from migrations.wall import ALL, FUNCTIONS, SELF, allow, raise_wall, wall

revision = "0002"
down_revision = "0001"

READ_WRITE = "SELECT, INSERT, UPDATE"
APPEND = "SELECT, INSERT"
"""Versions are never changed: what was promised stays promised."""
OUTBOX = "UPDATE (due_at, handled_at, tries, error)"

PLAIN = (
    "batch",
    "refusal",
    "job",
    "job_data",
    "job_key",
    "document",
    "idempotency_key",
    "job_clock",
    "hold",
    "work_queue",
    "task",
    "attempt",
    "deliverable",
    "delivered_file",
    "notification",
)
STAFF_ONLY = ("task_bar", "draft", "review")
"""The provider's inside: a client's people and programs have no right on these at all."""


def upgrade() -> None:
    """Raise the wall between clients on every table."""
    op.execute(FUNCTIONS)
    op.execute("GRANT USAGE ON SCHEMA public TO bpo_tenant, bpo_staff, bpo_gate, bpo_system")
    for table in PLAIN:
        wall(table)
    for table in STAFF_ONLY:
        wall(table, client="")
    wall("tally", client="SELECT")
    wall("calendar_version", client="SELECT", staff=APPEND)
    wall("contract_version", client="SELECT", staff=APPEND)
    wall("assignment", client="", gate="SELECT")
    wall("certification", client="", gate="SELECT")
    wall("api_key", gate="SELECT, UPDATE")
    _events()
    _tenants()
    _people()


def _events() -> None:
    """Facts of the past: nobody may delete one, and only the marks of the outbox change."""
    raise_wall("event")
    allow("event", "bpo_tenant", "SELECT, INSERT", f"tenant_id {SELF}", "client")
    allow("event", "bpo_staff", f"SELECT, INSERT, {OUTBOX}", f"tenant_id {SELF}", "staff")
    allow("event", "bpo_system", f"SELECT, INSERT, {OUTBOX}", "true", "system")


def _tenants() -> None:
    raise_wall("tenant")
    allow("tenant", "bpo_tenant", "SELECT, UPDATE (next_number)", f"id {SELF}", "client")
    allow("tenant", "bpo_staff", READ_WRITE, f"id {SELF}", "staff")
    allow("tenant", "bpo_gate", "SELECT", "true", "gate")
    allow("tenant", "bpo_system", READ_WRITE, "true", "system")
    raise_wall("house_note")
    allow("house_note", "bpo_staff", "SELECT", "true", "staff")
    allow("house_note", "bpo_gate", "SELECT", "true", "gate")
    allow("house_note", "bpo_system", ALL, "true", "system")


def _people() -> None:
    """Accounts are seen by the gate; else a client sees its own people, staff also one another."""
    raise_wall("person")
    allow("person", "bpo_tenant", READ_WRITE, f"tenant_id {SELF}", "client")
    allow("person", "bpo_staff", READ_WRITE, f"tenant_id IS NULL OR tenant_id {SELF}", "staff")
    allow("person", "bpo_gate", "SELECT, UPDATE", "true", "gate")
    allow("person", "bpo_system", READ_WRITE, "true", "system")
    own = "person_id = (SELECT app_actor())"
    for table in ("person_session", "recovery_code"):
        raise_wall(table)
        allow(table, "bpo_tenant", ALL, own, "client")
        allow(table, "bpo_staff", ALL, own, "staff")
        allow(table, "bpo_gate", ALL, "true", "gate")
        allow(table, "bpo_system", ALL, "true", "system")
    raise_wall("person_token")
    visible = "EXISTS (SELECT 1 FROM person p WHERE p.id = person_id)"
    allow("person_token", "bpo_tenant", "INSERT", visible, "client")
    allow("person_token", "bpo_staff", "INSERT", visible, "staff")
    allow("person_token", "bpo_gate", ALL, "true", "gate")
    allow("person_token", "bpo_system", ALL, "true", "system")
    raise_wall("sign_in_try")
    allow("sign_in_try", "bpo_gate", ALL, "true", "gate")
    allow("sign_in_try", "bpo_system", ALL, "true", "system")
    raise_wall("mail")
    allow("mail", "bpo_tenant", "INSERT", f"tenant_id {SELF}", "client")
    allow("mail", "bpo_staff", READ_WRITE, f"tenant_id IS NULL OR tenant_id {SELF}", "staff")
    allow("mail", "bpo_gate", "INSERT", "true", "gate")
    allow("mail", "bpo_system", ALL, "true", "system")
