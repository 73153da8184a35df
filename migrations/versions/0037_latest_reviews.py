"""Let somebody's latest reviews be found without reading all they ever had."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"


def upgrade() -> None:
    """Index the reviews of somebody's work in the order in which they are shown, over all their clients."""
    op.create_index(
        "ix_review_latest",
        "review",
        ["worker_id", "done_at", "id"],
        postgresql_where=sa.text("done_at IS NOT NULL"),
    )
