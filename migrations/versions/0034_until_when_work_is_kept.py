"""Say until when work is kept for one person, so that it does not wait for somebody who does not come."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade() -> None:
    """Rework that waits for its doer is kept as what comes back from now on: for half of the time it has left."""
    op.add_column("task", sa.Column("reserved_until", sa.DateTime(timezone=True), nullable=True))
    op.execute(
        """
        UPDATE task SET reserved_until = ready_at + greatest((due_at - ready_at) / 2, interval '1 hour')
         WHERE state = 'queued' AND reserved_for IS NOT NULL AND rework
        """
    )
    op.create_index(
        "ix_task_kept",
        "task",
        ["reserved_until"],
        postgresql_where=sa.text("state = 'queued' AND reserved_for IS NOT NULL"),
    )
