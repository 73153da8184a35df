"""Let contracts be drafted, laid before the client and agreed by both; let clocks follow and holds be contested."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

from migrations.wall import SELF, allow, wall

revision = "0018"
down_revision = "0017"

KEPT = """
CREATE FUNCTION contract_version_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF OLD.state IN ('agreed', 'declined', 'withdrawn')
     AND to_jsonb(NEW) - 'applied_at' IS DISTINCT FROM to_jsonb(OLD) - 'applied_at' THEN
    RAISE EXCEPTION 'a contract version that is % stays as it is', OLD.state USING ERRCODE = '23514';
  END IF;
  IF OLD.state <> 'draft' AND (NEW.number, NEW.terms, NEW.calendar_id, NEW.open_jobs, NEW.note, NEW.created_at)
     IS DISTINCT FROM (OLD.number, OLD.terms, OLD.calendar_id, OLD.open_jobs, OLD.note, OLD.created_at) THEN
    RAISE EXCEPTION 'what lies before the client stays as it is' USING ERRCODE = '23514';
  END IF;
  IF current_setting('role') = 'bpo_tenant' THEN
    IF (NEW.provider_by, NEW.provider_name, NEW.provider_at)
       IS DISTINCT FROM (OLD.provider_by, OLD.provider_name, OLD.provider_at) THEN
      RAISE EXCEPTION 'a client does not confirm for the provider' USING ERRCODE = '23514';
    END IF;
  ELSIF (NEW.client_by, NEW.client_name, NEW.client_at)
        IS DISTINCT FROM (OLD.client_by, OLD.client_name, OLD.client_at) THEN
    RAISE EXCEPTION 'the provider does not confirm for a client' USING ERRCODE = '23514';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER contract_version_kept BEFORE UPDATE ON contract_version
  FOR EACH ROW EXECUTE FUNCTION contract_version_kept();
REVOKE EXECUTE ON FUNCTION contract_version_kept() FROM PUBLIC;
"""
"""Who may change what of a version. Inserting is the provider's: a word given elsewhere has no `client_by`."""
BEFORE = (
    "open_jobs = 'keep', state = 'agreed', proposed_at = created_at, provider_by = created_by,"
    " provider_name = 'before this was recorded', provider_at = created_at,"
    " client_name = 'before this was recorded', client_at = created_at, applied_at = created_at"
)
PRIORITIES = "(ARRAY['urgent', 'high', 'normal', 'low'])"
RECEIPTS = f"""
UPDATE event e
   SET data = e.data || jsonb_build_object('contract', j.contract_id, 'priority', {PRIORITIES}[j.priority + 1],
                                      'work_type', j.work_type)
              || CASE WHEN c.changes = '[]'::jsonb THEN '{{}}'::jsonb ELSE jsonb_build_object('target', c.target) END
  FROM job j JOIN job_clock c ON c.tenant_id = j.tenant_id AND c.id = j.id
 WHERE e.name = 'job.received' AND j.tenant_id = e.tenant_id AND j.id = e.job_id
"""
"""What a clock begins with belongs to the event of receipt; where the target changed later, the first one is stated."""


def upgrade() -> None:
    """Versions that hold are taken as agreed by both; clocks go on as they are."""
    _contracts()
    _clocks()
    _contests()


