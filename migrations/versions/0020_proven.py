"""Keep since when results have shown that a person is no longer new to a client's work; find copies of a job."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Add date and index; whoever was certified so far counts as shown, since nobody had asked for it."""
    op.add_column("certification", sa.Column("proven_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("ALTER TABLE certification NO FORCE ROW LEVEL SECURITY")  # the rows of all clients
    op.execute("UPDATE certification SET proven_at = created_at")
    op.execute("ALTER TABLE certification FORCE ROW LEVEL SECURITY")
    op.create_index(
        "ix_job_copy", "job", ["tenant_id", "copy_of"], postgresql_where=sa.text("copy_of IS NOT NULL")
    )
