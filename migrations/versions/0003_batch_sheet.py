"""Keep the sheet of a batch, to be given back with notes, and whether the client has read what was refused."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add the columns; batches there are have no sheet, and nothing they refused was read."""
    op.add_column("batch", sa.Column("sheet", JSONB(), nullable=True))
    op.add_column("refusal", sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_refusal_unseen",
        "refusal",
        ["tenant_id", "batch_id"],
        postgresql_where=sa.text("seen_at IS NULL"),
    )