def _contracts() -> None:
    texts = ("state", "open_jobs", "note")
    for name in texts:
        op.add_column("contract_version", sa.Column(name, sa.String(), nullable=False, server_default=""))
    for name in ("proposed_at", "provider_at", "client_at", "applied_at"):
        op.add_column("contract_version", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    for name in ("provider_by", "client_by"):
        op.add_column("contract_version", sa.Column(name, sa.Uuid(), nullable=True))
    for name in ("provider_name", "client_name", "reason"):
        op.add_column("contract_version", sa.Column(name, sa.String(), nullable=True))
    op.execute("ALTER TABLE contract_version NO FORCE ROW LEVEL SECURITY")  # the rows of all clients
    op.execute(f"UPDATE contract_version SET {BEFORE}")
    op.execute("ALTER TABLE contract_version FORCE ROW LEVEL SECURITY")
    for name in texts:
        op.alter_column("contract_version", name, server_default=None)
    op.drop_constraint("uq_contract_version_tenant_id_valid_from", "contract_version")
    for name, rule in (
        ("state", "state IN ('draft', 'proposed', 'agreed', 'declined', 'withdrawn')"),
        ("open_jobs", "open_jobs IN ('keep', 'calendar', 'all')"),
        ("agreed_by_both", "state <> 'agreed' OR (provider_at IS NOT NULL AND client_at IS NOT NULL)"),
    ):
        op.create_check_constraint(op.f(f"ck_contract_version_{name}"), "contract_version", rule)
    op.create_index(
        "uq_contract_version_agreed",
        "contract_version",
        ["tenant_id", "valid_from"],
        unique=True,
        postgresql_where=sa.text("state = 'agreed'"),
    )
    op.create_index(
        "ix_contract_version_to_apply",
        "contract_version",
        ["valid_from"],
        postgresql_where=sa.text("state = 'agreed' AND applied_at IS NULL"),
    )
    mine = "UPDATE (state, valid_from, client_by, client_name, client_at, reason)"
    allow("contract_version", "bpo_tenant", mine, f"tenant_id {SELF}", "client_word")
    allow("contract_version", "bpo_staff", "UPDATE", f"tenant_id {SELF}", "staff_word")
    op.execute(
        "CREATE POLICY no_drafts ON contract_version AS RESTRICTIVE FOR ALL TO bpo_tenant"
        " USING (state <> 'draft') WITH CHECK (state <> 'draft')"
    )
    op.execute(KEPT)


def _clocks() -> None:
    op.add_column("job_clock", sa.Column("contract_id", sa.Uuid(), nullable=True))
    op.add_column("job_clock", sa.Column("calendars", JSONB(), nullable=False, server_default="[]"))
    op.add_column("job_clock", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    for table in ("job_clock", "job", "event"):
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    op.execute(
        "UPDATE job_clock c SET contract_id = j.contract_id FROM job j"
        " WHERE j.tenant_id = c.tenant_id AND j.id = c.id"
    )
    op.execute(RECEIPTS)
    for table in ("job_clock", "job", "event"):
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.alter_column("job_clock", "contract_id", nullable=False)
    op.alter_column("job_clock", "calendars", server_default=None)
    op.alter_column("job_clock", "version", server_default=None)
    op.create_foreign_key(
        op.f("fk_job_clock_tenant_id_contract_id"),
        "job_clock",
        "contract_version",
        ["tenant_id", "contract_id"],
        ["tenant_id", "id"],
    )


def _contests() -> None:
    op.create_table(
        "hold_contest",
        sa.Column("hold_id", sa.Uuid(), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("made_by", sa.Uuid(), nullable=False),
        sa.Column("made_by_name", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("upheld", sa.Boolean(), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_by_name", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("tenant_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.CheckConstraint("(decided_at IS NULL) = (upheld IS NULL)", name=op.f("ck_hold_contest_decided")),
        sa.ForeignKeyConstraint(["tenant_id"], ["tenant.id"], name=op.f("fk_hold_contest_tenant_id")),
        sa.ForeignKeyConstraint(
            ["tenant_id", "job_id"],
            ["job.tenant_id", "job.id"],
            name=op.f("fk_hold_contest_tenant_id_job_id"),
        ),
        sa.ForeignKeyConstraint(
            ["tenant_id", "hold_id"],
            ["hold.tenant_id", "hold.id"],
            name=op.f("fk_hold_contest_tenant_id_hold_id"),
        ),
        sa.PrimaryKeyConstraint("tenant_id", "id", name=op.f("pk_hold_contest")),
        sa.UniqueConstraint("tenant_id", "hold_id", name=op.f("uq_hold_contest_tenant_id_hold_id")),
    )
    op.create_index("ix_hold_contest_job", "hold_contest", ["tenant_id", "job_id"])
    op.create_index(
        "ix_hold_contest_open",
        "hold_contest",
        ["tenant_id", "made_at"],
        postgresql_where=sa.text("decided_at IS NULL"),
    )
    wall("hold_contest", client="SELECT, INSERT")
