"""Find the job a row hangs off by one descent of an index, also before PostgreSQL knows how many jobs there are."""

from alembic import op

revision = "0026"
down_revision = "0025"


def upgrade() -> None:
    """Add the index that the policies of all that hangs off a job are answered from."""
    op.create_index("uq_job_id", "job", ["id"], unique=True)
