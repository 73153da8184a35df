"""Count top defects from the defects themselves, which a contest takes back, and not from the words of reviews."""

from alembic import op

revision = "0035"
down_revision = "0034"


def upgrade() -> None:
    """Drop what rollups kept of the words."""
    op.drop_column("counted_job", "faults")
    op.execute(
        "ALTER TABLE tally NO FORCE ROW LEVEL SECURITY"
    )  # the owner sees no rows of one that is forced
    op.execute("DELETE FROM tally WHERE measure LIKE 'defect_reason.%'")
    op.execute("ALTER TABLE tally FORCE ROW LEVEL SECURITY")
