"""Keep the whole file beside the part that a job was made of."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    """Tell whole files from those a job is read from; all there are so far are the latter."""
    op.add_column("document", sa.Column("whole", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.alter_column("document", "whole", server_default=None)
